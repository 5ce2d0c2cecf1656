"""Wishes about tools."""

from typing import ClassVar

from flows.tools import ToolKept
from flows.wishes import Wished


class SwitchTool(Wished):
    """Switch a tool on or off for a client."""

    kind: ClassVar[str] = "switch_tool"
    client: str
    tool: str
    on: bool


class MeetTool(Wished):
    """Note that the client has seen a new tool: the next new one comes after the next meeting, or in a week."""

    kind: ClassVar[str] = "meet_tool"
    tool: str


class Tidy(Wished):
    """Take the messages of this conversation out of the chat after some minutes, unless the client keeps them."""

    kind: ClassVar[str] = "tidy"
    minutes: int = 10


class KeepInChat(Wished):
    """Leave the messages of a conversation in the chat."""

    kind: ClassVar[str] = "keep_in_chat"
    run: str


class PlanHardDate(Wished):
    """Ask a week before a hard date, and be quiet or send one short message on the day, as the client chose."""

    kind: ClassVar[str] = "plan_hard_date"
    record: str


class KeepForClient(Wished):
    """Keep a record that staff began for a client, such as the people drawn together on paper."""

    kind: ClassVar[str] = "keep_for_client"
    client: str
    kept: tuple[ToolKept, ...]

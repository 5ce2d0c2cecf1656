"""
Reading: a raw update becomes what somebody did.

Help and stop are recognised first, in every language, before anything counts as an answer.  Nothing here looks at
storage: the same update always reads the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.menu import heard, wish_of_command

Raw: TypeAlias = Mapping[str, Any]  # an update as Telegram sent it
TOKEN_AND_CODE = re.compile(r"([A-Za-z0-9_-]{22})\.(.+)", re.DOTALL)
HELP_CODE = "~help"
URGENT = ("help", "stop")
NOT_WORDS = (
    "sticker", "photo", "video", "video_note", "animation", "audio", "document", "location", "venue", "contact",
    "poll", "dice", "story", "checklist", "paid_media", "game",
)  # fmt: skip


class Unreadable(Exception):
    """An update has no shape that we know; it is set aside and counted, and never stands in the way of the next."""

    def __init__(self, *, kind: str) -> None:
        self.kind = kind
        super().__init__(f"reading: an update of kind '{kind}' has not the shape that Telegram documents")


@dataclass(frozen=True, slots=True)
class Press:
    """An inline button was pressed; a forged or foreign one has no token."""

    token: str
    code: str
    callback_id: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words were written."""

    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice note was recorded."""

    file_id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Strange:
    """Something else was sent: a sticker, a photo, an unknown command."""

    kind: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Something that changes nothing by itself: an edited message, a pinned one, another of Telegram's own notes."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """The person let the bot in again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something is wanted that is heard in every state: help, stop, start, menu, language."""

    name: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Something happened in a group: it is never kept; `inside` says that the bot is in there and should leave."""

    chat_id: int
    inside: bool


Event: TypeAlias = Press | Text | Voice | Strange | Edited | Unreachable | Reachable | Wish


def read_update(update: Raw) -> Event:
    """Read an update of a private chat, or raise `Unreadable`."""
    kind, body = _body(update)
    try:
        match kind:
            case "message":
                return _message(body)
            case "callback_query":
                return _press(body)
            case "my_chat_member":
                gone = body["new_chat_member"]["status"] in {"kicked", "left"}
                return Unreachable() if gone else Reachable()
            case _:
                return Edited()
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable(kind=kind) from None


def chat_of(update: Raw) -> int:
    """Give the private chat an update belongs to, which has the number of the person in it."""
    kind, body = _body(update)
    try:
        where = body["from"] if kind == "callback_query" else body["chat"]
        return int(where["id"])
    except (KeyError, TypeError, ValueError):
        raise Unreadable(kind=kind) from None


def message_number(update: Raw) -> int | None:
    """Give the number of the message that somebody wrote; none for a press and for everything else."""
    kind, body = _body(update)
    found = body.get("message_id") if kind == "message" else None
    return found if isinstance(found, int) else None


def group_of(update: Raw) -> Group | None:
    """Say whether an update comes from a group or channel, where we are silent and leave."""
    kind, body = _body(update)
    message = body.get("message") if kind == "callback_query" else body
    chat = message.get("chat") if isinstance(message, Mapping) else None
    if not isinstance(chat, Mapping) or chat.get("type", "private") == "private":
        return None
    member = body.get("new_chat_member")
    status = member.get("status") if isinstance(member, Mapping) else "member"
    try:
        return Group(int(chat["id"]), inside=status not in {"left", "kicked"})
    except (KeyError, TypeError, ValueError):
        raise Unreadable(kind=kind) from None


def is_urgent(event: Event) -> bool:
    """Say whether an update passes every other of its chat."""
    return wants_help(event) or (isinstance(event, Wish) and event.name in URGENT)


def wants_help(event: Event) -> bool:
    """Say whether somebody asks for help, by whatever button or word."""
    if isinstance(event, Press):
        return event.code == HELP_CODE
    return isinstance(event, Wish) and event.name == "help"


def _body(update: Raw) -> tuple[str, Raw]:
    """Give the kind of an update and what it holds under that name."""
    kinds = [name for name in update if name != "update_id"]
    if len(kinds) != 1 or not isinstance(update[kinds[0]], Mapping):
        raise Unreadable(kind=kinds[0] if len(kinds) == 1 else "several" if kinds else "none")
    return kinds[0], update[kinds[0]]


def _message(message: Raw) -> Event:
    text = message.get("text")
    if isinstance(text, str):
        return _words(text)
    if "voice" in message:
        return Voice(str(message["voice"]["file_id"]), int(message["voice"]["duration"]))
    kind = next((name for name in NOT_WORDS if name in message), None)
    return Strange(kind) if kind else Edited()


def _words(text: str) -> Event:
    command = wish_of_command(text)
    if command is not None:
        return Wish(command[0], command[1]) if command[0] else Strange("command")
    wish = heard(text)
    return Wish(wish) if wish else Text(text)


def _press(query: Raw) -> Press:
    found = TOKEN_AND_CODE.fullmatch(str(query.get("data", "")))
    return Press(found[1] if found else "", found[2] if found else "", str(query["id"]))

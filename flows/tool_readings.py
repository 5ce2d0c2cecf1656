"""Readings about tools: what the client has kept with one, what may be suggested, and which tools are open."""

from datetime import date, datetime

from flows.readings import Known
from flows.tools import Field, ToolClosed


class RecordShown(Known):
    """One record as it stands."""

    record: str
    fields: tuple[Field, ...]
    at: datetime
    version: int = 1
    private: bool = False


class ToolKnown(Known):
    """All that the conversation of one tool needs to know."""

    closed: ToolClosed | None = None
    records: tuple[RecordShown, ...] = ()
    people: tuple[str, ...] = ()  # the client's own names for people, none that is hidden
    helped: tuple[str, ...] = ()  # the client's own words for what helped, newest first
    today: date
    shares: bool = True
    name: str | None = None  # the therapist


class ToolShown(Known):
    """One tool in the menu; `fresh` when the client meets it for the first time."""

    tool: str
    fresh: bool = False


class MyTools(Known):
    """The tools that are open to the client: those met before, and at most one new."""

    tools: tuple[ToolShown, ...] = ()
    monthly: bool = False  # the course is over and the monthly look goes on
    plan: bool = False  # something of the staying-well plan is there
    measures: bool = False  # a measure is due
    unfinished: str | None = None  # a tool that was left in the middle


class ToolSwitch(Known):
    """One tool as staff may switch it."""

    tool: str
    on: bool = False
    met: bool = False
    closed: ToolClosed | None = None


class ToolSwitches(Known):
    """The tools of one client, for staff."""

    client: str
    name: str
    tools: tuple[ToolSwitch, ...] = ()

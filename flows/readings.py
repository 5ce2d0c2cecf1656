"""
Readings: what a flow may know, as small typed values.

Each is fresh when its step is reached, is journalled under the step's key, and is the same at every replay.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from flows.wishes import HelpLabel


class Known(BaseModel):
    """Something that storage or the programme knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tongue(Known):
    """A language that may be chosen."""

    code: str
    own_name: str


class Me(Known):
    """The person who talks."""

    name: str | None = None
    role: Literal["client", "therapist", "supervisor"] = "client"
    language: str = "en"
    zone: str = "UTC"
    digits: Literal["latin", "native"] = "latin"
    native_digits: bool = False  # the language has digits of its own
    stopped: bool = False
    joined: bool = True  # no: joining was begun and left
    connected: bool = True  # no: the three pictures have not been compared yet
    help_label: HelpLabel = "help"


class StudyShown(Known):
    """The study that clients may be asked about, in the reader's language or the nearest."""

    name: str
    about: Any  # a Line as JSON
    contact: str


class Place(Known):
    """The programme and what it offers."""

    programme: str
    tongues: tuple[Tongue, ...]
    open_to_clients: bool = True  # a helpline was checked within 90 days
    safety_notices: bool = True
    page: bool = False  # staff read on the page, and the chat carries notices only
    study: StudyShown | None = None


class Absence(Known):
    """Days on which somebody is away, and who covers."""

    away_from: date
    away_until: date
    cover: str | None = None


class WhoReads(Known):
    """Who reads what the client writes, and when."""

    name: str | None = None  # none: no therapist is connected
    weekdays: tuple[int, ...] = ()
    looks_by: date | None = None  # the next such day, on the client's calendar
    supervisor: str | None = None
    absence: Absence | None = None  # now, or soon


class CurrentPlan(Known):
    """What is agreed for the check-ins."""

    next_check_in: date | None = None
    shares: bool = False
    stores: bool = True
    later_today: bool = False  # there is time before the quiet hours to ask once more
    study_now: bool = False  # the programme's study may be offered: never before the third check-in


class ClockChoice(Known):
    """A wall clock that somewhere shows this time now."""

    clock: str
    zones: tuple[str, ...]


class TimeNow(Known):
    """What the clock shows where the person probably is, and what it may show elsewhere."""

    zone: str
    clock: str
    others: tuple[ClockChoice, ...] = ()


class MySettings(Known):
    """What the client has chosen."""

    weekday: int = 4
    time: str = "18:00"
    opens_self: bool = False
    paused: bool = False
    paused_until: datetime | None = None
    help_label: HelpLabel = "help"
    message: bool = False
    store: bool = False
    share: bool = False
    research: bool | None = None  # none: never asked


class EntryShown(Known):
    """One entry of the log, for whoever may read it."""

    id: str
    kind: str
    value: Any  # the entry as JSON; `flows.entries.entry_from` gives it its type
    at: datetime
    language: str
    private: bool = False
    changed: bool = False


class MyEntries(Known):
    """The client's own entries of the last two weeks."""

    entries: tuple[EntryShown, ...] = ()


class MyHoldings(Known):
    """What is kept about the client, counted, and who has looked."""

    entries: int = 0
    first_on: date | None = None
    name: str | None = None
    language: str = "en"
    zone: str = "UTC"
    readings: tuple["Looked", ...] = ()
    older_looks: bool = False  # there are more than these


class Looked(Known):
    """A staff member looked at the client's entries; the client sees the day."""

    name: str | None
    on: date


class Code(Known):
    """The three pictures that the person who talks shall name aloud."""

    pictures: tuple[str, ...] = ()


class ClientShown(Known):
    """One line of the therapist's list."""

    id: str
    name: str | None
    state: Literal["invited", "joining", "waiting", "active", "ended"]
    new: int = 0
    reachable: bool = True
    stopped: bool = False
    paused_until: datetime | None = None
    shares: bool = True


class Clients(Known):
    """The clients of the staff member who talks."""

    clients: tuple[ClientShown, ...] = ()


class ClientLog(Known):
    """What staff may read of one client, newest last."""

    client: str
    name: str | None = None
    shares: bool = True
    entries: tuple[EntryShown, ...] = ()


class Waiting(Known):
    """A client, or a moving client, whose three pictures the therapist shall compare."""

    client: str
    name: str | None = None
    moving: bool = False
    right: str = ""  # the code that the client sees; empty: nobody waits any more
    shown: tuple[str, ...] = ()  # three codes, one of them right


class Colleagues(Known):
    """Others of the programme who may cover."""

    names: tuple[str, ...] = ()
    away: bool = False  # the one who talks is away, or will be


class Helpline(Known):
    """A line to call, as the programme entered and checked it."""

    name: str
    number: str
    hours: str  # '24h' or '08:00-20:00'
    languages: tuple[str, ...] = ()  # in their own names
    free: bool = False
    channel: Literal["call", "text", "chat"] = "call"
    cost: str = ""
    country: str | None = None


class HelpCard(Known):
    """What the help card shows to this person now."""

    emergency: str
    helplines: tuple[Helpline, ...]
    checked_on: date
    second_route: str | None = None
    name: str | None = None  # who usually looks; none: nobody is connected
    looks_by: date | None = None
    absence: Absence | None = None

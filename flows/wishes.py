"""
Wishes: what a flow wants done in the same commit.

A wish names a deed and ids, never a table.  The person who talks is the run's person; `client` is given only where
staff do something for a client.  `bot/wishes` carries them out.
"""

from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from flows.questions import Json

Part = Literal["message", "store", "share", "research"]
Notice = Literal[
    "joined", "not_joined", "stopped", "started", "unreachable", "reachable", "contact", "erased", "share_off", "share_on",
    "moved", "not_safe", "contact_due", "unread_soon", "unread", "task_told", "task_declined", "area_doubted",
    "meeting_moved", "no_contact_task", "item9", "item9_aloud", "wants_to_talk", "not_safe_home", "not_opened",
    "ending_near", "ending_last", "booster", "goodbye", "marked", "not_delivered", "changed",
    "handed_over", "handed_to_you", "handover_refused", "without_therapist", "referred", "heard_back",
]  # fmt: skip
SeenWord = Literal["read", "talk", "time", "keep", "voice"]
HelpLabel = Literal["help", "more", "neutral"]


class Wished(BaseModel):
    """Something to be done; `kind` names it in the effects of a run."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]


class TakenBack(Wished):
    """A wish of an earlier turn, whose answer of that moment was changed: what it had passed on does not hold any more."""

    kind: ClassVar[str] = "taken_back"
    wish: Wished
    at: datetime


class SetLanguage(Wished):
    """Speak this language to the person who talks."""

    kind: ClassVar[str] = "set_language"
    language: str


class SetZone(Wished):
    """Show times of this zone, and plan prompts in it."""

    kind: ClassVar[str] = "set_zone"
    zone: str


class SetDigits(Wished):
    """Write numbers in Latin digits or in those of the language."""

    kind: ClassVar[str] = "set_digits"
    digits: Literal["latin", "native"]


class SetName(Wished):
    """Call the person who talks by this name."""

    kind: ClassVar[str] = "set_name"
    name: str


class SetHelpLabel(Wished):
    """Show another word on the help button."""

    kind: ClassVar[str] = "set_help_label"
    label: HelpLabel


class AnswerConsent(Wished):
    """Record one answer to one part, with the text that was shown."""

    kind: ClassVar[str] = "answer_consent"
    part: Part
    answer: bool
    text_id: str
    version: int


class PlanCheckIns(Wished):
    """Plan the weekly check-in; without a time the client opens it."""

    kind: ClassVar[str] = "plan_check_ins"
    weekday: int | None = None  # ISO weekday; none keeps the one that is set
    time: str | None = None  # local wall time 'HH:MM'; none: only when the client opens it


class FinishJoining(Wished):
    """Joining is over: the client waits to be confirmed, and the therapist hears of it."""

    kind: ClassVar[str] = "finish_joining"


class AskLater(Wished):
    """Ask the same once more after some hours, outside quiet hours, unless it was opened meanwhile."""

    kind: ClassVar[str] = "ask_later"
    hours: int


class PauseAll(Wished):
    """Send no prompts until a day, or until the client starts again."""

    kind: ClassVar[str] = "pause_all"
    until: datetime | None = None


class ResumeAll(Wished):
    """Send prompts again."""

    kind: ClassVar[str] = "resume_all"


class StopAll(Wished):
    """Send nothing until the client taps start."""

    kind: ClassVar[str] = "stop_all"


class Erase(Wished):
    """Forget the person who talks; `receipt` is said when it is done."""

    kind: ClassVar[str] = "erase"
    reason: Literal["asked", "under_age", "store_no", "refused"]
    receipt: tuple[Json, ...] = ()  # Lines as JSON


class MakePrivate(Wished):
    """Take one of the client's own entries out of what staff see, or put it back."""

    kind: ClassVar[str] = "make_private"
    entry: str
    private: bool = True


class Notify(Wished):
    """Tell the client's staff a fact, without content."""

    kind: ClassVar[str] = "notify"
    notice: Notice
    client: str | None = None  # none: the run is about the client


class SetReadingDays(Wished):
    """Say on which weekdays the log is usually read."""

    kind: ClassVar[str] = "set_reading_days"
    weekdays: tuple[int, ...]


class FinishAccepting(Wished):
    """The staff member is ready to work."""

    kind: ClassVar[str] = "finish_accepting"


class MakeInvite(Wished):
    """Make a one-time link and give it to the person who talks as a picture and as words."""

    kind: ClassVar[str] = "make_invite"
    what: Literal["client", "same_client", "therapist", "supervisor"]
    label: str | None = None
    language: str | None = None
    client: str | None = None  # same_client: who moves


class ConfirmClient(Wished):
    """The pictures match: connect the client."""

    kind: ClassVar[str] = "confirm_client"
    client: str


class RefuseClient(Wished):
    """Somebody else opened the link: close it and erase what was answered."""

    kind: ClassVar[str] = "refuse_client"
    client: str


class ConfirmMove(Wished):
    """The pictures match: the client goes on in the new chat."""

    kind: ClassVar[str] = "confirm_move"
    client: str


class RefuseMove(Wished):
    """Somebody else opened the link: close it, the old chat stays."""

    kind: ClassVar[str] = "refuse_move"
    client: str


class SetAway(Wished):
    """Say from when until when a staff member is away, and who covers; no dates means back."""

    kind: ClassVar[str] = "set_away"
    away_from: date | None = None
    away_until: date | None = None
    cover: str | None = None


class Acknowledge(Wished):
    """Say that the one who talks has seen what was sent to them about a client."""

    kind: ClassVar[str] = "acknowledge"
    client: str


class MarkSeen(Wished):
    """Tell the client that the entries were read, in one of the fixed lines."""

    kind: ClassVar[str] = "mark_seen"
    client: str
    word: SeenWord
    voice: str | None = None  # the reader's own voice note, with one of the lines under it


class SendCopy(Wished):
    """Send everything that is kept about the client into their chat, as a file."""

    kind: ClassVar[str] = "send_copy"


class OpenPage(Wished):
    """Give the staff member who talks a way in to the page, which opens once; on one client, or on the list."""

    kind: ClassVar[str] = "open_page"
    client: str | None = None


class Begin(Wished):
    """Begin another conversation of the person who talks, about a client."""

    kind: ClassVar[str] = "begin"
    flow: str
    client: str | None = None

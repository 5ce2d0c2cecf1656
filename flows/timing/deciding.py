"""
Deciding: what becomes of a prompt at the moment it is due.

What the client said comes first, then whether they can be reached at all, then what would be too much or too late.
A reason not to send is an outcome that is kept, so that the log can say why nothing came.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from flows.timing.planning import APART

STILL_TALKING = timedelta(minutes=30)


class Outcome(Enum):
    """What became of one delivery; the values are the codes that storage keeps."""

    BEGUN = "begun"
    WAITING = "waiting"  # a conversation is going on, or quiet hours end within the patience of the prompt
    STOPPED = "stopped"  # the client tapped stop
    NOT_YET = "not_yet"  # nobody has confirmed the client so far
    NO_CONSENT = "no_consent"  # the client does not want to be written to
    SETTLED = "settled"  # what it would ask about is answered, rests or is over
    UNREAD = "unread"  # nobody has read the notes for too long; the questions wait until somebody has
    OPENS_SELF = "opens_self"  # "only when I open you"
    PAUSED = "paused"
    UNREACHABLE = "unreachable"
    DONE = "done"  # the client has held this conversation within the last days
    BUDGET = "budget"
    LATE = "late"  # nobody was there to send it, and now it would not be welcome
    QUIET = "quiet"
    GAVE_WAY = "gave_way"  # a conversation went on for longer than the grace


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known of a client and a prompt at the moment of deciding."""

    now: datetime
    due_at: datetime
    grace: timedelta
    patience: timedelta | None = None  # how late after downtime; none: the grace
    confirmed: bool = True
    stopped: bool = False
    consent_message: bool = True
    opens_self: bool = False
    settled: bool = False
    unread: bool = False
    paused_until: datetime | None = None
    reachable: bool = True
    last_held_at: datetime | None = None  # when the client last held this same conversation
    apart: timedelta = APART
    sent_this_week: int = 0
    weekly_budget: int = 3
    quiet_until: datetime | None = None  # none: it is not quiet now
    talked_at: datetime | None = None  # the last answer in the run that has the floor; none: untouched, or no run
    waiting_since: datetime | None = None  # when a conversation made this prompt wait

    @property
    def late_by(self) -> timedelta:
        """How long after its moment the prompt is looked at."""
        return self.now - self.due_at

    @property
    def allowed(self) -> timedelta:
        """How late it may be."""
        return self.grace if self.patience is None else self.patience

    @property
    def gives_way_at(self) -> datetime:
        """When a prompt that waits for a conversation gives way to it."""
        return (self.waiting_since or self.now) + self.grace

    @property
    def talking(self) -> bool:
        """Whether the client is in the middle of a conversation."""
        return self.talked_at is not None and self.now - self.talked_at < STILL_TALKING


def decide(situation: Situation) -> Outcome:
    """Say what becomes of a prompt now."""
    refusal = _what_the_client_said(situation) or _what_would_be_too_much(situation)
    if refusal is not None:
        return refusal
    if situation.quiet_until is not None:
        fits = situation.quiet_until - situation.due_at <= situation.allowed
        return Outcome.WAITING if fits else Outcome.QUIET
    if situation.talking:
        return Outcome.GAVE_WAY if situation.now >= situation.gives_way_at else Outcome.WAITING
    return Outcome.BEGUN


def _what_the_client_said(situation: Situation) -> Outcome | None:
    if situation.stopped:
        return Outcome.STOPPED
    if not situation.confirmed:
        return Outcome.NOT_YET
    if not situation.consent_message:
        return Outcome.NO_CONSENT
    if situation.opens_self:
        return Outcome.OPENS_SELF
    if situation.paused_until is not None and situation.now < situation.paused_until:
        return Outcome.PAUSED
    if situation.settled:
        return Outcome.SETTLED
    return Outcome.UNREAD if situation.unread else None


def _what_would_be_too_much(situation: Situation) -> Outcome | None:
    if not situation.reachable:
        return Outcome.UNREACHABLE
    if situation.last_held_at is not None and situation.now - situation.last_held_at < situation.apart:
        return Outcome.DONE
    if situation.late_by > situation.allowed:
        return Outcome.GAVE_WAY if situation.waiting_since else Outcome.LATE
    if situation.sent_this_week >= situation.weekly_budget:
        return Outcome.BUDGET
    return None


def look_again_at(situation: Situation) -> datetime:
    """Say when a waiting prompt is looked at again, if no run ends before."""
    if situation.quiet_until is not None:
        return situation.quiet_until
    silent_at = (situation.talked_at or situation.now) + STILL_TALKING
    return min(silent_at, situation.gives_way_at)

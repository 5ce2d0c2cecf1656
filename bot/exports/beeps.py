"""
Beeps: every time that a client was asked, or opened a conversation by themselves, with what came of it.

A prompt that was sent twice is two beeps; an answer stands with the last one before it.  Times that nobody knows stay
empty: Telegram does not tell when a message was looked at, and what is known of a conversation itself is deleted some
weeks after its end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise

from bot.exports.disguise import Shift
from bot.exports.items import ALWAYS_ASKED, Answer, answers_of, is_exported
from bot.exports.tsv import Value
from storage.log import Entry
from storage.prompts import REACHED, WAITING, Delivery
from storage.research import Sent, Talk

COLUMNS = (
    "id", "day", "beep", "scheduled_at", "sent_at", "opened_at", "answered_at", "expired", "item", "value", "locale",
    "instrument_version", "timezone_offset",
)  # fmt: skip
MISSED = "missed"
EVER, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
# A day that is hard because somebody died stands in other records too: with it the dates could be moved back.
LEFT_OUT = ("hard_date", "hard_day")


@dataclass(frozen=True, slots=True)
class Lived:
    """What is known of one client's weeks; `flows` names the conversation of each prompt."""

    deliveries: Sequence[Delivery]
    flows: dict[str, str]
    talks: Sequence[Talk]
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Beep:
    """One time: `at` puts it in order, `outcome` is what became of a prompt and none where the client began."""

    at: datetime
    answers: tuple[Answer, ...]
    flow: str | None = None
    outcome: str | None = None
    scheduled_at: datetime | None = None
    sent: Sent | None = None
    opened_at: datetime | None = None
    expired: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which what happens in a conversation belongs to one delivery of it; `first` is the delivery that began it."""

    first: str
    since: datetime
    until: datetime
    missed: bool

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment belongs to this delivery."""
        return self.since <= moment < self.until


def beeps_of(lived: Lived) -> list[Beep]:
    """Give every beep of a client in order."""
    spans, runs = _spans(lived.deliveries), _runs(lived)
    shown = (one for one in lived.deliveries if lived.flows[one.prompt] not in LEFT_OUT)
    prompted = [_prompted(lived, delivery, spans.get(delivery.id), runs) for delivery in shown]
    own = _opened_by_client(lived, {run for run, first in runs.items() if first in spans})
    return sorted([*prompted, *own], key=lambda beep: (beep.at, beep.outcome or ""))


def rows_of(name: str, beeps: Sequence[Beep], shift: Shift) -> Iterator[tuple[Value, ...]]:
    """Give the rows of a client: for each beep one row an item, answered or not."""
    if not beeps:
        return
    first, offset = shift.day(beeps[0].at), shift.offset(beeps[0].at)
    on, number = date.min, 0
    for beep in beeps:
        day = shift.day(beep.at)
        on, number = day, number + 1 if day == on else 1
        for answer in (*_of_itself(beep), *beep.answers):
            locale = answer.locale or (beep.sent.language if beep.sent else None)
            times = (beep.scheduled_at, beep.sent.at if beep.sent else None, beep.opened_at, answer.at)
            yield (
                name, (day - first).days + 1, number, *map(shift.text, times), beep.expired, answer.item, answer.value,
                locale, answer.version, offset,
            )  # fmt: skip


def _of_itself(beep: Beep) -> Iterator[Answer]:
    """Give the row that says what became of a prompt; its answer is the first that came."""
    if beep.outcome is not None:
        answered = min((one.at for one in beep.answers if one.at is not None), default=None)
        yield Answer(f"prompt_{beep.flow}", beep.outcome, answered)


def _runs(lived: Lived) -> dict[str, str]:
    """Name the delivery that began each conversation, the first where it was sent twice."""
    found = {talk.id: talk.delivery for talk in lived.talks if talk.delivery is not None}
    for delivery in reversed(lived.deliveries):
        if delivery.run is not None and delivery.outcome in REACHED:
            found[delivery.run] = delivery.id
    return found


def _spans(deliveries: Sequence[Delivery]) -> dict[str, Span]:
    """Give the span of every delivery that came to the client; those that share a conversation follow one another."""
    shared: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        if delivery.run is not None and delivery.outcome in REACHED:
            shared.setdefault(delivery.run, []).append(delivery)
    found = {}
    for each in shared.values():
        missed = any(one.outcome == MISSED for one in each)
        bounds = [EVER, *(one.due_at for one in each[1:]), NEVER]
        for delivery, (since, until) in zip(each, pairwise(bounds), strict=True):
            found[delivery.id] = Span(each[0].id, since, until, missed)
    return found


def _prompted(lived: Lived, delivery: Delivery, span: Span | None, runs: dict[str, str]) -> Beep:
    """Give what became of one delivery."""
    flow = lived.flows[delivery.prompt]
    always = ALWAYS_ASKED.get(flow, ())
    outcome = delivery.outcome or WAITING
    beep = Beep(delivery.due_at, tuple(answers_of((), always)), flow, outcome, scheduled_at=delivery.due_at)
    if span is None:
        return beep
    mine = {run for run, first in runs.items() if first == span.first}
    talks = [talk for talk in lived.talks if talk.id in mine]
    kept = [entry for entry in lived.entries if entry.run in mine and span.holds(entry.at)]
    answers = answers_of(kept, always)
    if span.missed:  # what stands there all the same was said before, face to face
        answers = [replace(one, at=None) for one in answers]
    went = sorted((one for talk in talks for one in talk.sent), key=lambda one: one.at)
    return replace(
        beep,
        answers=tuple(answers),
        sent=next((one for one in went if span.holds(one.at)), None),
        expired=None if any(talk.open for talk in talks) else int(span.missed),
    )


def _opened_by_client(lived: Lived, prompted: set[str]) -> Iterator[Beep]:
    """Give the conversations that no prompt began, as far as something in them is exported."""
    began = {talk.id: talk.opened_at for talk in lived.talks}
    together: dict[str, list[Entry]] = {}
    for entry in lived.entries:
        if entry.run not in prompted and is_exported(entry):
            together.setdefault(entry.run or entry.id, []).append(entry)
    for run, kept in together.items():
        opened = began.get(run)
        yield Beep(opened or kept[0].at, tuple(answers_of(kept)), opened_at=opened)

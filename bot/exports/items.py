"""
Items: what of a client's answers leaves the house, and under which name.

Only codes and numbers.  An entry that is not named here is never exported, and neither is a word that somebody wrote.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.exports.tsv import Value
from flows import course_entries, ending_entries, measure_entries
from flows.entries import CheckInSkipped, Link, MoodReported, RunUnfinished, entry_from
from storage.log import Entry

JOINING = "joining"
# What the conversation of a prompt asks in any case; the rest depends on what was agreed.
ALWAYS_ASKED = {
    "check_in": ("mood", "link"),
    "monthly_look": ("band",),
    "task_offer": ("task1_reply",),
    "task_time": ("task1_fits",),
}
Found = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item; no value where it was asked, or could have been, and nothing was answered."""

    item: str
    value: Value = None
    at: datetime | None = None
    locale: str | None = None
    version: str | None = None


class Places:
    """Numbers the tasks of one conversation, in the order in which they come up."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, task: str) -> str:
        """Give the beginning of the names of what is asked about a task."""
        return f"task{self._known.setdefault(task, len(self._known) + 1)}"


def answers_of(kept: Iterable[Entry], always: Iterable[str] = ()) -> list[Answer]:
    """Give each item of one conversation once; an answer stands before a question that was left out."""
    found = {item: Answer(item) for item in always}
    places = Places()
    for entry in kept:
        language, version = _wording(entry)
        for item, value in _items(entry, places):
            if value is not None:
                found[item] = Answer(item, value, entry.at, language, version)
            elif item not in found:
                found[item] = Answer(item, locale=language, version=version)
    return list(found.values())


def is_exported(entry: Entry) -> bool:
    """Say whether there is anything in an entry that leaves the house."""
    return next(_items(entry, Places()), None) is not None


def _wording(entry: Entry) -> tuple[str, str | None]:
    """Give the language in which something was answered, and the form where there is one."""
    match entry_from(entry.kind, entry.value):
        case measure_entries.MeasureAnswered(language=language, form=form):
            return language, form
    return entry.language, None


def _items(entry: Entry, places: Places) -> Iterator[Found]:
    match entry_from(entry.kind, entry.value):
        case MoodReported() as told:
            yield from _mood(told)
        case RunUnfinished() as left:
            yield from _left(left)
        case CheckInSkipped():
            yield "check_in_skipped", 1
        case ending_entries.GoalRated(number=number):
            yield "goal", number
        case ending_entries.BandChosen(band=band):
            yield "band", band.value
        case measure_entries.MeasureAnswered() as answered:
            yield from _measure(answered)
        case measure_entries.MeasureLeft(instrument=instrument):
            yield f"{instrument}_left", 1
        case told:
            yield from _task(told, places)


def _mood(told: MoodReported) -> Iterator[Found]:
    yield "mood_today" if told.first else "mood", told.mood
    yield from _given("mood_worst", told.worst)
    if told.link is not None or not told.first:
        yield "link", told.link.value if told.link is not None else None


def _left(left: RunUnfinished) -> Iterator[Found]:
    """Give mood and link of a conversation that was left; the rest does not say which measure or task it belongs to."""
    mood, link = left.answers.get("mood_reported.mood"), left.answers.get("mood_reported.link")
    if isinstance(mood, int):
        yield "mood_today" if left.flow == JOINING else "mood", mood
    worst = left.answers.get("mood_reported.worst")
    yield from _given("mood_worst", worst if isinstance(worst, int) else None)
    if link in {one.value for one in Link}:
        yield "link", str(link)


def _measure(answered: measure_entries.MeasureAnswered) -> Iterator[Found]:
    name = answered.instrument
    yield from ((f"{name}_{place}", points) for place, points in enumerate(answered.answers, 1))
    yield f"{name}_total", answered.total
    yield f"{name}_difficulty", answered.difficulty
    yield f"{name}_given", answered.given


def _task(told: object, places: Places) -> Iterator[Found]:
    match told:
        case course_entries.TaskAnswered(task=task, reply=reply):
            yield f"{places.of(task)}_reply", reply.value
        case course_entries.TaskMoment(task=task, fits=fits, mood=mood):
            yield f"{places.of(task)}_fits", fits.value
            yield from _given(f"{places.of(task)}_mood_before", mood)
        case course_entries.DayNoted(task=task, number=number, did=did):
            yield from _given(f"{places.of(task)}_day_number", number)
            yield from _given(f"{places.of(task)}_day_done", None if did is None else int(did))
        case course_entries.TaskReviewed(task=task, tried=tried, hindered=hindered, mood_after=mood):
            yield f"{places.of(task)}_tried", tried.value
            yield from _given(f"{places.of(task)}_hindered", hindered.value if hindered is not None else None)
            yield from _given(f"{places.of(task)}_mood_after", mood)
        case course_entries.TaskCarried(task=task, carried=carried, by="client"):
            yield f"{places.of(task)}_carried", carried.value


def _given(item: str, value: Value) -> Iterator[Found]:
    """Give what is asked only sometimes, where it was answered."""
    if value is not None:
        yield item, value

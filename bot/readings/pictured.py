"""What stands on the picture of the weeks beside moods: events with their day, tasks that were told of, words by a number."""

from collections.abc import Iterable, Iterator

from bot.readings.asked import local
from flows.brief import EventTold, MoodGiven, TaskTold
from flows.course import Tried
from flows.course_entries import TaskReviewed
from flows.entries import MomentsTold, Said
from flows.questions import Json
from flows.tools import ToolKept
from storage.log import Entry
from storage.persons import Person

TRIED = (Tried.DONE.value, Tried.PART.value)
MOMENT, TIMELINE, WHAT, WHEN = "moment", "timeline", "what", "when"


def pinned(moods: Iterable[MoodGiven]) -> tuple[MoodGiven, ...]:
    """Number the new moods that have words or a link: the number stands on the picture and in the list."""
    found: list[MoodGiven] = []
    for number, one in _numbered(moods):
        found.append(one.model_copy(update={"pin": number}))
    return tuple(found)


def _numbered(moods: Iterable[MoodGiven]) -> Iterator[tuple[int, MoodGiven]]:
    last = 0
    for one in moods:
        has_words = one.new and (one.link is not None or one.words is not None)
        last += has_words
        yield (last if has_words else 0), one


def events_in(kept: Iterable[Entry], reader: Person) -> tuple[EventTold, ...]:
    """Give what happened and on which day, as the client told it."""
    found: dict[
        tuple[str, ...], tuple[Entry, Entry]
    ] = {}  # of a record that was changed: its first day, its last words
    for one in kept:
        which = (one.value["tool"], one.value["record"]) if one.kind == ToolKept.kind else (one.id,)
        found[which] = (found.get(which, (one,))[0], one)
    return tuple(
        EventTold(on=local(first.at, reader.zone).date(), words=words)
        for first, last in found.values()
        for words in happened(last)
    )


def happened(one: Entry) -> list[str]:
    """
    Give the words of what an entry says happened on its day.

    An event of the timeline with a time of its own, such as "that spring", has no day that we know; it stands in the list.
    """
    if one.kind == MomentsTold.kind:
        return [text for name in ("best", "hardest") if (text := text_in(one.value[name]))]
    if one.kind != ToolKept.kind or one.value["removed"] or one.value["tool"] not in (MOMENT, TIMELINE):
        return []
    fields = {field["name"]: field["said"] for field in one.value["fields"]}
    if fields.get(WHEN) is not None:
        return []
    return [text for text in [text_in(fields.get(WHAT))] if text]


def text_in(said: Json) -> str | None:
    """Give the text of own words as they are kept; a voice note has none."""
    return Said.model_validate(said).text if said is not None else None


def tasks_told(kept: Iterable[Entry], reader: Person) -> tuple[TaskTold, ...]:
    """Give the tasks that the client told of, tried or not."""
    return tuple(
        TaskTold(on=local(one.at, reader.zone).date(), tried=one.value["tried"] in TRIED)
        for one in kept
        if one.kind == TaskReviewed.kind
    )

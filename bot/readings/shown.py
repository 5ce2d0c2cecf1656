"""
What of a client's log may be shown, and to whom: one rule for the page, the chat, the brief, the paper and the exports.

Of a record that was written with a tool the last version decides: when that one is private or gone, so are those before
it, whoever could read them once.  Whom a client hides, or hid until they were taken away, is named nowhere else either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.course_entries import AreaChosen
from flows.ending_entries import GoodbyeLeft, ThenAndNow
from flows.entries import RunUnfinished
from flows.questions import Json
from flows.tool_readings import RecordShown
from flows.tools import HIDDEN_FROM_STAFF, ToolKept, by_name
from storage import courses, log
from storage.access import actor_of
from storage.base import Transaction
from storage.courses import Course
from storage.log import READ, Entry
from storage.persons import Person

CIRCLES = ("closest", "middle", "outer", "")
KEPT, PEOPLE, PLANNED = ToolKept.kind, "my_people", "task_planned"
Record = tuple[str, str]


async def entries_for(
    tx: Transaction,
    staff: Person,
    client: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: Sequence[str] | None = None,
    deed: str = READ,
) -> list[Entry]:
    """Give what a client shows to a staff member whom the gate lets through, oldest first; the reading is audited."""
    kept = await log.entries(tx, actor_of(staff), client, since=since, until=until, kinds=kinds, deed=deed)
    return shown(kept, await log.own(tx, client, kinds=(KEPT,))) if kept else []


def shown(kept: Iterable[Entry], written: Sequence[Entry]) -> list[Entry]:
    """Leave out what staff do not see; `written` is all that was ever kept with a tool, the private versions too."""
    last, hidden = newest(written), {plainly(name) for name in hidden_people(written)}
    named = (without_names(one, hidden) for one in kept if is_shown(one, last))
    return [one for one in named if one is not None]


async def given(tx: Transaction, client: str, kept: Sequence[Entry]) -> list[Entry]:
    """Leave out of a client's own log what staff prepare: an area not yet agreed on, a goodbye before the course is over."""
    prepared = any(one.kind in (AreaChosen.kind, GoodbyeLeft.kind) for one in kept)
    known = await courses.of_client(tx, client) if prepared else []
    return [one for one in kept if is_given(one, known)]


def is_given(one: Entry, known: Sequence[Course]) -> bool:
    """Say whether the client may know of an entry by now."""
    if one.kind == AreaChosen.kind:
        return bool(one.value["agreed"])
    if one.kind == GoodbyeLeft.kind and one.value["by"] == "staff":
        of = [course for course in known if course.opened_at <= one.at]
        return bool(of) and of[-1].ended_at is not None
    return True


def is_shown(one: Entry, last: Mapping[Record, Entry]) -> bool:
    """Say whether staff see an entry; of a record that was taken away they see that alone."""
    if one.private or one.kind != KEPT:
        return not one.private
    end = last[record_of(one)]
    return not end.private and not says_no(end) and (end.id == one.id or not end.value["removed"])


def newest(written: Iterable[Entry]) -> Mapping[Record, Entry]:
    """Give the last version of every record, in the order in which they were begun; those that were taken away too."""
    found: dict[Record, Entry] = {}
    for one in written:
        if one.kind == KEPT:
            before = found.get(record_of(one))
            if before is None or one.value["version"] >= before.value["version"]:
                found[record_of(one)] = one
    return found


def record_of(one: Entry) -> Record:
    """Name a record: its id alone may be that of another tool's too."""
    return one.value["tool"], one.value["record"]


def records_of(kept: Iterable[Entry], tool: str) -> tuple[RecordShown, ...]:
    """Give the records of one tool as they stand, without those that were taken away."""
    stand = [one for (of, _id), one in newest(kept).items() if of == tool and not one.value["removed"]]
    return tuple(as_record(one) for one in stand)


def as_record(one: Entry) -> RecordShown:
    """Give one version of a record as flows know it."""
    value = ToolKept.model_validate(one.value)
    return RecordShown(
        record=value.record, fields=value.fields, at=one.at, version=value.version, private=one.private
    )  # fmt: skip


def circle_of(record: RecordShown) -> str:
    """Give the circle in which a person was put; who was put in none stands outside all."""
    field = by_name(record.fields).get("circle")
    return field.code if field is not None and field.code in CIRCLES else ""


def people_of(kept: Iterable[Entry]) -> tuple[str, ...]:
    """Give the client's own names for people; one that is hidden is named nowhere else."""
    kept = list(kept)
    hidden = {plainly(name) for name in hidden_people(kept)}
    stand = [one for (tool, _id), one in newest(kept).items() if tool == PEOPLE and not one.value["removed"]]
    names = [name for one in stand if not says_no(one) for name in name_of(one)]
    return tuple(dict.fromkeys(name for name in names if plainly(name) not in hidden))


def hidden_people(written: Iterable[Entry]) -> tuple[str, ...]:
    """
    Give every name that was ever used for somebody whom the client does not show.

    Whoever was hidden when they were taken away stays hidden, until the client writes them down anew and shows them.
    """
    people = told_people(written)
    again = {
        plainly(name): one.last.at
        for one in people
        if one.stands and not is_hidden(one.last)
        for name in name_of(one.last)
    }
    hidden = [(name, one) for one in people if is_hidden(one.last) for told in one.told for name in name_of(told)]
    return tuple(
        dict.fromkeys(
            name for name, one in hidden if one.stands or again.get(plainly(name), one.last.at) <= one.last.at
        )
    )


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whom the client wrote down: what was told of them, oldest version first, and whether it still stands."""

    told: Sequence[Entry]
    stands: bool

    @property
    def last(self) -> Entry:
        """Give what was told last."""
        return self.told[-1]


def told_people(written: Iterable[Entry]) -> list[Told]:
    """Give everybody whom the client ever wrote down."""
    versions: dict[Record, list[Entry]] = defaultdict(list)
    for one in written:
        if one.kind == KEPT and one.value["tool"] == PEOPLE:
            versions[record_of(one)].append(one)
    sorted_ = [sorted(all_, key=lambda one: one.value["version"]) for all_ in versions.values()]
    found = [Told([one for one in all_ if not one.value["removed"]], not all_[-1].value["removed"]) for all_ in sorted_]
    return [one for one in found if one.told]


def is_hidden(one: Entry) -> bool:
    """Say whether somebody is kept from staff: the client said so, or was never asked and has it private."""
    answer = answer_of(one)
    return answer == "no" or (answer is None and one.private)


def says_no(one: Entry) -> bool:
    """Say whether the client answered that staff may not see a record."""
    return answer_of(one) == "no"


def answer_of(one: Entry) -> str | None:
    """Give what the client answered to whether staff may see a record; none where it was not asked."""
    return next((field["code"] for field in one.value["fields"] if field["name"] == HIDDEN_FROM_STAFF), None)


def name_of(one: Entry) -> Iterable[str]:
    """Give the name of a person, where there is one in letters."""
    for field in one.value["fields"]:
        if field["name"] == "name" and (text := text_in(field["said"])) is not None:
            yield text


def without_names(one: Entry, hidden: set[str]) -> Entry | None:
    """Leave out answers that are nothing but a hidden name; none where the whole entry is about that person."""
    value = one.value
    if one.kind == ThenAndNow.kind:
        return None if plainly(value["name"]) in hidden else one
    if one.kind == KEPT:
        told = [field for field in value["fields"] if not is_name(field["said"], hidden)]
        return one if len(told) == len(value["fields"]) else replace(one, value={**value, "fields": told})
    if one.kind == RunUnfinished.kind:
        left = {name: answer for name, answer in value["answers"].items() if not is_name(answer, hidden)}
        return replace(one, value={**value, "answers": left})
    if one.kind == PLANNED and is_name(value["plan"]["who"], hidden):
        return replace(one, value={**value, "plan": {**value["plan"], "who": None}})
    return one


def is_name(said: Json, hidden: set[str]) -> bool:
    """Say whether words are one of these names and nothing else."""
    text = text_in(said)
    return text is not None and plainly(text) in hidden


def text_in(said: Json) -> str | None:
    """Give the text of own words as they are kept."""
    text = said.get("text") if isinstance(said, dict) else None
    return text if isinstance(text, str) else None


def plainly(name: str) -> str:
    """Give a name as it is compared: a capital letter or a space more makes nobody another person."""
    return " ".join(name.split()).casefold()

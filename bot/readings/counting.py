"""Counting: moments by person, contacts, and two views of a dispute, from what a client shares as it stands now."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.readings.asked import Look, local
from bot.readings.shown import records_of, shown
from flows.agreed import CourseFacts
from flows.counting import Counts, MomentsWith, Views
from flows.course import Area
from flows.tool_readings import RecordShown
from flows.tools import by_name, text_of
from storage.log import Entry
from storage.persons import Person

FOUR_WEEKS = timedelta(weeks=4)
NAMES = 5


def counts_of(look: Look, staff: Person, written: Sequence[Entry], facts: CourseFacts | None) -> Counts:
    """Count what a client who shares has kept with tools; of all that was `written`, what staff do not see counts nowhere."""
    seen = shown(written, written)
    moments, contacts = (lately(look, records_of(seen, tool)) for tool in ("moment", "encounters"))
    closest = closest_people(seen)
    return Counts(
        moments=moments_by_person(moments),
        contacts=len(contacts),
        close=sum(who(one) in closest for one in contacts),
        views=views_of(records_of(seen, "where_we_stand"), facts, staff),
    )


def lately(look: Look, records: Sequence[RecordShown]) -> list[RecordShown]:
    """Give those of four weeks."""
    return [one for one in records if one.at > look.tx.now - FOUR_WEEKS]


def moments_by_person(moments: list[RecordShown]) -> tuple[MomentsWith, ...]:
    """Count good and hard moments by the person they were with, most first."""
    told = [(name, code_of(one, "which")) for one in moments if (name := who(one)) is not None]
    kinds, people = Counter(told), Counter(name for name, kind in told if kind is not None)
    return tuple(
        MomentsWith(name=name, good=kinds[name, "good"], hard=kinds[name, "hard"])
        for name, _number in people.most_common(NAMES)
    )


def closest_people(seen: Sequence[Entry]) -> frozenset[str | None]:
    """Name whom the client put into the closest circle and shows."""
    people = [one for one in records_of(seen, "my_people") if code_of(one, "circle") == "closest"]
    return frozenset({text_of(by_name(one.fields).get("name")) for one in people} - {None})


def views_of(told: Sequence[RecordShown], facts: CourseFacts | None, staff: Person) -> Views | None:
    """Put the stage that the therapist set beside what the client told last; none where either is missing."""
    said = [one for one in told if code_of(one, "stand") is not None]
    if facts is None or facts.stage is None or Area.DISPUTE not in (facts.area, facts.second) or not said:
        return None
    last = max(said, key=lambda one: one.at)
    return Views(
        stage=facts.stage,
        set_on=local(facts.staged_at, staff.zone).date() if facts.staged_at is not None else None,
        told=str(code_of(last, "stand")),
        told_on=local(last.at, staff.zone).date(),
    )


def who(one: RecordShown) -> str | None:
    """Give the client's own name for whoever was there."""
    return text_of(by_name(one.fields).get("who"))


def code_of(one: RecordShown, name: str) -> str | None:
    """Give what was picked."""
    field = by_name(one.fields).get(name)
    return field.code if field is not None else None

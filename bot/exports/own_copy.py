"""
A client's own copy: everything that is kept about them, as plain data that any program reads.

Own words, private entries, answers, tasks, what was agreed to, and who has looked (GDPR, articles 15 and 20).  Safety notes that staff
keep for each other are not in it: they may say what somebody with the client's phone must not read; nor is what staff prepare and
have not given yet.
"""

from datetime import datetime

from bot.readings.logs import READINGS
from bot.readings.shown import given
from flows.questions import Json
from storage import audit, consents, courses, log, persons, tasks
from storage.base import Transaction
from storage.persons import Person
from storage.tasks import Task

FORM = 1  # of this file; it grows when something is read in another way


async def copy_of(tx: Transaction, client: Person) -> dict[str, Json]:
    """Give everything about a client; times in UTC as ISO 8601."""
    settings = await persons.settings(tx, client.id)
    agreed = {one.id for one in await courses.of_client(tx, client.id) if one.facts.agreed}
    course = await courses.latest(tx, client.id)
    meetings = await courses.sessions(tx, course) if course is not None else []
    return {
        "interlude": FORM,
        "made_at": stamp(tx.now),
        "me": {"name": client.name, "language": client.language, "zone": client.zone, "joined_at": stamp(client.joined_at)},
        "settings": {name: as_json(getattr(settings, name)) for name in settings.__slots__ if name != "quiet_at"},
        "agreed_to": dict(await consents.standing(tx, client.id)),
        "entries": [
            {"at": stamp(one.at), "kind": one.kind, "language": one.language, "private": one.private, "value": one.value}
            for one in await given(tx, client.id, await log.own(tx, client.id))
        ],
        "tasks": [
            {"made_at": stamp(one.made_at), "state": one.state.value, "facts": facts_of(one, agreed)}
            for one in await tasks.of_client(tx, client.id)
        ],
        "meetings": [{"meets_at": stamp(one.meets_at), "state": one.state.value} for one in meetings],
        "looked": [
            {"on": one.at.date().isoformat(), "by": await name_of(tx, one.actor), "what": one.deed}
            for one in await audit.of(tx, client.id)
            if one.deed in READINGS
        ],
    }  # fmt: skip


def facts_of(task: Task, agreed: set[str]) -> Json:
    """Give a task; what it belongs to only in a course in which both have agreed on it."""
    return task.facts.model_dump(mode="json", exclude=set() if task.course in agreed else {"area", "stage"})


async def name_of(tx: Transaction, person: str) -> str | None:
    """Give the name of whoever did something; none for the operator and for those who are gone."""
    known = await persons.get(tx, person)
    return known.name if known is not None else None


def stamp(moment: datetime | None) -> str | None:
    """Give a moment as JSON keeps it."""
    return moment.isoformat() if moment is not None else None


def as_json(value: object) -> Json:
    """Give a setting as JSON keeps it."""
    return stamp(value) if isinstance(value, datetime) else value

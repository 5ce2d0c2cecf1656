"""
The research export: tables without names, for a study that clients have said yes to.

One client at a time is read, written and let go, so that memory does not grow with their number.  That somebody was
exported is in the audit before a row of theirs is on the disk.  Keys of ids and shifts of dates are made by chance, live
as long as the export runs, and are kept nowhere.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.exports.beeps import COLUMNS, Beep, Lived, beeps_of, rows_of
from bot.exports.codebook import PEOPLE, codebook
from bot.exports.disguise import Names, Shift
from bot.exports.guide import LEFT_OUT, README
from bot.exports.shelf import Shelf, shelf
from bot.exports.tsv import Table, Value
from bot.readings.measures import FORM_SHOWN
from flows.course import SessionState
from flows.measures import Form
from storage import audit, courses, log, persons, prompts, research
from storage.base import Store, Transaction
from storage.errors import UNREADABLE

NAME = "0001_interlude"
ANSWERS, PARTICIPANTS, CODEBOOK, DESCRIPTION = (
    f"{NAME}_ts.tsv", "participants.tsv", "codebook.json", "dataset_description.json",
)  # fmt: skip
LAYOUT = "1.0.0"  # of the tables: raised when a column or the meaning of an item changes
DEED = "exported_research"
ADULT = "18+"  # who joins has said to be an adult; `flows.client.joining` lets nobody else in

Progress = Callable[[int], object]


class NobodyWilling(Exception):
    """Nobody has a standing yes to research, so there is nothing to export."""

    def __init__(self) -> None:
        super().__init__("Nobody has said yes to research, or everybody has taken it back. Nothing was exported.")


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why an export is made, in the operator's words, and the measures whose wording the codebook may give."""

    words: str
    forms: Sequence[Form] = ()


@dataclass(slots=True, weakref_slot=True, eq=False)
class Dossier:
    """Everything of one client that is exported; it is let go before the next is read."""

    client: str
    zone: str
    about: tuple[Value, ...]  # the columns of the participants but the id
    beeps: Sequence[Beep]
    private: int = 0  # entries that are the client's alone


@dataclass(slots=True)
class Written:
    """What was written: no names, only what the description of the whole needs."""

    participants: int = 0
    rows: int = 0
    private: int = 0
    unread: int = 0  # clients who could not be read, or took their yes back meanwhile
    items: set[str] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)


async def export(store: Store, folder: Path, purpose: Purpose, progress: Callable[[int], Progress]) -> Written:
    """Write the whole dataset into a new folder; `progress` is told how many clients there are, then of each."""
    with shelf(folder) as place:
        names = Names()
        async with store.read() as tx:
            clients = sorted(await research.willing(tx), key=names.of)  # an order that says nothing of who came first
        if not clients:
            raise NobodyWilling
        written = await write(place, dossiers(store, clients, progress(len(clients))), names)
        if not written.participants:
            raise NobodyWilling
        written.unread = len(clients) - written.participants
        seen = [form for form in purpose.forms if form.fingerprint[:FORM_SHOWN] in written.versions]
        place.put(CODEBOOK, _json(codebook(written.items, seen)))
        place.put("README.md", README)
        place.put(DESCRIPTION, _json(description(written, purpose.words)))
    return written


async def dossiers(store: Store, clients: Sequence[str], progress: Progress) -> AsyncIterator[Dossier]:
    """
    Read one client after the other.

    In one commit the yes is looked at once more and held, the client is read, and the deed noted; whoever takes the yes
    back meanwhile, or is being forgotten, is left out.
    """
    for client in clients:
        try:
            async with store.write() as tx:
                found = await _dossier(tx, client)
        except UNREADABLE:
            found = None
        if found is not None:
            yield found
        progress(1)


async def write(place: Shelf, found: AsyncIterator[Dossier], names: Names) -> Written:
    """Write both tables as the clients come."""
    written = Written()
    with ExitStack() as papers:
        answers = Table(papers.enter_context(place.open(ANSWERS)), COLUMNS)
        people = Table(papers.enter_context(place.open(PARTICIPANTS)), tuple(PEOPLE))
        async for dossier in found:
            name = names.of(dossier.client)
            people.add((name, *dossier.about))
            for row in rows_of(name, dossier.beeps, Shift.by_chance(dossier.zone)):
                answers.add(row)
                _note(written, dict(zip(COLUMNS, row, strict=True)))
            written.private += dossier.private
            del dossier  # before the next one is read
    written.participants, written.rows = people.rows, answers.rows
    return written


def description(written: Written, purpose: str) -> dict[str, Any]:
    """Say what this dataset is, what it was made for, and what is not in it."""
    return {
        "name": NAME,
        "version": LAYOUT,
        "purpose": purpose,
        "software": {"name": "Interlude", "version": version("interlude")},
        "participants": written.participants,
        "rows": written.rows,
        "left_out": {
            "private_entries": written.private,
            "people_who_could_not_be_read": written.unread,
            "always": list(LEFT_OUT),
        },
        "files": [ANSWERS, PARTICIPANTS, CODEBOOK, "README.md"],
    }


async def _dossier(tx: Transaction, client: str) -> Dossier | None:
    if not await research.is_willing_until_commit(tx, client):
        return None
    person = await persons.get(tx, client)
    assert person is not None, "a consent goes with its person"
    await tx.key(client)  # without a key somebody is being forgotten, though nothing sealed may be left to notice it by
    await audit.note(tx, audit.OPERATOR, client, DEED, "research")
    kept = await log.own(tx, client)
    shown = [entry for entry in kept if not entry.private]
    flows = {prompt.id: prompt.flow for prompt in await prompts.all_of_client(tx, client)}
    lived = Lived(await prompts.deliveries(tx, client), flows, await research.talks(tx, client), shown)
    age = ADULT if person.joined_at is not None else None
    about = (age, *await _course(tx, client, person.language))
    return Dossier(client, person.zone, about, beeps_of(lived), len(kept) - len(shown))


async def _course(tx: Transaction, client: str, language: str) -> tuple[Value, ...]:
    """Give problem area, template, language, and how many meetings were planned and held."""
    course = await courses.latest(tx, client)
    if course is None:
        return (None, None, language, None, None)
    area = course.facts.area if course.facts.agreed else None
    meetings = await courses.sessions(tx, course)
    held = sum(one.state is SessionState.HELD for one in meetings)
    return (area.value if area is not None else None, course.template, language, course.sessions, held)


def _note(written: Written, row: dict[str, Value]) -> None:
    written.items.add(str(row["item"]))
    if isinstance(row["instrument_version"], str):
        written.versions.add(row["instrument_version"])


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

"""
Runs and their journals: where a conversation stands, in rows that any process can replay.

A journal grows by compare-and-set on `run.seq`, so that of two answers to one question exactly one counts.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row as Fetched
from sqlalchemy import Select, delete, exists, insert, select, update

from flows.engine import Row
from flows.questions import Json
from storage.base import Transaction
from storage.errors import UNREADABLE, StepTaken
from storage.tables import journal as journal_table
from storage.tables import outbox
from storage.tables import run as run_table

OPEN, PARKED = "open", "parked"
TOKENS_OUTLIVE_RUNS_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Run:
    """One walk through a flow: `person` talks, `about` is the client whose data and key it uses."""

    id: str
    about: str
    person: str
    flow: str
    version: int
    args: Mapping[str, Json]
    state: str
    floor: bool
    seq: int
    answered: int
    prompted: bool
    delivery: str | None
    opened_at: datetime
    touched_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None = None
    error: str | None = None


async def begin(
    tx: Transaction,
    *,
    person: str,
    about: str,
    flow: str,
    version: int,
    args: Mapping[str, Json],
    prompted: bool = False,
    delivery: str | None = None,
    closes_at: datetime | None = None,
) -> Run:
    """Open a run; it has no floor until it is given one."""
    made = Run(
        id=uuid4().hex, about=about, person=person, flow=flow, version=version, args=dict(args), state=OPEN,
        floor=False, seq=0, answered=0, prompted=prompted, delivery=delivery,
        opened_at=tx.now, touched_at=tx.now, closes_at=closes_at,
    )  # fmt: skip
    values = {name: getattr(made, name) for name in Run.__slots__}
    values["args"] = await tx.seal(about, "run.args", made.id, made.args)
    await tx.db.execute(insert(run_table).values(values))
    return made


async def get(tx: Transaction, id: str) -> Run | None:  # noqa: A002 - an id is called id in every table
    """Give a run as it stands now."""
    return next(iter(await _fetch(tx, select(run_table).where(run_table.c.id == id))), None)


async def floor_of(tx: Transaction, person: str) -> Run | None:
    """Give the run to which a person's free text goes; it may be parked, and then says so."""
    here = (run_table.c.person == person, run_table.c.floor, run_table.c.state.in_([OPEN, PARKED]))
    query = select(run_table).where(*here).order_by(run_table.c.touched_at.desc()).limit(1)
    return next(iter(await _fetch(tx, query)), None)


async def give_floor(tx: Transaction, run: Run) -> None:
    """Give a run the floor and set every other run of the person aside; their buttons stay alive."""
    this = run_table.c.id == run.id
    others = (run_table.c.person == run.person, run_table.c.floor, ~this)
    await tx.db.execute(update(run_table).where(*others).values(floor=False))
    await tx.db.execute(update(run_table).where(this, run_table.c.state == OPEN).values(floor=True))


async def touch(tx: Transaction, run: Run) -> None:
    """Note that the person has just answered in this run."""
    answered = {"touched_at": tx.now, "answered": run_table.c.answered + 1}
    await tx.db.execute(update(run_table).where(run_table.c.id == run.id).values(answered))


async def journal(tx: Transaction, run: Run) -> list[Row]:
    """Give every row of a run's journal, in order."""
    query = select(journal_table).where(journal_table.c.run == run.id).order_by(journal_table.c.seq)
    return [await _row(tx, run, fetched) for fetched in await tx.db.execute(query)]


async def append(tx: Transaction, run: Run, rows: Sequence[Row], expected_seq: int) -> None:
    """Add rows after `expected_seq`, or raise `StepTaken` when the journal has grown meanwhile."""
    if [row.seq for row in rows] != list(range(expected_seq + 1, expected_seq + 1 + len(rows))):
        raise ValueError(
            f"run {run.id}: rows must count on from '{expected_seq}', they are {[row.seq for row in rows]}"
        )
    here = (run_table.c.id == run.id, run_table.c.seq == expected_seq, run_table.c.state == OPEN)
    moved = await tx.db.execute(update(run_table).where(*here).values(seq=expected_seq + len(rows)))
    if moved.rowcount != 1:
        raise StepTaken(run=run.id, expected=expected_seq)
    if rows:
        await tx.db.execute(insert(journal_table), [await _sealed(tx, run, row) for row in rows])


async def close(tx: Transaction, run: Run, state: str) -> None:
    """Close a run as done, later, cancelled, expired or missed, and take the floor from it."""
    closed = {"state": state, "floor": False, "closed_at": tx.now}
    await tx.db.execute(update(run_table).where(run_table.c.id == run.id).values(closed))


async def park(tx: Transaction, id: str, error: str) -> None:  # noqa: A002 - an id is called id in every table
    """
    Set a run aside after a mistake of ours, with everything answered kept; `error` is a kind and a place.

    It keeps the floor, so that who goes on writing to it is told why nothing happens.  A closed run stays closed.
    """
    parked = {"state": PARKED, "error": error[:200]}
    await tx.db.execute(update(run_table).where(run_table.c.id == id, run_table.c.state == OPEN).values(parked))


async def resume(tx: Transaction, run: Run) -> bool:
    """Open a parked run again, after the mistake is mended; no when another process has just done so."""
    parked = (run_table.c.id == run.id, run_table.c.state == PARKED)
    return (await tx.db.execute(update(run_table).where(*parked).values(state=OPEN, error=None))).rowcount > 0


async def reopen(tx: Transaction, run: Run) -> None:
    """Open a closed run again, because an answer of it is to be changed."""
    await tx.db.execute(update(run_table).where(run_table.c.id == run.id).values(state=OPEN, closed_at=None))


async def open_runs(tx: Transaction, person: str) -> list[Run]:
    """Give the open runs of a person, the one opened first before the others."""
    query = select(run_table).where(run_table.c.person == person, run_table.c.state == OPEN)
    return await _fetch(tx, query.order_by(run_table.c.opened_at, run_table.c.id))


async def parked_runs(tx: Transaction) -> list[Run]:
    """Give every parked run that can be opened, for the operator."""
    query = select(run_table).where(run_table.c.state == PARKED).order_by(run_table.c.touched_at)
    found = []
    for fetched in (await tx.db.execute(query)).all():
        with suppress(*UNREADABLE):
            found.append(await _run(tx, fetched))
    return found


async def of_delivery(tx: Transaction, delivery: str) -> Run | None:
    """Give the run that a delivery began."""
    return next(iter(await _fetch(tx, select(run_table).where(run_table.c.delivery == delivery))), None)


async def set_closing(tx: Transaction, run: Run, closes_at: datetime | None) -> None:
    """Move the end of a run's window."""
    await tx.db.execute(update(run_table).where(run_table.c.id == run.id).values(closes_at=closes_at))


async def versions_in_use(tx: Transaction) -> frozenset[tuple[str, int]]:
    """Give the flows and versions that open or parked runs still need."""
    query = select(run_table.c.flow, run_table.c.version).where(run_table.c.state.in_([OPEN, PARKED])).distinct()
    return frozenset((row.flow, row.version) for row in await tx.db.execute(query))


async def tidy(tx: Transaction, before: datetime) -> int:
    """
    Delete the journals of runs closed before a moment, and say how many rows went.

    The run itself stays as long as a button of its may still be pressed.
    """
    closed = select(run_table.c.id).where(run_table.c.closed_at < before)
    gone = await tx.db.execute(delete(journal_table).where(journal_table.c.run.in_(closed)))
    pressed = exists().where(outbox.c.run == run_table.c.id)
    long_closed = run_table.c.closed_at < before - TOKENS_OUTLIVE_RUNS_FOR
    await tx.db.execute(delete(run_table).where(long_closed, ~pressed))
    return gone.rowcount


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Run]:
    return [await _run(tx, fetched) for fetched in (await tx.db.execute(query)).all()]


async def _run(tx: Transaction, fetched: Fetched[Any]) -> Run:
    values = dict(fetched._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    values["args"] = await tx.open(values["about"], "run.args", values["id"], values["args"])
    return Run(**values)


async def _sealed(tx: Transaction, run: Run, row: Row) -> dict[str, Any]:
    return {
        "run": run.id, "about": run.about, "seq": row.seq, "turn": row.turn, "key": row.key, "shape": row.shape,
        "value": await tx.seal(run.about, "journal.value", f"{run.id}/{row.seq}", row.value),
        "at": row.at, "update_id": row.update_id,
    }  # fmt: skip


async def _row(tx: Transaction, run: Run, fetched: Fetched[Any]) -> Row:
    value = await tx.open(run.about, "journal.value", f"{run.id}/{fetched.seq}", fetched.value)
    return Row(fetched.seq, fetched.turn, fetched.key, fetched.shape, value, fetched.at, fetched.update_id)

"""Tasks: what was proposed, agreed, planned and tried; the words are sealed with the client's key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, Select, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT in the same words

from flows.agreed import TaskFacts
from flows.course import TaskState
from storage.base import Transaction
from storage.course_tables import task as task_table
from storage.courses import Course

LABEL = "task.body"
OPEN = (TaskState.PROPOSED, TaskState.AGREED, TaskState.PAUSED)


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a client."""

    id: str
    client: str
    course: str
    state: TaskState
    facts: TaskFacts
    made_at: datetime
    agreed_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None


async def propose(
    tx: Transaction,
    course: Course,
    facts: TaskFacts,
    *,
    agreed: bool = False,
    id: str | None = None,  # noqa: A002 - an id is called id in every table
) -> Task:
    """Keep a task that waits for the client's yes; one agreed in the room needs none.  The same id is the same task."""
    state, agreed_at = (TaskState.AGREED, tx.now) if agreed else (TaskState.PROPOSED, None)
    made = Task(id or uuid4().hex, course.client, course.id, state, facts, tx.now, agreed_at, None, None)
    values = {
        "id": made.id, "client": made.client, "course": made.course, "state": state.value,
        "body": await _sealed(tx, made, facts), "made_at": tx.now, "agreed_at": agreed_at,
    }  # fmt: skip
    again = {name: values[name] for name in ("state", "body", "agreed_at")}
    await tx.db.execute(insert(task_table).values(values).on_conflict_do_update(index_elements=["id"], set_=again))
    return made


async def get(tx: Transaction, id: str) -> Task | None:  # noqa: A002 - an id is called id in every table
    """Give a task as it stands."""
    return next(iter(await _fetch(tx, select(task_table).where(task_table.c.id == id))), None)


async def of_client(tx: Transaction, client: str, states: Sequence[TaskState] | None = None) -> list[Task]:
    """Give the tasks of a client, oldest first: all of them, or those in some states."""
    query = select(task_table).where(task_table.c.client == client)
    if states is not None:
        query = query.where(task_table.c.state.in_([state.value for state in states]))
    return await _fetch(tx, query)


async def change(tx: Transaction, task: Task, facts: TaskFacts) -> None:
    """Keep other facts of a task; the log keeps what they were before."""
    await _set(tx, task, body=await _sealed(tx, task, facts))


async def agree(tx: Transaction, task: Task) -> None:
    """Note that the client said yes, be it after a no."""
    await _set(tx, task, state=TaskState.AGREED.value, agreed_at=tx.now, closed_at=None)


async def pause(tx: Transaction, task: Task) -> None:
    """Let nothing be asked about a task until staff open it again."""
    await _set(tx, task, state=TaskState.PAUSED.value, paused_at=tx.now)


async def reopen(tx: Transaction, task: Task) -> None:
    """Let a paused task go on."""
    state = TaskState.AGREED if task.agreed_at is not None else TaskState.PROPOSED
    await _set(tx, task, state=state.value, paused_at=None)


async def close(tx: Transaction, task: Task) -> None:
    """Close a task; nothing more is asked about it."""
    await _set(tx, task, state=TaskState.CLOSED.value, closed_at=tx.now)


async def _set(tx: Transaction, task: Task, **values: Any) -> None:
    await tx.db.execute(update(task_table).where(task_table.c.id == task.id).values(values))


async def _sealed(tx: Transaction, task: Task, facts: TaskFacts) -> bytes:
    return await tx.seal(task.client, LABEL, task.id, facts.model_dump(mode="json"))


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Task]:
    ordered = query.order_by(task_table.c.made_at, task_table.c.id)
    return [await _task(tx, row) for row in (await tx.db.execute(ordered)).all()]


async def _task(tx: Transaction, row: Row[Any]) -> Task:
    facts = TaskFacts.model_validate(await tx.open(row.client, LABEL, row.id, row.body))
    return Task(
        row.id, row.client, row.course, TaskState(row.state), facts, row.made_at, row.agreed_at, row.paused_at,
        row.closed_at,
    )  # fmt: skip

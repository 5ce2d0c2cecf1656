"""Supervision: the queue as the counsellor who asked and the supervisors see it."""

from datetime import timedelta

from bot.readings.asked import Asked, Look
from bot.readings.logs import as_shown
from bot.readings.shown import KEPT, shown
from flows.course_readings import WordsShown
from flows.supervision import MarkShown, Queue
from storage import log, marks, persons
from storage.access import actor_of, allowed
from storage.base import Transaction
from storage.log import Entry
from storage.marks import Mark
from storage.persons import Person

LATELY, SHOWN = timedelta(days=28), 12


async def queue(asked: Asked) -> Queue:
    """Give the queue to the staff member who talks; where there is a page, the entries stand there alone."""
    return await queue_for(asked, await asked.person(), words=asked.words_here)


async def queue_for(look: Look, staff: Person, *, words: bool = True) -> Queue:
    """Give what waits: to a supervisor all of it, to a counsellor the own marks with what came of them."""
    tx = look.tx
    supervises = staff.role == "supervisor"
    found = await marks.waiting(tx) if supervises else await marks.of_staff(tx, staff.id, tx.now - LATELY)
    open_ = [one for one in found if await allowed(tx, actor_of(staff), one.client, "supervise")]
    return Queue(
        marks=tuple([await shown_mark(tx, staff, one, words=words) for one in open_[:SHOWN]]),
        mine_to_close=supervises, on_page=not words,
    )  # fmt: skip


async def shown_mark(tx: Transaction, staff: Person, mark: Mark, *, words: bool) -> MarkShown:
    """Give one mark with its entry, if the client still shares it."""
    entry = await entry_of(tx, staff, mark) if words else None
    counsellor, client = await persons.get(tx, mark.staff), await persons.get(tx, mark.client)
    return MarkShown(
        id=mark.id, staff=counsellor.name if counsellor else None, client=client.name if client else None,
        question=WordsShown.model_validate(mark.question) if mark.question else None,
        outcome=WordsShown.model_validate(mark.outcome) if mark.outcome else None,
        entry=as_shown(entry) if entry is not None else None, marked_at=mark.marked_at,
    )  # fmt: skip


async def entry_of(tx: Transaction, staff: Person, mark: Mark) -> Entry | None:
    """Give a marked entry as far as it may be shown now, whatever could be seen when it was marked."""
    entry = await marks.entry_of(tx, actor_of(staff), mark)
    if entry is None:
        return None
    return next(iter(shown([entry], await log.own(tx, mark.client, kinds=(KEPT,)))), None)

"""Supervision: entries marked by a counsellor, and closed by a supervisor."""

from bot.conversation import Turn
from bot.wishes.hosting import Host
from bot.wishes.keeping import made_id, staff_for
from bot.wishes.notifying import tell_supervisors
from flows import supervision_wishes as wishes
from flows.entries import Said
from storage import marks, persons
from storage.access import actor_of
from storage.base import Transaction
from storage.errors import NotFound
from storage.marks import Mark
from storage.persons import Person


async def mark_entry(turn: Turn, wish: wishes.MarkEntry, _host: Host) -> None:
    """Mark an entry of a client for supervision."""
    staff = await staff_for(turn, wish.client, "mark_entry")
    id_ = made_id(turn, "mark")
    await mark_one(turn.tx, staff, wish.client, id_=id_, entry=wish.entry, question=wish.question)


async def mark_one(tx: Transaction, staff: Person, client: str, *, id_: str, entry: str, question: Said | None) -> None:
    """Mark an entry with a question, and tell the supervisors that something waits."""
    await marks.make(tx, actor_of(staff), client, id=id_, entry=entry, question=words(question, staff))
    known = await persons.get(tx, client)
    if known is not None:
        await tell_supervisors(tx, known, "marked")


async def discussed(turn: Turn, wish: wishes.Discussed, _host: Host) -> None:
    """Note that a mark was discussed."""
    staff, mark = await persons.get(turn.tx, turn.run.person), await marks.get(turn.tx, wish.mark)
    if staff is None or mark is None:
        raise NotFound
    await close_mark(turn.tx, staff, mark, wish.outcome)


async def close_mark(tx: Transaction, staff: Person, mark: Mark, outcome: Said | None) -> None:
    """Close a mark with what came of it."""
    await marks.discussed(tx, actor_of(staff), mark, words(outcome, staff))


def words(said: Said | None, staff: Person) -> dict[str, object] | None:
    """Give somebody's words with their language, as they are kept."""
    return {"said": said.model_dump(mode="json"), "language": staff.language} if said is not None else None

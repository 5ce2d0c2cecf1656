"""Supervision: entries marked by a counsellor, and closed by a supervisor."""

from bot.conversation import Turn
from bot.wishes.hosting import Host
from bot.wishes.keeping import made_id, staff_for
from bot.wishes.notifying import tell_supervisors
from flows import supervision_wishes as wishes
from flows.entries import Said
from storage import marks, persons
from storage.access import actor_of
from storage.errors import NotFound
from storage.persons import Person


async def mark_entry(turn: Turn, wish: wishes.MarkEntry, _host: Host) -> None:
    """Mark an entry of a client for supervision."""
    staff = await staff_for(turn, wish.client, "mark_entry")
    id_ = made_id(turn, "mark")
    await marks.make(
        turn.tx, actor_of(staff), wish.client, id=id_, entry=wish.entry, question=words(wish.question, staff)
    )
    client = await persons.get(turn.tx, wish.client)
    if client is not None:
        await tell_supervisors(turn.tx, client, "marked")


async def discussed(turn: Turn, wish: wishes.Discussed, _host: Host) -> None:
    """Note that a mark was discussed."""
    staff, mark = await persons.get(turn.tx, turn.run.person), await marks.get(turn.tx, wish.mark)
    if staff is None or mark is None:
        raise NotFound
    await marks.discussed(turn.tx, actor_of(staff), mark, words(wish.outcome, staff))


def words(said: Said | None, staff: Person) -> dict[str, object] | None:
    """Give somebody's words with their language, as they are kept."""
    return {"said": said.model_dump(mode="json"), "language": staff.language} if said is not None else None

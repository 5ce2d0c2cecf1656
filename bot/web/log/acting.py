"""What staff do with one entry on the page: mark it for supervision, close a mark, listen to a voice note in their chat."""

from functools import partial
from uuid import uuid4

from bot.readings.one_entry import entry_for, voices_in
from bot.web.log.visit import LOG, Draw, Pages, Visit
from bot.wishes.notifying import post
from bot.wishes.supervising import close_mark, mark_one
from flows.entries import Said
from flows.staff.client_log import GONE_IN, voice_note
from storage import marks, persons
from storage.base import Transaction
from storage.errors import NotFound
from storage.persons import Person

LONGEST = 500  # letters of a question or an outcome: it is one line


async def mark(pages: Pages, visit: Visit) -> Draw:
    """Mark an entry for supervision, with the counsellor's own question; the same entry once."""
    staff = visit.reader.person
    entry = await entry_for(visit.look, staff, visit.client, visit.named("entry"))
    if not await has_supervisor(visit.tx, staff):
        raise NotFound
    waits = await marks.of_staff(visit.tx, staff.id, visit.tx.now)
    id_ = next((one.id for one in waits if one.entry == entry.id and one.discussed_at is None), uuid4().hex)
    await mark_one(visit.tx, staff, visit.client, id_=id_, entry=entry.id, question=written(visit, "question"))
    return partial(pages.go, visit.request, f"{LOG}/client/{visit.client}/notes?done=marked")


async def has_supervisor(tx: Transaction, staff: Person) -> bool:
    """Say whether somebody else supervises here."""
    return any(one.id != staff.id and one.state == "active" for one in await persons.staff(tx, "supervisor"))


async def discussed(pages: Pages, visit: Visit) -> Draw:
    """Note that a mark was discussed, and what came of it; supervisors alone."""
    staff, mark_ = visit.reader.person, await marks.get(visit.tx, visit.named("mark"))
    if staff.role != "supervisor" or mark_ is None or mark_.discussed_at is not None:
        raise NotFound
    await close_mark(visit.tx, staff, mark_, written(visit, "outcome"))
    return partial(pages.go, visit.request, f"{LOG}/{'supervision' if visit.form.get('back') else 'marks'}")


def written(visit: Visit, field: str) -> Said | None:
    """Give what was written into a field; none where it was left empty."""
    text = visit.form.get(field, "").strip()[:LONGEST]
    return Said(text=text) if text else None


async def listen(pages: Pages, visit: Visit) -> Draw:
    """Send the voice notes of one entry into the reader's own chat, protected and gone within a day."""
    staff = visit.reader.person
    entry = await entry_for(visit.look, staff, visit.client, visit.named("entry"))
    voices = [*voices_in(entry.value)]
    if not voices or staff.chat_id is None:
        raise NotFound
    for voice in voices:
        line = voice_note(entry.at)
        await post(visit.tx, staff.id, visit.client, line, voice=voice, protect=True, gone_in=GONE_IN)
    return partial(pages.go, visit.request, f"{LOG}/client/{visit.client}/notes?done=sent")

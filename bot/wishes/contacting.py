"""Contacts and safety notes: planned and made by staff."""

from bot.conversation import Turn
from bot.reminding import remind_of
from bot.wishes.hosting import Host
from bot.wishes.keeping import keep, moment_at, staff_for
from bot.wishes.notifying import somebody_has_read
from bot.wishes.tasking import rest_closed
from bot.wishes.tooling import leave_closed
from flows import course_entries as told
from flows import course_wishes as wishes
from flows.course import Safety
from storage import contacts, safety_notes
from storage.access import actor_of
from storage.errors import NotFound

AT = "17:00"  # of the day by which somebody gets in touch


async def plan_contact(turn: Turn, wish: wishes.PlanContact, _host: Host) -> None:
    """Plan that somebody gets in touch."""
    staff = await staff_for(turn, wish.client, "plan_contact")
    made = await contacts.plan(turn.tx, wish.client, moment_at(wish.by, AT, staff.zone), "planned")
    await remind_of(turn.tx, made)
    await keep(turn, wish.client, told.ContactPlanned(contact=made.id, reason="planned", by=wish.by))


async def made_contact(turn: Turn, wish: wishes.MadeContact, _host: Host) -> None:
    """Note that the staff member who talks got in touch."""
    contact = await contacts.get(turn.tx, wish.contact)
    if contact is None:
        raise NotFound
    staff = await staff_for(turn, contact.client, "made_contact")
    await contacts.done(turn.tx, contact, staff.id)
    await keep(turn, contact.client, told.ContactMade(contact=contact.id))
    if contact.reason == "unread":
        await somebody_has_read(turn.tx, contact.client, staff.id)


async def note_safety(turn: Turn, wish: wishes.NoteSafety, host: Host) -> None:
    """Keep what was found when somebody asked in private; what it closes ends at once, and no client reads why."""
    staff = await staff_for(turn, wish.client, "note_safety")
    await safety_notes.note(turn.tx, actor_of(staff), wish.client, wish.answer)
    await leave_closed(turn, wish.client)
    if wish.answer in (Safety.CONCERN, Safety.PHONE_NOT_PRIVATE):
        await rest_closed(turn.tx, wish.client, host.library, wish.answer)

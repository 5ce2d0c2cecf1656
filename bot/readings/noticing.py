"""Notices as staff see them: their own, and for supervisors those that others have not seen."""

from datetime import timedelta

from bot.readings.asked import Asked, Look
from flows.alerts import Arrived, Notices, NoticeShown
from storage import notices, persons
from storage.access import actor_of, allowed
from storage.notices import Notice
from storage.persons import Person

LATELY, SHOWN = timedelta(weeks=4), 20


async def my_notices(asked: Asked) -> Notices:
    """Give the notices of the staff member who talks."""
    return await notices_of(asked, await asked.person())


async def notices_of(look: Look, staff: Person) -> Notices:
    """Give what one staff member was told of clients that are theirs; a supervisor sees too what others have not seen."""
    own = await notices.of_staff(look.tx, staff.id, look.tx.now - LATELY, SHOWN)
    supervises = staff.role == "supervisor" and staff.state == "active"
    others, many = await notices.unseen(look.tx, staff.id, SHOWN) if supervises else ([], 0)
    return Notices(
        notices=tuple([await shown(look, one, staff) for one in own]),
        others=tuple([await shown(look, one, staff, to=True) for one in others]),
        older=many - len(others),
    )


async def shown(look: Look, one: Notice, staff: Person, *, to: bool = False) -> NoticeShown:
    """Give one notice with the client's name."""
    client = await persons.get(look.tx, one.client)
    receiver = await persons.get(look.tx, one.staff) if to else None
    return NoticeShown(
        client=one.client, name=client.name if client else None, kind=one.kind, sent_at=one.sent_at,
        arrived=state_of(one), seen_at=one.seen_at, escalated_at=one.escalated_at,
        own_client=await allowed(look.tx, actor_of(staff), one.client, "care"),
        to=(receiver.name or "–") if receiver else None,
    )  # fmt: skip


def state_of(one: Notice) -> Arrived:
    """Say whether a notice arrived."""
    return "on_its_way" if one.arrived is None else "arrived" if one.arrived else "failed"

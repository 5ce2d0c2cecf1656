"""A therapist leaves: every way in is closed, no client is theirs any more, and what lies in their chat is taken away."""

from bot.outcomes import GONE
from bot.wishes.handing import offer_to
from bot.wishes.keeping import tell_client
from bot.wishes.notifying import tell_supervisors
from flows.content.notices import has_left
from storage import audit, invites, notices, outbox, own_codes, persons, second_factors, signing_in
from storage.base import Transaction
from storage.persons import OFFERED, Person


async def leave(tx: Transaction, staff: Person, then: Person | None = None) -> int:
    """
    End somebody's work here, and say for how many clients they cared.

    Each client is told, and asked whether `then` may go on where somebody is named; without a yes nobody reads.
    """
    await signing_in.end_all(tx, staff.id)
    await own_codes.forget_all(tx, staff.id)
    await second_factors.forget(tx, staff.id)
    await outbox.withdraw(tx, person=staff.id, keep_safety=False)
    await outbox.take_away_now(tx, staff.id, GONE)
    waits = {one.client for one in await notices.waiting(tx, staff.id)}
    await persons.change(tx, staff.id, state="ended")  # first, so that they hear of nothing of what follows
    await persons.unlink_all(tx, staff.id, kind=OFFERED)
    clients = await persons.clients_of(tx, staff.id)
    for client in clients:
        await persons.unlink(tx, client.id, staff.id)
        if client.id in waits:
            await tell_supervisors(tx, client, "not_opened")
        if client.state == "invited":
            await close_links(tx, client)
        elif not any(kind == "therapist" for _one, kind in await persons.carers(tx, client.id)):
            await tell_client(tx, client.id, has_left(staff.name), hangs_on=f"left:{client.id}")
            await tell_supervisors(tx, client, "without_therapist")
            if then is not None:
                await offer_to(tx, client, then)
    await audit.note(tx, audit.OPERATOR, None, "left", "operate")
    return len(clients)


async def close_links(tx: Transaction, client: Person) -> None:
    """Close the links of somebody who has opened none: who made them would not be there to compare the pictures."""
    for invite in await invites.of_person(tx, client.id):
        await invites.revoke(tx, invite.id)

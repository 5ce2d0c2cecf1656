"""Both sides meet: pictures that match connect a client, or move one to a new phone."""

from bot.conversation import Turn
from bot.readings.asked import NOT_JOINED
from bot.readings.people import INVITED
from bot.wishes.erasing import forget_soon
from bot.wishes.hosting import Host
from bot.wishes.notifying import post, tell_carers, tell_connected
from flows import wishes
from flows.content.notices import MOVED_HERE, NOT_CONNECTED
from storage import audit, chats, contacts, invites, outbox, persons, runs, signing_in
from storage.access import actor_of, at_work, gate
from storage.base import Transaction
from storage.errors import NotFound
from storage.invites import Invite
from storage.persons import Person


async def finish_joining(turn: Turn, _wish: wishes.FinishJoining, _host: Host) -> None:
    """Let the client wait for the therapist, who hears that pictures are to be compared; a changed answer later does not."""
    client = await persons.get(turn.tx, turn.run.person)
    if client is not None and client.state in NOT_JOINED:
        await persons.change(turn.tx, client.id, state="waiting", joined_at=turn.tx.now)
        await tell_carers(turn.tx, client, "joined")


async def confirm_client(turn: Turn, wish: wishes.ConfirmClient, _host: Host) -> None:
    """Connect a client: from now on the gate lets the therapist through."""
    staff = await inviter(turn, wish.client)
    invite = await opened(turn, wish.client, "client")
    await persons.unlink(turn.tx, wish.client, staff.id)
    await persons.link(turn.tx, wish.client, staff.id, "therapist")
    await persons.change(turn.tx, wish.client, state="active")
    await invites.confirm(turn.tx, invite.id)
    await audit.note(turn.tx, actor_of(staff), wish.client, "confirm", "confirm")
    await tell_connected(turn.tx, wish.client, staff.name)
    await pass_on_what_waited(turn.tx, wish.client)


async def pass_on_what_waited(tx: Transaction, client: str) -> None:
    """Pass on the wish to be contacted that came before both sides had met."""
    known = await persons.get(tx, client)
    if known is not None and any(one.reason == "asked" for one in await contacts.open_of(tx, client)):
        await tell_carers(tx, known, "contact")


async def refuse_client(turn: Turn, wish: wishes.RefuseClient, _host: Host) -> None:
    """Close the link for whoever used it, and erase what was answered."""
    staff = await inviter(turn, wish.client)
    invite = await opened(turn, wish.client, "client")
    await invites.revoke(turn.tx, invite.id)
    await audit.note(turn.tx, actor_of(staff), wish.client, "refuse", "confirm")
    await forget_soon(turn.tx, wish.client, (NOT_CONNECTED,))


async def confirm_move(turn: Turn, wish: wishes.ConfirmMove, _host: Host) -> None:
    """Let the client go on in the new chat; the old one loses access, to the page too, and what waited is asked again."""
    staff = await carer(turn, wish.client)
    invite = await opened(turn, wish.client, "same_client")
    chat = await invites.kept_chat(turn.tx, invite)
    if chat is None or invite.claimed_index is None:
        raise NotFound
    await outbox.withdraw(turn.tx, person=wish.client, keep_safety=False)
    await persons.claim(turn.tx, wish.client, invite.claimed_index, chat)
    await signing_in.end_all(turn.tx, wish.client)
    await chats.set_face(turn.tx, invite.claimed_index, "client")
    await invites.confirm(turn.tx, invite.id)
    await audit.note(turn.tx, actor_of(staff), wish.client, "move", "confirm")
    await post(turn.tx, wish.client, wish.client, MOVED_HERE, keyboard="client")
    floor = await runs.floor_of(turn.tx, wish.client)
    if floor is not None and floor.state == runs.OPEN:
        await turn.conversation.ask_again(turn.tx, floor)


async def refuse_move(turn: Turn, wish: wishes.RefuseMove, _host: Host) -> None:
    """Close the link; the old chat stays as it was."""
    await carer(turn, wish.client)
    await invites.revoke(turn.tx, (await opened(turn, wish.client, "same_client")).id)


async def inviter(turn: Turn, client: str) -> Person:
    """Give the staff member who talks, if it was they who invited this client."""
    staff = await at_work(turn.tx, turn.run.person)
    if await persons.relation(turn.tx, staff.id, client) != INVITED:
        raise NotFound
    return staff


async def carer(turn: Turn, client: str) -> Person:
    """Give the staff member who talks, if the gate lets them confirm for this client."""
    staff = await persons.get(turn.tx, turn.run.person)
    if staff is None:
        raise NotFound
    await gate(turn.tx, actor_of(staff), client, "confirm")
    return staff


async def opened(turn: Turn, client: str, kind: str) -> Invite:
    """Give the client's link that was opened and waits for its pictures to be compared."""
    for invite in await invites.of_person(turn.tx, client, [kind]):
        if invite.code and invite.confirmed_at is None and invite.revoked_at is None:
            return invite
    raise NotFound

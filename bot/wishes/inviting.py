"""Inviting: a person with a key of their own, a one-time link, and a picture of it."""

from bot.asking import URGENCY
from bot.conversation import Turn
from bot.readings.asked import local
from bot.readings.people import INVITED
from bot.wishes.hosting import Host
from flows import wishes
from flows.content.notices import invitation
from storage import audit, invites, outbox, persons
from storage.access import actor_of, at_work, gate
from storage.errors import NotFound
from storage.outbox import Outgoing
from storage.persons import Person


async def make_invite(turn: Turn, wish: wishes.MakeInvite, host: Host) -> None:
    """Make a one-time link and show it to whoever asked for it, as a picture and as words."""
    staff = await at_work(turn.tx, turn.run.person)
    if wish.what not in ("client", "same_client") and staff.role != "supervisor":
        raise NotFound
    invited = await who_is_invited(turn, wish, host, staff)
    token, invite = await invites.make(turn.tx, wish.what, made_by=staff.id, person=invited.id, language=wish.language)
    await audit.note(turn.tx, actor_of(staff), invited.id, f"invite_{wish.what}", "invite")
    address = host.link(token)
    line = invitation(address, invited.name, local(invite.expires_at, staff.zone).date())
    payload = {"lines": [line.to_json()], "photo_qr": address, "protect": False}
    row = Outgoing(
        person=staff.id,
        about=staff.id,
        kind="photo",
        urgency=URGENCY["reply"],
        payload=payload,
        hangs_on=f"invite:{invite.id}",
    )
    await outbox.put(turn.tx, row)


async def who_is_invited(turn: Turn, wish: wishes.MakeInvite, host: Host, staff: Person) -> Person:
    """Give the client who moves, or a new person whom the gate shows to nobody before both sides have met."""
    if wish.what == "same_client":
        await gate(turn.tx, actor_of(staff), str(wish.client), "invite")
        client = await persons.get(turn.tx, str(wish.client))
        if client is None:
            raise NotFound
        return client
    face = "client" if wish.what == "client" else "staff"
    language = wish.language or host.programme.language
    made = await persons.add(
        turn.tx,
        face=face,
        role=wish.what,
        state="invited",
        language=language,
        zone=host.programme.zone,
        name=wish.label,
    )
    if face == "client":
        await persons.link(turn.tx, made.id, staff.id, INVITED)
    return made

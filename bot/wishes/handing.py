"""Handing a client over: an offer that the client answers; until then nobody new reads, and afterwards nobody old."""

from datetime import timedelta

from bot.conversation import Turn
from bot.coursework import plan_around
from bot.readings.asked import found
from bot.wishes.hosting import Host
from bot.wishes.keeping import staff_for, tell_client
from bot.wishes.notifying import post, send_anew, tell_carers
from flows import handing as wishes
from flows.content.notices import ANSWER_OFFER, STAFF_NOTICES, somebody_else
from flows.course import SessionState
from locales.line import Name
from storage import audit, courses, notices, outbox, persons
from storage.access import Actor
from storage.base import Transaction
from storage.errors import NotFound
from storage.persons import OFFERED, Person

LATELY = timedelta(weeks=4)


async def offer(turn: Turn, wish: wishes.OfferHandover, _host: Host) -> None:
    """Ask a client whether a colleague may go on; an offer made before is taken back."""
    await staff_for(turn, wish.client, "offer_handover")
    client, then = await found(turn.tx, wish.client), await found(turn.tx, wish.to)
    if then.face != "staff" or then.state != "active" or then.id == turn.run.person:
        raise NotFound
    await offer_to(turn.tx, client, then)


async def offer_to(tx: Transaction, client: Person, then: Person) -> None:
    """Keep an offer, which gives no right to anything, and tell the client of it."""
    for before in await persons.offered(tx, client.id):
        await persons.unlink(tx, client.id, before, kind=OFFERED)
    await persons.link(tx, client.id, then.id, OFFERED)
    line = somebody_else(then.name)
    await tell_client(tx, client.id, line, hangs_on=f"handover:{client.id}", opens=("handed_over", ANSWER_OFFER))


async def answer(turn: Turn, wish: wishes.AnswerHandover, _host: Host) -> None:
    """Do what the client has decided about the one who was offered, and tell both sides."""
    tx, client = turn.tx, await found(turn.tx, turn.run.about)
    if wish.to not in await persons.offered(tx, client.id):
        return
    await persons.unlink(tx, client.id, wish.to, kind=OFFERED)
    if not wish.yes:
        await tell_carers(tx, client, "handover_refused")
        return
    then = await found(tx, wish.to)
    if then.state != "active":
        return
    unseen = await notices.seen_by_nobody(tx, client.id, tx.now - LATELY)
    for old, kind in await persons.carers(tx, client.id):
        if kind == "therapist":
            await persons.unlink(tx, client.id, old.id)
            await outbox.withdraw(tx, person=old.id, about=client.id)
            line = STAFF_NOTICES["handed_over"].fill(name=Name(client.name or "–"))
            await post(tx, old.id, old.id, line)
    await persons.link(tx, client.id, then.id, "therapist")
    await audit.note(tx, Actor(client.id, "client"), client.id, "handed_over", "care")
    await tell_carers(tx, client, "handed_to_you")
    await send_anew(tx, client, unseen)
    await plan_meetings(tx, client)


async def plan_meetings(tx: Transaction, client: Person) -> None:
    """Let the new therapist be asked about the meetings that are planned."""
    course = await courses.current(tx, client.id)
    for session in await courses.sessions(tx, course) if course is not None else []:
        if session.state is SessionState.PLANNED and session.meets_at > tx.now:
            await plan_around(tx, session)

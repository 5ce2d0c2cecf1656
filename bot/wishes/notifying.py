"""
What crosses from one person to another: facts for staff, fixed lines for clients.

What cannot wait goes to whoever cares for the client, at once and at any hour.  Where none of them is there, it goes to
who covers, else to the supervisors; and it is watched whether anybody has seen it (`bot/escalating.py`).
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.asking import URGENCY, say_payload
from bot.circumstances import circumstances
from bot.conversation import Turn
from bot.wishes.hosting import Host
from flows import registry, wishes
from flows.chat import Say
from flows.content.notices import (
    COMPARE,
    NOTED,
    OPEN_CARD,
    OPEN_LOG,
    OPEN_SAFETY,
    OPEN_TASKS,
    SPOKEN_MORE,
    SPOKEN_NO,
    SPOKEN_YES,
    STAFF_NOTICES,
    connected,
    seen,
)
from flows.questions import Json
from flows.staff.menu import NOTICES
from locales.line import Blank, Line, Name
from storage import audit, contacts, due, notices, outbox, persons
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.errors import NotFound
from storage.outbox import Outgoing
from storage.persons import Person

OPENS: dict[str, tuple[str, Line]] = {
    "joined": ("confirm_client", COMPARE),
    "moved": ("confirm_client", COMPARE),
    "contact": ("client_log", OPEN_LOG),
    "share_on": ("client_log", OPEN_LOG),
    "not_safe": ("task_board", OPEN_TASKS),
    "contact_due": ("client_card", OPEN_CARD),
    "unread_soon": ("client_log", OPEN_LOG),
    "unread": ("client_log", OPEN_LOG),
    "task_told": ("task_board", OPEN_TASKS),
    "task_declined": ("task_board", OPEN_TASKS),
    "area_doubted": ("client_card", OPEN_CARD),
    "meeting_moved": ("sessions", OPEN_CARD),
    "no_contact_task": ("safety", OPEN_SAFETY),
    "item9": ("client_log", OPEN_LOG),
    "wants_to_talk": ("client_log", OPEN_LOG),
    "not_safe_home": ("client_log", OPEN_LOG),
    "booster": ("client_card", OPEN_CARD),
    "goodbye": ("client_log", OPEN_LOG),
    "changed": ("client_log", OPEN_LOG),
    "handed_to_you": ("client_card", OPEN_CARD),
    "heard_back": ("contact", OPEN_CARD),
    "not_opened": ("client_log", OPEN_LOG),
}
SPOKEN = (("spoken_yes", SPOKEN_YES), ("spoken_no", SPOKEN_NO), ("spoken_more", SPOKEN_MORE))
PAUSED = (("task_board", OPEN_TASKS),)
BESIDE: dict[str, tuple[tuple[str, Line], ...]] = {  # the doors beside it: what is answered at once, what can be opened again
    "ending_near": SPOKEN, "ending_last": SPOKEN, "wants_to_talk": PAUSED, "not_safe_home": PAUSED,
}  # fmt: skip
log = logging.getLogger("interlude.notices")
CANNOT_WAIT = (
    "item9", "item9_aloud", "wants_to_talk", "not_safe", "not_safe_home", "unreachable", "contact", "not_opened",
    "not_delivered",
)  # fmt: skip
SUPERVISORS_TOO = ("not_safe", "not_safe_home")
LAST_WAY = ("not_opened", "not_delivered")  # told to supervisors because nobody else has heard
UNREAD, ANSWERS_WITHIN = "unread", timedelta(days=2)
ESCALATE, STAMP = "escalate", "%Y%m%dT%H%M%S%f"  # the subject is a client and when the notice was sent
OUTLIVES_THE_KEY = ("erased", "not_joined")  # the client's key is destroyed before these may be sent
NOT_BEFORE_CONFIRMED = ("contact", "stopped", "started", "unreachable", "reachable", "share_off", "share_on")


async def notify(turn: Turn, wish: wishes.Notify, _host: Host) -> None:
    """Tell the client's staff a fact."""
    client = await persons.get(turn.tx, wish.client or turn.run.about)
    if client is not None:
        await tell_carers(turn.tx, client, wish.notice)
        if wish.notice == "contact":
            await contacts.plan(turn.tx, client.id, turn.tx.now + ANSWERS_WITHIN, "asked")


async def tell_carers(tx: Transaction, client: Person, notice: str, **facts: Blank) -> None:
    """Tell every staff member who cares for a client a fact, without content; nobody before both sides have met."""
    if notice in NOT_BEFORE_CONFIRMED and client.state in ("invited", "joining", "waiting"):
        return
    line = line_of(client, notice, **facts)
    carers = await persons.carers_at_work(tx, client.id)
    for staff in carers:
        await send(tx, staff, client, notice, line)
    if notice in CANNOT_WAIT:
        await watch_it(tx, client)
        await reach_somebody(tx, client, notice, line, carers)


async def watch_it(tx: Transaction, client: Person) -> None:
    """Have it looked whether anybody has seen what cannot wait, after as many hours as the programme lets it rest."""
    await due.set(tx, ESCALATE, note_of(client.id, tx.now), tx.now, about=client.id)


def note_of(client: str, at: datetime) -> str:
    """Name a notice that may go further: whom it is about, and since when."""
    return f"{client}:{at:{STAMP}}"


async def reach_somebody(tx: Transaction, client: Person, notice: str, line: Line, carers: list[Person]) -> None:
    """See that what cannot wait reaches somebody who is there: a carer, else who covers, else the supervisors."""
    arrives = [one for one in carers if one.reachable]
    there = [one for one in arrives if not one.is_away(tx.now)]
    if not there:
        there = await covers_of(tx, carers)
        for one in there:
            if one.role != "supervisor" or notice not in SUPERVISORS_TOO:
                await send(tx, one, client, notice, line)
    if notice in SUPERVISORS_TOO or not there:
        await tell_supervisors(tx, client, notice, line)
    if not arrives and not there:
        await tell_supervisors(tx, client, "not_delivered")


async def send_anew(tx: Transaction, client: Person, kinds: Collection[str]) -> None:
    """Send what nobody has seen to whoever cares for a client now; what needs more than a name goes without its facts."""
    carers = await persons.carers_at_work(tx, client.id)
    for kind in sorted({kind if kind not in ("item9", *LAST_WAY) else "not_opened" for kind in kinds}):
        for staff in carers:
            await send(tx, staff, client, kind, line_of(client, kind))
    if kinds:
        await reach_somebody(tx, client, "not_opened", line_of(client, "not_opened"), carers)


def line_of(client: Person, notice: str, **facts: Blank) -> Line:
    """Give the words of a notice: facts and the client's name, no content."""
    return STAFF_NOTICES[notice].fill(name=Name(client.name or "–"), **facts)


async def covers_of(tx: Transaction, carers: list[Person]) -> list[Person]:
    """Give who covers for those who are away, and is there; a name that two of the staff have names nobody."""
    names = {one.cover for one in carers if one.cover and one.is_away(tx.now)}
    found = [one for one in await persons.staff(tx) if one.name in names and one.state == "active"]
    alone = [one for one in found if sum(other.name == one.name for other in found) == 1]
    return [one for one in alone if one.chat_id is not None and one.reachable and not one.is_away(tx.now)]


async def tell_undelivered(tx: Transaction, staff: Person) -> None:
    """Tell the supervisors of what cannot reach somebody of the staff any more."""
    for one in {one.client: one for one in await notices.waiting(tx, staff.id) if not one.arrived}.values():
        client = await persons.get(tx, one.client)
        if client is not None:
            await tell_supervisors(tx, client, "not_delivered")


async def send(tx: Transaction, staff: Person, client: Person, notice: str, line: Line) -> None:
    """Send a notice to one person; what cannot wait can be acknowledged with one tap, and is kept track of."""
    about = staff.id if notice in OUTLIVES_THE_KEY else client.id
    theirs = await persons.relation(tx, staff.id, client.id) is not None
    opens = [*([OPENS[notice]] if notice in OPENS else []), *BESIDE.get(notice, ())]
    doors = opens if theirs else []  # a client who is not theirs opens for nobody
    doors += [("noted", NOTED)] if notice in CANNOT_WAIT else []
    doors += [("alerts", NOTICES)] if notice in CANNOT_WAIT and not theirs else []
    letter = await post(tx, staff.id, about, line, doors=doors, hangs_on=f"notice:{client.id}")
    if notice in CANNOT_WAIT:
        await notices.note(tx, client.id, staff.id, notice, letter)


async def tell_supervisors(tx: Transaction, client: Person, notice: str, line: Line | None = None) -> None:
    """Tell the supervisors of the programme a fact, without content, so that it does not rest with one person."""
    carers = {staff.id for staff in await persons.carers_at_work(tx, client.id)}
    told = [staff for staff in await persons.supervisors_at_work(tx) if staff.id not in carers]
    if notice in LAST_WAY and not any(staff.reachable for staff in told):
        log.error("notices: nobody is left who could be told about client %s", client.id)
    elif notice in LAST_WAY:
        await notices.went_further(tx, client.id)
    for staff in told:
        await send(tx, staff, client, notice, line or line_of(client, notice))


async def acknowledge(turn: Turn, wish: wishes.Acknowledge, _host: Host) -> None:
    """Note that staff have seen what was sent to them about a client; nobody else's notice is touched."""
    await notices.see(turn.tx, turn.run.person, wish.client)


async def mark_seen(turn: Turn, wish: wishes.MarkSeen, _host: Host) -> None:
    """Tell the client that the entries were read."""
    staff = await persons.get(turn.tx, turn.run.person)
    if staff is None:
        raise NotFound
    await say_seen(turn.tx, staff, wish.client, wish.word, wish.voice)


async def say_seen(
    tx: Transaction, staff: Person, client: str, word: wishes.SeenWord, voice: str | None = None
) -> None:
    """Tell the client in a fixed line that the entries were read, outside the client's quiet hours."""
    await gate(tx, actor_of(staff), client, "seen")
    await somebody_has_read(tx, client, staff.id)
    known = await circumstances(tx, client)
    if known.person.chat_id is None or known.person.stopped_at is not None:
        return
    quiet_until = known.quiet.over_at(tx.now, known.person.zone)
    later = quiet_until if quiet_until > tx.now else None
    await audit.note(tx, actor_of(staff), client, "seen", "care")
    row = Outgoing(
        person=client,
        about=client,
        kind="notice",
        urgency=URGENCY["reply"],
        payload=say_payload(Say((seen(word, staff.name or "–"),), "reply", {"voice": voice} if voice else {})),
        not_before=later,
    )
    await outbox.put(tx, row)


async def somebody_has_read(tx: Transaction, client: str, staff: str) -> None:
    """Let the questions to a client go on: what waited for a reader is done."""
    await due.cancel(tx, UNREAD, client)
    for contact in await contacts.open_of(tx, client):
        if contact.reason == UNREAD:
            await contacts.done(tx, contact, staff)


async def tell_connected(tx: Transaction, client: str, name: str | None) -> None:
    """Tell the client that both sides have met, unless they have stopped all messages."""
    known = await persons.get(tx, client)
    if known is None or known.stopped_at is not None:
        return
    await post(tx, client, client, connected(name), keyboard="client")


async def begin(turn: Turn, wish: wishes.Begin, _host: Host) -> None:
    """Begin another conversation of the person who talks."""
    args: dict[str, Json] = {"client": wish.client} if wish.client else {}
    # What is read of a client is sealed with the client's key; the rest of a staff member's talk with their own.
    about = wish.client if wish.client and registry.find(wish.flow).of_client else turn.run.person
    if wish.client is not None and await persons.relation(turn.tx, turn.run.person, wish.client) is None:
        raise NotFound
    await turn.conversation.begin(turn.tx, turn.run.person, wish.flow, args, about=about)


async def post(
    tx: Transaction,
    person: str,
    about: str,
    *lines: Line,
    doors: Sequence[tuple[str, Line]] = (),
    hangs_on: str | None = None,
    **extras: Json,
) -> str:
    """Post something outside any run, and give the id of its row."""
    if doors:
        extras["open"] = [[flow, label.to_json()] for flow, label in doors]
    payload = say_payload(Say(lines, "reply", extras))
    row = Outgoing(
        person=person, about=about, kind="notice", urgency=URGENCY["reply"], payload=payload, hangs_on=hangs_on
    )
    return (await outbox.put(tx, row))[0]

"""What deeds of a course share: stable ids, log entries in the step's own name, the one gate, and words to the client."""

import hashlib
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.asking import URGENCY, say_payload
from bot.circumstances import circumstances
from bot.conversation import Turn
from flows.chat import Say
from flows.entries import Entry
from flows.questions import Json
from locales.line import Line
from storage import audit, consents, courses, log, outbox, persons
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.courses import Course
from storage.errors import NotFound
from storage.outbox import Outgoing
from storage.persons import Person


def made_id(turn: Turn, what: str) -> str:
    """Give the id of what a step makes: the same when the step is done again after *Back*."""
    return hashlib.sha256(f"{turn.run.id}/{turn.effect.key}/{what}".encode()).hexdigest()[:32]


async def staff_for(turn: Turn, client: str, deed: str) -> Person:
    """Give the staff member who talks, if the gate lets them work for this client; the client can see what was done."""
    staff = await persons.get(turn.tx, turn.run.person)
    if staff is None:
        raise NotFound
    await gate(turn.tx, actor_of(staff), client, "care")
    await audit.note(turn.tx, actor_of(staff), client, deed, "care")
    return staff


async def course_of(tx: Transaction, client: str) -> Course:
    """Give the open course of a client, which must be there."""
    found = await courses.current(tx, client)
    if found is None:
        raise NotFound
    return found


async def keep(turn: Turn, client: str, entry: Entry, *, private: bool = False) -> None:
    """Keep what a deed did, once for each step and turn, in the language of whoever talks."""
    speaker = await persons.get(turn.tx, turn.run.person)
    await log.keep(
        turn.tx, client=client, run=turn.run.id, step=f"{turn.effect.key}/{entry.kind}", turn=turn.effect.turn,
        kind=entry.kind, value=entry.model_dump(mode="json"), private=private,
        language=speaker.language if speaker else None,
    )  # fmt: skip


async def keep_own(turn: Turn, entry: Entry) -> None:
    """Keep what the client said or chose; private where the client does not share."""
    private = not await consents.allows(turn.tx, turn.run.about, "share")
    await keep(turn, turn.run.about, entry, private=private)
    await turn.conversation.watched(turn.tx, turn.run, private=private)


def moment_at(on: date, clock: str, zone: str) -> datetime:
    """Give the aware UTC moment of a local wall time."""
    return datetime.combine(on, time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)


async def tell_client(
    tx: Transaction,
    client: str,
    line: Line,
    *,
    hangs_on: str,
    opens: tuple[str, Line] | None = None,
    **extras: Json,
) -> None:
    """Tell a client a fact outside the quiet hours; a newer one about the same thing takes its place."""
    known = await circumstances(tx, client)
    await outbox.withdraw(tx, hangs_on=hangs_on)
    silent = known.person.stopped_at is not None or known.settings.quiet_at is not None or not known.person.reachable
    if silent or known.person.chat_id is None or not await consents.allows(tx, client, "message"):
        return
    quiet_until = known.quiet.over_at(tx.now, known.person.zone)
    if opens is not None:
        extras["open"] = [[opens[0], opens[1].to_json()]]
    payload = say_payload(Say((line,), "reply", extras))
    row = Outgoing(
        person=client, about=client, kind="notice", urgency=URGENCY["reply"], payload=payload,
        hangs_on=hangs_on, not_before=quiet_until if quiet_until > tx.now else None,
    )  # fmt: skip
    await outbox.put(tx, row)

"""How far the first story of a playground has come: what the guide of the page ticks off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.playground.phone import Phone
from storage import audit, log, persons
from storage.base import Transaction


@dataclass(frozen=True)
class Progress:
    """The steps that are done, and on which clock each of the two people lives."""

    steps: tuple[str, ...] = ()
    zones: dict[str, str] = field(default_factory=dict)


async def progress(tx: Transaction, phones: Mapping[str, Phone]) -> Progress:
    """See how far the therapist and the client have come."""
    found = {who: await person_of(tx, phone) for who, phone in phones.items()}
    known = {who: person for who, person in found.items() if person}
    client = known.get("client")
    answered = client is not None and await log.count(tx, client.id) > 1  # the first came with joining
    read = any(note.protected for note in phones["therapist"].talk.notes)  # a client's notes are
    read = read or (client is not None and any(one.deed == log.READ for one in await audit.of(tx, client.id)))
    states = {who: person.state for who, person in known.items()}
    zones = {who: person.zone for who, person in known.items()}
    return Progress(tuple(steps(states, answered=answered, read=read)), zones)


def steps(states: Mapping[str, str], *, answered: bool, read: bool) -> Iterator[str]:
    """Name the steps of the first story that are done."""
    client = states.get("client")
    if states.get("therapist") == "active":
        yield "accept"
    if client in {"waiting", "active"}:
        yield "join"
    if client == "active":
        yield "compare"
    if answered:
        yield "check_in"
    if answered and read:
        yield "read"


async def person_of(tx: Transaction, phone: Phone) -> persons.Person | None:
    """Give whom a phone speaks for."""
    known = await persons.in_chat(tx, tx.index(phone.standin.bot_id, phone.talk.id))
    return known[0] if known else None

"""
Access: the one gate.

A rule names a role, its relation to the client, and a purpose.  A missing rule means no, and no looks like "not found".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storage import persons
from storage.base import Transaction
from storage.errors import NotFound
from storage.persons import Person

RULES = frozenset(
    {
        ("client", "self", "own"),
        ("client", "self", "settings"),
        ("client", "self", "forget"),
        ("therapist", "therapist", "care"),
        ("therapist", "therapist", "confirm"),
        ("therapist", "therapist", "list"),
        ("therapist", "therapist", "notice"),
        ("therapist", "therapist", "invite"),
        ("therapist", "therapist", "seen"),
        ("therapist", "therapist", "supervise"),
        ("supervisor", "none", "supervise"),  # one deployment is one programme: its supervisors read what was marked
        ("supervisor", "supervisor", "supervise"),
        ("supervisor", "therapist", "supervise"),
        ("supervisor", "supervisor", "notice"),
        ("supervisor", "therapist", "care"),
        ("supervisor", "therapist", "confirm"),
        ("supervisor", "therapist", "list"),
        ("supervisor", "therapist", "notice"),
        ("supervisor", "therapist", "invite"),
        ("supervisor", "therapist", "seen"),
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants something: a person and the role in which they ask."""

    person: str
    role: str


def actor_of(person: Person) -> Actor:
    """Give a person as an actor in their own role."""
    return Actor(person.id, person.role)


async def gate(tx: Transaction, actor: Actor, client: str, purpose: str) -> None:
    """Let an actor through, or raise `NotFound`."""
    if (actor.role, await relation(tx, actor, client), purpose) not in RULES:
        raise NotFound


async def allowed(tx: Transaction, actor: Actor, client: str, purpose: str) -> bool:
    """Say whether the gate would open."""
    return (actor.role, await relation(tx, actor, client), purpose) in RULES


async def at_work(tx: Transaction, person: str) -> Person:
    """Give a member of staff who works here now, or raise `NotFound`: for what is done before there is a client."""
    staff = await persons.get(tx, person)
    if staff is None or staff.face != "staff" or staff.state != "active":
        raise NotFound
    return staff


async def allowed_of(tx: Transaction, actor: Actor, clients: Iterable[str], purpose: str) -> set[str]:
    """Give those of some clients for whom the gate would open to a member of staff."""
    person = await persons.get(tx, actor.person)
    if person is None or person.role != actor.role or person.state == "ended":
        return set()
    links = await persons.relations(tx, actor.person)
    return {client for client in clients if (actor.role, links.get(client, "none"), purpose) in RULES}


async def relation(tx: Transaction, actor: Actor, client: str) -> str:
    """
    Name what an actor is to a client: self, therapist, supervisor or none; the role kept for the person decides.

    Whoever has left, or claims another role, is nobody: no rule names that, and "none" is what a supervisor at work is.
    """
    if actor.person == client:
        return "self"
    person = await persons.get(tx, actor.person)
    if person is None or person.role != actor.role or person.state != "active":
        return "nobody"
    return await persons.relation(tx, actor.person, client) or "none"

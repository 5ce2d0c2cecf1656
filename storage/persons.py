"""People with a file here: clients and staff, and who cares for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, Select, exists, func, insert, select, update

from flows.questions import Json
from storage.base import Store, Transaction
from storage.errors import UNREADABLE, NotFound
from storage.tables import care, chat, client_settings
from storage.tables import person as person_table

OFFERED = "offered"  # a link without any right: a client is asked whether somebody may go on with them
SEALED = {"name": "person.name", "cover": "person.cover", "chat_id": "person.chat"}


@dataclass(frozen=True, slots=True)
class Person:
    """A client or a member of staff; `chat_id` is the Telegram chat, none before a chat has claimed them."""

    id: str
    face: str
    role: str
    state: str
    chat_id: int | None
    name: str | None
    language: str
    zone: str
    digits: str
    reachable: bool
    reads_on: tuple[int, ...]
    away_from: datetime | None
    away_until: datetime | None
    cover: str | None
    created_at: datetime
    joined_at: datetime | None
    stopped_at: datetime | None

    @property
    def has_left(self) -> bool:
        """Say whether somebody of the staff works here no more: nothing opens for them, whatever lies in their chat."""
        return self.face == "staff" and self.state == "ended"

    def is_away(self, now: datetime) -> bool:
        """Say whether somebody of the staff is away at a moment."""
        return self.away_from is not None and self.away_until is not None and self.away_from <= now < self.away_until


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What a client has chosen; times are local wall times 'HH:MM'."""

    quiet_from: str = "21:00"
    quiet_until: str = "09:00"
    check_in_weekday: int = 4
    check_in_time: str = "18:00"
    opens_self: bool = False
    paused_until: datetime | None = None
    weekly_budget: int = 3
    discreet: bool = True
    help_label: str = "help"
    quiet_at: datetime | None = None  # staff let everything be silent


async def new_person(store: Store) -> str:
    """Make the key of a new person in its own commit, and give the id; a key without a person is swept later."""
    made = uuid4().hex
    await store.keys.new_key(made, store.calendar.now())
    return made


async def add(
    tx: Transaction,
    *,
    face: str,
    role: str,
    state: str,
    language: str = "en",
    zone: str = "UTC",
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - an id is called id in every table
) -> Person:
    """Add a person; the key is made first, in a commit of its own."""
    made = id or await new_person(tx.store)
    row: dict[str, Any] = {"id": made, "face": face, "role": role, "state": state, "language": language, "zone": zone}
    row |= {"created_at": tx.now, "name": await tx.seal(made, "person.name", made, name) if name else None}
    await tx.db.execute(insert(person_table).values(row))
    if face == "client":
        await tx.db.execute(insert(client_settings).values(client=made))
    found = await get(tx, made)
    if found is None:
        raise NotFound
    return found


async def get(tx: Transaction, id: str) -> Person | None:  # noqa: A002 - as above
    """Give a person, or none."""
    found = await _fetch(tx, _people().where(person_table.c.id == id))
    return found[0] if found else None


async def in_chat(tx: Transaction, chat_index: bytes) -> list[Person]:
    """Give the people whom a chat speaks for: a client, a member of staff, or both."""
    return await _fetch(tx, _people().where(person_table.c.chat_index == chat_index).order_by(person_table.c.face))


async def chat_index(tx: Transaction, id: str) -> bytes | None:  # noqa: A002 - as above
    """Give the blind index of a person's chat."""
    found: bytes | None = await tx.db.scalar(select(person_table.c.chat_index).where(person_table.c.id == id))
    return found


async def claim(tx: Transaction, id: str, chat_index: bytes, chat_id: int) -> None:  # noqa: A002 - as above
    """Let a chat speak for a person; the chat that did so before loses it."""
    sealed = await tx.seal(id, "person.chat", id, chat_id)
    here = person_table.c.id == id
    await tx.db.execute(update(person_table).where(here).values(chat_index=chat_index, chat=sealed))


async def release(tx: Transaction, chat_index: bytes) -> None:
    """Let a chat speak no more for somebody of the staff who has left, so that it can speak for somebody anew."""
    left = (person_table.c.chat_index == chat_index, person_table.c.face == "staff", person_table.c.state == "ended")
    await tx.db.execute(update(person_table).where(*left).values(chat_index=None, chat=None))


async def change(tx: Transaction, id: str, **fields: Json) -> None:  # noqa: A002 - as above
    """Change what is kept about a person; names are sealed."""
    values: dict[str, Any] = {}
    for field, value in fields.items():
        if field in SEALED:
            values[field] = None if value is None else await tx.seal(id, SEALED[field], id, value)
        elif field == "reads_on":
            values[field] = ",".join(str(day) for day in value)
        else:
            values[field] = value
    await tx.db.execute(update(person_table).where(person_table.c.id == id).values(values))


async def settings(tx: Transaction, client: str) -> ClientSettings:
    """Give what a client has chosen."""
    query = select(client_settings).where(client_settings.c.client == client)
    row = (await tx.db.execute(query)).mappings().one_or_none()
    return ClientSettings(**{name: row[name] for name in ClientSettings.__slots__}) if row else ClientSettings()


async def settings_of(tx: Transaction, clients: Sequence[str]) -> Mapping[str, ClientSettings]:
    """Give what some clients have chosen, by client."""
    rows = (await tx.db.execute(select(client_settings).where(client_settings.c.client.in_(clients)))).mappings().all()
    return {row["client"]: ClientSettings(**{name: row[name] for name in ClientSettings.__slots__}) for row in rows}


async def change_settings(tx: Transaction, client: str, **fields: Json) -> None:
    """Change what a client has chosen."""
    await tx.db.execute(update(client_settings).where(client_settings.c.client == client).values(fields))


async def link(tx: Transaction, client: str, staff: str, kind: str) -> None:
    """Let a member of staff care for a client from now on."""
    row = {"id": uuid4().hex, "client": client, "staff": staff, "kind": kind, "from_at": tx.now}
    await tx.db.execute(insert(care).values(row))


async def unlink(tx: Transaction, client: str, staff: str, *, kind: str | None = None) -> None:
    """End the care links of a member of staff to a client, or the one of a kind."""
    theirs = [care.c.client == client, care.c.staff == staff, care.c.until_at.is_(None)]
    theirs += [] if kind is None else [care.c.kind == kind]
    await tx.db.execute(update(care).where(*theirs).values(until_at=tx.now))


async def unlink_all(tx: Transaction, staff: str, *, kind: str) -> None:
    """End every care link of a kind of a member of staff."""
    theirs = (care.c.staff == staff, care.c.kind == kind, care.c.until_at.is_(None))
    await tx.db.execute(update(care).where(*theirs).values(until_at=tx.now))


async def offered(tx: Transaction, client: str) -> list[str]:
    """Give who was offered to a client and not answered yet."""
    query = select(care.c.staff).where(care.c.client == client, care.c.kind == OFFERED, care.c.until_at.is_(None))
    return list((await tx.db.scalars(query)).all())


async def carers(tx: Transaction, client: str) -> list[tuple[Person, str]]:
    """Give the staff who care for a client now, each with the kind of link, therapists first."""
    now = (care.c.until_at.is_(None), care.c.kind != OFFERED)
    query = select(care.c.staff, care.c.kind).where(care.c.client == client, *now)
    rows = (await tx.db.execute(query.order_by(care.c.kind.desc(), care.c.from_at))).all()
    found = [(await get(tx, row.staff), str(row.kind)) for row in rows]
    return [(one, kind) for one, kind in found if one is not None]


async def carers_at_work(tx: Transaction, client: str) -> list[Person]:
    """Give the staff who care for a client and can be written to; not who has left, nor who only supervises."""
    return [
        staff
        for staff, kind in await carers(tx, client)
        if kind != "supervisor" and staff.state == "active" and staff.chat_id is not None
    ]


async def supervisors_at_work(tx: Transaction) -> list[Person]:
    """Give the supervisors who can be written to."""
    return [one for one in await staff(tx, "supervisor") if one.state == "active" and one.chat_id is not None]


async def count_alone(tx: Transaction) -> int:
    """Count the clients about whom nobody could be told anything now: no carer takes messages, and no supervisor."""
    somebody = person_table.alias("somebody")
    takes = (somebody.c.face == "staff", somebody.c.state == "active", somebody.c.chat_index.is_not(None))
    lost = exists().where(chat.c.chat_index == somebody.c.chat_index, chat.c.reachable.is_(False)).correlate(somebody)
    here = select(somebody.c.id).where(*takes, ~lost)
    links = (care.c.client == person_table.c.id, care.c.until_at.is_(None), care.c.kind.not_in((OFFERED, "supervisor")))
    carers = exists().where(*links, care.c.staff.in_(here)).correlate(person_table)
    supervisors = here.where(somebody.c.role == "supervisor").exists()
    alone = (person_table.c.face == "client", person_table.c.state == "active", ~carers, ~supervisors)
    return await tx.db.scalar(select(func.count()).select_from(person_table).where(*alone)) or 0


async def clients_of(tx: Transaction, staff: str) -> list[Person]:
    """Give the clients for whom a member of staff cares now."""
    mine = select(care.c.client).where(care.c.staff == staff, care.c.until_at.is_(None), care.c.kind != OFFERED)
    return await _fetch(tx, _people().where(person_table.c.id.in_(mine)).order_by(person_table.c.created_at))


async def relation(tx: Transaction, staff: str, client: str) -> str | None:
    """Name the care link of a member of staff to a client, the nearer of two; none when there is none now."""
    now = (care.c.until_at.is_(None), care.c.kind != OFFERED)
    query = select(care.c.kind).where(care.c.staff == staff, care.c.client == client, *now)
    found: str | None = await tx.db.scalar(query.order_by(care.c.kind.desc()).limit(1))
    return found


async def relations(tx: Transaction, staff: str) -> Mapping[str, str]:
    """Name the care link of a member of staff to every client whom they have now, the nearer of two."""
    query = select(care.c.client, care.c.kind).where(
        care.c.staff == staff, care.c.until_at.is_(None), care.c.kind != OFFERED
    )
    return {row.client: str(row.kind) for row in await tx.db.execute(query.order_by(care.c.kind))}  # the nearest last


async def staff(tx: Transaction, role: str | None = None) -> list[Person]:
    """Give everybody on the staff, or those of one role."""
    query = _people().where(person_table.c.face == "staff").order_by(person_table.c.created_at)
    return await _fetch(tx, query if role is None else query.where(person_table.c.role == role))


def _people() -> Select[Any]:
    return select(person_table, chat.c.reachable).outerjoin(chat, chat.c.chat_index == person_table.c.chat_index)


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Person]:
    return [await _person(tx, row) for row in (await tx.db.execute(query)).all()]


async def _person(tx: Transaction, row: Row[Any]) -> Person:
    kept: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's own name for the public view of a row
    opened: dict[str, Any] = {
        field: await _opened(tx, kept["id"], field, kept[column])
        for field, column in (("name", "name"), ("cover", "cover"), ("chat_id", "chat"))
    }
    plain: dict[str, Any] = {
        name: kept[name] for name in Person.__slots__ if name not in {*opened, "reachable", "reads_on"}
    }
    days = tuple(int(day) for day in (kept["reads_on"] or "").split(",") if day)
    return Person(**plain, **opened, reachable=kept["reachable"] is not False, reads_on=days)


async def _opened(tx: Transaction, id_: str, field: str, blob: bytes | None) -> Json:
    """Open what is sealed; whoever is being forgotten at this moment, or has lost their key, has no name any more."""
    try:
        return None if blob is None else await tx.open(id_, SEALED[field], id_, blob)
    except UNREADABLE:
        return None

"""
Notices that cannot wait: to whom each was sent, whether it arrived, who has seen it, and whether it went further.

No row holds a word of a client.  A notice counts as seen when the one it was sent to says so, or opens that client's notes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, or_, select, update

from storage.base import Transaction
from storage.outbox import take_back as withdraw_letters
from storage.page_tables import notice as notice_table
from storage.persons import OFFERED
from storage.sending import WITHDRAWN
from storage.tables import care, outbox, person

KEPT_FOR = timedelta(days=180)
ARRIVED, ON_ITS_WAY = ("sent",), ("pending", "sending")


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to one person; `state` is that of its message, empty where the message is long gone."""

    id: str
    client: str
    staff: str
    kind: str
    sent_at: datetime
    seen_at: datetime | None
    escalated_at: datetime | None
    state: str

    @property
    def arrived(self) -> bool | None:
        """Say whether Telegram took it; none while that is open."""
        return None if self.state in ON_ITS_WAY else self.state in (*ARRIVED, "")


async def note(tx: Transaction, client: str, staff: str, kind: str, letter: str) -> None:
    """Note that a notice was sent; old ones are cleared away."""
    await tx.db.execute(delete(notice_table).where(notice_table.c.sent_at < tx.now - KEPT_FOR))
    row = {"id": uuid4().hex, "client": client, "staff": staff, "kind": kind, "letter": letter, "sent_at": tx.now}
    await tx.db.execute(insert(notice_table).values(row))


async def of_staff(tx: Transaction, staff: str, since: datetime, limit: int) -> list[Notice]:
    """Give the notices to one person, those not seen first, then the newest; none of a client whom they gave up."""
    which = (notice_table.c.staff == staff, notice_table.c.sent_at >= since, _theirs())
    newest = _all().order_by(notice_table.c.seen_at.is_not(None), notice_table.c.sent_at.desc(), notice_table.c.id)
    return await _fetch(tx, newest.where(*which).limit(limit))


async def sent_since(tx: Transaction, client: str, since: datetime) -> list[Notice]:
    """Give the notices about a client that were sent since a moment."""
    here = (notice_table.c.client == client, notice_table.c.sent_at >= since)
    return await _fetch(tx, _all().where(*here).order_by(notice_table.c.sent_at))


async def seen_by_nobody(tx: Transaction, client: str, since: datetime) -> list[str]:
    """Name the kinds of what was sent about a client since a moment, and after what anybody has seen."""
    sent = await sent_since(tx, client, since)
    seen = max((one.sent_at for one in sent if one.seen_at is not None), default=None)
    return [one.kind for one in sent if seen is None or one.sent_at > seen]


async def waiting(tx: Transaction, staff: str) -> list[Notice]:
    """Give the notices to one person that they have not seen."""
    which = (notice_table.c.staff == staff, notice_table.c.seen_at.is_(None), _theirs())
    return await _fetch(tx, _all().where(*which).order_by(notice_table.c.sent_at))


async def unseen(tx: Transaction, but: str, limit: int) -> tuple[list[Notice], int]:
    """Give the newest notices that others than one person have not seen, and how many there are of them."""
    which = (notice_table.c.staff != but, notice_table.c.seen_at.is_(None), _theirs())
    newest = _all().where(*which).order_by(notice_table.c.sent_at.desc(), notice_table.c.id)
    many = await tx.db.scalar(select(func.count()).select_from(notice_table).where(*which))
    return await _fetch(tx, newest.limit(limit)), many or 0


async def clients_unseen(tx: Transaction) -> set[str]:
    """Name the clients about whom somebody was told something that they have not seen."""
    which = (notice_table.c.seen_at.is_(None), _theirs())
    return set((await tx.db.scalars(select(notice_table.c.client).where(*which).distinct())).all())


async def see(tx: Transaction, staff: str, client: str) -> int:
    """Note that somebody has seen what was sent to them about a client; say how many there were."""
    which = (notice_table.c.staff == staff, notice_table.c.client == client, notice_table.c.seen_at.is_(None))
    return (await tx.db.execute(update(notice_table).where(*which).values(seen_at=tx.now))).rowcount


async def take_back(tx: Transaction, client: str, kind: str, at: datetime) -> list[str]:
    """Withdraw the notices of one moment that have not gone yet, and give the staff whose own has gone."""
    mine = (notice_table.c.client == client, notice_table.c.kind == kind, notice_table.c.sent_at == at)
    await withdraw_letters(tx, [outbox.c.id.in_(select(notice_table.c.letter).where(*mine))])
    known = await _fetch(tx, _all().where(*mine))
    never_went = [one.id for one in known if one.state == WITHDRAWN]
    await tx.db.execute(delete(notice_table).where(notice_table.c.id.in_(never_went)))
    return [one.staff for one in known if one.id not in never_went]


async def went_further(tx: Transaction, client: str) -> None:
    """Note that the supervisors are told of what nobody has seen so far about a client."""
    which = (notice_table.c.client == client, notice_table.c.seen_at.is_(None), notice_table.c.escalated_at.is_(None))
    await tx.db.execute(update(notice_table).where(*which).values(escalated_at=tx.now))


def _all() -> Select[Any]:
    letters = notice_table.outerjoin(outbox, outbox.c.id == notice_table.c.letter)
    return select(notice_table, outbox.c.state).select_from(letters)


def _theirs() -> ColumnElement[bool]:
    """
    Say that a notice still waits for whoever was told: they work here, and have not given the client up since.

    A supervisor hears of everybody's clients, and a cover of one who never was theirs.
    """
    links = (care.c.client == notice_table.c.client, care.c.staff == notice_table.c.staff, care.c.kind != OFFERED)
    cared = exists().where(*links).correlate(notice_table)  # of this very notice, and not of any
    theirs = exists().where(*links, care.c.until_at.is_(None)).correlate(notice_table)
    works = exists().where(person.c.id == notice_table.c.staff, person.c.state == "active").correlate(notice_table)
    supervises = works.where(person.c.role == "supervisor")
    return and_(works, or_(supervises, theirs, ~cared))


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Notice]:
    rows = (await tx.db.execute(query)).mappings().all()
    return [Notice(**{name: row[name] for name in Notice.__slots__} | {"state": row["state"] or ""}) for row in rows]

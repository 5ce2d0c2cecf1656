"""
Signing in to the page: a link that opens once, and a session that ends by itself.

Only the SHA-256 of a token is kept.  A session lives for a working day; after a quarter of an hour without a look it is
locked, and the second factor opens it again (OWASP ASVS 5.0, 7.3).
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, delete, insert, select, update

from storage.base import Transaction
from storage.invites import digest
from storage.page_tables import page_link, page_session

LINK_LIFE = timedelta(minutes=10)
ABSOLUTE, IDLE = timedelta(hours=8), timedelta(minutes=15)
KEPT_FOR = timedelta(days=1)  # rows that are over


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody is signed in; `unlocked_at` is when the second factor was shown last."""

    id: str
    person: str
    opened_at: datetime
    touched_at: datetime
    unlocked_at: datetime | None

    def open(self, now: datetime) -> bool:
        """Say whether content may be shown: the second factor was shown, and there was no long silence since."""
        return self.unlocked_at is not None and now - self.touched_at <= IDLE


async def make_link(tx: Transaction, person: str, client: str | None = None) -> str:
    """Make a way in that opens once within ten minutes, and give its token; links made before are closed."""
    token = secrets.token_urlsafe(32)
    await tx.db.execute(delete(page_link).where(page_link.c.person == person))
    row = {"id": uuid4().hex, "person": person, "token_hash": digest(token), "client": client, "made_at": tx.now}
    await tx.db.execute(insert(page_link).values(row))
    return token


async def use_link(tx: Transaction, token: str) -> tuple[str, str | None] | None:
    """Open a link and give the session's token and whom the page opens on; of two at once one wins."""
    free = (page_link.c.token_hash == digest(token), page_link.c.used_at.is_(None))
    fresh = page_link.c.made_at > tx.now - LINK_LIFE
    used = (
        update(page_link).where(*free, fresh).values(used_at=tx.now).returning(page_link.c.person, page_link.c.client)
    )
    row = (await tx.db.execute(used)).one_or_none()
    if row is None:
        return None
    return await begin(tx, row.person), row.client


async def begin(tx: Transaction, person: str) -> str:
    """Sign somebody in and give the token; sessions that are long over are cleared away."""
    token = secrets.token_urlsafe(32)
    await tx.db.execute(delete(page_session).where(page_session.c.opened_at < tx.now - ABSOLUTE - KEPT_FOR))
    row = {"id": uuid4().hex, "person": person, "token_hash": digest(token), "opened_at": tx.now, "touched_at": tx.now}
    await tx.db.execute(insert(page_session).values(row))
    return token


async def of_token(tx: Transaction, token: str) -> SignedIn | None:
    """Give who is signed in with a token; none when the session has ended or its day is over."""
    living = (page_session.c.ended_at.is_(None), page_session.c.opened_at > tx.now - ABSOLUTE)
    row = (
        await tx.db.execute(select(page_session).where(page_session.c.token_hash == digest(token), *living))
    ).one_or_none()
    return _signed_in(row) if row is not None else None


async def touch(tx: Transaction, known: SignedIn) -> None:
    """Note that the page is in use; a session that has locked stays locked."""
    if known.open(tx.now):
        await _set(tx, known, touched_at=tx.now)


async def unlock(tx: Transaction, known: SignedIn) -> SignedIn:
    """Note that the second factor was shown."""
    await _set(tx, known, touched_at=tx.now, unlocked_at=tx.now)
    return replace(known, touched_at=tx.now, unlocked_at=tx.now)


async def end(tx: Transaction, known: SignedIn) -> None:
    """Sign somebody out."""
    await _set(tx, known, ended_at=tx.now)


async def end_all(tx: Transaction, person: str) -> None:
    """Sign a person out everywhere, and close every way in."""
    await tx.db.execute(update(page_session).where(page_session.c.person == person).values(ended_at=tx.now))
    await tx.db.execute(delete(page_link).where(page_link.c.person == person))


async def _set(tx: Transaction, known: SignedIn, **values: datetime) -> None:
    await tx.db.execute(update(page_session).where(page_session.c.id == known.id).values(**values))


def _signed_in(row: Row[Any]) -> SignedIn:
    return SignedIn(**{name: getattr(row, name) for name in SignedIn.__slots__})

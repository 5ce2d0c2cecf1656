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

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO UPDATE in the same words

from storage.base import Transaction
from storage.invites import digest
from storage.page_tables import page_link, page_login, page_session

LINK_LIFE = timedelta(minutes=10)
ABSOLUTE, IDLE = timedelta(hours=8), timedelta(minutes=15)
PAPER_LIFE = timedelta(minutes=2)
KEPT_FOR = timedelta(days=1)  # rows that are over
USES = 5  # of one login: a reload sends the same once more


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody is signed in; `unlocked_at` is when the second factor was shown last."""

    id: str
    person: str
    opened_at: datetime
    touched_at: datetime
    unlocked_at: datetime | None
    device: str | None

    def open(self, now: datetime) -> bool:
        """Say whether content may be shown: the second factor was shown, and there was no long silence since."""
        return self.unlocked_at is not None and now - self.touched_at <= IDLE


async def make_link(tx: Transaction, person: str, client: str | None = None, *, paper: bool = False) -> str:
    """Make a way in that opens once within ten minutes, and give its token; links made before are closed."""
    token = secrets.token_urlsafe(32)
    await tx.db.execute(delete(page_link).where(page_link.c.person == person, page_link.c.paper == paper))
    row = {"id": uuid4().hex, "person": person, "token_hash": digest(token), "client": client, "made_at": tx.now}
    await tx.db.execute(insert(page_link).values(row | {"paper": paper}))
    return token


async def use_link(tx: Transaction, token: str) -> tuple[str, str | None] | None:
    """Open a link, and give whose it is and on whom the page opens; of two at once one wins."""
    return await _used(tx, token, LINK_LIFE, paper=False)


async def use_paper_link(tx: Transaction, token: str) -> tuple[str, str | None] | None:
    """Open a link to one paper, and give for whom and about whom."""
    return await _used(tx, token, PAPER_LIFE, paper=True)


async def may_exchange(tx: Transaction, hash_: str) -> bool:
    """Count the use of a login that Telegram signed; say no once it was used too often."""
    await tx.db.execute(delete(page_login).where(page_login.c.first_at < tx.now - KEPT_FOR))
    row = insert(page_login).values(hash=digest(hash_), first_at=tx.now, times=1)
    again = row.on_conflict_do_update(index_elements=["hash"], set_={"times": page_login.c.times + 1})
    times: int = (await tx.db.execute(again.returning(page_login.c.times))).scalar_one()
    return times <= USES


async def begin(tx: Transaction, person: str, *, device: str | None = None, unlocked: bool = False) -> str:
    """Sign somebody in and give the token; sessions that are long over are cleared away."""
    token = secrets.token_urlsafe(32)
    await tx.db.execute(delete(page_session).where(page_session.c.opened_at < tx.now - ABSOLUTE - KEPT_FOR))
    row = {"id": uuid4().hex, "person": person, "token_hash": digest(token), "opened_at": tx.now, "touched_at": tx.now}
    row |= {"device": device, "unlocked_at": tx.now if unlocked else None}
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


async def _used(tx: Transaction, token: str, life: timedelta, *, paper: bool) -> tuple[str, str | None] | None:
    free = (page_link.c.token_hash == digest(token), page_link.c.used_at.is_(None), page_link.c.paper == paper)
    fresh = page_link.c.made_at > tx.now - life
    used = update(page_link).where(*free, fresh).values(used_at=tx.now)
    row = (await tx.db.execute(used.returning(page_link.c.person, page_link.c.client))).one_or_none()
    return None if row is None else (row.person, row.client)


async def _set(tx: Transaction, known: SignedIn, **values: datetime) -> None:
    await tx.db.execute(update(page_session).where(page_session.c.id == known.id).values(**values))


def _signed_in(row: Row[Any]) -> SignedIn:
    return SignedIn(**{name: getattr(row, name) for name in SignedIn.__slots__})

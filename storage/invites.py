"""
Invitations: one-time links, bound from both sides.

Only the SHA-256 of a link's token is kept.  A client's link shows nothing to anybody before the therapist has compared
the three pictures that the client names aloud.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, insert, select, update

from storage.base import Transaction
from storage.tables import invite

LIFE = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time link: what it is for, who made it, whom it is about, and how far it has come."""

    id: str
    kind: str
    made_by: str | None
    person: str | None
    language: str | None
    expires_at: datetime
    claimed_at: datetime | None
    claimed_index: bytes | None
    code: str | None
    confirmed_at: datetime | None
    revoked_at: datetime | None


async def make(
    tx: Transaction,
    kind: str,
    *,
    made_by: str | None,
    person: str,
    language: str | None = None,
    life: timedelta = LIFE,
) -> tuple[str, Invite]:
    """Make a link and give its token, which is shown once and never kept."""
    token = secrets.token_urlsafe(16)
    row: dict[str, Any] = {
        "id": uuid4().hex,
        "token_hash": digest(token),
        "kind": kind,
        "made_by": made_by,
        "person": person,
    }
    row |= {"language": language, "expires_at": tx.now + life}
    await tx.db.execute(insert(invite).values(row))
    return token, await _one(tx, str(row["id"]))


async def find(tx: Transaction, token: str) -> Invite | None:
    """Give a link that may still be claimed."""
    query = select(invite).where(invite.c.token_hash == digest(token), *_free(tx.now))
    row = (await tx.db.execute(query)).one_or_none()
    return _invite(row) if row else None


async def get(tx: Transaction, id: str) -> Invite | None:  # noqa: A002 - an id is called id in every table
    """Give a link by its id."""
    row = (await tx.db.execute(select(invite).where(invite.c.id == id))).one_or_none()
    return _invite(row) if row else None


async def claim(tx: Transaction, token: str, chat_index: bytes, code: str | None = None) -> Invite | None:
    """Let one chat claim a link; of two at once exactly one wins, the other gets none."""
    here = (invite.c.token_hash == digest(token), *_free(tx.now))
    taken = {"claimed_at": tx.now, "claimed_index": chat_index, "code": code}
    id_ = await tx.db.scalar(update(invite).where(*here).values(taken).returning(invite.c.id))
    return await _one(tx, id_) if id_ else None


async def keep_chat(tx: Transaction, claimed: Invite, chat_id: int) -> None:
    """Remember the chat of a move until both sides have confirmed it, sealed with the client's key."""
    sealed = await tx.seal(str(claimed.person), "invite.chat", claimed.id, chat_id)
    await tx.db.execute(update(invite).where(invite.c.id == claimed.id).values(claimed_chat=sealed))


async def kept_chat(tx: Transaction, claimed: Invite) -> int | None:
    """Give the chat of a move that waits."""
    blob = await tx.db.scalar(select(invite.c.claimed_chat).where(invite.c.id == claimed.id))
    return None if blob is None else int(await tx.open(str(claimed.person), "invite.chat", claimed.id, blob))


async def set_code(tx: Transaction, id: str, code: str) -> None:  # noqa: A002 - as above
    """Write down the three pictures that the other side is asked for."""
    await tx.db.execute(update(invite).where(invite.c.id == id).values(code=code))


async def confirm(tx: Transaction, id: str) -> None:  # noqa: A002 - as above
    """Remember that the therapist has confirmed."""
    await tx.db.execute(update(invite).where(invite.c.id == id).values(confirmed_at=tx.now))


async def revoke(tx: Transaction, id: str) -> None:  # noqa: A002 - as above
    """Close a link."""
    await tx.db.execute(update(invite).where(invite.c.id == id).values(revoked_at=tx.now))


async def of_person(tx: Transaction, person: str, kinds: Sequence[str] | None = None) -> list[Invite]:
    """Give the links about a person, newest first."""
    query = select(invite).where(invite.c.person == person)
    query = query if kinds is None else query.where(invite.c.kind.in_(kinds))
    return [_invite(row) for row in await tx.db.execute(query.order_by(invite.c.expires_at.desc()))]


def digest(token: str) -> bytes:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def _free(now: datetime) -> tuple[Any, ...]:
    return invite.c.claimed_at.is_(None), invite.c.revoked_at.is_(None), invite.c.expires_at > now


async def _one(tx: Transaction, id_: str) -> Invite:
    return _invite((await tx.db.execute(select(invite).where(invite.c.id == id_))).one())


def _invite(row: Row[Any]) -> Invite:
    return Invite(**{name: getattr(row, name) for name in Invite.__slots__})

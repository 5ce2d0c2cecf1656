"""
Own codes: six digits of one's own on a known device, so that the app with the codes is asked once a device.

A device becomes known after the second factor was shown on it.  Five wrong codes make it unknown again; then the app is
asked.  The screen is locked with this code after a quarter of an hour; the session goes on.
"""

import hmac
import re
import secrets
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, insert, select, update

from locales.digits import digits_to_latin
from storage.base import Transaction
from storage.invites import digest
from storage.page_tables import page_device, page_session
from storage.signing_in import SignedIn

LABEL = "page_device.code"
TRIES, KEPT_FOR = 5, timedelta(days=90)
SIX = re.compile(r"[0-9]{6}")
STEPS = "01234567890123456789"


def fit(code: str) -> bool:
    """Say whether somebody may have this code: six digits of any script, neither all the same nor in a row."""
    code = digits_to_latin(code)
    return SIX.fullmatch(code) is not None and len(set(code)) > 1 and code not in STEPS and code not in STEPS[::-1]


async def of_device(tx: Transaction, person: str, token: str) -> str | None:
    """Give the id of a person's known device by its token."""
    known = (page_device.c.person == person, page_device.c.made_at > tx.now - KEPT_FOR)
    found: str | None = await tx.db.scalar(
        select(page_device.c.id).where(page_device.c.token_hash == digest(token), *known)
    )
    return found


async def has_one(tx: Transaction, session: SignedIn) -> bool:
    """Say whether the device of a session has a code of its own, and few enough wrong ones."""
    return await tx.db.scalar(select(page_device.c.id).where(page_device.c.id == session.device)) is not None


async def choose(tx: Transaction, session: SignedIn, code: str) -> str | None:
    """Make the device of a session known, and give the token it keeps; none when nobody should have this code."""
    if not fit(code):
        return None
    token, id_ = secrets.token_urlsafe(32), uuid4().hex
    row = {"id": id_, "person": session.person, "token_hash": digest(token), "made_at": tx.now, "failures": 0}
    row["code"] = await tx.seal(session.person, LABEL, id_, digits_to_latin(code))
    await tx.db.execute(delete(page_device).where(page_device.c.made_at <= tx.now - KEPT_FOR))
    await tx.db.execute(insert(page_device).values(row))
    await tx.db.execute(update(page_session).where(page_session.c.id == session.id).values(device=id_))
    return token


async def right(tx: Transaction, session: SignedIn, code: str) -> bool:
    """Check a code on its device; the fifth wrong one makes the device unknown."""
    query = select(page_device).where(page_device.c.id == session.device, page_device.c.person == session.person)
    row = (
        await tx.db.execute(query.with_for_update())
    ).one_or_none()  # of several at once each waits for the one before
    if row is None:
        return False
    kept = str(await tx.open(session.person, LABEL, row.id, row.code))
    fits = hmac.compare_digest(kept.encode(), digits_to_latin(code.strip()).encode())
    if not fits and row.failures + 1 >= TRIES:
        await tx.db.execute(delete(page_device).where(page_device.c.id == row.id))
        return False
    failures = 0 if fits else row.failures + 1
    await tx.db.execute(update(page_device).where(page_device.c.id == row.id).values(failures=failures))
    return fits


async def forget_all(tx: Transaction, person: str) -> None:
    """Make every device of a person unknown."""
    await tx.db.execute(delete(page_device).where(page_device.c.person == person))

"""
The second factor of staff: six digits of an app on the own phone (TOTP, RFC 6238), asked before any content.

A code opens once; after five wrong ones the door is closed for a quarter of an hour, also to a right one.
"""

import hmac
from datetime import timedelta
from enum import Enum

import pyotp
from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from locales.digits import digits_to_latin
from storage.base import Transaction
from storage.page_tables import second_factor

LABEL = "second_factor.secret"
TRIES, CLOSED_FOR = 5, timedelta(minutes=15)
AROUND = (0, -1, 1)  # steps of half a minute by which two clocks may differ


class Shown(Enum):
    """What came of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    CLOSED = "closed"  # too many wrong ones


async def is_set_up(tx: Transaction, person: str) -> bool:
    """Say whether a first code was right."""
    row = await _row(tx, person)
    return row is not None and row["confirmed_at"] is not None


async def set_up(tx: Transaction, person: str) -> str | None:
    """Give the secret to put into an app, in base 32; none once it was confirmed, because it is never shown again."""
    row = await _row(tx, person) or await _begun(tx, person)
    return None if row["confirmed_at"] is not None else str(await tx.open(person, LABEL, person, row["secret"]))


async def show(tx: Transaction, person: str, code: str) -> Shown:
    """Check a code; the first right one confirms the app."""
    row = await _row(tx, person, alone=True)  # of several at once each waits for the one before, and is counted
    if row is None:
        return Shown.WRONG
    if row["closed_until"] is not None and row["closed_until"] > tx.now:
        return Shown.CLOSED
    step = _step_of(str(await tx.open(person, LABEL, person, row["secret"])), code, tx)
    if step is not None and step > row["last_step"]:
        await _set(
            tx, person, last_step=step, failures=0, closed_until=None, confirmed_at=row["confirmed_at"] or tx.now
        )
        return Shown.RIGHT
    failures = row["failures"] + 1
    closed = tx.now + CLOSED_FOR if failures >= TRIES else None
    await _set(tx, person, failures=0 if closed else failures, closed_until=closed)
    return Shown.CLOSED if closed else Shown.WRONG


async def now(tx: Transaction, person: str) -> str:
    """Give the digits that the app shows now; for the playground, whose clock no app follows."""
    row = await _row(tx, person)
    if row is None:
        return ""
    app = pyotp.TOTP(str(await tx.open(person, LABEL, person, row["secret"])))
    step = max(app.timecode(tx.now), row["last_step"] + 1)  # each opens once, and this clock stands still
    return app.generate_otp(step) if step - app.timecode(tx.now) <= max(AROUND) else ""


async def forget(tx: Transaction, person: str) -> None:
    """Take a second factor away, so that a new one is set up at the next reading."""
    await tx.db.execute(delete(second_factor).where(second_factor.c.person == person))


def _step_of(secret: str, code: str, tx: Transaction) -> int | None:
    """Give the half minute to which a code belongs, if it is about now."""
    app = pyotp.TOTP(secret)
    now = app.timecode(tx.now)
    given = "".join(letter for letter in digits_to_latin(code) if letter.isdecimal()).encode()
    return next((now + by for by in AROUND if hmac.compare_digest(app.generate_otp(now + by).encode(), given)), None)


async def _row(tx: Transaction, person: str, *, alone: bool = False) -> RowMapping | None:
    query = select(second_factor).where(second_factor.c.person == person)
    found = await tx.db.execute(query.with_for_update() if alone else query)
    return found.mappings().one_or_none()


async def _begun(tx: Transaction, person: str) -> RowMapping:
    """Keep a fresh secret; of two that are made at once the first stays."""
    sealed = await tx.seal(person, LABEL, person, pyotp.random_base32())
    row = {"person": person, "secret": sealed, "last_step": 0, "failures": 0}
    await tx.db.execute(insert(second_factor).values(row).on_conflict_do_nothing())
    return (await tx.db.execute(select(second_factor).where(second_factor.c.person == person))).mappings().one()


async def _set(tx: Transaction, person: str, **values: object) -> None:
    await tx.db.execute(update(second_factor).where(second_factor.c.person == person).values(**values))

"""
How fast we may send: a bucket for each chat, and one for the bot that all replicas draw on.

One token of every bucket is reserved for safety, so that a help card never waits behind other messages.  Moments here
are seconds of the machine's clock.
"""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from storage.base import Transaction
from storage.tables import budget, chat

SAFETY = 0
ONE_BOT = 0  # one deployment is one bot, so one row
TOGETHER_FOR = 1.0
CHATS_THAT_HOLD_THE_BOT = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """How many messages may leave in a burst and then each second, for the bot and for one chat."""

    burst: float = 25.0
    per_second: float = 25.0
    chat_burst: float = 5.0
    chat_per_second: float = 1.0


FREE = Pace()  # what Telegram lets a bot send without paying, with some air


@dataclass(frozen=True, slots=True)
class Bucket:
    """Some tokens at a moment; more come back with time, up to the size of the burst."""

    tokens: float
    at: float

    def refilled(self, now: float, *, per_second: float, burst: float) -> "Bucket":
        """Give the bucket as it is now; a clock that began anew finds it full."""
        if now < self.at:
            return Bucket(burst, now)
        return Bucket(min(burst, self.tokens + (now - self.at) * per_second), now)

    def allows(self, urgency: int) -> bool:
        """Say whether a message may leave; the last token is for safety alone."""
        return self.tokens >= (1 if urgency == SAFETY else 2)

    def less_one(self) -> "Bucket":
        """Give the bucket after one message."""
        return Bucket(self.tokens - 1, self.at)


@dataclass(frozen=True, slots=True)
class Purse:
    """The bucket of the bot, locked until the commit, and whether Telegram asked the whole bot to wait."""

    bucket: Bucket
    held: bool


async def open_purse(tx: Transaction, pace: Pace = FREE) -> Purse:
    """Lock the one budget row, so that replicas draw on it one after the other, and refill it."""
    now = await tx.machine_now()
    await tx.db.execute(insert(budget).values(bot=ONE_BOT, tokens=pace.burst, tokens_at=now).on_conflict_do_nothing())
    row = (await tx.db.execute(select(budget).where(budget.c.bot == ONE_BOT).with_for_update())).one()
    # Another replica may have waited less: on PostgreSQL the clock is read again now that the row is ours.
    now = await tx.machine_now()
    bucket = Bucket(row.tokens, row.tokens_at).refilled(now, per_second=pace.per_second, burst=pace.burst)
    return Purse(bucket, held=row.held_until is not None and now < row.held_until)


async def close_purse(tx: Transaction, bucket: Bucket) -> None:
    """Put back what is left."""
    await tx.db.execute(update(budget).where(budget.c.bot == ONE_BOT).values(tokens=bucket.tokens, tokens_at=bucket.at))


async def hold_chat(tx: Transaction, chat_index: bytes, until: float) -> bool:
    """
    Hold one chat after a 429 of its own, and say whether the whole bot is held by now.

    The bucket is emptied at this moment, which is also how the 429s of one second are found: three chats hold the bot.
    """
    now = await tx.machine_now()
    await tx.db.execute(
        update(chat).where(chat.c.chat_index == chat_index).values(held_until=until, tokens=0.0, tokens_at=now)
    )
    together = await tx.db.scalar(
        select(func.count())
        .select_from(chat)
        .where(chat.c.held_until > now, chat.c.tokens == 0.0, chat.c.tokens_at > now - TOGETHER_FOR)
    )
    if (together or 0) < CHATS_THAT_HOLD_THE_BOT:
        return False
    await hold_bot(tx, until)
    return True


async def hold_bot(tx: Transaction, until: float) -> None:
    """Hold every chat until a moment of the machine's clock; a shorter hold never ends a longer one."""
    await tx.db.execute(
        insert(budget).values(bot=ONE_BOT, tokens=0.0, tokens_at=await tx.machine_now()).on_conflict_do_nothing()
    )
    longer = (budget.c.held_until.is_(None)) | (budget.c.held_until < until)
    await tx.db.execute(update(budget).where(budget.c.bot == ONE_BOT, longer).values(held_until=until))


async def forget_holds(tx: Transaction) -> None:
    """Begin with full buckets and no holds: after a restart on SQLite the machine's clock may have begun anew."""
    await tx.db.execute(update(budget).values(held_until=None))
    await tx.db.execute(update(chat).where(chat.c.held_until.is_not(None)).values(held_until=None))

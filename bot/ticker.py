"""
The ticker: everything that waits for a moment, in small transactions, every second or two in every replica.

APScheduler only calls `tick`, in real time and from memory.  Tests and the playground set the calendar to the next due
moment and call `tick` themselves, so that a jump of a week lives through every prompt of that week in order.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.asking import URGENCY
from bot.planning import after_failure
from bot.points import reach
from bot.prompting import Prompting
from flows.errors import FlowError
from storage import due, inbox, outbox, prompts, runs
from storage.base import Store, Transaction
from storage.due import Due
from storage.errors import is_passing
from storage.outbox import Outgoing
from storage.prompts import Prompt

log = logging.getLogger("interlude.ticker")

EVERY = 1.5  # seconds
TOGETHER = 20  # rows a transaction, at most
HELD_FOR = 0.04  # seconds for which one batch holds the writer of SQLite, about
ROUNDS = 500  # of one tick: a flood goes on in the next one
TIDY, DAILY, TIDY_AT = "tidy", "daily", time(3, 0)  # UTC: never near a client's clock change
JOURNALS_FOR, DUE_FOR = timedelta(days=7), timedelta(days=30)
OF_A_RUN = frozenset({"wake", "window"})

# Says whether it could be done now: no leaves the row for the next tick.
Deed = Callable[[Transaction, Due], Awaitable[bool]]


@dataclass
class Ticker:
    """Claims what is due and has it done, each row in a savepoint of its own; one that raises is parked alone."""

    store: Store
    prompting: Prompting
    more_deeds: Mapping[str, Deed] = field(default_factory=dict)
    resume: Callable[[], Awaitable[object]] | None = None  # takes up what a crash left half done, such as forgetting
    parked: int = 0
    _resumed: bool = False
    _scheduler: AsyncIOScheduler | None = None

    @property
    def deeds(self) -> dict[str, Deed]:
        """What is done for each kind of due row; a kind that is not here waits for code that knows it."""
        prompting = self.prompting
        return {
            "window": prompting.window,
            "wake": prompting.wake,
            "waiting": prompting.waiting,
            "repeat": prompting.repeat,
            "later": prompting.later,
            "gone": delete_message,
            TIDY: tidy,
            **self.more_deeds,
        }

    async def tick(self) -> int:
        """Do all that is due by now and give how much that was; windows close before the next prompts begin."""
        await self._safely("forgetting", self._resume)
        await self._safely("leases", self._reap)
        done = await self._until_nothing("due", self._some_due)
        return done + await self._until_nothing("prompts", self._some_prompts)

    async def next_instant(self, tx: Transaction) -> datetime | None:
        """Give the next moment at which anything happens that a person may notice, for the clock bar."""
        return await due.next_at(tx, kinds=[kind for kind in (*self.deeds, prompts.DUE) if kind != TIDY])

    def start(self, *, every: float = EVERY) -> None:
        """Begin to tick in real time."""
        self._scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone=UTC)
        # Never two at once, a missed tick is not made up for, and a late one is never dropped.
        self._scheduler.add_job(
            self.tick, "interval", seconds=every, id="tick", max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; a tick that runs comes to its end."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def _until_nothing(self, name: str, batch: Callable[[], Awaitable[int]]) -> int:
        total = 0
        for _round in range(ROUNDS):
            done = await self._safely(name, batch)
            total += done
            if not done:
                break
        return total

    async def _safely(self, name: str, part: Callable[[], Awaitable[int]]) -> int:
        """Let one part of the tick fail alone: the database may be away for a while."""
        try:
            return await part()
        except Exception as error:  # noqa: BLE001 - the tick goes on; the next one tries again
            log.error("ticker: %s left for the next tick: %s", name, type(error).__name__)
            return 0

    async def _resume(self) -> int:
        if not self._resumed:
            async with self.store.write() as tx:
                if await due.waiting_for(tx, TIDY, DAILY) is None:
                    await due.set(tx, TIDY, DAILY, next_tidying(tx.now))
            self._resumed = True
        if self.resume is not None:
            await self.resume()
        return 0

    async def _reap(self) -> int:
        async with self.store.write() as tx:
            reaped = await outbox.reap(tx)
        return reaped.again

    async def _some_due(self) -> int:
        done = 0
        async with self.store.write() as tx:
            enough = self._enough()
            for row in await due.claim(tx, TOGETHER, kinds=list(self.deeds)):
                done += await self._one_due(tx, row)
                if enough():
                    break
            reach("ticker:before-commit")
        reach("ticker:after-commit")
        return done

    async def _some_prompts(self) -> int:
        done = 0
        async with self.store.write() as tx:
            enough = self._enough()
            for prompt in await prompts.prompts_due(tx, TOGETHER):
                done += await self._one_prompt(tx, prompt)
                if enough():
                    break
            reach("ticker:before-commit")
        reach("ticker:after-commit")
        return done

    def _enough(self) -> Callable[[], bool]:
        until = self.store.machine.seconds() + HELD_FOR
        return lambda: self.store.machine.seconds() >= until

    async def _one_due(self, tx: Transaction, row: Due) -> bool:
        try:
            async with tx.savepoint():
                # Done comes last: a deed that sets the same row anew replaces this one.
                if not await self.deeds[row.kind](tx, row):
                    return False
                await due.done(tx, row.id)
                return True
        except Exception as error:  # noqa: BLE001 - one row that raises must not hold up the others
            if is_passing(error):
                return False  # somebody answered at this very moment; the next tick sees what became of it
            self._note("due row", row.id, error)
            async with tx.savepoint():
                await due.done(tx, row.id)
                if row.kind in OF_A_RUN:
                    await runs.park(tx, row.subject, sentence(error))
            return True

    async def _one_prompt(self, tx: Transaction, prompt: Prompt) -> bool:
        try:
            async with tx.savepoint():
                return await self.prompting.prompt_due(tx, prompt) is not None
        except Exception as error:  # noqa: BLE001 - as above
            if is_passing(error):
                return False
            self._note("prompt", prompt.id, error)
            async with tx.savepoint():
                await after_failure(tx, prompt)
            return True

    def _note(self, what: str, id_: str, error: Exception) -> None:
        self.parked += 1
        log.error("ticker: %s %s parked: %s", what, id_, type(error).__name__)


async def delete_message(tx: Transaction, row: Due) -> bool:
    """Take a message out of the chat, such as a page of the log after some hours."""
    sent = await outbox.get(tx, row.subject)
    if sent is not None and sent.message_id is not None:
        await outbox.put(
            tx,
            Outgoing(
                person=sent.person,
                about=sent.about,
                kind=outbox.DELETE,
                urgency=URGENCY["courtesy"],
                payload={"delete": sent.message_id},
            ),
        )
    return True


async def tidy(tx: Transaction, _row: Due) -> bool:
    """Delete once a day what has served: journals, handled updates, old tokens, moments that are past."""
    await runs.tidy(tx, tx.now - JOURNALS_FOR)
    await inbox.prune(tx)
    await outbox.prune(tx)
    await due.tidy(tx, tx.now - DUE_FOR)
    await due.set(tx, TIDY, DAILY, next_tidying(tx.now))
    return True


def next_tidying(now: datetime) -> datetime:
    """Give the next hour of tidying."""
    today = datetime.combine(now.date(), TIDY_AT, UTC)
    return today if today > now else today + timedelta(days=1)


def sentence(error: Exception) -> str:
    """Name an error for the operator without anything a person wrote."""
    return str(error)[:200] if isinstance(error, FlowError) else type(error).__name__

"""The assembly: the only place where all parts meet."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr

import flows.client
import flows.staff  # noqa: F401 - importing the rooms registers their flows
from bot.conversation import Conversation
from bot.coursework import EVENING, MORNING_OF_STAFF
from bot.deployment import NAME, Kind, address, introduce, settle_in
from bot.desk import Desk, Stranger
from bot.doors import Doors
from bot.escalating import escalate
from bot.inbox import Inbox
from bot.logs import kind_of
from bot.mending import mend
from bot.programme_files import load_programme
from bot.prompting import Prompting
from bot.quiet_days import HUSH
from bot.readings.answering import Readings
from bot.readings.cards import help_card_for
from bot.reminding import CONTACT
from bot.sender import Sender
from bot.staff_rounds import contact_due, evening, morning
from bot.ticker import Deed, Ticker
from bot.tidying import OWN_MESSAGE, TIDY_RUN, own_message, tidy_run
from bot.transport import Blocked, Gone, NotDone, NotSent, Refused, Telegram, Uncertain
from bot.unread import look, watch
from bot.wishes.carrying import Wishes
from bot.wishes.ending import LAST_WORD, say_last_word
from bot.wishes.notifying import ESCALATE, UNREAD, tell_carers, tell_undelivered
from bot.wishes.tooling import hush
from flows.client.help_card import help_lines, stranger_lines
from flows.programme import Programme
from locales.languages import choosable
from locales.line import Line
from storage import forgetting, outbox
from storage.base import Store, Transaction
from storage.clocks import Calendar, Machine, SetCalendar, SetMachine, SteadyMachine, WallCalendar
from storage.forgetting import Receipt
from storage.persons import Person
from storage.waiting import held_by_the_clock
from storage.waking import hear, woken_within

log = logging.getLogger("interlude.house")
ROUNDS = 4000  # of one settling: far more than any real one needs, so that a loop of ours ends as an error
IDLE = 1.0  # seconds: the safety net under the waking by commits


class NeverQuiet(Exception):
    """The house did not come to rest; something of ours answers itself."""


@dataclass(frozen=True)
class Plans:
    """Where a house stands: databases, key file, token, Bot API, and the programme's folder."""

    database: str
    keys: str
    key_file: Path
    token: SecretStr
    api: str
    programme: Path | None = None
    kind: Kind = "real"
    trial: bool = True  # not Telegram itself, so that an invented programme can do no harm
    patience: float = 10.0  # seconds for one call to Telegram
    page_at: str | None = None  # the address of the therapist's page; none: staff read in the chat


@dataclass
class House:
    """Everything that moves, around one store."""

    store: Store
    telegram: Telegram
    programme: Programme
    inbox: Inbox
    desk: Desk
    sender: Sender
    ticker: Ticker
    names: dict[str, str]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _forgetting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _unsure: set[str] = field(default_factory=set)  # receipts that may have arrived

    @classmethod
    async def open(cls, plans: Plans, *, calendar: Calendar | None = None, machine: Machine | None = None) -> "House":
        """Open the store, bring it up to date, and put every part in its place."""
        store = await Store.open(
            plans.database,
            plans.keys,
            plans.key_file,
            calendar=calendar or WallCalendar(),
            machine=machine or SteadyMachine(),
        )
        telegram = Telegram(plans.token, plans.api, patience=plans.patience)
        house = build(store, telegram, fit_for(plans, load_programme(plans.programme)))
        try:
            await store.migrate()
            house.names[NAME] = await settle_in(store, plans.kind, telegram.bot_id)
        except BaseException:
            await house.close()
            raise
        return house

    def link(self, token: str) -> str:
        """Give the address of a start link."""
        return address(self.names.get(NAME, ""), token)

    async def meet_telegram(self) -> bool:
        """Ask what the bot is called; say whether Telegram could be reached."""
        try:
            self.names[NAME] = await introduce(self.store, self.telegram)
        except NotDone as trouble:
            log.warning("house: Telegram not reached yet: %s", trouble.reason)
            return False
        return True

    async def begin(self) -> None:
        """Take up where the process before this one stopped; only one that serves may do so."""
        async with self.store.write() as tx:
            await outbox.begin_anew(tx)
        await forgetting.replay_ledger(self.store)  # a backup may have brought somebody back
        await forgetting.sweep_keys(self.store)
        await mend(self.store, self.desk.conversation)
        await self.ticker.tick()

    async def serve(self, *more: Coroutine[Any, Any, None]) -> None:
        """Work until cancelled, beside whatever brings the updates in."""
        await self.begin()
        self.store.on_commit.append(self._woken.set)
        self.ticker.start()
        try:
            async with asyncio.TaskGroup() as jobs:
                for part in (self.sender.run(), self.work(), hear(self.store), *more):
                    jobs.create_task(part)
        finally:
            self.ticker.stop()

    async def work(self) -> None:
        """Handle updates as they come: woken by every commit, and once a second in any case."""
        while True:
            self._woken.clear()
            try:
                await self.serve_updates()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while; the desk goes on
                log.error("house: the desk waits: %s", type(error).__name__)
                await asyncio.sleep(IDLE)
            await woken_within(self._woken, IDLE)

    async def settle(self) -> None:
        """Fetch, handle and send until nothing moves any more; for tests and the playground."""
        more = True
        for _round in range(ROUNDS):
            came = await self.inbox.fetch_once(wait=0) if more else 0
            more = self.inbox.more
            handled = await self.serve_updates()
            sent = await self.sender.send_once()
            if not came and not handled and not sent and not await self.held_back():
                return
        raise NeverQuiet(f"house: it was still moving after '{ROUNDS}' rounds. Look for a flow that answers itself.")

    async def serve_updates(self) -> int:
        """Handle every update that waits, carry through what was wished, and say how many there were."""
        handled = 0
        while await self.desk.work_once():
            handled += 1
        return handled + (await self.forget() if handled else 0)

    async def held_back(self) -> bool:
        """Let a virtual machine's clock run on while a row waits for its bucket; say whether there was one."""
        machine = self.store.machine
        if not isinstance(machine, SetMachine):
            return False
        async with self.store.read() as tx:
            waiting = await held_by_the_clock(tx)
        if waiting:
            machine.forward(1.0)
        return waiting

    async def forward_to(self, moment: datetime) -> None:
        """Move a virtual calendar, living through every moment that is due on the way."""
        calendar = self.store.calendar
        assert isinstance(calendar, SetCalendar), "house: only a virtual calendar can be moved"
        await self.settle()
        while (coming := await self.next_instant()) is not None and coming <= moment:
            calendar.set(coming)
            await self.ticker.tick()
            await self.settle()
        calendar.set(moment)
        await self.ticker.tick()
        await self.settle()

    async def next_instant(self) -> datetime | None:
        """Give the next moment at which something happens."""
        async with self.store.read() as tx:
            return await self.ticker.next_instant(tx)

    async def forget(self) -> int:
        """
        Carry through what a wish to be forgotten began, hand over the receipts, and say how many went.

        The desk and the ticker of every replica begin this; one of them does it.
        """
        if self._forgetting.locked() or not await forgetting.anybody(self.store):
            return 0
        async with self._forgetting, forgetting.alone(self.store) as ours:
            waiting = await forgetting.finish(self.store) if ours else []
            return sum([await self._hand_over(receipt) for receipt in waiting])

    async def _hand_over(self, receipt: Receipt) -> bool:
        """Tell somebody what was deleted; while Telegram cannot be reached, the receipt waits for the next tick."""
        try:
            if receipt.chat_id is not None:
                lines = [Line.from_json(line) for line in receipt.lines]
                await self.sender.tell(receipt.chat_id, lines, receipt.language)
        except NotDone as trouble:
            if not self._final(receipt, trouble):
                return False
            log.info("house: a receipt was not taken: %s", trouble.reason)
        await forgetting.told(self.store, receipt)
        return True

    def _final(self, receipt: Receipt, trouble: NotDone) -> bool:
        """Say whether a receipt is given up: refused, or twice with an end that nobody knows, as rows of the outbox."""
        twice = receipt.id in self._unsure
        self._unsure |= {receipt.id} if isinstance(trouble, Uncertain) else set()
        return isinstance(trouble, (Blocked, Gone, Refused)) or (twice and isinstance(trouble, Uncertain))

    async def close(self) -> None:
        """Finish what is on its way and close every connection."""
        self.sender.stop()
        await self.sender.settle()
        await self.telegram.close()
        await self.store.close()


def build(store: Store, telegram: Telegram, programme: Programme) -> House:
    """Put every part in its place."""
    names: dict[str, str] = {}
    wishes = Wishes(programme, lambda token: address(names.get(NAME, ""), token))
    conversation = Conversation(Readings(programme).read, wishes.carry_out)

    async def card_lines(tx: Transaction, person: Person | None) -> tuple[Line, ...]:
        return help_lines(await help_card_for(tx, person, programme))

    async def lines_for_strangers(tx: Transaction) -> tuple[Line, ...]:
        return stranger_lines(await help_card_for(tx, None, programme))

    tongues = frozenset(one.code for one in choosable(growing=programme.speaks_growing))
    doors = Doors(conversation, card_lines, lines_for_strangers, tell_carers, tell_undelivered, tongues)
    sender = Sender(store, telegram, doors.lost)

    async def tell_stranger(stranger: Stranger) -> None:
        try:
            await sender.tell(stranger.chat_id, stranger.lines, stranger.language or programme.language)
        except NotSent:
            raise  # the update stays, and is tried again when Telegram can be reached
        except Exception as trouble:  # noqa: BLE001 - nobody waits behind a stranger who cannot be told
            log.info("house: a stranger was not told: %s", kind_of(trouble))

    desk = Desk(store, conversation, doors, sender.answer_press, tell_stranger)
    prompting = Prompting(conversation)
    conversation.after_run = prompting.after_run
    ticker = Ticker(store, prompting, more_deeds=staff_deeds(conversation, programme))
    conversation.after_entry = partial(watch, days=programme.unread_days)
    house = House(store, telegram, programme, Inbox(store, telegram), desk, sender, ticker, names)
    ticker.resume = house.forget
    return house


def staff_deeds(conversation: Conversation, programme: Programme) -> Mapping[str, Deed]:
    """Give what staff are asked or told of by themselves."""
    return {
        EVENING: partial(evening, conversation=conversation),
        MORNING_OF_STAFF: partial(morning, conversation=conversation),
        CONTACT: contact_due,
        ESCALATE: partial(escalate, hours=programme.escalate_hours),
        HUSH: hush,
        LAST_WORD: say_last_word,
        TIDY_RUN: tidy_run,
        OWN_MESSAGE: own_message,
        UNREAD: partial(look, days=programme.unread_days),
    }


def fit_for(plans: Plans, programme: Programme) -> Programme:
    """
    Say where staff read, and close an invented programme to clients on Telegram itself.

    Nobody in need may be shown invented numbers.
    """
    programme = programme.model_copy(update={"page_at": plans.page_at})
    if not programme.fictional or plans.trial:
        return programme
    log.warning("house: the programme is the invented one; no client can be invited. Set INTERLUDE_PROGRAMME.")
    return programme.model_copy(update={"takes_clients": False})

"""
A bot in a process of its own that is killed again and again, and clients who know nothing of it.

The stand-in lives with the test: what Telegram was told, and what people have seen, is judged from its side.
"""

import asyncio
import json
import os
import re
import signal
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import asyncpg
from pydantic import SecretStr

from bot.assembly import House, Plans
from bot.playground.believable import accept, join
from bot.playground.chats import Note
from bot.playground.phone import Phone
from bot.playground.standin import StandIn
from bot.playground.wire import app
from bot.points import FAULT
from bot.serving import READY
from bot.web.server import listening
from storage import invites, log, persons, prompts
from storage.base import Store
from storage.clocks import SetCalendar, SetMachine, SteadyMachine, WallCalendar
from storage.rows import SPEAKING_FOR_THE_HOUSE
from tests.conftest import Database
from tests.whole.born import FORKING, serve

PATIENCE = 40  # seconds of real time for anything that must come
ANSWERS = ("no", "yes", "4", "hard")  # codes; the first that is on the screen is tapped
SECRET = "only-for-the-tests-0123456789"
DONE = "That is enough for today."


class PointNotReached(AssertionError):
    """The process was not killed: nothing ever passed the point."""


class NothingCame(AssertionError):
    """Somebody answered, and no word came back: something was lost on the way."""


@dataclass
class Client:
    """Somebody who answers every question once, and never asks why it takes so long today."""

    phone: Phone
    id: str = ""
    answered: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    check_ins: int = 0
    last_answer_at: int | None = None  # how many messages there were when the last question was answered

    async def live(self, enough: asyncio.Event) -> None:
        """Open a check-in and answer it, again and again, until it is enough."""
        while not enough.is_set():
            self.phone.write("/checkin")
            await self.check_in()

    async def check_in(self) -> None:
        """Answer whatever is asked until the check-in has ended."""
        self.last_answer_at = None
        while (question := await self.next_question()) is not None:
            self.answer(question)
        self.check_ins += 1

    async def next_question(self) -> Note | None:
        """Wait for a question that was not answered yet; none when the check-in has ended."""
        while not self.has_ended():
            note = next((note for note in reversed(self.phone.screen) if note.buttons), None)
            if note is not None and token_of(note) not in self.answered:
                return note
            await self.something_new()
        return None

    def has_ended(self) -> bool:
        """Say whether the last words came after the last answer; a repeat of older ones would have come before it."""
        if self.last_answer_at is None:
            return False
        return any(note.text == DONE for note in self.phone.talk.notes[self.last_answer_at :])

    async def something_new(self) -> None:
        """Wait until this screen looks different, however often the bot dies meanwhile."""
        seen = len(self.phone.talk.notes)
        while len(self.phone.talk.notes) == seen:
            await self.phone.standin.changed.wait(PATIENCE)

    def answer(self, question: Note) -> None:
        """Tap or write the one answer to a question."""
        self.answered.add(token_of(question))
        codes = {button.code: button.data for button in question.buttons}
        chosen = next((code for code in ANSWERS if code in codes), None)
        if chosen == ANSWERS[0]:
            self.last_answer_at = len(self.phone.talk.notes)
        if chosen is not None:
            self.phone.press(codes[chosen], question)
            return
        words = f"words {len(self.told)} of {self.phone.talk.first_name}"
        self.told.append(words)
        self.phone.write(words)


def token_of(note: Note) -> str:
    """Give the token that the buttons of a message carry."""
    return note.buttons[0].data.partition(".")[0]


@dataclass
class Bot:
    """A bot in a process of its own."""

    process: BaseProcess
    hears: Connection

    async def until_ready(self) -> None:
        """Wait for the line that says that updates are taken."""
        assert await asyncio.to_thread(self.hears.poll, PATIENCE)
        assert self.hears.recv() == READY


@dataclass
class Town:
    """A database with clients who joined days ago, their Telegram, and a bot that can be started on it."""

    database: Database
    standin: StandIn
    api: str
    port: int  # where a webhook would listen
    clients: list[Client]
    webhook: bool

    @asynccontextmanager
    async def bot(self, fault: str = "") -> AsyncIterator[Bot]:
        """Start `interlude serve` in a process of its own; whatever happens, it is gone in the end."""
        hears, says = FORKING.Pipe(duplex=False)
        process = FORKING.Process(target=serve, args=(self.environment(fault), says))
        await asyncio.to_thread(process.start)
        says.close()
        try:
            yield Bot(process, hears)
        finally:
            if process.is_alive():
                process.terminate()
            await asyncio.to_thread(process.join, PATIENCE)
            hears.close()

    def environment(self, fault: str) -> dict[str, str]:
        """Give the settings of the bot."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("INTERLUDE_")}
        own |= {
            "INTERLUDE_TELEGRAM_TOKEN": self.standin.token,
            "INTERLUDE_TELEGRAM_API": self.api,
            "INTERLUDE_DATABASE": self.database.data,
            "INTERLUDE_KEYS": self.database.keys,
            "INTERLUDE_KEY_FILE": str(self.database.key_file),
            "INTERLUDE_LOG_LEVEL": "ERROR",
            FAULT: fault,
        }
        if self.webhook:
            address = f"127.0.0.1:{self.port}"
            own |= {
                "INTERLUDE_UPDATES": "webhook",
                "INTERLUDE_WEBHOOK_SECRET": SECRET,
                "INTERLUDE_LISTEN": address,
                "INTERLUDE_PUBLIC_URL": f"http://{address}",
            }
        return own

    async def until_killed_at(self, fault: str) -> None:
        """Start the bot and wait until the point has killed it."""
        async with self.bot(fault) as bot:
            await asyncio.to_thread(bot.process.join, PATIENCE)
            ended = bot.process.exitcode
            if ended is None:
                raise PointNotReached(fault)
        assert ended == -signal.SIGKILL, f"{fault}: the process ended by itself with {ended}"
        await self.end_leases()

    async def live_on_until_each_has_answered(self, clients: list[Client]) -> None:
        """Run without a fault for a while: what was uncertain twice is not sent a third time, and that is right."""
        before = [len(client.answered) for client in clients]
        async with self.bot() as bot:
            await bot.until_ready()
            for client, answered in zip(clients, before, strict=True):
                while len(client.answered) == answered:
                    await self.soon(client.something_new())

    async def soon(self, hope: Awaitable[object]) -> None:
        """Wait for what a bot that runs without a fault must bring; show every screen when it does not."""
        try:
            await asyncio.wait_for(hope, PATIENCE)
        except TimeoutError:
            raise NothingCame(
                {client.phone.talk.first_name: client.phone.texts[-5:] for client in self.clients}
            ) from None

    async def end_leases(self) -> None:
        """Let the half minute pass for which PostgreSQL keeps the rows of a sender that may still live."""
        if self.database.dialect == "postgresql":
            connection = await asyncpg.connect(self.database.data.replace("+asyncpg", ""), **SPEAKING_FOR_THE_HOUSE)
            await connection.execute("UPDATE outbox SET lease_until = lease_until - 60 WHERE state = 'sending'")
            await connection.close()

    async def make_a_prompt_due(self, client: Client) -> None:
        """Let the moment of a client's check-in be now; no bot may run meanwhile."""
        async with self.store() as store, store.write() as tx:
            (prompt,) = await prompts.of_client(tx, client.id)
            await prompts.move(tx, prompt, tx.now - timedelta(minutes=1), f"{tx.now:%Y-%m-%dT%H:%M:%S}")

    async def kept_words(self, client: Client) -> list[str]:
        """Give the words that a client's log holds."""
        return re.findall(r"words \d+ of \w+", json.dumps([entry.value for entry in await self.entries(client)]))

    async def entries(self, client: Client) -> list[log.Entry]:
        """Give what a client's log holds."""
        async with self.store() as store, store.read() as tx:
            return await log.own(tx, client.id, tx.now - timedelta(days=10))

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """Open the database while no bot runs."""
        where = self.database
        opened = await Store.open(
            where.data, where.keys, where.key_file, calendar=WallCalendar(), machine=SteadyMachine(), create=False
        )
        try:
            await opened.keys.fetch_house()
            yield opened
        finally:
            await opened.close()


@asynccontextmanager
async def town(database: Database, names: tuple[str, ...], *, webhook: bool) -> AsyncIterator[Town]:
    """Let a therapist and some clients join two days ago, then set the clock to now."""
    now = datetime.now(UTC)
    calendar = SetCalendar(now - timedelta(days=2))
    standin = StandIn(calendar)
    async with listening(app(standin), "127.0.0.1", 0) as api:
        clients = await joined(database, standin, api, calendar, names)
        calendar.set(now)
        try:
            yield Town(database, standin, api, free_port(), clients, webhook)
        finally:
            await standin.close()


async def joined(
    database: Database, standin: StandIn, api: str, calendar: SetCalendar, names: tuple[str, ...]
) -> list[Client]:
    """Let everybody join through the real conversations."""
    plans = Plans(database.data, database.keys, database.key_file, SecretStr(standin.token), api)
    house = await House.open(plans, calendar=calendar, machine=SetMachine())
    await house.meet_telegram()
    clients = [Client(Phone.of(standin, number, name)) for number, name in enumerate(names, 1001)]
    therapist = Phone.of(standin, 2001, "Olena")
    async with house.store.write() as tx:
        made = await persons.add(tx, face="staff", role="therapist", state="invited")
        token, _invite = await invites.make(tx, "therapist", made_by=None, person=made.id)
    await accept(therapist, token, house.settle)
    for client in clients:
        await join(therapist, client.phone, house.settle)
        async with house.store.write() as tx:
            (person,) = await persons.in_chat(tx, tx.index(standin.bot_id, client.phone.talk.id))
            await persons.change(tx, person.id, zone=where_it_is_noon())
            (prompt,) = await prompts.of_client(tx, person.id)
            await prompts.move(tx, prompt, tx.now + timedelta(days=5), prompt.next_slot)
            client.id = person.id
    await house.close()
    return clients


def where_it_is_noon() -> str:
    """Name a zone in which no hour of the next ones is quiet."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def free_port() -> int:
    """Name a port on which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])

"""A small world for tests of timing: clients with plans, a therapist, a ticker, and a calendar that moves from due to due."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.conversation import Conversation
from bot.planning import plan_check_in
from bot.prompting import Prompting
from bot.readings.answering import Readings
from bot.ticker import Ticker
from bot.wishes.carrying import Wishes
from flows import registry
from flows.chat import Chat
from flows.client import check_in as _check_in  # noqa: F401 - registers the flow
from flows.questions import Choice, Option, Pressed
from flows.registry import flow
from locales.line import verbatim
from storage import chats, consents, persons, prompts, runs
from storage.base import Store
from storage.clocks import SetCalendar
from storage.runs import Run
from storage.tables import outbox
from tests.bot.talking import PROGRAMME, words

LONG_TALK, BROKEN_TALK = "tests.long_talk", "tests.broken_talk"
AGAIN = Choice(verbatim("And then?"), [Option("on", verbatim("Go on"))])


def register() -> None:
    """Register a conversation that goes on for twenty answers, and one that raises, as tests need them."""

    async def long_talk(chat: Chat) -> None:
        """Ask the same twenty times."""
        for number in range(20):
            await chat.ask(f"on[{number}]", AGAIN)

    async def broken_talk(chat: Chat) -> None:
        """Raise before anything is asked."""
        raise ValueError("a mistake of ours")

    flow(LONG_TALK, window=timedelta(days=1))(long_talk)
    flow(BROKEN_TALK, window=timedelta(days=1))(broken_talk)


if LONG_TALK not in {known.name for known in registry.all_flows()}:
    register()


def at(text: str) -> datetime:
    """Read a moment of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Timed:
    """Everything that a test of timing moves."""

    store: Store
    calendar: SetCalendar
    conversation: Conversation = field(init=False)
    prompting: Prompting = field(init=False)
    ticker: Ticker = field(init=False)
    numbers: int = 1_000

    def __post_init__(self) -> None:
        wishes = Wishes(PROGRAMME, lambda token: token)
        self.conversation = Conversation(Readings(PROGRAMME).read, wishes.carry_out)
        self.prompting = Prompting(self.conversation)
        self.conversation.after_run = self.prompting.after_run
        self.ticker = Ticker(self.store, self.prompting)

    async def person(self, face: str, role: str, **fields: Any) -> str:
        made = await persons.new_person(self.store)
        self.numbers += 1
        async with self.store.write() as tx:
            await persons.add(tx, id=made, face=face, role=role, **{"state": "active", **fields})
            await persons.claim(tx, made, tx.index(1, self.numbers), self.numbers)
            await chats.set_face(tx, tx.index(1, self.numbers), face)
        return made

    async def client(
        self, zone: str = "Europe/Berlin", *, name: str = "Olena", agrees: bool = True, **settings: Any
    ) -> str:
        """Let a client join who is asked on Thursdays at 18:00, quiet from 21:00 to 09:00, unless the test says else."""
        made = await self.person("client", "client", zone=zone, name=name)
        async with self.store.write() as tx:
            if settings:
                await persons.change_settings(tx, made, **settings)
            await consents.answer(tx, made, "message", answer=agrees, text_id="t", version=1, language="en")
            await plan_check_in(tx, made)
        return made

    async def therapist(self, client: str) -> str:
        made = await self.person("staff", "therapist", name="Marta")
        async with self.store.write() as tx:
            await persons.link(tx, client, made, "therapist")
        return made

    async def live_until(self, text: str) -> None:
        """Go from one due moment to the next, ticking at each."""
        end = at(text)
        while True:
            async with self.store.read() as tx:
                instant = await self.ticker.next_instant(tx)
            if instant is None or instant > end or instant < self.calendar.now():
                break
            self.calendar.set(instant)
            await self.ticker.tick()
        self.calendar.set(end)
        await self.ticker.tick()

    async def sleep_until(self, text: str) -> None:
        """Be down until a moment: nothing ticks before it."""
        self.calendar.set(at(text))
        await self.ticker.tick()

    async def outcomes(self, client: str) -> dict[str, str | None]:
        """Give what became of every slot."""
        async with self.store.read() as tx:
            return {one.slot: one.outcome for one in await prompts.deliveries(tx, client)}

    async def begun_at(self, client: str) -> list[datetime]:
        """Give when runs began by a prompt, the repeats apart."""
        async with self.store.read() as tx:
            found = await prompts.deliveries(tx, client, outcomes=prompts.REACHED)
            return [one.decided_at for one in found if one.decided_at and not one.slot.endswith("/again")]

    async def floor(self, person: str) -> Run | None:
        async with self.store.read() as tx:
            return await runs.floor_of(tx, person)

    async def press(self, person: str, code: str = "on") -> None:
        """Answer the question that has the floor, as the desk does it."""
        async with self.store.write() as tx:
            run = await runs.floor_of(tx, person)
            assert run is not None
            assert await self.conversation.take(tx, run, Pressed(code)) is None

    async def talk(self, person: str) -> None:
        """Let a client open a long conversation."""
        async with self.store.write() as tx:
            await self.conversation.begin(tx, person, LONG_TALK)

    async def texts(self, person: str) -> list[str]:
        """Give the first words of all that waits to be sent to a person, in order."""
        return [payload["lines"][0]["m"] for payload in await self.payloads(person)]

    async def said(self, person: str) -> list[str]:
        """Give all that waits to be sent to a person as they would read it, in order."""
        return [words(payload) for payload in await self.payloads(person)]

    async def payloads(self, person: str) -> list[Any]:
        query = select(outbox).where(outbox.c.person == person, outbox.c.payload.is_not(None)).order_by(outbox.c.place)
        async with self.store.read() as tx:
            rows = (await tx.db.execute(query)).all()
            opened = [await tx.open(row.about, "outbox.payload", row.id, row.payload) for row in rows]
        return [payload for payload in opened if "lines" in payload]

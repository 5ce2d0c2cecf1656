"""A course on one SQLite, with its ticker: meetings are moved, days pass, and what was sent is looked at afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.assembly import staff_deeds
from bot.prompting import Prompting
from bot.ticker import Ticker
from flows.questions import Pressed
from flows.wishes import Wished
from storage import courses, due, persons, prompts, runs, tasks
from storage.clocks import SetCalendar
from storage.courses import Session
from storage.persons import Person
from storage.prompts import Delivery, Prompt
from storage.tasks import Task
from tests.bot.talking import Talking


@dataclass
class World(Talking):
    """One therapist and one client whose days pass from one due moment to the next."""

    therapist: Person = field(init=False)
    client: Person = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.prompting = Prompting(self.conversation)
        self.conversation.after_run = self.prompting.after_run
        self.ticker = Ticker(self.store, self.prompting, more_deeds=staff_deeds(self.conversation, self.programme))

    @property
    def calendar(self) -> SetCalendar:
        """The calendar, which only moves when told."""
        assert isinstance(self.store.calendar, SetCalendar)
        return self.store.calendar

    async def meet(self) -> None:
        """Let both sides meet."""
        self.therapist = await self.staff()
        self.client = await self.connected(self.therapist)

    async def staff_wish(self, wish: Wished) -> None:
        """Have something done by the therapist, each time as a step of its own."""
        self.steps += 1
        await self.wish(self.therapist, wish, about=self.client, step=f"staff{self.steps}")

    async def client_wish(self, wish: Wished) -> None:
        """Have something done by the client."""
        self.steps += 1
        await self.wish(self.client, wish, step=f"client{self.steps}")

    async def forward(self, by: timedelta) -> None:
        """Live through every due moment on the way."""
        end = self.calendar.now() + by
        while True:
            async with self.store.read() as tx:
                instant = await self.ticker.next_instant(tx)
            if instant is None or instant > end or instant < self.calendar.now():
                break
            self.calendar.set(instant)
            await self.ticker.tick()
        self.calendar.set(end)
        await self.ticker.tick()

    async def tap(self, choose: int) -> bool:
        """Tap one of the buttons of what is asked, if anything is; say whether there was one."""
        async with self.store.write() as tx:
            run = await runs.floor_of(tx, self.client.id)
            if run is None or run.state != runs.OPEN:
                return False
            standing = await self.conversation.replay(tx, run)
            question = getattr(standing.open, "question", None)
            codes = [button.code for row in question.buttons() for button in row] if question else []
            await self.conversation.take(tx, run, Pressed(codes[choose % len(codes)] if codes else "~skip"))
        return True

    async def deliveries(self) -> list[Delivery]:
        async with self.store.read() as tx:
            return await prompts.deliveries(tx, self.client.id)

    async def planned(self) -> list[Prompt]:
        async with self.store.read() as tx:
            return await prompts.of_client(tx, self.client.id)

    async def all_prompts(self) -> dict[str, Prompt]:
        async with self.store.read() as tx:
            return {one.id: one for one in await prompts.all_of_client(tx, self.client.id)}

    async def waits_for(self, prompt: Prompt) -> datetime | None:
        """Give the moment at which the ticker comes back to a prompt."""
        async with self.store.read() as tx:
            return await due.waiting_for(tx, prompts.DUE, prompt.id)

    async def sessions(self) -> list[Session]:
        async with self.store.read() as tx:
            course = await courses.latest(tx, self.client.id)
            return await courses.sessions(tx, course) if course else []

    async def tasks(self) -> list[Task]:
        async with self.store.read() as tx:
            return await tasks.of_client(tx, self.client.id)

    async def quiet(self, moment: datetime) -> bool:
        """Say whether a moment lies in the client's quiet hours, on the clock that the client has now."""
        async with self.store.read() as tx:
            person = await persons.get(tx, self.client.id)
            settings = await persons.settings(tx, self.client.id)
        assert person is not None
        wall = moment.astimezone(ZoneInfo(person.zone)).strftime("%H:%M")
        return wall >= settings.quiet_from or wall < settings.quiet_until

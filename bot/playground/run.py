"""
The playground in one process: a stand-in, a house on databases of its own, and the page.

The clock stands still until a button moves it.  The folder is the playground's alone; beside a real deployment it
refuses to start, as `serve` refuses the playground's databases.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot import logs
from bot.assembly import House, Plans
from bot.deployment import Kind
from bot.playground.believable import Life, ReadOnPage, accept, join
from bot.playground.course_life import IPC6, IPT16, CourseLife
from bot.playground.phone import Phone
from bot.playground.server import Hooks, Page
from bot.playground.standin import StandIn
from bot.playground.story import Progress, person_of, progress
from bot.programme_files import load_programme
from bot.web.log.pages import LOG, Pages, app_of
from bot.web.server import listening
from bot.wishes.notifying import say_seen
from flows.programme import Programme
from storage import invites, log, persons
from storage.access import actor_of
from storage.clocks import SetCalendar, SetMachine, WallCalendar
from storage.only_one import serving_alone

THERAPIST, CLIENT = 2001, 1001
MORNING = time(9, 0)
FILES = ("data/playground.sqlite", "keys/playground-keys.sqlite", "keys/playground.key")
FAR = timedelta(days=21)
Say = Callable[[str], None]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Playground:
    """Everything behind the page; one deed at a time."""

    folder: Path
    with_page: bool = False  # staff read on the page, not in the chat
    programme: Programme = field(default_factory=load_programme)
    api: str = ""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    link: str = ""
    progress: Progress = field(default_factory=Progress)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.programme.zone)
        self.calendar = SetCalendar(morning(WallCalendar().now(), self.zone))
        self.standin = StandIn(self.calendar)
        self.phones = {
            "client": Phone.of(self.standin, CLIENT, "Anna", "en"),
            "therapist": Phone.of(self.standin, THERAPIST, "Olena", "en"),
        }
        self.page = Page(self.standin, self.hooks(), self.phones)

    def hooks(self) -> Hooks:
        """Give the page what it may ask for."""
        return Hooks(
            now=self.calendar.now,
            zone=self.programme.zone,
            forward=self.alone(self.forward),
            to_next_prompt=self.alone(self.to_next_prompt),
            restart=self.alone(self.restart),
            play_two_weeks=self.alone(self.play_two_weeks),
            play_course=self.alone(self.play_course),
            start_over=self.alone(self.start_over),
            act=self.alone(self.act),
            progress=lambda: self.progress,
            therapist_link=lambda: self.link,
        )

    def alone(self, deed: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        """Do one thing at a time, however fast the buttons of the page are pressed."""

        async def in_turn(*args: P.args, **named: P.kwargs) -> T:
            async with self.turn:
                try:
                    return await deed(*args, **named)
                finally:
                    self.progress = await self.look()

        return in_turn

    @property
    def plans(self) -> Plans:
        """Say where this house stands."""
        return self.plans_as("playground")

    def plans_as(self, kind: Kind) -> Plans:
        """Say where a house of that kind would stand in this folder."""
        data, keys, key_file = (self.folder / name for name in FILES)
        data_at, keys_at = (f"sqlite+aiosqlite:///{path}" for path in (data, keys))
        return Plans(
            data_at, keys_at, key_file, SecretStr(self.standin.token), self.api, kind=kind,
            page_at=f"{self.api}{LOG}" if self.with_page else None,
        )  # fmt: skip

    async def open(self) -> None:
        """Open the house on what its folder holds, and invite the therapist."""
        self.house = await House.open(self.plans, calendar=self.calendar, machine=SetMachine())
        self.page.log = app_of(Pages(self.house.store, self.house.programme, self.api, shows_digits=True))
        await self.house.begin()
        await self.house.meet_telegram()
        if not self.link:
            await self.invite_therapist()

    async def insist_on_own_files(self) -> None:
        """Refuse what belongs to a real deployment, before the old story is swept away."""
        if (self.folder / FILES[0]).exists():
            house = await House.open(self.plans, calendar=self.calendar, machine=SetMachine())
            await house.close()

    async def invite_therapist(self) -> None:
        """Make the link that `interlude invite` would print."""
        async with self.house.store.write() as tx:
            zone = self.programme.zone
            made = await persons.add(tx, face="staff", role="therapist", state="invited", zone=zone)
            self.link, _invite = await invites.make(tx, "therapist", made_by=None, person=made.id)

    async def look(self) -> Progress:
        """See how far the story has come."""
        async with self.house.store.read() as tx:
            return await progress(tx, self.phones)

    async def act(self, deed: Callable[[], None]) -> None:
        """Let a finger do something, and everything come to rest."""
        deed()
        await self.settle()

    async def settle(self) -> None:
        """Let everything come to rest."""
        await self.house.settle()
        self.progress = await self.look()

    async def forward(self, by: timedelta) -> None:
        """Live through the time that passes."""
        await self.house.forward_to(self.calendar.now() + by)

    async def to_next_prompt(self) -> bool:
        """Let time pass until the bot writes to somebody by itself; say whether it does within three weeks."""
        before, last = len(self.standin.called("sendMessage")), self.calendar.now() + FAR
        while len(self.standin.called("sendMessage")) == before:
            coming = await self.house.next_instant()
            if coming is None or coming > last:
                return False
            await self.house.forward_to(coming)
        return True

    async def restart(self) -> None:
        """Close the house and open it again on the same databases, as a new process would."""
        await self.house.close()
        await self.open()

    async def play_two_weeks(self) -> None:
        """Begin anew, and play two weeks on both phones through the real conversations."""
        await self.start_over()
        therapist, client = self.phones["therapist"], self.phones["client"]
        life = Life(therapist, client, self.settle, self.forward, self.to_next_prompt, self.on_page())
        await life.play(self.link)

    async def play_course(self, template: str, weeks: int) -> None:
        """Begin anew, and play a course on both phones up to a week."""
        await self.start_over()
        therapist, client = self.phones["therapist"], self.phones["client"]
        await accept(therapist, self.link, self.settle)
        await join(therapist, client, self.settle)
        life = CourseLife(
            therapist, client, self.settle, self.forward, self.to_next_prompt, self.calendar.now,
            read_on_page=self.on_page(),
        )  # fmt: skip
        await life.play(template, (IPC6 if template == "ipc6" else IPT16)[:weeks])

    def on_page(self) -> ReadOnPage | None:
        """Give the way to read on the page, where this house reads there."""
        return self.read_on_page if self.with_page else None

    async def read_on_page(self) -> None:
        """Let the therapist of the story read the notes and say so, as the page does after its login."""
        async with self.house.store.write() as tx:
            staff, client = [await person_of(tx, self.phones[who]) for who in ("therapist", "client")]
            assert staff is not None
            assert client is not None
            await log.entries(tx, actor_of(staff), client.id)
            await say_seen(tx, staff, client.id, "read")
        await self.settle()

    async def start_over(self) -> None:
        """Forget everything: fresh databases and empty chats, on the morning after; a calendar never goes back."""
        await self.house.close()
        sweep(self.folder)
        for phone in self.phones.values():
            empty(phone)
        self.standin.updates.clear()
        self.standin.faults.clear()
        self.calendar.set(morning(self.calendar.now() + timedelta(days=1), self.zone))
        self.link = ""
        await self.open()


def empty(phone: Phone) -> None:
    """Give a phone as it was before the first word; it keeps its language."""
    talk = phone.talk
    talk.notes.clear()
    talk.toasts.clear()
    talk.keyboard, talk.last_press, talk.started, talk.blocked = None, None, False, False


def sweep(folder: Path) -> None:
    """Delete the playground's own files, which have names of their own, and nothing else in the folder."""
    for name in FILES:
        path = folder / name
        for found in (path, *path.parent.glob(f"{path.name}-*"), *path.parent.glob(f"{path.name}.before-*")):
            found.unlink(missing_ok=True)


def morning(moment: datetime, zone: ZoneInfo) -> datetime:
    """Give nine o'clock of that day: where every story of the playground begins."""
    return datetime.combine(moment.astimezone(zone).date(), MORNING, zone)


async def open_playground(folder: Path, host: str, port: int, say: Say, *, with_page: bool = False) -> None:
    """Serve the playground until cancelled; every start is a fresh one."""
    logs.set_up(level="WARNING")
    async with playground(folder, host, port, with_page=with_page) as place:
        say(f"interlude: the playground is open at {place.api}")
        say("interlude: ready")
        await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def playground(folder: Path, host: str, port: int, *, with_page: bool = False) -> AsyncIterator[Playground]:
    """Keep a playground open while the block lasts."""
    place = Playground(folder, with_page)
    with serving_alone(place.plans.database):
        await place.insist_on_own_files()
        sweep(folder)
        async with listening(place.page.app(), host, port) as address:
            place.api = address
            await place.open()
            try:
                yield place
            finally:
                await place.turn.acquire()  # what is under way comes to its end, and nothing begins any more
                await place.standin.close()
                await place.house.close()

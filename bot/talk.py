"""
`interlude talk FLOW`: a flow in the terminal, through the real house.

A stand-in, a throwaway database, an invented therapist and an invented client are put up first; nothing is kept.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from pydantic import SecretStr

from bot.assembly import House, Plans
from bot.playground.believable import accept, come_in, invite, join
from bot.playground.chats import Button, Note
from bot.playground.phone import Phone, bare
from bot.playground.standin import StandIn
from bot.playground.wire import app
from bot.web.server import listening
from flows import registry
from storage import invites, persons, runs
from storage.clocks import SetCalendar, SetMachine, WallCalendar

THERAPIST, CLIENT = 2001, 1001
LEAVE = ("q", "quit", "exit")
HOW = "Type a button's label or number, or words; q leaves. Nothing here is kept."


@dataclass
class Terminal:
    """Where the person who plays sits."""

    heard: TextIO = field(default_factory=lambda: sys.stdin)
    said: TextIO = field(default_factory=lambda: sys.stdout)

    def say(self, text: str = "") -> None:
        """Show something."""
        print(text, file=self.said, flush=True)

    async def ask(self) -> str:
        """Wait for a line; the end of the input leaves."""
        print("> ", end="", file=self.said, flush=True)
        line = await asyncio.to_thread(self.heard.readline)
        return line.strip() if line else LEAVE[0]


@dataclass
class Scene:
    """An invented therapist and an invented client, with a house between them."""

    house: House
    therapist: Phone
    client: Phone
    shown: int = 0

    @property
    def phones(self) -> dict[str, Phone]:
        """Give the phone of each face."""
        return {"client": self.client, "staff": self.therapist}

    async def staff_link(self) -> str:
        """Make the link that `interlude invite` would print."""
        async with self.house.store.write() as tx:
            made = await persons.add(
                tx, face="staff", role="therapist", state="invited", zone=self.house.programme.zone
            )
            return (await invites.make(tx, "therapist", made_by=None, person=made.id))[0]

    async def person(self, phone: Phone) -> persons.Person:
        """Give the person who speaks through a phone."""
        async with self.house.store.read() as tx:
            return (await persons.in_chat(tx, tx.index(self.house.telegram.bot_id, phone.talk.id)))[0]

    async def in_a_conversation(self, phone: Phone) -> bool:
        """Say whether a question is open on a phone."""
        someone = await self.person(phone)
        async with self.house.store.read() as tx:
            floor = await runs.floor_of(tx, someone.id)
        return floor is not None and floor.state == runs.OPEN


async def talk(flow: str, language: str, terminal: Terminal) -> None:
    """Play a flow until it ends or the person leaves; raises `FlowUnknown` with the names that are known."""
    face = registry.find(flow).face
    with tempfile.TemporaryDirectory(prefix="interlude-talk-") as folder:
        async with scene(Path(folder), language) as stage:
            phone = stage.phones[face]
            await begin(stage, flow, phone)
            terminal.say(HOW)
            await play(stage, phone, terminal)


@asynccontextmanager
async def scene(folder: Path, language: str) -> AsyncIterator[Scene]:
    """Put up a house on throwaway databases, on a stand-in of its own."""
    calendar = SetCalendar(WallCalendar().now())
    standin = StandIn(calendar)
    async with listening(app(standin), "127.0.0.1", 0) as address:
        data, keys = (f"sqlite+aiosqlite:///{folder / name / name}.sqlite" for name in ("data", "keys"))
        key_file = folder / "keys" / "interlude.key"
        plans = Plans(data, keys, key_file, SecretStr(standin.token), address, kind="playground")
        house = await House.open(plans, calendar=calendar, machine=SetMachine())
        try:
            await house.meet_telegram()
            phones = (Phone.of(standin, THERAPIST, "Olena", language), Phone.of(standin, CLIENT, "Anna", language))
            yield Scene(house, *phones)
        finally:
            await house.close()


async def begin(stage: Scene, flow: str, phone: Phone) -> None:
    """Bring both people to where the flow begins, and begin it."""
    house, link = stage.house, await stage.staff_link()
    if flow == "accept":
        phone.start(link)
        return
    await accept(stage.therapist, link, house.settle)
    if flow == "joining":
        phone.start(await invite(stage.therapist, house.settle, "Anna"))
        return
    enter = come_in if flow == "confirm_client" else join
    await enter(stage.therapist, stage.client, house.settle)
    stage.shown = len(phone.talk.notes)
    someone, client = await stage.person(phone), await stage.person(stage.client)
    async with house.store.write() as tx:
        about = client.id if flow in {"client_log", "confirm_client"} else someone.id
        await house.desk.conversation.begin(tx, someone.id, flow, {"client": client.id}, about=about)


async def play(stage: Scene, phone: Phone, terminal: Terminal) -> None:
    """Show what is new, take an answer, and so on until no question is open."""
    await stage.house.settle()
    while True:
        buttons = show_news(stage, phone, terminal)
        if not await stage.in_a_conversation(phone):
            terminal.say("(The flow has ended.)")
            return
        said = await terminal.ask()
        if said in LEAVE:
            return
        if (chosen := meant(said, buttons)) is not None:
            phone.press(chosen[1].data, chosen[0])
        elif said:
            phone.write(said)
        await stage.house.settle()


def show_news(stage: Scene, phone: Phone, terminal: Terminal) -> list[tuple[Note, Button]]:
    """Show every message that came since the last time, and number the buttons of the newest that has some."""
    fresh = [note for note in phone.talk.notes[stage.shown :] if not note.mine and not note.deleted]
    stage.shown = len(phone.talk.notes)
    for note in fresh:
        terminal.say(f"\n{bare(note.text) or f'({note.kind})'}")
    newest = next((note for note in reversed(phone.screen) if note.buttons), None)
    buttons = [(newest, button) for button in newest.buttons if button.data] if newest else []
    for number, (_note, button) in enumerate(buttons, 1):
        terminal.say(f"  {number}. {bare(button.text)}")
    return buttons


def meant(said: str, buttons: list[tuple[Note, Button]]) -> tuple[Note, Button] | None:
    """Find the button that was meant: by its label, as on a scale, or by its number."""
    for one in buttons:
        if said and bare(one[1].text) == said:
            return one
    return buttons[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(buttons) else None

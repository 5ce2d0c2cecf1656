"""A whole house under virtual clocks, on a stand-in over real HTTP: what the whole tests live in."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.assembly import House, Plans
from bot.playground.believable import accept, join
from bot.playground.phone import Phone
from bot.playground.standin import StandIn
from bot.playground.wire import app
from bot.web.server import listening
from storage import invites, persons
from storage.clocks import SetCalendar, SetMachine
from tests.conftest import Database

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
OLENA, ANNA = (1001, "Olena"), (2001, "Anna")
ACQUAINTED = "acquainted"  # the name under which that is kept on the shelf
Outside = tuple[StandIn, SetMachine]  # what goes on while a house is closed


@dataclass
class Living:
    """A house, its Telegram, and the phones of its people."""

    house: House
    standin: StandIn
    calendar: SetCalendar
    plans: Plans
    wire: AsyncExitStack  # while it is open, Telegram can be reached

    def phone(self, id_: int, name: str, language: str = "en") -> Phone:
        """Give somebody's phone."""
        return Phone.of(self.standin, id_, name, language)

    async def settle(self) -> None:
        """Let everything come to rest."""
        await self.house.settle()

    async def forward(self, by: timedelta) -> None:
        """Let time pass."""
        await self.house.forward_to(self.calendar.now() + by)

    async def until(self, moment: datetime) -> None:
        """Let time pass until a moment."""
        await self.house.forward_to(moment)

    async def to_next_prompt(self, most: timedelta = timedelta(days=21)) -> bool:
        """Let time pass until the bot writes to somebody by itself."""
        before, last = self.said(), self.calendar.now() + most
        while self.said() == before:
            coming = await self.house.next_instant()
            if coming is None or coming > last:
                return False
            await self.house.forward_to(coming)
        return True

    def said(self) -> int:
        """Count the messages that the bot has sent."""
        return sum(call.method == "sendMessage" and call.ok for call in self.standin.calls)

    async def hang_up(self) -> None:
        """Take Telegram off the net: nobody listens at its address."""
        await self.wire.aclose()

    async def pick_up(self) -> None:
        """Put Telegram back on the net, at the address where it was."""
        port = int(self.plans.api.rpartition(":")[2])
        await self.wire.enter_async_context(listening(app(self.standin), "127.0.0.1", port))

    async def restart(self) -> None:
        """Close the house as it stands, and let another one take up the same database."""
        machine = self.house.store.machine
        await self.house.close()
        self.house = await House.open(self.plans, calendar=self.calendar, machine=machine)
        await self.house.meet_telegram()
        await self.house.begin()

    async def staff_link(self, role: str = "therapist") -> str:
        """Give the token of a link for the first therapist or supervisor."""
        async with self.house.store.write() as tx:
            made = await persons.add(tx, face="staff", role=role, state="invited")
            token, _invite = await invites.make(tx, role, made_by=None, person=made.id)
        return token


@asynccontextmanager
async def living(
    database: Database, start: datetime, programme: Path | None = None, *, found: Outside | None = None
) -> AsyncIterator[Living]:
    """
    Open a house on a database with a stand-in of its own; the programme is the invented one unless given.

    `found` is what stood outside when the house of this database was closed; then `start` is past already.
    """
    standin, machine = found or (StandIn(SetCalendar(start)), SetMachine())
    calendar = standin.calendar
    assert isinstance(calendar, SetCalendar)
    async with AsyncExitStack() as wire:
        plans = Plans(
            database.data,
            database.keys,
            database.key_file,
            SecretStr(standin.token),
            await wire.enter_async_context(listening(app(standin), "127.0.0.1", 0)),
            programme=programme,
            patience=2.0,
        )
        world = Living(await House.open(plans, calendar=calendar, machine=machine), standin, calendar, plans, wire)
        try:
            await world.house.meet_telegram()
            yield world
        finally:
            await world.house.close()


@asynccontextmanager
async def acquainted(database: Database) -> AsyncIterator[tuple[Living, Phone, Phone]]:
    """Open a house on a Monday morning in which a therapist, Olena, and a client, Anna, have just met."""
    shelf = database.shelf
    if await shelf.take(ACQUAINTED, database):
        found: Outside = shelf.world(ACQUAINTED, database)
    else:
        found = await _acquaint(database)
        await shelf.put(ACQUAINTED, database, found)
    async with living(database, MONDAY, found=found) as world:
        yield world, world.phone(*OLENA), world.phone(*ANNA)


async def _acquaint(database: Database) -> Outside:
    async with living(database, MONDAY) as world:
        olena, anna = world.phone(*OLENA), world.phone(*ANNA)
        await accept(olena, await world.staff_link(), world.settle)
        await join(olena, anna, world.settle)
    machine = world.house.store.machine
    assert isinstance(machine, SetMachine)
    return world.standin, machine

"""A house with people in it: real storage, real conversations, and what each of them was sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import flows.client
import flows.staff  # noqa: F401 - the conversations register themselves as they are imported
from bot.conversation import Conversation, Turn
from bot.readings.answering import Readings
from bot.wishes.carrying import Wishes
from flows.chat import Asking, Wish
from flows.engine import Effect
from flows.programme import Programme, programme_from
from flows.questions import NotTaken, Pressed, Raw, Wrote
from flows.wishes import Wished
from locales.line import Line
from locales.voice import voice_for
from storage import invites, outbox, persons, runs
from storage.base import Store, Transaction
from storage.clocks import SetCalendar, SetMachine
from storage.outbox import ToSend
from storage.persons import Person
from storage.runs import Run
from tests.conftest import Database

BOT = 7
PROGRAMME = programme_from(
    {
        "name": "Harbour Friends",
        "country": "Lumenia (invented)",
        "fictional": True,
        "zone": "Europe/Berlin",
        "zones": ["Europe/Berlin", "Europe/Kyiv"],
        "emergency_number": "000",
        "helplines": [
            {"name": "A line", "number": "000 000 111", "checked_on": date(2026, 1, 15), "checked_by": "Ruth"}
        ],
    }
)


@dataclass
class Talking:
    """Lets people talk with the house, without Telegram between them."""

    store: Store
    programme: Programme = PROGRAMME
    chats: int = 100
    links: list[str] = field(default_factory=list)
    here: tuple[Person, Person] | None = None  # a therapist and a client who have met already

    def __post_init__(self) -> None:
        self.readings = Readings(self.programme)
        self.wishes = Wishes(self.programme, self._link)
        self.conversation = Conversation(self.readings.read, self.wishes.carry_out)

    def _link(self, token: str) -> str:
        self.links.append(token)
        return f"https://t.me/the_bot?start={token}"

    # -- people
    async def staff(self, name: str = "Olena", role: str = "therapist", **fields: Any) -> Person:
        """Let somebody work here already."""
        made = await persons.new_person(self.store)
        async with self.store.write() as tx:
            await persons.add(tx, id=made, face="staff", role=role, state="active", zone="Europe/Berlin", name=name)
            await persons.change(tx, made, reads_on=(1, 4), **fields)
            await self._into_a_chat(tx, made)
            return await known(tx, made)

    async def invited(self, staff: Person, label: str | None = None) -> Person:
        """Let a therapist invite a client, and the client open the link."""
        await self.say(staff, "invite_client", Wrote(label) if label else Pressed("~skip"), Pressed("~own"))
        async with self.store.write() as tx:
            found = await invites.claim(tx, self.links[-1], b"0" * 32)
            assert found is not None
            client = str(found.person)
            await self._into_a_chat(tx, client)
            await persons.change(tx, client, state="joining")
            await self.conversation.begin(tx, client, "joining", {"invite": found.id})
            return await known(tx, client)

    async def joined(self, staff: Person, *codes: str) -> Person:
        """Let a client go through joining with the defaults, or with other answers."""
        client = await self.invited(staff)
        await self.answer(client, *(codes or JOINS))
        return client

    async def connected(self, staff: Person, *codes: str) -> Person:
        """Let a client join, and the therapist find the right pictures."""
        client = await self.joined(staff, *codes)
        async with self.store.read() as tx:
            invite = (await invites.of_person(tx, client.id, ["client"]))[0]
        await self.say(staff, "confirm_client", Pressed(str(invite.code)), args={"client": client.id})
        return client

    async def _into_a_chat(self, tx: Transaction, person: str) -> None:
        self.chats += 1
        await persons.claim(tx, person, tx.index(BOT, self.chats), self.chats)

    # -- conversations
    async def say(
        self, person: Person, flow: str, *raws: Raw, args: dict[str, Any] | None = None, about: str | None = None
    ) -> None:
        """Begin a conversation and answer it."""
        async with self.store.write() as tx:
            await self.conversation.begin(tx, person.id, flow, args, about=about)
        await self.answer(person, *raws)

    async def answer(self, person: Person, *raws: Raw | str) -> None:
        """Answer what has the floor; a text is the code of a button."""
        for raw in raws:
            async with self.store.write() as tx:
                run = await runs.floor_of(tx, person.id)
                assert run is not None, f"nothing is asked any more; left over: {raw}"
                taken = await self.conversation.take(tx, run, Pressed(raw) if isinstance(raw, str) else raw)
            assert not isinstance(taken, NotTaken), f"'{raw}' does not fit"

    async def floor(self, person: Person) -> Run:
        """Give what has the floor."""
        async with self.store.read() as tx:
            run = await runs.floor_of(tx, person.id)
        assert run is not None
        return run

    async def open_key(self, person: Person) -> str | None:
        """Name the open step of what has the floor."""
        async with self.store.read() as tx:
            run = await runs.floor_of(tx, person.id)
            standing = await self.conversation.replay(tx, run) if run else None
        return standing.open.key if standing and isinstance(standing.open, Asking) else None

    async def read(self, person: Person, model: type[Any], *, about: str | None = None, **ids: str) -> Any:
        """Read something as a flow of this person would."""
        async with self.store.write() as tx:
            run = await self._run(tx, person, about or person.id)
            return await self.readings.read(tx, run, model, ids)

    async def wish(self, person: Person, wish: Wished, *, about: Person | None = None, step: str = "wish") -> Run:
        """Have a wish carried out as a step of a conversation of this person."""
        async with self.store.write() as tx:
            run = await self._run(tx, person, (about or person).id)
            effect = Effect(f"{step}:{wish.kind}", 0, 0, Wish(wish))
            await self.wishes.carry_out(Turn(tx, run, self.conversation, effect), wish)
            return run

    async def wish_again(self, run: Run, wish: Wished, *, step: str = "wish") -> None:
        """Have the step of a conversation done once more, as after *Back*."""
        async with self.store.write() as tx:
            effect = Effect(f"{step}:{wish.kind}", 1, 0, Wish(wish))
            await self.wishes.carry_out(Turn(tx, run, self.conversation, effect), wish)

    async def _run(self, tx: Transaction, person: Person, about: str) -> Run:
        return await runs.begin(tx, person=person.id, about=about, flow="menu", version=1, args={})

    async def fresh(self, person: Person) -> Person:
        """Give a person as they are kept now."""
        async with self.store.read() as tx:
            return await known(tx, person.id)

    # -- what was sent
    async def sent(self, person: Person) -> list[str]:
        """Send everything that waits, and give the words that went to one person."""
        found: list[str] = []
        while claimed := await self._send_some():
            found += [words(row.payload) for row in claimed if row.person == person.id and row.kind != "settle"]
        return found

    async def sent_to_all(self) -> dict[str, str]:
        """Send everything that waits, and give the words by the person they went to."""
        found: dict[str, str] = {}
        while claimed := await self._send_some():
            for row in claimed:
                found[row.person] = f"{found.get(row.person, '')}\n{words(row.payload)}"
        return found

    async def posted(self, person: Person) -> list[ToSend]:
        """Send everything that waits, and give the rows that went to one person."""
        found: list[ToSend] = []
        while claimed := await self._send_some():
            found += [row for row in claimed if row.person == person.id]
        return found

    async def _send_some(self) -> list[ToSend]:
        assert isinstance(self.store.machine, SetMachine)
        self.store.machine.forward(10)
        async with self.store.write() as tx:
            claimed = await outbox.claim(tx, 32)
            for row in claimed:
                await outbox.sent(tx, row.id, message_id=1, language="en", build="test", text_hash=b"0" * 32)
        return claimed


@asynccontextmanager
async def met(
    database: Database, calendar: SetCalendar, machine: SetMachine
) -> AsyncIterator[tuple[Talking, Person, Person]]:
    """Give a house in which a therapist and a client have just met; on each database that is lived through once."""

    async def opened() -> Store:
        store = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=machine)
        await store.migrate()
        return store

    if not await database.shelf.take(MET, database):
        house = Talking(await opened())
        staff = await house.staff()
        client = await house.connected(staff)
        await house.sent_to_all()
        await house.store.close()
        await database.shelf.put(MET, database, (staff, client, house.chats, house.links, machine.seconds()))
    else:
        machine.forward(database.shelf.world(MET, database)[-1] - machine.seconds())
    staff, client, chats, links, _now = database.shelf.world(MET, database)
    house = Talking(await opened(), chats=chats, links=links)
    try:
        yield house, staff, client
    finally:
        await house.store.close()


MET = "met"  # the name under which that is kept on the shelf


def words(payload: Any) -> str:
    """Give the words of a payload, in English."""
    return "\n\n".join(voice_for("en").text(Line.from_json(line)) for line in payload.get("lines", ()))


async def known(tx: Transaction, id_: str) -> Person:
    """Give a person who must be there."""
    person = await persons.get(tx, id_)
    assert person is not None
    return person


JOINS = ("en", "on", "on", "adult", "fine", "keep_and_show", "yes", "18:00", "yes", "~skip", "7")

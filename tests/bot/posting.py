"""A sender between a real store and the stand-in over real HTTP: what people see on their phones is what counts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import SecretStr

from bot.playground.phone import Phone
from bot.playground.standin import StandIn
from bot.playground.wire import app
from bot.sender import Sender
from bot.transport import Telegram
from bot.web.server import listening
from locales.line import Line, verbatim
from storage import outbox, persons
from storage.base import Store, Transaction
from storage.clocks import SetMachine
from storage.outbox import Outgoing, Posted
from storage.persons import Person

REPLY = 1
LEASE = 31.0  # seconds: a little more than a lease lasts


@dataclass
class Office:
    """A sender, its Telegram, and the people it writes to."""

    store: Store
    standin: StandIn
    telegram: Telegram
    machine: SetMachine
    lost: list[str] = field(default_factory=list)
    people: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sender = Sender(self.store, self.telegram, self.lose)

    async def lose(self, tx: Transaction, person: Person) -> None:
        """Note who could not be reached."""
        assert tx.store is self.store
        self.lost.append(person.id)

    async def meet(self, id_: int = 1001) -> Phone:
        """Let somebody begin a chat."""
        phone = Phone.of(self.standin, id_)
        phone.start()
        made = await persons.new_person(self.store)
        async with self.store.write() as tx:
            await persons.add(tx, id=made, face="client", role="client", state="active", language="en")
            await persons.claim(tx, made, tx.index(1, id_), id_)
        self.people[id_] = made
        return phone

    async def put(self, phone: Phone, *lines: str | Line, extras: Any = None, **more: Any) -> str:
        """Put a row into the outbox and give its id."""
        written = [verbatim(line) if isinstance(line, str) else line for line in lines or ("Hello",)]
        payload = {"lines": [line.to_json() for line in written], **(extras or {})}
        person = self.people[phone.talk.id]
        async with self.store.write() as tx:
            return (await outbox.put(tx, replace(Outgoing(person, person, "say", REPLY, payload), **more)))[0]

    async def row(self, id_: str) -> Posted:
        """Give a row as it stands."""
        async with self.store.read() as tx:
            found = await outbox.get(tx, id_)
        assert found is not None
        return found

    async def states(self, *ids: str) -> list[str]:
        """Give the states of rows."""
        return [(await self.row(id_)).state for id_ in ids]

    async def rounds(self, many: int, *, every: float = LEASE) -> None:
        """Send for a while; the machine's clock moves after each round."""
        for _ in range(many):
            await self.sender.send_once()
            self.machine.forward(every)

    def calls(self, method: str = "sendMessage") -> list[Any]:
        """Give the parameters of every call of a method, whatever became of it."""
        return [call.params for call in self.standin.calls if call.method == method]


@asynccontextmanager
async def open_office(store: Store, machine: SetMachine, *, paced: bool = False) -> AsyncIterator[Office]:
    """Put a stand-in and a sender up; `paced` lets the stand-in count how fast the bot writes."""
    standin = StandIn(store.calendar, machine=machine if paced else None)
    async with listening(app(standin), "127.0.0.1", 0) as api:
        telegram = Telegram(SecretStr(standin.token), api, patience=0.4)
        yield Office(store, standin, telegram, machine)
        await telegram.close()
        await standin.close()

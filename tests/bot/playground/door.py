"""The other end of a webhook, as a test wants it to answer, and a clock for the pauses in between."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.waiting import Bell
from bot.playground.webhook import SECRET_HEADER
from bot.web.server import listening

Json = Any


@dataclass
class Door:
    """What listens at the other end: it answers as it is told, and remembers what came."""

    came: list[Json] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    held: dict[int, asyncio.Event] = field(default_factory=dict)
    open_now: int = 0
    open_most: int = 0
    bell: Bell = field(default_factory=Bell)
    url: str = ""

    async def receive(self, request: Request) -> Response:
        """Take one delivery."""
        body = await request.json()
        self.came.append(body)
        self.secrets.append(request.headers.get(SECRET_HEADER, ""))
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        self.bell.ring()
        if waits := self.held.get(len(self.came)):
            await waits.wait()
        self.open_now -= 1
        return self.answers.pop(0) if self.answers else Response()

    def texts(self) -> list[str]:
        """Give the words that came, in order."""
        return [body["message"]["text"] for body in self.came]

    async def until(self, deliveries: int) -> None:
        """Wait until so many deliveries have come."""
        async with asyncio.timeout(10):
            while len(self.came) < deliveries:
                await self.bell.wait(1)


@dataclass
class Rests:
    """A clock for the pauses: each one is noted, and lasts until it is ended."""

    taken: list[float] = field(default_factory=list)
    ended: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    bell: Bell = field(default_factory=Bell)

    async def until(self, pauses: int) -> None:
        """Wait until so many pauses have begun."""
        async with asyncio.timeout(10):
            while len(self.taken) < pauses:
                await self.bell.wait(1)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.bell.ring()
        await self.ended.acquire()


@asynccontextmanager
async def doorway() -> AsyncIterator[Door]:
    """Put a door up."""
    door = Door()
    async with listening(Starlette(routes=[Route("/hook", door.receive, methods=["POST"])]), "127.0.0.1", 0) as address:
        door.url = f"{address}/hook"
        yield door

"""The stand-in over real HTTP, reached as a bot reaches Telegram: with python-telegram-bot, and with bare requests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

import bot.transport  # noqa: F401 - it chooses PTB's coming default, which every test then sees as the bot does
from bot.playground.phone import Phone
from bot.playground.standin import StandIn
from bot.playground.wire import app
from bot.web.server import listening
from storage.clocks import Machine, SetCalendar

Json = Any


@dataclass
class Reach:
    """A stand-in, its address, and two ways to call it."""

    standin: StandIn
    calendar: SetCalendar
    api: str
    ptb: ExtBot[None]
    http: httpx.AsyncClient

    async def call(self, method: str, **params: Json) -> Json:
        """Call a method that must go well."""
        answer = await self.answer(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Json) -> tuple[int, str]:
        """Call a method that must be refused, and give the code and the words."""
        answer = await self.answer(method, **params)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def answer(self, method: str, **params: Json) -> Json:
        """Call a method with JSON; what the status line says and what the body says is the same."""
        answer = await self.http.post(f"/bot{self.standin.token}/{method}", json=params)
        body = answer.json()
        assert answer.status_code == body.get("error_code", 200)
        return body

    def phone(self, id_: int = 1001, name: str = "Anna", *, started: bool = True) -> Phone:
        """Give the phone of somebody who has written to the bot, which has heard it."""
        phone = Phone.of(self.standin, id_, name)
        if started and not phone.talk.started:
            phone.start()
            self.standin.updates.clear()
        return phone

    async def until_somebody_polls(self) -> None:
        """Wait until a call for updates has come in."""
        async with asyncio.timeout(10):
            while self.standin.poller is None:
                await self.standin.updates.bell.wait(1)

    async def until_nothing_waits(self) -> None:
        """Wait until every update was taken."""
        async with asyncio.timeout(10):
            while (await self.call("getWebhookInfo"))["pending_update_count"]:
                pass


@asynccontextmanager
async def reached(calendar: SetCalendar, machine: Machine | None = None) -> AsyncIterator[Reach]:
    """Put a stand-in up; with a machine's clock it limits how fast the bot may write."""
    standin = StandIn(calendar, machine=machine)
    async with (
        listening(app(standin), "127.0.0.1", 0) as api,
        httpx.AsyncClient(base_url=api) as http,
        ExtBot(standin.token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot", request=HTTPXRequest(8)) as ptb,
    ):
        standin.calls.clear()
        yield Reach(standin, calendar, api, ptb, http)
        await standin.close()

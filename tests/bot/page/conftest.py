"""The page as a browser reaches it: a real server, a therapist with one client, and an app that shows six digits."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pyotp
import pytest

from bot.web.health import health_of
from bot.web.log.pages import LOG, Pages
from bot.web.server import listening
from bot.web.site import site
from storage import signing_in
from storage.clocks import SetCalendar, SetMachine
from storage.persons import Person
from tests.bot.page.signed import CHECKING
from tests.bot.talking import PROGRAMME, Talking, met
from tests.conftest import Database

FIELD = re.compile(r'name="to" value="([^"]*)"')
SECRET = re.compile(r'<code dir="ltr">([A-Z2-7]+)</code>')


@dataclass
class Desk:
    """A therapist at a browser; `app` is the app on their phone, once it was set up."""

    house: Talking
    http: httpx.AsyncClient
    staff: Person
    client: Person
    app: pyotp.TOTP | None = None

    @property
    def calendar(self) -> SetCalendar:
        assert isinstance(self.house.store.calendar, SetCalendar)
        return self.house.store.calendar

    async def link(self, person: Person | None = None, client: str | None = None) -> str:
        """Give the token of a fresh link, as the chat would carry it."""
        async with self.house.store.write() as tx:
            return await signing_in.make_link(tx, (person or self.staff).id, client)

    async def sign_in(self, person: Person | None = None) -> httpx.Response:
        """Open a fresh link."""
        return await self.post("/in", token=await self.link(person))

    async def unlock(self, shown: httpx.Response, **more: str) -> httpx.Response:
        """Write the six digits that the app shows; the first time, put the secret into the app."""
        if (secret := SECRET.search(shown.text)) is not None:
            self.app = pyotp.TOTP(secret[1])
        assert self.app is not None
        wanted = FIELD.search(shown.text)
        assert wanted is not None
        return await self.post("/code", to=wanted[1], code=self.app.at(self.calendar.now()), **more)

    async def reading(self) -> None:
        """Sign in and show the second factor."""
        await self.unlock(await self.get("/", signing=True))

    async def get(self, path: str, *, signing: bool = False) -> httpx.Response:
        """Look at a page, following where it leads."""
        if signing:
            await self.sign_in()
        return await self.http.get(LOG + path, follow_redirects=True)

    async def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form from our own page."""
        headers = {"origin": str(self.http.base_url).rstrip("/")}
        return await self.http.post(LOG + path, data=fields, headers=headers, follow_redirects=True)

    @property
    def brief(self) -> str:
        return f"/client/{self.client.id}"


@asynccontextmanager
async def sitting(database: Database, calendar: SetCalendar, machine: SetMachine) -> AsyncIterator[Desk]:
    """Serve the page to a therapist who has just met a client."""
    async with met(database, calendar, machine) as (house, staff, client):

        async def health() -> Mapping[str, Any]:
            return await health_of(house.store)

        pages = Pages(house.store, PROGRAMME, "", CHECKING)
        async with listening(site(health, pages=pages), "127.0.0.1", 0) as address:
            pages.url = address
            async with httpx.AsyncClient(base_url=address) as http:
                yield Desk(house, http, staff, client)


@pytest.fixture
async def desk(database: Database, calendar: SetCalendar, machine: SetMachine) -> AsyncIterator[Desk]:
    async with sitting(database, calendar, machine) as desk:
        yield desk

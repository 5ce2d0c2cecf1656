"""Drawing takes seconds; the look at the database is over before, so that nobody waits for it."""

from __future__ import annotations

import asyncio
from datetime import datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.log.visit import Draw, Pages, Visit
from bot.web.server import listening
from storage import signing_in
from tests.bot.page.conftest import Desk
from tests.bot.talking import PROGRAMME


@pytest.fixture
def dialect() -> str:
    """Look at the one that has a single writer."""
    return "sqlite"


async def test_nobody_waits_until_a_page_is_drawn(desk: Desk) -> None:
    store, loop = desk.house.store, asyncio.get_running_loop()

    async def written() -> datetime:
        async with store.write(safety=True) as tx:
            return tx.now

    async def slow(_pages: Pages, _visit: Visit) -> Draw:
        def draw() -> Response:
            somebody_else = asyncio.run_coroutine_threadsafe(written(), loop)
            return PlainTextResponse(str(somebody_else.result(timeout=10)))

        return draw

    async with store.write() as tx:
        token = await signing_in.begin(tx, desk.staff.id, unlocked=True)
    app = Starlette(routes=[Route("/", Pages(store, PROGRAMME, "").shown(slow))])
    async with listening(app, "127.0.0.1", 0) as address, httpx.AsyncClient(base_url=address, timeout=20) as browser:
        shown = await browser.get("/", headers={"authorization": f"Bearer {token}"})

    assert shown.text == str(desk.calendar.now())

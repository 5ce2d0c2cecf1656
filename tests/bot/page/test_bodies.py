"""Forms that come slowly, or never end: nobody else waits for them, and a stranger fills no memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from starlette.responses import PlainTextResponse

from bot.limits import FORM_BODY
from bot.web.body import WholeBodies
from bot.web.log.pages import CLIENT_DEEDS, LOG, OPEN, STAFF_DEEDS
from bot.web.server import listening
from tests.bot.page.conftest import Desk

MORE_THAN_CONNECTIONS = 12
FORMS = sorted({*STAFF_DEEDS, *CLIENT_DEEDS, *(path for method, path, _answer in OPEN if method == "POST")})


@asynccontextmanager
async def stalled(address: str, path: str = "/", *headers: str) -> AsyncIterator[asyncio.StreamReader]:
    """Send the head of a form and wait until somebody asks for the rest, which does not come."""
    host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = [f"POST {path} HTTP/1.1", "Host: here", "Content-Length: 50", "Expect: 100-continue", *headers, "", ""]
    writer.write("\r\n".join(head).encode())
    try:
        assert b"100 Continue" in await reader.readuntil(b"\r\n\r\n")
        yield reader
    finally:
        writer.close()


async def test_phone_that_sends_its_form_slowly_holds_nobody_up(desk: Desk) -> None:
    await desk.sign_in(desk.client)
    address = str(desk.http.base_url).rstrip("/")
    headers = [
        f"Origin: {address}",
        f"Cookie: interlude={desk.http.cookies['interlude']}",
        "Content-Type: application/x-www-form-urlencoded",
    ]
    async with AsyncExitStack() as phones, asyncio.timeout(20):
        for _phone in range(MORE_THAN_CONNECTIONS):
            await phones.enter_async_context(stalled(address, f"{LOG}/mine/private", *headers))

        async with desk.house.store.write(safety=True) as tx:
            assert tx.now == desk.calendar.now()


async def test_form_that_never_comes_is_hung_up_on() -> None:
    async with (
        listening(WholeBodies(PlainTextResponse("served"), within=0.1), "127.0.0.1", 0) as address,
        stalled(address) as phone,
    ):
        async with asyncio.timeout(5):
            said = await phone.read()

    assert said.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("path", FORMS)
async def test_stranger_fills_no_memory(desk: Desk, path: str) -> None:
    async def hiding_its_length() -> AsyncIterator[bytes]:
        yield b"a" * FORM_BODY
        yield b"a"

    answer = await desk.http.post(LOG + path, content=hiding_its_length())

    assert answer.status_code == 413

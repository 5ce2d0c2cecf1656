"""From the notice to the brief on a slow connection, with fingers and bytes counted: old phone, two bars, a hallway."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.web.log.pages import LOG
from tests.bot.page.hands import enter, open_app, write_digits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from tests.bot.page.conftest import Desk

LATENCY, RATE = 0.3, 30 * 1024  # seconds for each request, bytes a second: between 2G and 3G
SECONDS, TAPS, HEAVIEST = 10, 4, 150_000
OWN_DIGITS = "380417"


@dataclass
class Journey:
    """One way to the brief: what fingers did, what went over the air, and what a clock beside it said."""

    way: str
    taps: int = 0
    bytes: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def at_worst(self) -> float:
        """Give the seconds on the air if every request waited for the one before."""
        return len(self.bytes) * LATENCY + sum(self.bytes) / RATE


@asynccontextmanager
async def on_the_air(page: Page, journey: Journey) -> AsyncIterator[None]:
    """Make a connection slow, keep nothing in the browser's cache, and count."""
    wire = await page.context.new_cdp_session(page)
    await wire.send("Network.enable")
    await wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    slow = {"latency": LATENCY * 1e3, "downloadThroughput": RATE, "uploadThroughput": RATE / 2}
    await wire.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    wire.on("Network.loadingFinished", lambda done: journey.bytes.append(int(done["encodedDataLength"])))
    began = time.perf_counter()
    yield
    journey.seconds = time.perf_counter() - began
    await wire.detach()


async def by_a_link(page: Page, desk: Desk) -> Journey:
    """Go from the link under a notice to the brief, on a new day, with the digits of the app."""
    await enter(page, desk)  # the app is set up at the first reading ever
    desk.calendar.set(desk.calendar.now() + timedelta(days=1))
    journey = Journey("by a link")
    link = await desk.link(client=desk.client.id)
    async with on_the_air(page, journey):
        journey.taps += 1
        await page.goto(f"{desk.http.base_url}{LOG}/in/{link}")
        journey.taps += 1
        await page.click("main button")
        await page.fill("#code", desk.app.at(desk.calendar.now()) if desk.app else "")
        journey.taps += 1
        await page.click("main button")
        await page.wait_for_url(f"**{desk.brief}")
    return journey


async def inside_telegram(page: Page, desk: Desk) -> Journey:
    """Go from the button under a notice to the brief inside Telegram, on a new day, with digits of one's own."""
    await open_app(page, desk, desk.staff)
    await write_digits(page, desk, own=OWN_DIGITS)
    desk.calendar.set(desk.calendar.now() + timedelta(days=1))
    journey = Journey("inside Telegram")
    async with on_the_air(page, journey):
        journey.taps += 1
        await open_app(page, desk, desk.staff, f"?client={desk.client.id}")
        await page.fill("#code", OWN_DIGITS)
        journey.taps += 1
        await page.click("main button")
        await page.wait_for_selector("section h2")
    return journey


def journey_row(one: Journey) -> str:
    """Write one row: what was counted beside what is allowed."""
    return (
        f"{f'from a notice to the brief, {one.way}':<42}{one.seconds:8.1f} s (goal {SECONDS})  {one.taps} taps (goal {TAPS})"
        f"  {sum(one.bytes) / 1024:.0f} KiB (goal {HEAVIEST // 1024})  {len(one.bytes)} requests"
    )

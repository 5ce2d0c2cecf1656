"""From the notice to the brief on a slow connection: few taps, few bytes, and no wait that a tired person would not have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page

from tests.bot.page.conftest import Desk
from tests.bot.page.hands import IN_A_BROWSER, NARROW, OWN, browsing, weeks
from tests.bot.page.throttled import HEAVIEST, SECONDS, TAPS, Journey, by_a_link, inside_telegram

pytestmark = IN_A_BROWSER


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


@pytest.mark.parametrize("go", [by_a_link, inside_telegram])
async def test_from_a_notice_to_the_brief(desk: Desk, go: Callable[[Page, Desk], Awaitable[Journey]]) -> None:
    await weeks(desk, "en")
    async with browsing(NARROW) as page:
        journey = await go(page, desk)

        assert OWN["en"] in await page.inner_text("main")
    assert journey.taps <= TAPS
    assert sum(journey.bytes) <= HEAVIEST
    assert journey.at_worst < SECONDS  # what the air takes; what a clock says is in `make bench`

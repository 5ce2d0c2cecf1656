"""The page in a real browser: from the link to the client's words, in both directions, light, dark and narrow, for everybody."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pypdfium2
import pytest
from playwright.async_api import Page

from bot.web.log.pages import LOG
from flows.entries import Raised, Said
from storage import notices, persons
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk
from tests.bot.page.hands import IN_A_BROWSER, NARROW, WIDE, browsing, enter, violations, weeks

PICTURES = os.environ.get("PICTURES")  # a folder: `PICTURES=docs/pictures` draws the pictures of the docs anew
pytestmark = IN_A_BROWSER


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


@pytest.fixture
async def page(request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """Open a browser; a test may ask for the dark."""
    async with browsing(WIDE, getattr(request, "param", "light")) as page:
        yield page


async def sideways(page: Page) -> int:
    wide: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_page_is_for_everybody_and_never_scrolls_sideways(page: Page, desk: Desk, language: str) -> None:
    await weeks(desk, language)
    await page.goto(f"{desk.http.base_url}{LOG}/in/{await desk.link()}")
    assert await violations(page) == []
    await page.locator("main button").click()
    assert await violations(page) == []
    await enter(page, desk)

    for path in ("", "/notes", "/work", "/people", "/weeks", "/plan"):
        await looked_over(page, desk, desk.brief + path)
    await write(desk.house, desk.client, Raised(words=Said(text="12")))
    async with desk.house.store.write() as tx:
        await notices.note(tx, desk.client.id, desk.staff.id, "item9", "0" * 32)
    await enter(page, desk)
    for path in ("/", "/notices", "/client/nobody"):
        await looked_over(page, desk, path)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_page_of_a_client_is_for_everybody(page: Page, desk: Desk, language: str) -> None:
    await weeks(desk, language)
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.client.id, language=language)
    await page.goto(f"{desk.http.base_url}{LOG}/in/{await desk.link(desk.client)}")
    await page.locator("main button").click()
    for path in ("/mine", "/mine/shared", "/mine/weeks", "/mine/looked"):
        await looked_over(page, desk, path)


async def looked_over(page: Page, desk: Desk, path: str) -> None:
    """Let axe-core look at a page, and make it narrow."""
    await page.goto(f"{desk.http.base_url}{LOG}{path}")
    assert await violations(page) == [], path
    await page.set_viewport_size(NARROW)
    assert await sideways(page) == 0, path
    await page.set_viewport_size(WIDE)


async def test_weeks_are_printed_with_every_word_however_few_are_open(page: Page, desk: Desk) -> None:
    await weeks(desk, "en")
    await enter(page, desk)
    await page.goto(f"{desk.http.base_url}{LOG}{desk.brief}/weeks")
    assert await page.locator("details:not([open])").count() > 2

    text = words_of(await page.pdf())
    assert text.count("mood: ") == await page.locator("details .own", has_text="mood: ").count() > 2


def words_of(pdf: bytes) -> str:
    """Read the words of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    found = "".join(str(page.get_textpage().get_text_range()) for page in document)
    document.close()
    return found


async def test_safety_stands_above_everything_else(page: Page, desk: Desk) -> None:
    await weeks(desk, "en")
    await enter(page, desk)

    assert (await page.locator("main h2").all_inner_texts())[0] == "First"
    assert "the safety card was shown after item 9" in await page.locator("main section").first.inner_text()


@pytest.mark.skipif(PICTURES is None, reason="draws the pictures of the docs")
@pytest.mark.parametrize(("language", "name"), [("en", "ltr"), ("ar", "rtl")])
async def test_pictures_of_the_docs(page: Page, desk: Desk, language: str, name: str) -> None:
    await weeks(desk, language)
    await enter(page, desk)
    await page.screenshot(path=f"{PICTURES}/page-{name}.png", full_page=True)
    await page.set_viewport_size(NARROW)
    await page.screenshot(path=f"{PICTURES}/page-{name}-phone.png", full_page=True)

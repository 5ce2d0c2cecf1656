"""The page in a real browser: from the link to the client's words, in both directions, light, dark and narrow, for everybody."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pyotp
import pypdfium2
import pytest
from playwright.async_api import Page

from bot.web.log.pages import LOG
from flows.entries import Raised, Said
from storage import notices, persons
from storage.persons import Person
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk
from tests.bot.page.hands import IN_A_BROWSER, NARROW, OWN, WIDE, browsing, enter, violations, weeks

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


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_supervisor_reads_what_is_marked_and_closes_it_and_every_page_is_for_everybody(
    page: Page, desk: Desk, language: str
) -> None:
    await weeks(desk, language)
    ruth = await desk.house.staff("Ruth", role="supervisor", language=language)
    await desk.reading()
    entry = re.search(r'name="entry" value="([0-9a-f]{32})"', (await desk.get(f"{desk.brief}/notes")).text)
    assert entry is not None
    await desk.post(f"{desk.brief}/mark", entry=entry[1], question=OWN[language])
    await come_in(page, desk, ruth)

    for path in ("/", "/supervision", "/marks", "/programme", "/notices"):
        await looked_over(page, desk, path)
    await page.goto(f"{desk.http.base_url}{LOG}/supervision")
    assert OWN[language] in await page.inner_text("main")
    assert "Olena" in await page.inner_text("main")
    await page.fill("[name=outcome]", "12")
    await page.click(".deed button")
    await page.wait_for_url("**/supervision")
    assert OWN[language] not in await page.inner_text("main")


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_doors_that_do_not_open_are_for_everybody_too(page: Page, desk: Desk, language: str) -> None:
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.staff.id, language=language)
    await looked_over(page, desk, "/")  # nobody is signed in
    await page.goto(f"{desk.http.base_url}{LOG}/in/{await desk.link()}")
    await page.locator("main button").click()
    secret = await page.inner_text("main code")
    await page.fill("#code", "000000")
    await page.click("main button")
    assert await page.locator("[role=alert]").count() == 1
    assert await violations(page) == []
    await page.fill("#code", pyotp.TOTP(secret).at(desk.calendar.now()))
    await page.fill("#own", "380417")
    await page.click("main button")
    await page.wait_for_selector(".clients")

    await looked_over(page, desk, f"{desk.brief}/export")
    await page.fill("#code", "000000")
    await page.click("main button")
    assert await violations(page) == []
    desk.calendar.set(desk.calendar.now() + timedelta(minutes=20))
    await looked_over(page, desk, desk.brief)
    assert await page.get_attribute("#code", "type") == "password"
    await page.fill("#code", "000000")
    await page.click("main button")
    assert await violations(page) == []


async def test_what_can_be_done_with_a_note_is_for_everybody(page: Page, desk: Desk) -> None:
    await desk.house.staff("Ruth", role="supervisor")
    await write(desk.house, desk.client, Raised(words=Said(voice="f1", seconds=4)))
    await come_in(page, desk, desk.staff)
    await page.goto(f"{desk.http.base_url}{LOG}{desk.brief}/notes")
    for summary in await page.locator(".deeds summary").all():
        await summary.click()

    assert await page.locator(".seen button").first.is_visible()
    assert await violations(page) == []
    await page.set_viewport_size(NARROW)
    assert await sideways(page) == 0


async def come_in(page: Page, desk: Desk, person: Person) -> None:
    """Open a link of somebody who sets the second factor up, and write the digits."""
    await page.goto(f"{desk.http.base_url}{LOG}/in/{await desk.link(person)}")
    await page.locator("main button").click()
    secret = await page.inner_text("main code")
    await page.fill("#code", pyotp.TOTP(secret).at(desk.calendar.now()))
    await page.click("main button")
    await page.wait_for_selector(".clients, nav.doors")


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
    await page.goto(f"{desk.http.base_url}{LOG}{desk.brief}/weeks")
    await page.screenshot(path=f"{PICTURES}/weeks-{name}.png", full_page=True)
    await page.go_back()
    await page.set_viewport_size(NARROW)
    await page.screenshot(path=f"{PICTURES}/page-{name}-phone.png", full_page=True)

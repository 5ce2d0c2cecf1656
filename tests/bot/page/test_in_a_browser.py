"""The page in a real browser: from the link to the client's words, in both directions, light, dark and narrow, for everybody."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from bot.web.log.pages import LOG
from flows.entries import Link, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered, SafetyCardShown
from flows.tools import Field, ToolKept
from storage import notices, persons
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk

CHROMIUM = Path("/usr/bin/chromium")
PICTURES = os.environ.get("PICTURES")  # a folder: `PICTURES=docs/pictures` draws the pictures of the docs anew
WIDE, NARROW = {"width": 1000, "height": 1200}, {"width": 360, "height": 740}
TAPS, HEAVIEST = 4, 150_000
OWN = {"en": "My sister called. We were quiet for a long time.", "uk": "Сестра дзвонила. Ми довго мовчали.",
       "ar": "اتصلت أختي. صمتنا طويلًا."}  # fmt: skip
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(),
        reason=f"NO BROWSER WAS DRIVEN: there is no {CHROMIUM}. Run `sudo python3 start.py browser`.",
    ),
]


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


@pytest.fixture
async def page(request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """Open a browser; a test may ask for the dark."""
    scheme = getattr(request, "param", "light")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = await browser.new_page(viewport=WIDE, color_scheme=scheme)  # type: ignore[arg-type]  # a plain pair
        yield page
        await browser.close()


async def weeks(desk: Desk, language: str) -> None:
    """Let the client write for five weeks, and the reader speak a language."""
    answers = (2, 2, 1, 2, 1, 2, 1, 1, 1)
    for mood in (3, 4, 2, 5):
        await write(desk.house, desk.client, MoodReported(mood=mood, link=Link.BOTH))
        desk.calendar.set(desk.calendar.now() + timedelta(days=7))
    await write(
        desk.house, desk.client,
        MoodReported(mood=4, link=Link.HARD, words=Said(text=OWN[language])), Raised(words=Said(text=OWN[language])),
        MeasureAnswered(instrument="PHQ-9", language=language, form="a", answers=answers, total=sum(answers)),
        SafetyCardShown(why="item9", answer=1, text="item9_card", version=1, language=language, reply="safe"),
    )  # fmt: skip
    for name, circle in (("Olha", "closest"), ("Marta", "outer")):
        fields = (Field(name="name", said=Said(text=name)), Field(name="circle", code=circle))
        await write(desk.house, desk.client, ToolKept(tool="my_people", record=name, fields=fields))
    event = (Field(name="turn", code="harder"), Field(name="what", said=Said(text=OWN[language])))
    await write(desk.house, desk.client, ToolKept(tool="timeline", record="t", fields=event))
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.staff.id, language=language)
        await persons.change(tx, desk.client.id, name="Mira")


async def enter(page: Page, desk: Desk) -> None:
    """Open the link that a notice carries, and write the six digits: three taps to the brief."""
    await page.goto(f"{desk.http.base_url}{LOG}/in/{await desk.link(client=desk.client.id)}")
    await page.locator("main button").click()
    secret = page.locator("main code")
    if await secret.count():
        desk.app = pyotp.TOTP(await secret.inner_text())
    assert desk.app is not None
    await page.locator("#code").fill(desk.app.at(desk.calendar.now()))
    await page.locator("main button").click()
    await page.wait_for_url(f"**{desk.brief}")


async def violations(page: Page) -> list[str]:
    """Let axe-core look at a page for what keeps somebody out."""
    found = await Axe().run(page)
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]


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
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain pair
    assert await sideways(page) == 0, path
    await page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # the same


async def test_from_the_notice_to_the_words_in_few_taps_and_few_bytes(page: Page, desk: Desk) -> None:
    await weeks(desk, "en")
    await enter(page, desk)
    await page.goto(f"{desk.http.base_url}{LOG}/")
    bytes_: list[int] = []
    page.on("response", lambda answer: bytes_.append(int(answer.headers.get("content-length", "0"))))
    desk.calendar.set(desk.calendar.now() + timedelta(minutes=1))

    await enter(page, desk)  # the link, *Open*, the digits and *Open*: four
    assert OWN["en"] in await page.inner_text("main")
    assert sum(bytes_) < HEAVIEST


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
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain pair
    await page.screenshot(path=f"{PICTURES}/page-{name}-phone.png", full_page=True)

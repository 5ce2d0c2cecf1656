"""What hands do at the page in a real browser: open it by a link or inside Telegram, write six digits, look."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyotp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, ViewportSize, async_playwright

from bot.web.log.pages import LOG
from flows.course_entries import TaskReviewed
from flows.entries import Link, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered, SafetyCardShown
from flows.tools import Field, ToolKept
from storage import persons
from tests.bot.course.test_brief import write
from tests.bot.page.signed import USER, signed

if TYPE_CHECKING:
    from storage.persons import Person
    from tests.bot.page.conftest import Desk

CHROMIUM = Path("/usr/bin/chromium")
WIDE, NARROW = ViewportSize(width=1000, height=1200), ViewportSize(width=360, height=740)
OWN = {"en": "My sister called. We were quiet for a long time.", "uk": "Сестра дзвонила. Ми довго мовчали.",
       "ar": "اتصلت أختي. صمتنا طويلًا."}  # fmt: skip
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(),
        reason=f"NO BROWSER WAS DRIVEN: there is no {CHROMIUM}. Run `sudo python3 start.py browser`.",
    ),
]


@asynccontextmanager
async def browsing(size: ViewportSize, scheme: str = "light") -> AsyncIterator[Page]:
    """Open a browser of its own."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield await browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # one of two
        await browser.close()


async def weeks(desk: Desk, language: str) -> None:
    """Let the client write for five weeks, and the reader speak a language."""
    answers = (2, 2, 1, 2, 1, 2, 1, 1, 1)
    for mood, tried in ((3, "done"), (4, "not_yet"), (2, "part"), (5, "done")):
        moment = (Field(name="which", code="good"), Field(name="what", said=Said(text=OWN[language])))
        await write(
            desk.house, desk.client, MoodReported(mood=mood, link=Link.BOTH), TaskReviewed(task="t", tried=tried),
            *([ToolKept(tool="moment", record=f"m{mood}", fields=moment)] if mood in (4, 5) else []),
        )  # fmt: skip
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


async def telegram_id(desk: Desk, person: Person) -> int:
    async with desk.house.store.read() as tx:
        known = await persons.get(tx, person.id)
    assert known is not None
    assert known.chat_id is not None
    return known.chat_id


async def open_app(page: Page, desk: Desk, person: Person | int, about: str = "") -> str:
    """Open the app as Telegram does: what it signed stands behind the #; give it."""
    id_ = person if isinstance(person, int) else await telegram_id(desk, person)
    raw = signed({**USER, "id": id_}, desk.calendar.now())
    await page.goto("about:blank")  # what differs behind the # alone would load nothing
    await page.goto(f"{desk.http.base_url}{LOG}/app{about}#tgWebAppData={quote(raw)}&tgWebAppVersion=9.1")
    await page.wait_for_selector("#page h1[tabindex], #refused:not([hidden])")
    return raw


async def write_digits(page: Page, desk: Desk, own: str = "") -> None:
    """Write what the app on the phone shows."""
    secret = page.locator("main code")
    if await secret.count():
        desk.app = pyotp.TOTP(await secret.inner_text())
    assert desk.app is not None
    await page.fill("#code", desk.app.at(desk.calendar.now()))
    await page.fill("#own", own)
    await page.click("main button")
    await page.wait_for_selector("#page nav")

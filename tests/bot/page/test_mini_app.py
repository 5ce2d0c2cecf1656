"""The page inside Telegram, in a real browser: signed in by what Telegram signed, for each kind of person."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pyotp
import pytest
from playwright.async_api import Page, Request

from bot.web.log.pages import LOG
from flows.entries import Raised, Said
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk
from tests.bot.page.hands import IN_A_BROWSER, NARROW, browsing, open_app, telegram_id, violations, write_digits
from tests.bot.page.signed import USER, signed

pytestmark = IN_A_BROWSER
IDS = {"staff": 101, "client": 102}
TELEGRAM_HEARS = "window.TelegramWebviewProxy = {postEvent: (kind, wish) => { document.body.dataset.wished = JSON.stringify([kind, wish]); }}"
LASTING = "() => JSON.stringify([{...localStorage}, document.cookie, location.href])"
LATER = "() => { const now = Date.now(); Date.now = () => now + 301000; }"
HELD = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with browsing(NARROW) as page:
        yield page


async def test_therapist_opens_a_brief_and_goes_on_from_there(page: Page, desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")))
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))  # noqa: PLW0108 - the driver marks what it calls
    raw = await open_app(page, desk, desk.staff, f"?client={desk.client.id}")
    assert await violations(page) == []
    await write_digits(page, desk)

    assert "The letter" in await page.inner_text("main")
    assert await violations(page) == []
    await page.click(f"a[href$='{desk.brief}/notes']")
    await page.wait_for_selector(".seek")
    await page.fill("#words", "letter")
    await page.click(".seek button")
    await page.wait_for_selector("article")
    await page.go_back()
    await page.wait_for_selector(".seen")
    await page.click(".seen button >> nth=0")
    await page.wait_for_selector("[role=status]")
    assert {one.url.split("/")[2] for one in asked} == {str(desk.http.base_url).split("/")[2]}
    assert not any(raw[-20:] in one.url or "hash=" in one.url for one in asked)


async def test_nothing_secret_lies_where_others_could_find_it(page: Page, desk: Desk) -> None:
    raw = await open_app(page, desk, desk.staff)
    await write_digits(page, desk)
    held = json.dumps(await page.evaluate(HELD))
    lasting = json.dumps(await page.evaluate(LASTING))

    assert raw not in lasting
    assert "tgWebAppData" not in held
    assert "interlude=" not in held


async def test_page_that_is_loaded_anew_goes_on_where_one_was(page: Page, desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")))
    await open_app(page, desk, desk.client, "?face=client")
    await page.click("a[href$='/mine/looked']")
    await page.wait_for_selector("[data-file]")
    await page.reload()
    await page.wait_for_selector("[data-file]")

    assert "tgWebAppData" not in page.url


async def test_therapist_who_loads_anew_writes_the_digits_and_no_more(page: Page, desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")))
    await open_app(page, desk, desk.staff, f"?client={desk.client.id}")
    await write_digits(page, desk)
    desk.calendar.set(desk.calendar.now() + timedelta(minutes=2))
    await page.reload()
    await page.wait_for_selector("#code")
    await write_digits(page, desk)

    assert "The letter" in await page.inner_text("main")


async def test_what_was_signed_is_held_for_five_minutes_and_no_longer(page: Page, desk: Desk) -> None:
    await open_app(page, desk, desk.client, "?face=client")
    assert "query_id" in await page.evaluate(HELD) or "auth_date" in await page.evaluate(HELD)
    await page.add_init_script(f"({LATER})()")
    await page.reload()
    await page.wait_for_selector("#refused:not([hidden])")

    assert "auth_date" not in await page.evaluate(HELD)


async def test_own_code_opens_the_app_on_a_known_phone(page: Page, desk: Desk) -> None:
    await open_app(page, desk, desk.staff)
    await write_digits(page, desk, own="380417")
    desk.calendar.set(desk.calendar.now() + timedelta(days=1))
    await open_app(page, desk, desk.staff)

    assert "Your own six digits" in await page.inner_text("main")
    await page.fill("#code", "380417")
    await page.click("main button")
    await page.wait_for_selector(".clients")


async def test_paper_opens_outside_by_a_link_that_opens_once(page: Page, desk: Desk) -> None:
    await page.add_init_script(TELEGRAM_HEARS)
    await open_app(page, desk, desk.staff, f"?client={desk.client.id}")
    await write_digits(page, desk)
    await page.click("[data-file]")
    await page.wait_for_selector("body[data-wished]")
    kind, wish = json.loads(await page.evaluate("document.body.dataset.wished"))

    assert kind == "web_app_open_link"
    async with httpx.AsyncClient() as outside:
        paper = await outside.get(json.loads(wish)["url"])
        assert paper.content.startswith(b"%PDF")
        assert (await outside.get(json.loads(wish)["url"])).status_code == 410


async def test_supervisor_comes_in_and_sees_no_client_of_others(page: Page, desk: Desk) -> None:
    ruth = await desk.house.staff("Ruth", "supervisor")
    await open_app(page, desk, ruth, f"?client={desk.client.id}")
    await page.wait_for_selector("#code")
    secret = await page.inner_text("main code")
    await page.fill("#code", pyotp.TOTP(secret).at(desk.calendar.now()))
    await page.click("main button")
    await page.wait_for_selector("text=Nothing is here")


async def test_client_comes_to_their_own_words_without_a_second_factor(page: Page, desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")))
    await open_app(page, desk, desk.client, "?face=client")

    assert "The letter" in await page.inner_text("main")
    assert await violations(page) == []
    await page.click("article button")
    await page.wait_for_selector("article .note")
    await page.click("a[href$='/mine/shared']")
    await page.wait_for_selector("text=This is what Olena can read.")
    assert "The letter" not in await page.inner_text("main")


async def test_copy_of_a_client_opens_outside_once(page: Page, desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")))
    await page.add_init_script(TELEGRAM_HEARS)
    await open_app(page, desk, desk.client, "?face=client")
    await page.click("a[href$='/mine/looked']")
    await page.click("[data-file] >> nth=0")
    await page.wait_for_selector("body[data-wished]")
    _kind, wish = json.loads(await page.evaluate("document.body.dataset.wished"))

    async with httpx.AsyncClient() as outside:
        assert "The letter" in (await outside.get(json.loads(wish)["url"])).text
        assert (await outside.get(json.loads(wish)["url"])).status_code == 410


@pytest.mark.parametrize("about", ["", "?face=client"])
async def test_stranger_is_told_kindly_and_sees_nothing(page: Page, desk: Desk, about: str) -> None:
    await open_app(page, desk, 999, about)

    assert "This could not be opened" in await page.inner_text("#refused")
    assert await violations(page) == []


async def test_one_login_opens_five_times_and_not_a_sixth(desk: Desk) -> None:
    raw = signed({**USER, "id": await telegram_id(desk, desk.staff)}, desk.calendar.now())
    headers = {"origin": str(desk.http.base_url).rstrip("/")}
    answers = [(await desk.http.post(f"{LOG}/session", content=raw, headers=headers)).status_code for _once in range(6)]

    assert answers == [200] * 5 + [401]


async def test_login_from_another_site_is_not_heard(desk: Desk) -> None:
    raw = signed({**USER, "id": await telegram_id(desk, desk.staff)}, desk.calendar.now())

    answer = await desk.http.post(f"{LOG}/session", content=raw, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 404


async def test_login_alone_shows_no_content(desk: Desk) -> None:
    raw = signed({**USER, "id": await telegram_id(desk, desk.staff)}, desk.calendar.now())
    headers = {"origin": str(desk.http.base_url).rstrip("/")}
    token = (await desk.http.post(f"{LOG}/session", content=raw, headers=headers)).json()["token"]

    shown = await desk.http.get(LOG + desk.brief, headers={"authorization": f"Bearer {token}"})
    assert shown.status_code == 401
    assert "One step before the first reading" in shown.text


async def test_app_may_stand_inside_telegram_and_nowhere_else(desk: Desk) -> None:
    rules = (await desk.http.get(f"{LOG}/app")).headers["content-security-policy"]

    assert "script-src 'self';" in rules
    assert "unsafe" not in rules
    assert rules.endswith("frame-ancestors https://web.telegram.org https://*.telegram.org")

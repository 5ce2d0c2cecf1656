"""The playground in a real browser: two phones lived through with clicks, in two directions and on a narrow screen."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import ConsoleMessage, Locator, Page, Request, async_playwright, expect

from bot.playground.believable import ACCEPTING, HARD, JOINING, RAISED, signs
from bot.playground.phone import bare
from bot.playground.run import playground

CHROMIUM = Path("/usr/bin/chromium")
PICTURES = os.environ.get("PICTURES")  # a folder: `PICTURES=docs/pictures` draws the pictures of the docs anew
WIDE, NARROW = {"width": 1280, "height": 960}, {"width": 360, "height": 740}
STEPS = 6
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(),
        reason=f"NO BROWSER WAS DRIVEN: there is no {CHROMIUM}. Run `sudo python3 start.py browser`.",
    ),
]


@dataclass
class Screen:
    """A browser that looks at a playground, and all that went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note whatever the browser complains about, and every request that leaves the playground."""

        def console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                self.faults.append(message.text)

        def request(made: Request) -> None:
            if not made.url.startswith(self.address):
                self.faults.append(f"left the playground: {made.url}")

        self.page.on("console", console)
        self.page.on("request", request)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    async def rest(self) -> None:
        """Wait until nothing moves any more."""
        await self.page.wait_for_selector("body:not([data-moving]):not([data-time])", timeout=60_000)

    async def click(self, selector: str) -> None:
        """Click, and wait until everything has come to rest."""
        await self.page.locator(selector).click()
        await self.rest()

    async def clock(self, what: str) -> str:
        """Press a button of the clock; gives what the page says then."""
        await self.click(f"[data-clock={what}]")
        return await self.page.inner_text("#said")

    def button(self, who: str, code: str) -> Locator:
        """Find the newest inline button with a code."""
        return self.page.locator(f'#{who} .inline button[data-code="{code}"]').last

    async def go(self, who: str, *moves: str) -> None:
        """Make moves one after another: a code is tapped, '=words' are written."""
        for move in moves:
            if move.startswith("="):
                await self.page.locator(f"#{who} .entry input").fill(move[1:])
                await self.page.locator(f"#{who} .entry input").press("Enter")
            else:
                await self.button(who, move).click()
            await self.rest()

    async def text(self, who: str) -> str:
        """Give all that is to read in a chat."""
        return bare(await self.page.inner_text(f"#{who} .notes"))

    async def last(self, who: str) -> str:
        """Give the bot's newest message."""
        return await self.page.locator(f"#{who} .note.theirs .bubble").last.inner_text()

    async def sideways(self) -> int:
        """Measure how far the page could be pushed to the side."""
        wide: int = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wide

    async def photograph(self, name: str) -> None:
        """Draw a picture for the docs, when it is wished."""
        if PICTURES:
            await self.page.mouse.move(2, 2)
            await self.page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.fixture
async def screen(tmp_path: Path) -> AsyncIterator[Screen]:
    """Open a playground, and a browser that looks at it and finds nothing wrong."""
    async with playground(tmp_path, "127.0.0.1", 0) as place, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM)
        seen = Screen(await browser.new_page(viewport=WIDE, reduced_motion="reduce"), place.api)  # type: ignore[arg-type]  # a plain dict
        seen.listen()
        await seen.page.goto(place.api)
        await seen.page.wait_for_selector("body[data-ready]")
        yield seen
        await browser.close()
    assert seen.faults == []


async def invite_and_join(screen: Screen, client: str, opening: str = "#open-invite") -> None:
    """Accept as a therapist, invite a client, open the link with one tap somewhere, and join."""
    await screen.click("#therapist .start")
    await screen.go("therapist", *(move.format(language="en", name="Olena") for move in ACCEPTING))
    await screen.page.get_by_role("button", name="Add one client").click()
    await screen.go("therapist", "=Anna", "~own")
    await screen.click(opening)
    await screen.go("client", *(move.format(language=client) for move in JOINING))


async def compare_pictures(screen: Screen) -> None:
    """Choose on the therapist's phone the row that the client sees."""
    seen = signs(await screen.last("client"))
    await screen.go("therapist", "~open.confirm_client")
    for row in await screen.page.locator("#therapist .note:last-child .inline button").all():
        if signs(await row.inner_text()) == seen:
            await row.click()
            await screen.rest()
            return
    pytest.fail(f"no row shows {seen}")


async def first_check_in(screen: Screen, client: str) -> None:
    """Live through everything from the invitation to the therapist who reads."""
    await invite_and_join(screen, client)
    await compare_pictures(screen)
    assert await screen.clock("prompt") == "Interlude wrote to Anna."
    await screen.go("client", "yes", "4", "hard", f"={HARD[client]}", f"={RAISED[client]}", "no")
    await open_notes(screen)


async def reach_the_scale(screen: Screen) -> None:
    """Wait for the next check-in and let the client see the scale, while the therapist reads the notes."""
    await screen.clock("prompt")
    await open_notes(screen)
    await screen.go("client", "yes")


async def open_notes(screen: Screen) -> None:
    """Let the therapist open the client's notes."""
    await screen.page.locator("#therapist .reply button").first.click()
    await screen.rest()
    await screen.page.locator("#therapist .note:last-child .inline button", has_text="Anna").click()
    await screen.rest()
    await screen.go("therapist", "client_log")


async def test_first_check_in_on_both_phones_in_english(screen: Screen) -> None:
    assert await screen.page.locator("[aria-current=step]").inner_text() != ""

    await first_check_in(screen, "en")

    assert await screen.page.locator("[data-step].done").count() == STEPS
    assert HARD["en"] in await screen.text("therapist")
    await screen.go("therapist", "read")
    assert "Read by Olena" in await screen.text("client")
    assert "Saved" in await screen.text("client") or "saved" in await screen.text("client")


async def test_first_check_in_in_arabic_runs_from_right_to_left(screen: Screen) -> None:
    await screen.page.select_option("#client select", "ar")
    await screen.rest()
    await first_check_in(screen, "ar")

    chat = screen.page.locator("#client .screen")
    await expect(chat).to_have_attribute("dir", "rtl")
    theirs = await chat.locator(".note.theirs").last.bounding_box()
    mine = await chat.locator(".note.mine").last.bounding_box()
    assert theirs
    assert mine
    assert theirs["x"] + theirs["width"] > mine["x"] + mine["width"]
    assert HARD["ar"] in await screen.text("therapist")
    assert "written in: العربية" in await screen.text("therapist")
    await expect(screen.page.locator("#therapist .screen")).to_have_attribute("dir", "ltr")
    await reach_the_scale(screen)
    rows = screen.page.locator("#client .note:last-child .row")
    assert [bare(row) for row in await rows.all_inner_texts()] == ["0\n1\n2\n3\n4\n5", "6\n7\n8\n9\n10", "رجوع\nتخطي"]
    boxes = [await screen.button("client", code).bounding_box() for code in ("5", "0")]
    assert [box["x"] for box in boxes if box] == sorted(box["x"] for box in boxes if box)
    await screen.photograph("playground-rtl")


async def test_clock_bar_moves_both_phones(screen: Screen) -> None:
    before = await screen.page.inner_text("#clock")
    assert "nobody" in await screen.clock("hour")
    assert "10:00" in await screen.page.inner_text("#clock")
    await screen.clock("day")
    assert (await screen.page.inner_text("#clock")).split(",")[0] != before.split(",")[0]
    assert "Let a client join first" in await screen.clock("prompt")
    assert await screen.page.inner_text("#client .clocktime") == "10:00"


async def test_two_weeks_are_played_and_started_over(screen: Screen) -> None:
    assert "Two weeks" in await screen.clock("weeks")

    assert await screen.page.locator("[data-step].done").count() == STEPS
    assert await screen.page.locator("#all-done").is_visible()
    assert HARD["en"] in await screen.text("therapist")
    await screen.page.locator("#therapist .player").last.click()
    assert await screen.page.locator("#therapist .wave.plays").count() == 1
    assert (
        await screen.page.locator("#therapist .gone").count() > 0
    )  # the notes of the first week are gone from the chat
    await reach_the_scale(screen)
    await screen.photograph("playground-ltr")

    await screen.clock("over")

    assert await screen.page.locator(".note").count() == 0
    assert await screen.page.locator("[data-step].done").count() == 0
    await screen.click("#therapist .start")
    assert await screen.page.locator("#therapist .note.theirs").count() == 1


async def test_course_is_played_up_to_a_week(screen: Screen) -> None:
    await screen.page.select_option("#upto", "2")
    assert "The course was played." in await screen.clock("ipc6")

    await screen.page.locator("#therapist .reply button").first.click()
    await screen.rest()
    await screen.page.locator("#therapist .note:last-child .inline button", has_text="Anna").click()
    await screen.rest()
    assert "2 of 6 held" in await screen.last("therapist")
    await screen.photograph("playground-course")


async def test_faults_lose_nothing_and_are_answered_politely(screen: Screen) -> None:
    await screen.clock("weeks")
    await screen.clock("prompt")
    await screen.page.locator(".switch").click()
    await screen.go("client", "yes", "7")  # each counts twice
    await screen.page.locator(".switch").click()
    assert await screen.page.locator("#client .inline button").count() > 0  # one question is open, not none

    assert "nothing was lost" in await screen.clock("restart")
    await screen.go("client", "good")
    await screen.clock("stumble")
    await screen.go("client", "=Bread with my neighbour.")
    await screen.click("#again")
    await screen.go("client", "~skip", "no")
    text = await screen.text("client")
    assert "Bread with my neighbour." in text
    assert "10 = best it has been\n\n7" in text

    await screen.click("#block")
    assert await screen.page.locator("#client .start").is_visible()
    await screen.clock("prompt")
    await screen.page.locator("#therapist .reply button").first.click()
    await screen.rest()
    assert "Anna" in await screen.last("therapist")
    await screen.click("#block")
    assert await screen.page.locator("#client .entry").is_visible()


@pytest.mark.parametrize("opening", ["#client .arrived button", "#therapist .link"])
async def test_everything_else_that_fingers_do(screen: Screen, opening: str) -> None:
    await invite_and_join(screen, "en", opening)
    await screen.page.get_by_role("button", name="Send a sticker").last.click()
    await screen.rest()
    await screen.page.get_by_role("button", name="Record a voice note").last.click()
    await screen.rest()
    assert await screen.page.locator("#client .bubble.sticker").count() == 1
    assert await screen.page.locator("#client .mine .recording").count() == 1

    await screen.page.get_by_role("button", name="Commands").last.click()
    await screen.page.locator("#client .commands button", has_text="/help").click()
    await screen.rest()

    assert "Lumenia" in await screen.text("client")
    await screen.page.select_option("#client select", "uk")
    await screen.rest()
    assert await screen.page.locator("#client .entry input").get_attribute("placeholder") == "Повідомлення"


FAINT = """
() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (color) => color.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const over = (top, below) => { const a = top[3] ?? 1; return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a)); };
  const ground = (node) => {
    if (!node) return rgb(getComputedStyle(document.body).backgroundColor);
    const own = rgb(getComputedStyle(node).backgroundColor);
    return (own[3] ?? 1) === 1 ? own : over(own, ground(node.parentElement));
  };
  const contrast = (node) => {
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return [...document.querySelectorAll("body *")]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()))
    .filter((node) => node.checkVisibility() && !node.closest(":disabled") && contrast(node) < 4.5)
    .map((node) => `${node.className || node.tagName}: ${node.textContent.slice(0, 30)} ${contrast(node).toFixed(2)}`);
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_stands_out_and_a_narrow_screen_never_scrolls_sideways(screen: Screen, scheme: str) -> None:
    await screen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two
    assert await screen.page.evaluate(FAINT) == []
    await screen.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict
    assert await screen.sideways() == 0
    await screen.clock("weeks")
    for who in ("therapist", "client"):
        await screen.page.locator(f"button[data-which={who}]").click()
        assert await screen.sideways() == 0
        box = await screen.page.locator(f"#{who} .go").bounding_box()
        assert box
        assert box["x"] + box["width"] <= NARROW["width"]
    await screen.click("#block")
    assert await screen.page.evaluate(FAINT) == []


async def test_keyboard_alone_is_enough_and_everything_has_a_name(screen: Screen) -> None:
    await screen.page.locator("#therapist .start").focus()
    await screen.page.keyboard.press("Enter")
    await screen.rest()
    await screen.button("therapist", "en").focus()
    await screen.page.keyboard.press("Enter")
    await screen.rest()

    focused = await screen.page.evaluate("document.activeElement.dataset.code")
    assert focused == "begin"  # the button that was pressed is gone; the next one has the focus
    nameless = await screen.page.evaluate(
        """[...document.querySelectorAll("button, input, select")].filter((node) => node.checkVisibility()
        && !(node.getAttribute("aria-label") || node.innerText.trim() || node.labels?.[0]?.innerText.trim())).length"""
    )
    assert nameless == 0

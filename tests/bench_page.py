"""
`make bench`, its second part: the page for a client of two years beside one of two weeks, and what papers and pictures cost.

Both clients are asked for in turn, so that whatever else this machine does hits both.  Read the ratios.
"""

import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx

from bot.readings.asked import Look
from bot.readings.briefs import brief_of
from bot.reports.brief_page import pdf_of
from bot.reports.chart import draw_weeks, weeks_of
from bot.reports.drawing import svg_of
from bot.web.health import health_of
from bot.web.log.pages import LOG, Pages
from bot.web.server import listening
from bot.web.site import site
from flows.entries import Link, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered
from flows.tools import Field, ToolKept
from locales.voice import voice_for
from storage import log, signing_in
from storage.base import Store, Transaction
from storage.clocks import SetCalendar, SetMachine
from storage.persons import Person
from tests.bot.page.conftest import sitting
from tests.bot.page.hands import CHROMIUM, NARROW, browsing, weeks
from tests.bot.page.throttled import by_a_link, inside_telegram, journey_row
from tests.bot.talking import PROGRAMME, Talking
from tests.conftest import Database
from tests.shelf import Shelf

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG, SHORT = 730, 14  # days of daily entries
PATHS = ("", "/notes", "/weeks", "/people", "/plan", "/work", "/brief.pdf")
GOAL = 1.3


@dataclass
class Shown:
    """The seconds that one page took, for the long client and for the short one."""

    path: str
    long: list[float] = field(default_factory=list)
    short: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Give p95 of the long one by p95 of the short one."""
        return percentile(self.long) / percentile(self.short)


def percentile(values: list[float]) -> float:
    """Give the value under which 95 of a hundred lie."""
    return sorted(values)[round(0.95 * (len(values) - 1))]


async def keep(tx: Transaction, client: Person, at: int, entry: object) -> None:
    """Keep one entry of a day."""
    kind, value = entry.kind, entry.model_dump(mode="json")  # type: ignore[attr-defined]  # each is an entry
    await log.keep(tx, client=client.id, run=None, step=f"{at}:{kind}", turn=0, kind=kind, value=value)


async def live(store: Store, calendar: SetCalendar, known: dict[Person, int]) -> None:
    """Let clients write daily for so many days until now, answer a measure every week and write down a person every month."""
    for ago in range(max(known.values()), 0, -1):
        calendar.set(NOW - timedelta(days=ago))
        async with store.write() as tx:
            for client, days in known.items():
                if ago <= days:
                    await one_day(tx, client, ago)
    calendar.set(NOW)


async def one_day(tx: Transaction, client: Person, ago: int) -> None:
    """Keep what a client writes on one day."""
    words = Said(text=f"What happened {ago} days ago, in a sentence of usual length.")
    await keep(tx, client, ago, MoodReported(mood=ago % 11, link=Link.BOTH, words=words))
    if ago % 7 == 0:
        given = MeasureAnswered(instrument="PHQ-9", language="en", form="a", answers=(1,) * 9, total=9)
        await keep(tx, client, ago, given)
        await keep(tx, client, ago, Raised(words=words))
    if ago % 30 == 0:
        name = Field(name="name", said=Said(text=f"Person {ago}"))
        await keep(tx, client, ago, ToolKept(tool="my_people", record=f"r{ago}", fields=(name,)))


async def measure_pages(database: Database, rounds: int, long: int = LONG, short: int = SHORT) -> list[Shown]:
    """Measure every page over HTTP for both clients in turn."""
    calendar = SetCalendar(NOW - timedelta(days=long + 1))  # a calendar of ours never goes back
    store = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=SetMachine())
    async with AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        await store.migrate()
        house = Talking(store)
        staff = await house.staff()
        clients = [await house.connected(staff) for _one in range(2)]
        await live(store, calendar, dict(zip(clients, (long, short), strict=True)))
        pages = Pages(store, PROGRAMME, "")
        address = await stack.enter_async_context(
            listening(site(lambda: health_of(store), pages=pages), "127.0.0.1", 0)
        )
        browser = await stack.enter_async_context(httpx.AsyncClient(base_url=f"{address}{LOG}", timeout=60))
        browser.headers["authorization"] = f"Bearer {await signed_in(store, staff)}"
        found = [Shown(path) for path in PATHS]
        for number in range(rounds + 1):
            for shown in found:
                for client, into in zip(clients, (shown.long, shown.short), strict=True):
                    took = await asked(browser, f"/client/{client.id}{shown.path}")
                    into.extend([took] if number else [])  # the first round warms up
        return found


async def signed_in(store: Store, staff: Person) -> str:
    """Sign the therapist in, with the second factor shown."""
    async with store.write() as tx:
        return await signing_in.begin(tx, staff.id, unlocked=True)


async def asked(browser: httpx.AsyncClient, path: str) -> float:
    """Ask for a page and give the seconds."""
    began = time.perf_counter()
    (await browser.get(path)).raise_for_status()
    return time.perf_counter() - began


async def measure_papers(database: Database, rounds: int, days: int = 84) -> dict[str, float]:
    """Measure the brief on paper and the weeks as SVG and PNG, the best of some rounds, in seconds."""
    calendar = SetCalendar(NOW - timedelta(days=days + 1))
    store = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=SetMachine())
    await store.migrate()
    house = Talking(store, chats=500)
    staff = await house.staff("Taras")
    client = await house.connected(staff)
    await live(store, calendar, {client: days})
    async with store.write() as tx:
        brief = await brief_of(Look(tx, PROGRAMME), staff, client.id)
    await store.close()
    voice = voice_for("en")
    work: dict[str, Callable[[], object]] = {
        "brief as PDF": lambda: pdf_of(brief, voice, "Shown to Taras", NOW),
        "weeks as SVG": lambda: svg_of(weeks_of(brief, voice)),
        "weeks as PNG": lambda: draw_weeks({"brief": brief.model_dump(mode="json")}, voice),
    }
    return {name: min(timed(one) for _round in range(rounds)) for name, one in work.items()}


def timed(work: Callable[[], object]) -> float:
    """Give the seconds of one piece of work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


async def measure_journeys(databases: list[Database], shelf: Shelf) -> list[str]:
    """Go both ways from a notice to the brief in a real browser on a slow connection."""
    if not CHROMIUM.exists():
        return ["from a notice to the brief: no browser is here. Run `sudo python3 start.py browser`."]
    rows = []
    for database, go in zip(databases, (by_a_link, inside_telegram), strict=True):
        at = replace(database, shelf=shelf)
        async with sitting(at, SetCalendar(NOW), SetMachine()) as desk, browsing(NARROW) as page:
            await weeks(desk, "en")
            rows.append(journey_row(await go(page, desk)))
    return rows


def label(name: str, path: str) -> str:
    """Name one row."""
    return f"{name} page {path or '/brief'}"


def page_table(name: str, found: list[Shown]) -> list[str]:
    """Write one row for each page: p95 of both, and the ratio beside the goal."""
    return [
        f"{label(name, one.path):<34}{percentile(one.short) * 1e3:7.1f} ms {percentile(one.long) * 1e3:7.1f} ms"
        f"{one.ratio:7.2f}  (goal {GOAL})"
        for one in found
    ]


def paper_table(found: dict[str, float]) -> list[str]:
    """Write one row for each paper and picture."""
    return [f"{name:<42}{seconds * 1e3:8.1f} ms" for name, seconds in found.items()]

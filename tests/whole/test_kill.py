"""`kill -9` at every point: nothing that Telegram was told we have is lost, and only what may be repeated is repeated."""

import asyncio
from collections import Counter

import pytest

from bot.playground.standin import StandIn
from bot.points import POINTS
from tests.conftest import Database
from tests.whole.killing import Town, token_of, town

BUSY = ("Anna", "Bohdan")
WAITING = ("Carla", "Dana")  # open nothing by themselves, so that a prompt may come
WITH_WEBHOOK = (
    "inbox:before-commit",
    "inbox:after-commit",
    "sender:before-call",
    "press:before-call",
)  # others are alike
AT_JOINING = 1  # joining ends with a mood, too
PASSES = {"ticker:before-commit": 2, "ticker:after-commit": 2}  # the tick looks at other moments first, then at prompts


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("dialect", "webhook"), [("sqlite", False), ("postgresql", False), ("sqlite", True)], indirect=["dialect"]
)
async def test_check_ins_survive_a_kill_at_every_point(database: Database, webhook: bool) -> None:
    async with town(database, BUSY if webhook else (*BUSY, *WAITING), webhook=webhook) as place:
        busy, waiting = place.clients[: len(BUSY)], place.clients[len(BUSY) :]
        enough = asyncio.Event()
        lives = [asyncio.create_task(client.live(enough)) for client in busy]
        points = WITH_WEBHOOK if webhook else POINTS
        for point in points:
            prompted = waiting.pop() if point.startswith("ticker:") else None
            if prompted:
                await place.make_a_prompt_due(prompted)
            await place.until_killed_at(f"{point}@{PASSES.get(point, 1)}")
            if prompted:
                lives.append(asyncio.create_task(prompted.check_in()))
            if point.startswith("sender:"):
                await place.live_on_until_each_has_answered(busy)
        enough.set()
        async with place.bot() as bot:
            await bot.until_ready()
            await place.soon(asyncio.gather(*lives))
        await nothing_is_lost(place)
        only_what_may_be_repeated_was(place.standin, deaths=len(points))


async def nothing_is_lost(place: Town) -> None:
    for client in place.clients:
        assert sorted(await place.kept_words(client)) == sorted(client.told)
        moods = [entry for entry in await place.entries(client) if entry.kind == "mood_reported"]
        assert len(moods) == client.check_ins + AT_JOINING > AT_JOINING


def only_what_may_be_repeated_was(standin: StandIn, *, deaths: int) -> None:
    copies = Counter(
        (talk.id, token_of(note)) for talk in standin.talks.values() for note in talk.notes if note.buttons
    )
    assert max(copies.values()) <= 2
    assert sum(count - 1 for count in copies.values()) <= deaths

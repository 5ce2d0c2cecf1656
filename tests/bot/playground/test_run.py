"""The playground in one process: its own databases, one deed at a time, restarts and new stories."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assembly import House
from bot.deployment import KIND, WrongDatabase
from bot.playground.believable import accept, come_in, compare
from bot.playground.run import FILES, Playground, playground
from bot.playground.story import steps
from storage.base import marked
from storage.clocks import SetMachine
from storage.only_one import AlreadyServed

ALL_STEPS = ("accept", "join", "compare", "check_in", "read")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Playground]:
    """Open a playground and give what is behind its page."""
    async with playground(tmp_path, "127.0.0.1", 0) as opened:
        yield opened


async def begin_joining(place: Playground) -> None:
    """Let the therapist accept and the client join as far as the pictures."""
    await accept(place.phones["therapist"], place.link, place.settle)
    await come_in(place.phones["therapist"], place.phones["client"], place.settle)


async def test_restart_goes_on_in_the_middle_of_a_conversation(place: Playground) -> None:
    await begin_joining(place)
    before = place.house

    await place.hooks().restart()

    assert place.house is not before
    await compare(place.phones["therapist"], place.phones["client"], place.settle)
    assert "connected" in place.phones["client"].last
    assert place.progress.steps == ("accept", "join", "compare")


async def test_two_deeds_at_once_happen_one_after_the_other(place: Playground) -> None:
    hooks, before = place.hooks(), place.calendar.now()

    await asyncio.gather(*(hooks.forward(timedelta(hours=1)) for _time in range(3)), hooks.restart())

    assert place.calendar.now() == before + timedelta(hours=3)


async def test_end_waits_for_what_is_under_way(tmp_path: Path) -> None:
    async with playground(tmp_path, "127.0.0.1", 0) as place:
        first = place.house
        under_way = asyncio.ensure_future(place.hooks().start_over())
        await asyncio.sleep(0)  # so that it has begun

    await under_way
    assert place.house is not first
    assert place.turn.locked()


async def test_clock_stands_still_when_nobody_has_joined(place: Playground) -> None:
    before = place.calendar.now()

    assert not await place.hooks().to_next_prompt()
    assert place.calendar.now() == before


async def test_new_story_knows_nobody_of_the_old_one_and_keeps_the_languages(place: Playground) -> None:
    await begin_joining(place)
    place.phones["client"].set_language("uk")
    before, link = place.calendar.now(), place.link

    await place.hooks().start_over()

    assert [phone.talk.notes for phone in place.phones.values()] == [[], []]
    assert place.progress.steps == ()
    assert place.link != link
    assert place.calendar.now() > before
    assert place.phones["client"].talk.language_code == "uk"
    place.phones["therapist"].start(link)
    await place.settle()
    assert place.progress.steps == ()


@pytest.mark.parametrize("languages", [("en", "uk"), ("uk", "ar")])
async def test_two_weeks_are_lived_in_whatever_languages_the_phones_are_set_to(
    place: Playground, languages: tuple[str, str]
) -> None:
    for who, language in zip(("therapist", "client"), languages, strict=True):
        place.phones[who].set_language(language)

    await place.hooks().play_two_weeks()

    assert place.progress.steps == ALL_STEPS
    assert any(note.kind == "voice" for note in place.phones["therapist"].screen)


async def test_every_start_begins_a_new_story_and_leaves_other_files_alone(tmp_path: Path) -> None:
    other = tmp_path / "data" / "letters.sqlite"
    other.parent.mkdir()
    other.write_text("not ours")
    links = []
    for _time in range(2):
        async with playground(tmp_path, "127.0.0.1", 0) as place:
            links.append(place.link)

    assert links[0] != links[1]
    assert other.read_text() == "not ours"


async def test_second_playground_in_the_same_folder_is_refused(place: Playground) -> None:
    with pytest.raises(AlreadyServed):
        async with playground(place.folder, "127.0.0.1", 0):
            pass


async def test_databases_of_a_real_deployment_are_refused_and_kept(tmp_path: Path) -> None:
    mine = Playground(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").mkdir()
    real = await House.open(mine.plans_as("real"), calendar=mine.calendar, machine=SetMachine())
    await real.close()

    with pytest.raises(WrongDatabase, match="belongs to a real deployment"):
        async with playground(tmp_path, "127.0.0.1", 0):
            pass

    assert all((tmp_path / name).exists() for name in FILES)
    again = await House.open(mine.plans_as("real"), calendar=mine.calendar, machine=SetMachine())
    async with again.store.read() as tx:
        assert await marked(tx, KIND) == "real"
    await again.close()


def test_steps_follow_the_story() -> None:
    assert list(steps({}, answered=False, read=False)) == []
    assert list(steps({"therapist": "active", "client": "joining"}, answered=False, read=True)) == ["accept"]
    assert list(steps({"therapist": "active", "client": "waiting"}, answered=False, read=False)) == ["accept", "join"]
    assert tuple(steps({"therapist": "active", "client": "active"}, answered=True, read=True)) == ALL_STEPS


async def test_both_stories_are_played_where_staff_read_on_the_page(tmp_path: Path) -> None:
    async with playground(tmp_path, "127.0.0.1", 0, with_page=True) as place:
        await place.hooks().play_two_weeks()
        assert place.progress.steps == ALL_STEPS
        await place.hooks().play_course("ipc6", 2)

        assert place.progress.steps == ALL_STEPS
        assert any("Read by Olena" in text for text in place.phones["client"].texts)

"""The export as a whole: who is left out, what interrupts it, how much it holds, and what the audit says."""

from __future__ import annotations

import gc
import weakref
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.exports.disguise import Names
from bot.exports.research import ANSWERS, DEED, Dossier, NobodyWilling, dossiers, export, write
from bot.exports.shelf import FolderRefused, shelf
from flows.agreed import CourseFacts
from flows.course import Area
from flows.entries import Link, MoodReported, Raised, Said
from storage import audit, courses, forgetting, research
from storage.base import Store
from storage.clocks import SetCalendar
from tests.bot.exports.looking import STUDY, answer_research, client_of, exported, kept

MOOD = MoodReported(mood=4, link=Link.GOOD, words=Said(text="Marisol"))


async def deeds(store: Store, client: str) -> list[str]:
    async with store.read() as tx:
        return [deed.deed for deed in await audit.of(tx, client)]


@pytest.mark.parametrize(
    ("answers", "there"), [((), 0), ((False,), 0), ((True,), 1), ((True, False), 0), ((True, False, True), 1)]
)
async def test_only_a_standing_yes_is_exported(
    store: Store, tmp_path: Path, answers: tuple[bool, ...], there: int
) -> None:
    await client_of(store, True)
    asked = await client_of(store, *answers)

    found = await exported(store, tmp_path / "study")

    assert len(found.people) == 1 + there
    assert await deeds(store, asked) == [DEED] * there


async def test_the_yes_that_counts_is_that_of_research(store: Store) -> None:
    from storage import consents

    client = await client_of(store)
    for part in ("message", "store", "share"):
        async with store.write() as tx:
            await consents.answer(tx, client, part, answer=True, text_id="t", version=1, language="en")

    async with store.read() as tx:
        assert await research.willing(tx) == []


async def test_whoever_was_forgotten_is_left_out_from_the_first_step_on(store: Store, tmp_path: Path) -> None:
    await client_of(store, True)
    marked, gone = await client_of(store, True), await client_of(store, True)
    async with store.write() as tx:
        await forgetting.mark(tx, marked, [])
    await store.keys.shred(gone, store.calendar.now())

    found = await exported(store, tmp_path / "study")

    assert len(found.people) == 1
    assert await deeds(store, marked) == await deeds(store, gone) == []


async def test_yes_taken_back_while_the_export_runs_counts(store: Store, tmp_path: Path) -> None:
    clients = [await client_of(store, True) for _ in range(3)]
    found = dossiers(store, clients, lambda _done: None)

    assert (await anext(found)).client == clients[0]
    await answer_research(store, clients[1], False)

    assert [one.client async for one in found] == [clients[2]]


async def test_private_entries_and_words_stay(store: Store, tmp_path: Path) -> None:
    client = await client_of(store, True, name="Zoryana")
    await kept(store, client, MOOD, "a" * 32)
    await kept(store, client, MoodReported(mood=9), "b" * 32, private=True)
    await kept(store, client, Raised(words=Said(text="Marisol")), "c" * 32)

    found = await exported(store, tmp_path / "study")

    assert [(row["item"], row["value"]) for row in found.rows] == [("mood", "4"), ("link", "good")]
    assert '"private_entries": 1' in found.text()
    for word in ("Marisol", "Zoryana", client, "a" * 32):
        assert word not in found.text()


async def test_the_audit_knows_before_a_row_is_written(store: Store) -> None:
    client = await client_of(store, True)

    one = await anext(dossiers(store, [client], lambda _done: None))

    assert one.client == client
    assert await deeds(store, client) == [DEED]


async def test_one_client_is_held_at_a_time_however_many_there_are(store: Store, tmp_path: Path) -> None:
    clients = [await client_of(store, True) for _ in range(12)]
    for client in clients:
        await kept(store, client, MOOD, client)
    living: weakref.WeakSet[Dossier] = weakref.WeakSet()
    most = 0

    async def watched() -> AsyncIterator[Dossier]:
        nonlocal most
        async for one in dossiers(store, clients, lambda _done: None):
            living.add(one)
            gc.collect()
            most = max(most, len(living))
            yield one

    with shelf(tmp_path / "study") as place:
        written = await write(place, watched(), Names())

    assert (written.participants, written.rows, most) == (12, 24, 1)


async def test_rows_are_on_their_way_before_the_last_client_is_read(store: Store, tmp_path: Path) -> None:
    clients = [await client_of(store, True) for _ in range(3)]
    named: list[str] = []

    async def watched() -> AsyncIterator[Dossier]:
        async for one in dossiers(store, clients, lambda _done: None):
            named.append(min(file.name for file in (tmp_path / "study").iterdir()))
            yield one

    with shelf(tmp_path / "study") as place:
        await write(place, watched(), Names())

    assert named == [f"{ANSWERS}.unfinished"] * 3
    assert (tmp_path / "study" / ANSWERS).exists()


@pytest.mark.parametrize("there_before", [True, False])
@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError])
async def test_interrupted_run_leaves_nothing(
    store: Store, tmp_path: Path, trouble: type[BaseException], there_before: bool
) -> None:
    for _ in range(3):
        await client_of(store, True)
    folder, done = tmp_path / "study", []
    if there_before:
        folder.mkdir()

    def progress(clients: int) -> Callable[[int], object]:
        def second_raises(one: int) -> None:
            done.append(one)
            assert len(list(folder.iterdir())) == 2
            if len(done) == 2:
                raise trouble

        return second_raises

    with pytest.raises(trouble):
        await export(store, folder, STUDY, progress)

    assert (list(folder.iterdir()) if there_before else folder.exists()) in ([], False)


async def test_nobody_willing_is_an_error_and_makes_no_folder(store: Store, tmp_path: Path) -> None:
    await client_of(store, False)

    with pytest.raises(NobodyWilling, match="Nothing was exported"):
        await exported(store, tmp_path / "study")

    assert not (tmp_path / "study").exists()


async def test_folder_in_use_and_a_file_are_refused(store: Store, tmp_path: Path) -> None:
    await client_of(store, True)
    await exported(store, tmp_path / "study")
    (tmp_path / "file").write_text("mine")

    for name, found in (("study", "is not empty"), ("file", "is a file")):
        with pytest.raises(FolderRefused, match=found):
            await exported(store, tmp_path / name)

    assert len(list((tmp_path / "study").iterdir())) == 5
    assert (tmp_path / "file").read_text() == "mine"


async def test_progress_hears_of_every_client_also_of_one_who_is_left_out(
    store: Store, calendar: SetCalendar, tmp_path: Path
) -> None:
    await client_of(store, True)
    await store.keys.shred(await client_of(store, True), calendar.now())
    heard: list[int] = []

    def progress(clients: int) -> Callable[[int], object]:
        heard.append(clients)
        return heard.append

    written = await export(store, tmp_path / "study", STUDY, progress)

    assert heard == [2, 1, 1]
    assert (written.participants, written.unread) == (1, 1)


async def test_people_without_a_course_have_empty_cells(store: Store, tmp_path: Path) -> None:
    await client_of(store, True)

    (person,) = (await exported(store, tmp_path / "study")).people

    assert {name: value for name, value in person.items() if name != "id"} == {
        "age_band": "18+", "problem_area": "", "template": "", "language": "en", "meetings_planned": "",
        "meetings_held": "",
    }  # fmt: skip


async def test_the_order_of_people_says_nothing_of_who_came_first(store: Store, tmp_path: Path) -> None:
    for _ in range(12):
        await client_of(store, True)

    names = [person["id"] for person in (await exported(store, tmp_path / "study")).people]

    assert names == sorted(names)


@pytest.mark.parametrize(("agreed", "shown"), [(True, "grief"), (False, "")])
async def test_area_that_was_not_spoken_about_stays(store: Store, tmp_path: Path, agreed: bool, shown: str) -> None:
    client = await client_of(store, True)
    async with store.write() as tx:
        course = await courses.begin(tx, client, template="ipc6", sessions=6)
        await courses.change(tx, course, CourseFacts(area=Area.GRIEF, agreed=agreed))

    (person,) = (await exported(store, tmp_path / "study")).people

    assert (person["problem_area"], person["template"], person["meetings_held"]) == (shown, "ipc6", "0")

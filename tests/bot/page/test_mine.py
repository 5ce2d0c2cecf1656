"""A client's own page: their words, what is shown of them, who has looked, and a copy with everything and nothing of others."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from flows import course_wishes as wishes
from flows.course import Area
from flows.ending_wishes import LeaveGoodbye
from flows.entries import Link, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered
from flows.readings import MyEntries, MyHoldings
from flows.wishes import SendCopy
from storage import audit, log, persons
from storage.access import actor_of
from tests.bot.course.conftest import TUESDAY
from tests.bot.course.looking import SHORT
from tests.bot.course.test_brief import write
from tests.bot.course.test_endings import BYE
from tests.bot.page.conftest import Desk
from tests.bot.talking import JOINS

ENTRY = re.compile(r'name="entry" value="([0-9a-f]+)"')


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


async def written(desk: Desk) -> None:
    await write(desk.house, desk.client, MoodReported(mood=4, link=Link.HARD, words=Said(text="The letter")))
    await write(desk.house, desk.client, Raised(words=Said(text="The garden")), private=True)


async def test_own_words_are_all_there_and_what_is_private_says_so(desk: Desk) -> None:
    await written(desk)
    shown = (await desk.sign_in(desk.client)).text

    assert "The letter" in shown
    assert "The garden" in shown
    assert shown.count("Only you can see this.") == 1


async def test_preview_holds_what_the_therapist_reads_and_no_more(desk: Desk) -> None:
    await written(desk)
    await desk.sign_in(desk.client)
    shown = (await desk.get("/mine/shared")).text

    assert "This is what Olena can read." in shown
    assert "The letter" in shown
    assert "The garden" not in shown


async def test_entry_is_kept_to_oneself_with_one_tap_and_shown_again_with_another(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The garden")))
    found = ENTRY.search((await desk.sign_in(desk.client)).text)
    assert found is not None
    await desk.post("/mine/private", entry=found[1], private="yes")

    async with desk.house.store.write() as tx:
        assert await log.entries(tx, actor_of(desk.staff), desk.client.id, kinds=["raised"]) == []
    await desk.post("/mine/private", entry=found[1], private="no")
    async with desk.house.store.write() as tx:
        assert len(await log.entries(tx, actor_of(desk.staff), desk.client.id, kinds=["raised"])) == 1


async def test_entry_of_somebody_else_is_not_found(desk: Desk) -> None:
    other = await desk.house.connected(desk.staff)
    await write(desk.house, other, Raised(words=Said(text="Not mine")))
    async with desk.house.store.read() as tx:
        theirs = (await log.own(tx, other.id))[0]
    await desk.sign_in(desk.client)

    assert (await desk.post("/mine/private", entry=theirs.id, private="yes")).status_code == 404
    async with desk.house.store.read() as tx:
        assert not (await log.own(tx, other.id))[0].private


async def test_days_on_which_somebody_looked_are_listed_without_the_hour(desk: Desk) -> None:
    await desk.reading()
    await desk.get(desk.brief)
    await desk.get(f"{desk.brief}/people")
    await desk.sign_in(desk.client)
    shown = (await desk.get("/mine/looked")).text

    assert "Monday, 2 March: Olena" in shown
    assert shown.count("Olena") == 1


async def test_export_for_research_is_a_look_too(desk: Desk) -> None:
    async with desk.house.store.write() as tx:
        await audit.note(tx, audit.OPERATOR, desk.client.id, "exported_research", "research")
    await desk.sign_in(desk.client)

    assert "Monday, 2 March: –" in (await desk.get("/mine/looked")).text
    kept = (await desk.get("/mine/interlude.json")).json()
    assert kept["looked"] == [{"on": "2026-03-02", "by": None, "what": "exported_research"}]


async def test_copy_holds_everything_of_mine_and_nothing_of_others(desk: Desk) -> None:
    await written(desk)
    other = await desk.house.connected(desk.staff)
    await write(desk.house, other, Raised(words=Said(text="Not mine")))
    await desk.sign_in(desk.client)
    kept = json.loads((await desk.get("/mine/interlude.json")).text)

    assert {one["kind"] for one in kept["entries"]} >= {"mood_reported", "raised"}
    assert [one["private"] for one in kept["entries"]].count(True) == 1
    assert kept["agreed_to"]["store"] is True
    assert "Not mine" not in json.dumps(kept)
    assert other.id not in json.dumps(kept)


@pytest.mark.parametrize(("language", "direction", "mood"), [("en", "ltr", "mood: 4 of 10"), ("ar", "rtl", "المزاج")])
async def test_copy_to_read_is_in_my_language_and_holds_the_same(
    desk: Desk, language: str, direction: str, mood: str
) -> None:
    await written(desk)
    await write(desk.house, desk.client, Raised(words=Said(text="<b>2 < 3</b>")))
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.client.id, language=language)
    await desk.sign_in(desk.client)
    answer = await desk.get("/mine/interlude.html")

    assert answer.headers["content-disposition"] == 'attachment; filename="interlude.html"'
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert mood in answer.text
    assert "The letter" in answer.text
    assert "The garden" in answer.text
    assert "&lt;b&gt;2 &lt; 3&lt;/b&gt;" in answer.text


async def test_copy_comes_into_the_chat_to_read_and_for_programs(desk: Desk) -> None:
    await written(desk)
    await desk.house.posted(desk.client)
    await desk.house.wish(desk.client, SendCopy())

    rows = await desk.house.posted(desk.client)
    assert [row.payload["file"]["name"] for row in rows] == ["interlude.html", "interlude.json"]
    assert all("The garden" in row.payload["file"]["text"] for row in rows)


async def test_every_look_is_found_however_long_ago(desk: Desk) -> None:
    for _day in range(65):
        desk.calendar.set(desk.calendar.now() + timedelta(days=1))
        async with desk.house.store.write() as tx:
            await audit.note(tx, actor_of(desk.staff), desk.client.id, "read_log", "care")
    await desk.sign_in(desk.client)
    pages = [(await desk.get(f"/mine/looked?page={n}")).text for n in (0, 1, 2, "x", "9" * 400)]
    holdings: MyHoldings = await desk.house.read(desk.client, MyHoldings)

    assert [page.count(": Olena</li>") for page in pages[:3]] == [30, 30, 5]
    assert ["?page=" in page for page in pages] == [True, True, False, True, True]
    assert (len(holdings.readings), holdings.older_looks) == (10, True)


async def test_asking_whether_a_file_is_there_does_not_use_its_link_up(desk: Desk) -> None:
    await desk.sign_in(desk.client)
    file = (await desk.post("/mine/interlude.json")).headers["x-interlude-paper"]

    for _preview in range(2):
        assert (await desk.http.head(file)).status_code == 200
    assert (await desk.http.get(file)).status_code == 200
    assert (await desk.http.get(file)).status_code == 410


async def test_measure_is_shown_as_it_was_answered_and_without_a_total(desk: Desk) -> None:
    answers = (1, 1, 1, 1, 1, 1, 1, 1, 0)
    await write(
        desk.house, desk.client, MeasureAnswered(instrument="PHQ-9", language="en", form="a", answers=answers, total=8)
    )
    shown = (await desk.sign_in(desk.client)).text

    assert "your answers: 1, 1, 1" in shown
    assert "8 of 27" not in shown


async def test_weeks_are_those_that_both_can_look_at(desk: Desk) -> None:
    await written(desk)
    await desk.sign_in(desk.client)
    mine = (await desk.get("/mine/weeks")).text
    assert "Week of Monday, 2 March" in mine
    assert "The letter" in mine

    await desk.reading()
    theirs = (await desk.get(f"{desk.brief}/weeks")).text
    assert "The letter" in theirs
    assert "The garden" not in theirs


async def own_faces(desk: Desk) -> str:
    """Give everything in which a client meets their own log."""
    await desk.sign_in(desk.client)
    pages = [(await desk.get(f"/mine{path}")).text for path in ("", "/shared", "/interlude.json", "/fhir.json")]
    mine: MyEntries = await desk.house.read(desk.client, MyEntries)
    return "".join([*pages, mine.model_dump_json()])


async def test_what_staff_prepare_is_not_there_before_it_is_given(desk: Desk) -> None:
    house, staff, client = desk.house, desk.staff, desk.client
    opened = wishes.OpenCourse(client=client.id, template="ipc6", sessions=6, first_on=TUESDAY, time="10:00")
    await house.wish(staff, opened, about=client)
    area = wishes.ChooseArea(client=client.id, area=Area.GRIEF, agreed=False)
    await house.wish(staff, area, about=client, step="not yet")
    await house.wish(staff, wishes.ProposeTask(client=client.id, words=SHORT), about=client)
    await house.wish(staff, LeaveGoodbye(client=client.id, words=BYE), about=client)
    seen = await own_faces(desk)
    assert "grief" not in seen.casefold()
    assert "You did this." not in seen

    await house.wish(staff, area.model_copy(update={"agreed": True}), about=client, step="together")
    assert "grief" in (await own_faces(desk)).casefold()
    await house.wish(staff, wishes.EndCourse(client=client.id, how="finished"), about=client)
    assert (await own_faces(desk)).count("You did this.") >= 5


async def test_own_log_is_found_by_kind(desk: Desk) -> None:
    await written(desk)
    await desk.sign_in(desk.client)

    assert "The letter" not in (await desk.get("/mine?kind=raised")).text
    assert "The garden" in (await desk.get("/mine?kind=raised")).text


async def test_without_sharing_nothing_is_in_the_preview(desk: Desk) -> None:
    quiet = await desk.house.connected(desk.staff, *("keep" if code == "keep_and_show" else code for code in JOINS))
    await write(desk.house, quiet, Raised(words=Said(text="The garden")))
    await desk.sign_in(quiet)

    shown = (await desk.get("/mine/shared")).text
    assert "The garden" not in shown


async def test_copy_for_another_system_is_mine_alone(desk: Desk) -> None:
    await written(desk)
    await desk.sign_in(desk.client)
    kept = (await desk.get("/mine/fhir.json")).json()

    assert kept["resourceType"] == "Bundle"
    assert "The garden" in json.dumps(kept)


async def test_therapist_makes_a_file_with_the_digits_and_without_what_is_private(desk: Desk) -> None:
    await written(desk)
    await desk.reading()
    await desk.get(desk.brief)
    assert (await desk.post(f"{desk.brief}/export", code="000000")).status_code == 403
    desk.calendar.set(desk.calendar.now() + timedelta(minutes=1))
    assert desk.app is not None
    kept = await desk.post(f"{desk.brief}/export", code=desk.app.at(desk.calendar.now()))

    assert kept.json()["resourceType"] == "Bundle"
    assert "The letter" in kept.text
    assert "The garden" not in kept.text
    async with desk.house.store.read() as tx:
        assert any("fhir" in one.deed or "export" in one.deed for one in await audit.of(tx, desk.client.id))

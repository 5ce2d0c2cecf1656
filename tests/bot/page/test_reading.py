"""Reading on the page: one's own clients only, nothing private, every look audited, and words that stay words."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pypdfium2
import pytest

from bot.web.log.pages import ONE, STAFF, STAFF_DEEDS
from flows.entries import Link, MoodReported, Raised, Said
from flows.tools import HIDDEN_FROM_STAFF, Field, ToolKept
from flows.wishes import AnswerConsent
from storage import audit, consents, persons
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk

WORDS = "We argued <b>again</b> & made up"


async def test_brief_shows_the_clients_words_as_words(desk: Desk) -> None:
    await write(desk.house, desk.client, MoodReported(mood=4, link=Link.HARD, words=Said(text=WORDS)))
    await desk.reading()
    shown = await desk.get(desk.brief)

    assert "4 of 10" in shown.text
    assert "We argued &lt;b&gt;again&lt;/b&gt; &amp; made up" in shown.text
    assert "<svg" in shown.text


async def test_every_look_is_in_the_audit(desk: Desk) -> None:
    await desk.reading()
    for page in ("", "/notes", "/brief.pdf"):
        await desk.get(desk.brief + page)

    async with desk.house.store.read() as tx:
        assert [deed.deed for deed in await audit.of(tx, desk.client.id)].count("read_log") == 3


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_client_of_somebody_else_is_not_there(desk: Desk, method: str) -> None:
    other = await desk.house.staff("Ruth")
    theirs = await desk.house.connected(other)
    async with desk.house.store.write() as tx:
        await persons.change(tx, theirs.id, name="Zoe")
    await desk.reading()

    for page in (path for path in (STAFF if method == "GET" else STAFF_DEEDS) if path.startswith(ONE)):
        for id_ in (theirs.id, "0" * 32, "nobody", "%00"):
            address = page.replace(ONE, f"/client/{id_}")
            shown = await (desk.get(address) if method == "GET" else desk.post(address, word="read", code="000000"))
            assert (page, id_, shown.status_code) == (page, id_, 404)
            assert "Nothing is here" in shown.text
            assert "Zoe" not in shown.text


async def test_what_can_be_no_id_is_not_found_in_a_form_either(desk: Desk) -> None:
    await desk.reading()
    for id_ in ("", "nobody", "\x00", desk.client.id + "\n"):
        assert (await desk.post("/notices/seen", client=id_)).status_code == 404
    await desk.sign_in(desk.client)
    assert (await desk.post("/mine/private", entry="\x00", private="yes")).status_code == 404


async def test_private_notes_and_those_of_a_client_who_does_not_share_are_not_shown(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="secret")), private=True)
    await write(desk.house, desk.client, Raised(words=Said(text="open")))
    await desk.reading()
    assert "secret" not in (await desk.get(f"{desk.brief}/notes")).text
    assert "open" in (await desk.get(f"{desk.brief}/notes")).text

    await desk.house.wish(desk.client, AnswerConsent(part="share", answer=False, text_id="share", version=1))
    for page in ("", "/notes"):
        shown = await desk.get(desk.brief + page)
        assert "keeps the notes private" in shown.text
        assert "“open”" not in shown.text
    assert (await desk.get(f"{desk.brief}/brief.pdf")).status_code == 404


async def test_log_is_found_by_kind_by_day_and_by_word(desk: Desk) -> None:
    await write(desk.house, desk.client, MoodReported(mood=3, words=Said(text="Rain")))
    desk.calendar.set(desk.calendar.now() + timedelta(days=40))
    await write(desk.house, desk.client, Raised(words=Said(text="Rent")))
    await desk.reading()
    notes = f"{desk.brief}/notes"

    assert "Rain" not in (await desk.get(notes)).text  # four weeks at a time
    assert "Rain" in (await desk.get(f"{notes}?words=rain")).text
    assert "Rent" not in (await desk.get(f"{notes}?words=rain")).text
    assert "Rent" not in (await desk.get(f"{notes}?kind=mood&words=e")).text
    assert "Rain" in (await desk.get(f"{notes}?until=2026-03-10")).text
    assert "Nothing was found" in (await desk.get(f"{notes}?from=2027-01-01&until=2027-02-01")).text
    assert (await desk.get(f"{notes}?from=never&until=31&kind=x")).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_days_at_the_ends_of_all_calendars_are_no_days(desk: Desk, day: str) -> None:
    await desk.reading()
    for page in ("notes", "weeks"):
        for asked in (f"until={day}", f"from={day}", f"from={day}&until={day}&words=e"):
            assert (await desk.get(f"{desk.brief}/{page}?{asked}")).status_code == 200
    await desk.sign_in(desk.client)
    for page in ("/mine", "/mine/shared", "/mine/weeks"):
        assert (await desk.get(f"{page}?from={day}&until={day}")).status_code == 200


@pytest.mark.parametrize("asked", ["", "?words=note", "?kind=raised&from=2026-01-01"])
async def test_log_of_somebody_who_writes_much_is_read_page_by_page_and_no_day_is_torn(desk: Desk, asked: str) -> None:
    began = desk.calendar.now()
    for number in range(70):
        desk.calendar.set(began + timedelta(days=number // 10))
        await write(desk.house, desk.client, Raised(words=Said(text=f"note {number:02}.")))
    await desk.reading()
    pages, path = [], f"{desk.brief}/notes{asked}"
    for _page in range(3):
        shown = (await desk.get(path)).text
        pages.append([int(one) for one in re.findall(r"note (\d\d)\.", shown)])
        earlier = re.findall(r'href="/log([^"]*until[^"]*)"', shown)
        path = html.unescape(earlier[-1]) if earlier else ""

    assert [len(page) for page in pages] == [30, 30, 10]
    assert [number for page in pages for number in page] == [*range(69, -1, -1)]


async def test_telling_the_client_that_it_was_read_is_one_tap(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="Rent")))
    await desk.reading()
    done = await desk.post(f"{desk.brief}/seen", word="read")

    assert "Passed on" in done.text
    assert (await desk.post(f"{desk.brief}/seen", word="anything")).status_code == 404
    desk.calendar.set(desk.calendar.now() + timedelta(hours=1))
    assert any("Olena" in text for text in await desk.house.sent(desk.client))


async def test_paper_is_one_page_with_its_reader_and_time_across_it(desk: Desk) -> None:
    await write(desk.house, desk.client, MoodReported(mood=4, words=Said(text=WORDS)))
    await desk.reading()
    pdf = await desk.get(f"{desk.brief}/brief.pdf")
    document = pypdfium2.PdfDocument(pdf.content)
    text = document[0].get_textpage().get_text_range()
    pages = len(document)
    document.close()

    assert pages == 1
    assert WORDS in text
    assert text.count("Shown to Olena") == 2


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("uk", "ltr"), ("ar", "rtl")])
async def test_page_speaks_the_readers_language_in_its_direction(desk: Desk, language: str, direction: str) -> None:
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.staff.id, language=language)
    await desk.reading()
    shown = await desk.get(desk.brief)

    assert f'<html lang="{language}" dir="{direction}">' in shown.text
    assert (await desk.get(f"{desk.brief}/brief.pdf")).content.startswith(b"%PDF")


async def test_list_shows_what_is_new_and_first_view_is_light(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="Rent")))
    await desk.reading()
    shown = await desk.get("/")
    css = await desk.get("/page.css")

    assert "2 new notes" in shown.text
    assert len(shown.content) + len(css.content) < 150_000


async def test_people_stand_in_their_circles_and_whom_the_client_hides_is_nowhere(desk: Desk) -> None:
    for name, circle, shown in (("Olha", "closest", "yes"), ("Petro", "outer", "no")):
        fields = (
            Field(name="name", said=Said(text=name)), Field(name="circle", code=circle),
            Field(name="hard", said=Said(text=f"hard with {name}")), Field(name=HIDDEN_FROM_STAFF, code=shown),
        )  # fmt: skip
        await write(desk.house, desk.client, ToolKept(tool="my_people", record=name, fields=fields))
    await desk.reading()
    shown = (await desk.get(f"{desk.brief}/people")).text

    assert shown.index("Closest") < shown.index("Olha") < shown.index("hard with Olha")
    assert "Petro" not in shown


async def test_work_shows_the_course_the_tasks_and_what_was_sent(desk: Desk) -> None:
    await desk.reading()
    shown = (await desk.get(f"{desk.brief}/work")).text

    assert "No course is open yet." in shown
    assert "No task so far." in shown


async def test_events_of_long_ago_stand_under_the_weeks(desk: Desk) -> None:
    fields = (Field(name="when", said=Said(text="A spring")), Field(name="what", said=Said(text="We moved")))
    await write(desk.house, desk.client, MoodReported(mood=3), ToolKept(tool="timeline", record="t", fields=fields))
    await desk.reading()
    shown = (await desk.get(f"{desk.brief}/weeks")).text

    assert shown.index("mood: 3 of 10") < shown.index("What happened before") < shown.index("We moved")
    assert "<svg" in shown


async def test_words_of_a_week_have_the_number_that_stands_on_the_picture(desk: Desk) -> None:
    moment = ToolKept(tool="moment", record="m", fields=(Field(name="what", said=Said(text="A call from Marta")),))
    await write(desk.house, desk.client, MoodReported(mood=3, words=Said(text="Rain")), moment)
    await desk.reading()
    picture, words = (await desk.get(f"{desk.brief}/weeks")).text.split("</svg>")

    assert ">1</text>" in picture
    assert ">A call from Marta</text>" in picture
    assert words.index("1. Monday, 2 March") < words.index("Rain") < words.index("A call from Marta")


async def test_plan_grows_from_week_one(desk: Desk) -> None:
    fields = (Field(name="own", said=Said(text="I cancel things")),)
    await desk.reading()
    assert "The plan is still empty." in (await desk.get(f"{desk.brief}/plan")).text
    await write(desk.house, desk.client, ToolKept(tool="plan_signs", record="p", fields=fields))
    await desk.reading()
    assert "I cancel things" in (await desk.get(f"{desk.brief}/plan")).text


@pytest.mark.parametrize("path", ["/people", "/weeks", "/plan", "/work", "/notes", ""])
async def test_what_is_not_shared_is_on_no_page(desk: Desk, path: str) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The garden")))
    async with desk.house.store.write() as tx:
        await consents.answer(tx, desk.client.id, "share", answer=False, text_id="t", version=1, language="en")
    await desk.reading()

    shown = await desk.get(desk.brief + path)
    assert shown.status_code == 200
    assert "The garden" not in shown.text


@pytest.mark.parametrize("path", ["/people", "/weeks", "/plan", "/work", "/notes", "", "/brief.pdf"])
async def test_client_of_somebody_else_is_not_found(desk: Desk, path: str) -> None:
    taras = await desk.house.staff("Taras")
    await desk.unlock(await desk.sign_in(taras))

    assert (await desk.get(desk.brief + path)).status_code == 404

"""Reading on the page: one's own clients only, nothing private, every look audited, and words that stay words."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest

from flows.entries import Link, MoodReported, Raised, Said
from flows.wishes import AnswerConsent
from storage import audit, persons
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


@pytest.mark.parametrize("page", ["", "/notes", "/brief.pdf"])
async def test_client_of_somebody_else_is_not_there(desk: Desk, page: str) -> None:
    other = await desk.house.staff("Ruth")
    theirs = await desk.house.connected(other)
    await desk.reading()

    for id_ in (theirs.id, "nobody"):
        shown = await desk.get(f"/client/{id_}{page}")
        assert shown.status_code == 404
        assert "Nothing is here" in shown.text


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

"""The plan on paper: one page, real letters in every script, from the right where the language begins there."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from bot.rendering import Reader, render
from bot.reports.drawing import picture_of
from bot.reports.paper import DOTS, Page, page_of, pdf_of
from bot.reports.paper import draw_plan as draw
from bot.reports.sheet import fresh
from flows.content.notices import STAYS_WITH_YOU
from flows.entries import Said
from flows.tools import Field
from locales.voice import voice_for
from tests.flows.known import PLAN_MADE

AT, LATER = datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 5)
WORDS = {
    "en": "I stop answering my sister's calls",
    "uk": "Я перестаю відповідати сестрі",
    "ar": "لا أرد على اتصالات أختي",
}


def plan_in(language: str) -> dict[str, object]:
    """Give a plan whose own words are in one language."""
    own = (Field(name="signs", code="sleep"), Field(name="own", said=Said(text=WORDS[language])))
    made = PLAN_MADE.model_copy(update={"parts": {**PLAN_MADE.parts, "plan_signs": own}})
    return {"plan": made.model_dump(mode="json"), "kind": "pdf", "initials": False}


def text_of(pdf: bytes) -> str:
    """Read the words of a PDF as another program would."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    found = str(document[0].get_textpage().get_text_range())
    document.close()
    return found


@pytest.mark.parametrize("language", WORDS)
def test_own_words_stand_on_one_page_in_real_letters(language: str) -> None:
    content, name = draw(plan_in(language), voice_for(language))

    assert name == "plan.pdf"
    assert WORDS[language] in text_of(content)
    assert voice_for(language).text(STAYS_WITH_YOU)


@pytest.mark.parametrize("language", WORDS)
def test_words_of_another_script_do_not_spoil_what_follows(language: str) -> None:
    others = [words for code, words in WORDS.items() if code != language]
    page = Page("12", (("34", (*others, WORDS[language], *others)),), ("56",))

    found = text_of(pdf_of(page, voice_for(language), AT))
    assert all(found.count(words) >= 1 for words in WORDS.values())


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_page_begins_at_the_side_where_its_language_begins(language: str, side: str) -> None:
    page = Page(WORDS[language], (), ())
    document = pypdfium2.PdfDocument(pdf_of(page, voice_for(language), AT))
    sheet = document[0]
    boxes = [one.get_bounds() for one in sheet.get_objects()]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    width = sheet.get_width()
    document.close()

    assert (left < width - right) == (side == "left")


def test_a_telephone_number_keeps_its_order_where_one_reads_from_the_right() -> None:
    own = (Field(name="help_do", said=Said(text="أتصل بالعيادة 000 000 111")),)
    made = PLAN_MADE.model_copy(update={"parts": {"plan_bands": own}, "care": None, "agreed_on": None, "today": LATER})
    content, _name = draw({"plan": made.model_dump(mode="json"), "kind": "pdf"}, voice_for("ar"))
    document = pypdfium2.PdfDocument(content)
    page = document[0].get_textpage()
    text = page.get_text_range()
    at = {letter: [page.get_charbox(n)[0] for n, one in enumerate(text) if one == letter] for letter in "01"}
    document.close()

    assert len(at["1"]) == 3
    assert max(at["0"]) < min(at["1"])  # the groups stand from left to right, as they are dialled


def test_marks_of_arabic_stand_on_their_letters_which_still_join() -> None:
    with fresh(voice_for("ar"), (200, 30), 5) as sheet:
        apart = sheet.get_string_width("طويل") + sheet.get_string_width("ا")

        assert sheet.get_string_width("طويلًا") < apart


def test_a_long_plan_is_written_smaller_before_it_takes_a_second_page() -> None:
    lines = tuple(f"{number} {WORDS['en']}" for number in range(45))
    page = Page("A long plan", (("Many", lines),), ())

    assert f"44 {WORDS['en']}" in text_of(pdf_of(page, voice_for("en"), AT))


def test_picture_is_one_that_telegram_takes() -> None:
    content, name = draw({**plan_in("ar"), "kind": "picture"}, voice_for("ar"))

    assert name == "plan.png"
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert 900 < width < height < 2000
    assert content != picture_of(pdf_of(Page("", (), ()), voice_for("ar"), AT, kind="picture"), DOTS)


def test_initials_stand_on_the_page_instead_of_names() -> None:
    asked = {**plan_in("en"), "initials": True}
    page = page_of(PLAN_MADE, voice_for("en"), initials=True)

    assert any("1. 3." in line for _title, lines in page.parts for line in lines)
    assert "1. 3." in text_of(draw(asked, voice_for("en"))[0])


@pytest.mark.parametrize(("kind", "method"), [("picture", "sendPhoto"), ("pdf", "sendDocument")])
def test_outbox_row_becomes_a_file_with_words_under_it(kind: str, method: str) -> None:
    payload = {"lines": [STAYS_WITH_YOU.to_json()], "paper": {**plan_in("en"), "kind": kind}, "protect": False}

    (call,) = render(payload, "t" * 22, Reader(voice_for("en")))
    assert call.method == method
    assert "This is yours" in call.text
    assert not call.params["protect_content"]


@pytest.mark.parametrize("language", WORDS)
def test_a_plan_that_needs_two_pages_is_soon_there(language: str) -> None:
    lines = tuple(f"{number} " + f"{WORDS[language]} " * 12 for number in range(40))
    began = time.perf_counter()

    document = pypdfium2.PdfDocument(pdf_of(Page("A long plan", (("Many", lines),), ()), voice_for(language), AT))
    assert time.perf_counter() - began < 15  # seconds; it usually takes two, and it was thirty
    assert len(document) > 1
    document.close()

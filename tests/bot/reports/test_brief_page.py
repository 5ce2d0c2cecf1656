"""The brief on paper: one page whatever was written, soon, and on each page for whom it was made."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest

from bot.reports.brief_page import pdf_of
from bot.reports.sheet import fresh
from flows.brief import Brief, MoodGiven
from flows.course_readings import TaskShown, WordsShown
from flows.entries import Said
from flows.readings import EntryShown
from locales.voice import voice_for

AT, TODAY = datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 2)
MARK = "Shown to Olena"
WORDS = {"en": "We were quiet for a long time. ", "uk": "Ми довго мовчали разом. ", "ar": "صمتنا طويلًا معًا. "}
LIMIT = 10  # seconds; one usually takes less than one, and it was a hundred


def pages_of(pdf: bytes) -> list[str]:
    """Read each page of a PDF as another program would."""
    document = pypdfium2.PdfDocument(pdf)
    found = [str(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def much(language: str, text: str) -> Brief:
    """Give a brief of somebody who wrote sixty long texts since the last meeting."""
    said, days = Said(text=text), range(60)
    moods = [MoodGiven(on=TODAY - timedelta(days=60 - n), mood=n % 11, words=said, language=language) for n in days]
    raised = [
        EntryShown(id=f"r{n}", kind="raised", value={"words": said.model_dump()}, at=AT, language=language)
        for n in days
    ]
    told = {"task": "t", "tried": "part", "words": said.model_dump(), "helped": said.model_dump()}
    reviews = [EntryShown(id=f"v{n}", kind="task_reviewed", value=told, at=AT, language=language) for n in days]
    tasks = [
        TaskShown(id=f"t{n}", state="agreed", words=WordsShown(said=said, language=language), made_at=AT) for n in days
    ]
    return Brief(
        client="c1", name=text, today=TODAY, moods=moods, raised=raised, reviews=reviews, tasks=tasks, people=[text] * 8,
        gaps=[TODAY] * 60,
    )  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("text", ["words", "one", "lines"])
def test_brief_is_one_page_and_soon_there_whatever_was_written(language: str, text: str) -> None:
    written = {"words": WORDS[language] * 130, "one": WORDS[language][3] * 4000, "lines": "а\n" * 2000}[text]
    brief, began = much(language, written), time.perf_counter()

    (page,) = pages_of(pdf_of(brief, voice_for(language), MARK, AT))
    assert time.perf_counter() - began < LIMIT
    assert page.count(MARK) == 2
    assert "…" in page or "..." in page


def test_brief_says_that_the_notes_have_the_rest() -> None:
    (page,) = pages_of(pdf_of(much("en", WORDS["en"] * 130), voice_for("en"), MARK, AT))

    assert "…: more in the notes" in page
    assert "more entries in the notes." in page


def test_what_is_short_is_shown_as_a_whole() -> None:
    brief = Brief(client="c1", today=TODAY, moods=[MoodGiven(on=TODAY, mood=4, words=Said(text=WORDS["en"] * 8))])

    (page,) = pages_of(pdf_of(brief, voice_for("en"), MARK, AT))
    assert " ".join(page.split()).count(WORDS["en"].strip()) == 8
    assert "…" not in page


def test_each_page_says_for_whom_it_was_made() -> None:
    with fresh(voice_for("en"), (210, 297), 18, across=MARK) as sheet:
        for _page in range(3):
            sheet.add_page()
            sheet.paragraph("12")
        pages = pages_of(bytes(sheet.output()))

    assert [page.count(MARK) for page in pages] == [1, 1, 1]

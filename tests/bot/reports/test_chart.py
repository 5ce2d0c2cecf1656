"""The weeks as a picture: every number where it belongs, a line that stops at a gap, and time in the reader's direction."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.chart import draw_weeks, weeks_of
from bot.reports.drawing import Dot, Stroke, Words, svg_of
from flows.brief import Brief, EventTold, MoodGiven, TaskTold, TotalGiven
from locales.voice import voice_for

MONDAY = date(2026, 3, 2)
MOODS = (3, 4, 2, 5)


def weeks(*moods: int, **more: object) -> Brief:
    """Give a brief with one mood a week."""
    given_ = tuple(MoodGiven(on=MONDAY + timedelta(weeks=n), mood=mood) for n, mood in enumerate(moods))
    return Brief(client="c1", today=MONDAY + timedelta(weeks=len(moods)), moods=given_, **more)


@pytest.mark.parametrize(("language", "rising"), [("en", True), ("uk", True), ("ar", False)])
def test_time_runs_as_one_reads(language: str, rising: bool) -> None:
    places = [mark.x for mark in weeks_of(weeks(*MOODS), voice_for(language)).marks if isinstance(mark, Dot)]

    assert all((one < two) is rising for one, two in pairwise(places))


def test_line_stops_where_a_check_in_was_not_answered() -> None:
    def lines(brief: Brief) -> int:
        marks = weeks_of(brief, voice_for("en")).marks
        return sum(isinstance(mark, Stroke) and mark.grey == "dark" for mark in marks)

    assert lines(weeks(*MOODS)) == 3
    assert lines(weeks(*MOODS, gaps=(MONDAY + timedelta(days=10),))) == 2


def test_forms_are_apart_and_a_total_that_is_missing_is_no_dot() -> None:
    totals = (
        TotalGiven(on=MONDAY, instrument="PHQ-9", total=20, form="a"),
        TotalGiven(on=MONDAY + timedelta(days=7), instrument="PHQ-9", total=9, form="b"),
        TotalGiven(on=MONDAY + timedelta(days=14), instrument="PHQ-9", total=None, missing=1, form="b"),
    )
    drawn = weeks_of(weeks(*MOODS, totals=totals), voice_for("en")).marks

    assert sum(isinstance(mark, Words) and mark.text == "PHQ-9" for mark in drawn) == 2
    assert sum(isinstance(mark, Dot) for mark in drawn) == len(MOODS) + 2


def test_picture_says_its_numbers_to_somebody_who_hears_the_page() -> None:
    assert 'aria-label="Mood from 0 to 10. Monday, 2 March: 3, Monday, 9 March: 4' in svg_of(
        weeks_of(weeks(*MOODS), voice_for("en"))
    )


def test_the_lowest_of_a_week_is_a_ring_that_no_line_joins_and_is_named_and_said() -> None:
    plain = weeks_of(weeks(*MOODS), voice_for("en"))
    lowest = [one.model_copy(update={"worst": 1}) for one in weeks(*MOODS).moods[:2]]
    drawn = weeks_of(weeks(*MOODS).model_copy(update={"moods": (*lowest, *weeks(*MOODS).moods[2:])}), voice_for("en"))

    rings = [mark for mark in drawn.marks if isinstance(mark, Dot) and not mark.full]
    assert len(rings) == 2
    assert len({ring.y for ring in rings}) == 1
    assert [mark for mark in drawn.marks if isinstance(mark, Stroke)] == [
        mark for mark in plain.marks if isinstance(mark, Stroke)
    ]
    assert any(isinstance(mark, Words) and "a ring is the lowest" in mark.text for mark in drawn.marks)
    assert not any(isinstance(mark, Words) and "ring" in mark.text for mark in plain.marks)
    assert "Monday, 2 March: 3, lowest 1, Monday, 9 March: 4, lowest 1" in drawn.said


@pytest.mark.parametrize("language", ["en", "uk", "ar"])
def test_picture_is_drawn_in_every_script(language: str) -> None:
    content, name = draw_weeks({"brief": weeks(*MOODS).model_dump(mode="json")}, voice_for(language))

    assert name == "weeks.png"
    assert content.startswith(b"\x89PNG")


@given(st.lists(st.integers(0, 10), max_size=30), st.sampled_from(["en", "ar"]))
def test_nothing_lies_outside_whatever_was_given(moods: list[int], language: str) -> None:
    drawing = weeks_of(weeks(*moods), voice_for(language))

    for mark in drawing.marks:
        places = mark.points if isinstance(mark, Stroke) else ((mark.x, mark.y),)
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in places)


def together(**more: object) -> Brief:
    """Give weeks with words, events and tasks, as client and therapist look at them."""
    moods = tuple(one.model_copy(update={"pin": n}) for n, one in enumerate(weeks(*MOODS).moods))
    events = [EventTold(on=MONDAY + timedelta(days=9), words="A call from my sister after all this time")]
    told = [TaskTold(on=MONDAY, tried=True), TaskTold(on=MONDAY + timedelta(days=7), tried=False)]
    return weeks(*MOODS, events=events, told=told, **more).model_copy(update={"moods": moods})


@pytest.mark.parametrize("language", ["en", "ar"])
def test_events_stand_above_the_moods_at_their_day_and_how_they_begin(language: str) -> None:
    drawn = weeks_of(together(), voice_for(language)).marks

    event = next(mark for mark in drawn if isinstance(mark, Words) and mark.text == "A call from my sist…")
    moods = [mark for mark in drawn if isinstance(mark, Dot)][: len(MOODS)]
    assert all(event.y < mood.y for mood in moods)
    assert min(moods[1].x, moods[2].x) < event.x < max(moods[1].x, moods[2].x)


def test_own_words_have_a_number_under_their_day_and_it_is_explained() -> None:
    drawn = weeks_of(together(), voice_for("en")).marks
    places = {mark.text: mark.x for mark in drawn if isinstance(mark, Words)}

    moods = [mark for mark in drawn if isinstance(mark, Dot)][: len(MOODS)]
    assert [places[str(n)] for n in (1, 2, 3)] == [mood.x for mood in moods[1:]]
    assert "Small numbers: own words, in the list" in places
    assert not any(
        "numbers" in mark.text for mark in weeks_of(weeks(*MOODS), voice_for("en")).marks if isinstance(mark, Words)
    )


def test_tasks_are_dots_where_tried_and_rings_where_not_and_are_said() -> None:
    drawing = weeks_of(together(), voice_for("en"))

    assert [mark.full for mark in drawing.marks if isinstance(mark, Dot)][len(MOODS) :] == [True, False]
    assert "What happened: Wednesday, 11 March: A call from my sister after all this time" in drawing.said
    assert "Tasks: Monday, 2 March: tried, Monday, 9 March: not tried" in drawing.said


@given(
    st.lists(st.tuples(st.integers(-3, 40), st.text(max_size=60)), max_size=12),
    st.lists(st.integers(-3, 40), max_size=5), st.sampled_from(["en", "ar"]),
)  # fmt: skip
def test_nothing_beside_the_moods_lies_outside(events: list[tuple[int, str]], told: list[int], language: str) -> None:
    brief = together().model_copy(
        update={
            "events": tuple(EventTold(on=MONDAY + timedelta(days=n), words=words) for n, words in events),
            "told": tuple(TaskTold(on=MONDAY + timedelta(days=n), tried=n % 2 == 0) for n in told),
        }
    )
    drawing = weeks_of(brief, voice_for(language))

    for mark in drawing.marks:
        places = mark.points if isinstance(mark, Stroke) else ((mark.x, mark.y),)
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in places)

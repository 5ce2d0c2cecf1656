"""Measures: the wording is frozen, the sum is exact, and what is missing is never made up."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.programme_files import FROZEN, INSTRUMENTS, load_programme, own_forms, shipped_forms
from flows.content.measure_lines import measure_lines
from flows.measure_entries import MeasureAnswered
from flows.measures import CUT_POINTS, Compared, Form, band_of, form_of, missing, phq2_of, total_of, usable
from flows.programme import ProgrammeRefused
from locales.voice import voice_for

FILES = sorted(path for path in INSTRUMENTS.glob("*.json") if path.name != FROZEN)
PINNED = {("PHQ-9", "en"), ("PHQ-9", "fr"), ("PHQ-9", "ru"), ("GAD-7", "en"), ("GAD-7", "ru")}
ITEMS = {"PHQ-9": 9, "GAD-7": 7}
ANSWERS = st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=9, max_size=9)


def paper(path: Path) -> dict[str, Any]:
    """Read a form as anybody else would, without a line of ours."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_form_is_whole_and_frozen(path: Path) -> None:
    form = paper(path)

    assert len(form["items"]) == ITEMS[form["instrument"]]
    assert form["option_values"] == [0, 1, 2, 3]
    assert len(set(form["options"])) == 4
    assert len(set(form["items"])) == len(form["items"])
    assert f"{form['instrument']}.{form['lang']}" == path.stem
    assert bool(form["difficulty_options"]) <= bool(form["difficulty_item"])
    frozen = json.loads((INSTRUMENTS / FROZEN).read_text(encoding="utf-8"))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == frozen[path.name]


def test_only_forms_that_somebody_has_tied_to_the_paper_are_shown() -> None:
    assert {(one.instrument, one.lang) for one in usable(shipped_forms(), ())} == PINNED
    compared = Compared(instrument="PHQ-9", lang="uk", compared_by="Ruth", compared_on=date(2026, 1, 15))
    assert form_of(usable(shipped_forms(), (compared,), "PHQ-9"), "PHQ-9", "uk") is not None


def test_doubts_and_licence_stay_with_the_wording() -> None:
    for form in shipped_forms():
        assert "no permission required" in form.licence
        assert form.source
        assert form.status == "pinned" or form.doubts or form.basis


@given(ANSWERS)
def test_total_is_the_sum_or_nothing(answers: list[int | None]) -> None:
    total = total_of(answers)

    assert (total is None) == (missing(answers) > 0)
    assert total is None or total == sum(answer for answer in answers if answer is not None)


@given(ANSWERS)
def test_phq2_is_the_first_two(answers: list[int | None]) -> None:
    first, second = answers[:2]
    assert phq2_of(answers) == (None if first is None or second is None else first + second)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem in {"PHQ-9.en", "GAD-7.en"}], ids=lambda p: p.stem
)
def test_an_independent_reading_of_the_paper_gives_the_same_total(path: Path) -> None:
    form = paper(path)
    chosen = [form["options"][place % 4] for place in range(len(form["items"]))]  # as words on the paper
    by_hand = 0
    for words in chosen:
        by_hand += form["option_values"][form["options"].index(words)]

    ours = next(one for one in shipped_forms() if (one.instrument, one.lang) == (form["instrument"], "en"))
    points = [ours.option_values[ours.options.index(words)] for words in chosen]
    assert total_of(points) == by_hand


@pytest.mark.parametrize(
    ("instrument", "total", "band"),
    [
        ("PHQ-9", 0, 0), ("PHQ-9", 4, 0), ("PHQ-9", 5, 1), ("PHQ-9", 9, 1), ("PHQ-9", 10, 2), ("PHQ-9", 14, 2),
        ("PHQ-9", 15, 3), ("PHQ-9", 19, 3), ("PHQ-9", 20, 4), ("PHQ-9", 27, 4),
        ("GAD-7", 4, 0), ("GAD-7", 5, 1), ("GAD-7", 10, 2), ("GAD-7", 15, 3), ("GAD-7", 21, 3),
    ],
)  # fmt: skip
def test_published_cut_points_are_where_they_were_published(instrument: str, total: int, band: int) -> None:
    assert band_of(instrument, total) == band


@pytest.mark.parametrize("instrument", CUT_POINTS)
def test_highest_total_is_that_of_the_form(instrument: str) -> None:
    form = next(one for one in shipped_forms() if one.instrument == instrument)
    assert CUT_POINTS[instrument][1] == len(form.items) * max(form.option_values)


OWN = {
    "instrument": "OWN-2", "lang": "en", "stem": "Now:", "items": ["One", "Two"], "options": ["No", "Yes"],
    "option_values": [0, 1], "licence": "ours",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"option_values": [0]}, "give each a value"),
        ({"items": ["One", "One"]}, "the same thing twice"),
        ({"options": ["No", "No"]}, "the same thing twice"),
        ({"items": ["One", " "]}, "empty or longer"),
        ({"safety_item": 3}, "count from 1"),
        ({"colour": "red"}, "'colour' is not known here"),
        ({"licence": ""}, "'licence'"),
    ],
)
def test_a_programmes_own_measure_is_refused_with_a_sentence(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    (tmp_path / "own.json").write_text(json.dumps({**OWN, **change}), encoding="utf-8")

    with pytest.raises(ProgrammeRefused) as refused:
        own_forms(tmp_path)

    assert said in str(refused.value)


def test_a_programmes_own_measure_is_asked_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text(json.dumps({**OWN, "safety_item": 2}), encoding="utf-8")

    (form,) = own_forms(tmp_path)
    assert (form.status, form.asks_for_safety, form.asks_how_difficult) == ("pinned", 1, False)


def test_a_shipped_form_is_not_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text((INSTRUMENTS / "PHQ-9.uk.json").read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(ProgrammeRefused, match="switch it on with"):
        own_forms(tmp_path)


@pytest.mark.parametrize(("content", "said"), [("{", "not JSON"), ("[]", "not a form")])
def test_a_file_that_is_no_form_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "own.json").write_text(content, encoding="utf-8")

    with pytest.raises(ProgrammeRefused, match=said):
        own_forms(tmp_path)


def test_item_nine_is_known_by_its_place() -> None:
    assert {one.asks_for_safety for one in shipped_forms() if one.instrument == "PHQ-9"} == {8}
    assert {one.asks_for_safety for one in shipped_forms() if one.instrument == "GAD-7"} == {None}


def test_the_invented_programme_has_its_forms() -> None:
    programme = load_programme()

    assert isinstance(programme.forms[0], Form)
    assert len(programme.forms) == len(FILES)


@pytest.mark.parametrize(("difficulty", "shown"), [(3, True), (0, True), (None, False)])
def test_last_question_is_shown_apart_and_never_in_the_total(difficulty: int | None, shown: bool) -> None:
    entry = MeasureAnswered(
        instrument="PHQ-9", language="en", form="f", answers=(1,) * 9, difficulty=difficulty, total=9
    )
    text = ", ".join(voice_for("en").text(line) for line in measure_lines(entry))

    assert "PHQ-9: 9" in text
    assert (f"not scored: {difficulty} of 3" in text) is shown

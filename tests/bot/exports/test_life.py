"""Two clients lived through some weeks and were exported: every prompt is there once, and nothing that names anybody."""

from __future__ import annotations

import asyncio
import json
import runpy
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.exports.beeps import COLUMNS, LEFT_OUT
from bot.exports.codebook import PEOPLE
from bot.exports.disguise import WEEKS
from bot.exports.guide import PYTHON, R
from bot.exports.items import is_exported
from bot.exports.research import ANSWERS, CODEBOOK, DESCRIPTION, PARTICIPANTS
from bot.exports.tsv import FORMULA
from flows.entries import MoodReported
from flows.measure_entries import MeasureAnswered
from storage.log import Entry
from tests.bot.exports.lived import CANARY, CHATS, NICKNAMES, THERAPIST, Life, Truth, lived
from tests.bot.exports.looking import Row, table

pytestmark = pytest.mark.xdist_group("life")  # lived through once, by one worker
PAGE = Path(__file__).parents[3] / "docs" / "research-export.md"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """Live once for every test of this file."""
    return asyncio.run(lived(tmp_path_factory.mktemp("life")))


def due_of(truth: Truth) -> list[tuple[str, str, datetime]]:
    """Give every prompt of a client that may leave, by its conversation, its outcome and its local time."""
    zone = ZoneInfo(truth.zone)
    return sorted(
        (
            (f"prompt_{truth.flows[one.prompt]}", str(one.outcome), local(one.due_at, zone))
            for one in truth.deliveries
            if truth.flows[one.prompt] not in LEFT_OUT
        ),
        key=lambda one: one[2],
    )


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


def prompts_in(rows: list[Row]) -> list[tuple[str, str, datetime]]:
    found = [row for row in rows if row["item"].startswith("prompt_")]
    told = [(row["item"], row["value"], datetime.fromisoformat(row["scheduled_at"])) for row in found]
    return sorted(told, key=lambda one: one[2])


def of_person(life: Life, truth: Truth) -> list[Row]:
    """Find the rows of a client by what only they can have: their moods in order."""
    mine = [str(one.value["mood"]) for one in moods(truth)]
    rows = life.first.rows
    for name in {row["id"] for row in rows}:
        own = [row for row in rows if row["id"] == name]
        if [row["value"] for row in own if row["item"] in ("mood", "mood_today") and row["value"]] == mine:
            return own
    raise AssertionError("nobody has these moods")


def moods(truth: Truth) -> list[Entry]:
    told = [one for one in truth.entries if one.kind == MoodReported.kind and not one.private]
    return [one for one in told if one.value["mood"] is not None]


def test_the_weeks_were_full_enough_to_mean_something(life: Life) -> None:
    items = {row["item"] for row in life.first.rows}

    assert {"mood", "mood_today", "link", "PHQ-9_1", "PHQ-9_total", "task1_tried", "task1_fits"} <= items
    assert len(life.first.rows) > 60
    outcomes = {row["value"] for row in life.first.rows if row["item"].startswith("prompt_")}
    assert {"begun", "missed"} <= outcomes


def test_every_prompt_is_there_exactly_once_answered_or_not(life: Life) -> None:
    for truth in life.truths:
        wanted, found = due_of(truth), prompts_in(of_person(life, truth))
        (shift,) = {there[2] - here[2] for here, there in zip(wanted, found, strict=True)}

        assert [one[:2] for one in found] == [one[:2] for one in wanted]
        assert shift % timedelta(weeks=1) == timedelta()
        assert abs(shift) <= timedelta(weeks=WEEKS)


def test_every_answer_that_may_leave_is_there_exactly_once(life: Life) -> None:
    for truth in life.truths:
        rows = of_person(life, truth)
        answered = [one.value for one in truth.entries if one.kind == MeasureAnswered.kind and not one.private]

        totals = [row["value"] for row in rows if row["item"] == "PHQ-9_total"]
        points = Counter(row["value"] for row in rows if row["item"].startswith("PHQ-9_") and row["item"][-1].isdigit())
        assert totals == ["" if one["total"] is None else str(one["total"]) for one in answered]
        assert points == Counter("" if point is None else str(point) for one in answered for point in one["answers"])
        reviews = {one.value["task"] for one in truth.entries if one.kind == "task_reviewed" and is_exported(one)}
        assert len([row for row in rows if row["item"].endswith("_tried")]) >= len(reviews)


def test_an_item_stands_once_in_a_beep_and_beeps_are_counted_by_day(life: Life) -> None:
    keys = [(row["id"], row["day"], row["beep"], row["item"]) for row in life.first.rows]

    assert len(set(keys)) == len(keys)
    for name in {row["id"] for row in life.first.rows}:
        beeps = sorted({(int(row["day"]), int(row["beep"])) for row in life.first.rows if row["id"] == name})
        assert beeps[0] == (1, 1)
        for day in {day for day, _beep in beeps}:
            numbers = [beep for on, beep in beeps if on == day]
            assert numbers == list(range(1, len(numbers) + 1))


def test_times_of_a_prompt_follow_one_another_and_what_expired_has_no_answer(life: Life) -> None:
    for row in life.first.rows:
        assert all(row["scheduled_at"] <= row[name] for name in ("sent_at", "answered_at") if row[name])
        assert not (row["expired"] == "1" and row["answered_at"])
        assert bool(row["opened_at"]) <= (not row["scheduled_at"])
    assert any(row["sent_at"] and row["locale"] == "en" for row in life.first.rows)
    assert any(row["opened_at"] and row["item"] == "mood" for row in life.first.rows)


def test_two_exports_share_no_id_and_not_the_dates(life: Life) -> None:
    first, second = life.first.people, life.second.people

    assert not {row["id"] for row in first} & {row["id"] for row in second}
    assert {row["id"] for row in first} == {row["id"] for row in life.first.rows}
    assert sorted(row["meetings_held"] for row in first) == sorted(row["meetings_held"] for row in second)


def test_nothing_that_names_anybody_is_anywhere_in_the_folder(life: Life) -> None:
    chats = [str(CHATS + number) for number in range(1, 20)]
    for text in (life.first.text(), life.second.text()):
        for canary in (CANARY, *NICKNAMES, THERAPIST, *chats, "Europe/Berlin"):
            assert canary not in text
        assert not [id_ for id_ in life.ids if id_ in text]
    assert len(life.ids) > 200


def test_prompts_of_hard_dates_stay(life: Life) -> None:
    assert any("hard_date" in truth.flows.values() for truth in life.truths)
    assert "prompt_hard" not in life.first.text()


def test_the_codebook_describes_what_occurs_and_nothing_else(life: Life) -> None:
    told = json.loads((life.first.folder / CODEBOOK).read_text(encoding="utf-8"))

    assert set(told["columns"]) == set(COLUMNS) == set(life.first.rows[0])
    assert set(told["participants"]) == set(PEOPLE) == set(life.first.people[0])
    assert set(told["items"]) == {row["item"] for row in life.first.rows}
    assert all(one["description"] for part in ("columns", "participants", "items") for one in told[part].values())
    for row in life.first.rows:
        levels = told["items"][row["item"]].get("levels")
        scale = told["items"][row["item"]].get("units")
        assert not row["value"] or levels is None or scale is not None or row["value"] in levels
    assert {one["instrument_version"] for one in told["items"]["PHQ-9_1"]["forms"]} == {
        row["instrument_version"] for row in life.first.rows if row["instrument_version"]
    }


def test_no_cell_begins_like_a_formula_unless_it_is_a_number(life: Life) -> None:
    for name in (ANSWERS, PARTICIPANTS):
        for row in table(life.first.folder / name):
            for found in row.values():
                assert found[:1] not in FORMULA or not found or str(int(found)) == found


def test_participants_are_described_by_bands_and_counts(life: Life) -> None:
    for row in life.first.people:
        assert (row["age_band"], row["problem_area"], row["language"]) == ("18+", "change", "en")
        assert (row["template"], int(row["meetings_planned"]) >= 6) == ("ipc6", True)
    assert sorted(int(row["meetings_held"]) for row in life.first.people) == [1, 3]


def test_the_description_says_what_it_is_for(life: Life) -> None:
    told = json.loads((life.first.folder / DESCRIPTION).read_text(encoding="utf-8"))

    assert (told["purpose"], told["participants"], told["rows"]) == ("A study", 2, len(life.first.rows))
    assert sorted([*told["files"], DESCRIPTION]) == sorted(file.name for file in life.first.folder.iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 for file in life.first.folder.iterdir())


def test_three_lines_of_the_page_load_it_with_pandas(
    life: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = PAGE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    (tmp_path / "page.py").write_text(lines)
    monkeypatch.chdir(life.first.folder)

    loaded = runpy.run_path(str(tmp_path / "page.py"))

    assert lines == PYTHON
    assert len(lines.split()) > 3 == sum(1 for line in lines.splitlines() if line)
    answers, people = loaded["answers"], loaded["people"]
    assert (len(answers), list(answers.columns)) == (len(life.first.rows), list(COLUMNS))
    assert set(answers["id"]) == set(people.index)
    assert {str(answers[name].dtype)[:10] for name in COLUMNS if name.endswith("_at")} == {"datetime64"}
    assert answers["timezone_offset"].unique().tolist() == [60]
    assert answers["value"].isna().sum() == sum(not row["value"] for row in life.first.rows)


def test_the_readme_of_a_dataset_and_the_page_say_the_same(life: Life) -> None:
    readme = (life.first.folder / "README.md").read_text(encoding="utf-8")

    for lines in (PYTHON, R):
        assert lines in readme
        assert lines in PAGE.read_text(encoding="utf-8")
    assert all(name in readme for name in (ANSWERS, PARTICIPANTS, CODEBOOK, DESCRIPTION))

"""The programme's own data: checked field by field, with helplines that somebody has called."""

from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.programme_files import FICTIONAL, load_programme
from flows.programme import ProgrammeRefused, programme_from

LINE = {"name": "A line", "number": "116 123", "checked_on": date(2026, 1, 15), "checked_by": "Ruth"}
GOOD: dict[str, Any] = {
    "name": "Harbour Friends",
    "country": "Somewhere",
    "zone": "Europe/Kyiv",
    "emergency_number": "112",
    "helplines": [LINE],
}


def changed(**fields: Any) -> dict[str, Any]:
    return {**deepcopy(GOOD), **fields}


def test_the_invented_programme_of_the_playground_is_good_and_says_that_it_is_invented() -> None:
    programme = load_programme()

    assert programme.fictional
    assert "invented" in programme.country
    assert programme.open_to_clients(date(2040, 1, 1))


@pytest.mark.parametrize(("days", "opens"), [(0, True), (90, True), (91, False)])
def test_new_clients_need_a_helpline_checked_within_ninety_days(days: int, opens: bool) -> None:
    programme = programme_from(GOOD)

    assert opens is programme.open_to_clients(date(2026, 1, 15) + timedelta(days=days))


@pytest.mark.parametrize(("days", "reminds"), [(74, False), (75, True)])
def test_staff_are_reminded_from_day_seventy_five(days: int, reminds: bool) -> None:
    assert reminds is programme_from(GOOD).remind_staff(date(2026, 1, 15) + timedelta(days=days))


def test_the_days_left_are_counted() -> None:
    assert programme_from(GOOD).days_left(date(2026, 3, 31)) == 15


@pytest.mark.parametrize(
    ("parsed", "sentence"),
    [
        ({k: v for k, v in GOOD.items() if k != "zone"}, "'zone' is not there; add it"),
        (changed(zone="Kyiv"), "'zone': found 'Kyiv'; write a zone such as \"Europe/Kyiv\""),
        (changed(helpline=[]), "'helpline' is not known here; take it out or look for a spelling mistake"),
        (changed(helplines=[]), "'helplines'"),
        (changed(helplines=[{**LINE, "hours": "always"}]), "found 'always'; write \"24h\" or a time"),
        (changed(helplines=[{**LINE, "number": "000 000 111"}]), "invented number"),
        (changed(emergency_number=""), "'emergency_number'"),
        (changed(language="uk"), "language is 'uk'; write one of: en. A language that no named clinician has signed"),
        (changed(language="xx", growing_languages=True), "language is 'xx'; write one of: en, uk, ar."),
    ],
)
def test_a_mistake_names_its_field_and_the_remedy(parsed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        programme_from(parsed, "programme.toml")

    assert sentence in str(refused.value)
    assert str(refused.value).startswith("programme.toml: ")


def test_programme_speaks_a_growing_language_once_it_says_so_knowingly() -> None:
    assert programme_from(changed(language="uk", growing_languages=True)).language == "uk"


def test_every_mistake_is_named_at_once() -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        programme_from({"name": "X"})

    assert len(refused.value.faults) == 4


def test_a_folder_without_a_file_says_what_to_copy(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeRefused, match="copy"):
        load_programme(tmp_path)


def test_a_file_that_is_not_toml_says_so(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text("name = ", encoding="utf-8")

    with pytest.raises(ProgrammeRefused, match="not TOML"):
        load_programme(tmp_path)


def test_a_copy_of_the_example_cannot_be_opened_to_real_clients_as_it_is(tmp_path: Path) -> None:
    example = (FICTIONAL / "programme.toml").read_text(encoding="utf-8")
    (tmp_path / "programme.toml").write_text(example.replace("fictional = true", "fictional = false"), encoding="utf-8")

    with pytest.raises(ProgrammeRefused, match="invented number"):
        load_programme(tmp_path)

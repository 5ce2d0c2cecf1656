"""The judges of FHIR see what is broken: each of them something that another overlooks, all of them together everything."""

from __future__ import annotations

import json
import re

import pytest

from bot.exports.fhir_codes import OWN_SYSTEMS
from tests.bot.exports.judging import FOLDER, JUDGES, Verdict, judged
from tests.bot.exports.lived_course import KINDS

# Which judge refuses what, as measured: fhir.resources 8.3.0, @medplum/core 5.2.13, fhir 4.12.0.
REFUSED = {
    "status_not_in_value_set": (False, False, True),
    "two_values_in_one_answer": (True, False, False),
    "malformed_date": (True, True, False),
    "date_time_without_zone": (True, False, False),
    "questionnaire_response_without_status": (True, True, True),
    "observation_without_code": (True, True, True),
    "care_plan_without_subject": (True, True, True),
    "goal_without_description": (True, True, True),
    "task_without_intent": (True, True, True),
    "audit_event_without_source": (True, True, True),
    "provenance_without_agent": (True, True, True),
    "unknown_field": (True, True, True),
    "broken_resource_inside_a_bundle": (True, True, True),
}
CAUGHT = (12, 10, 10)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    """Let all three judge every broken resource, in one go."""
    files = sorted((FOLDER / "broken").glob("*.json"))
    return judged({file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files})


def test_each_judge_refuses_what_the_table_says(verdicts: dict[str, Verdict]) -> None:
    found = {name: tuple(bool(verdict[judge]) for judge in JUDGES) for name, verdict in verdicts.items()}

    assert found == REFUSED


def test_no_judge_sees_everything_and_together_they_do(verdicts: dict[str, Verdict]) -> None:
    caught = tuple(sum(bool(verdict[judge]) for verdict in verdicts.values()) for judge in JUDGES)

    assert caught == CAUGHT
    assert all(any(verdict.values()) for verdict in verdicts.values())


def test_the_page_says_what_was_measured() -> None:
    page = (FOLDER.parent.parent / "docs" / "fhir.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \| (yes|no) \| (yes|no) \|$", page, re.MULTILINE)

    assert {name: tuple(one == "yes" for one in said) for name, *said in rows} == REFUSED
    assert "| caught | {} | {} | {} |".format(*CAUGHT) in page


def test_the_page_names_every_resource_and_every_system_of_our_own() -> None:
    page = (FOLDER.parent.parent / "docs" / "fhir.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([A-Z]\w+)` \|", page, re.MULTILINE)) == KINDS
    assert {name for name in OWN_SYSTEMS if f"`{name}`" not in page} == set()

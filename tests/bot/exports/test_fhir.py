"""What is kept becomes FHIR without being changed: sums stay sums, words stay words, moments stay moments."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.exports.fhir import bundle
from bot.exports.fhir_codes import HOW_OFTEN, MEASURES
from bot.exports.fhir_shapes import moment
from bot.programme_files import shipped_forms
from flows.entries import Link, MomentsTold, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered
from flows.measures import form_of
from flows.tools import Field, ToolKept
from tests.bot.exports import told
from tests.bot.exports.bundles import (
    POINTS,
    canonicals,
    loose_ends,
    observed,
    of_kind,
    recomputed,
    strings,
    undefined,
)
from tests.bot.exports.judging import in_python

ITEMS = {"PHQ-9": 9, "GAD-7": 7}
POINT = some.one_of(some.none(), some.integers(0, 3))
WORDS = some.text(min_size=1, max_size=80)
ZONES = ("Europe/Kyiv", "UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham")
MOMENTS = some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 - the zone is added


def loinc(resource: dict[str, object]) -> str:
    """Give the first code of an Observation."""
    code: str = resource["code"]["coding"][0]["code"]  # type: ignore[index]
    return code


@given(some.tuples(*[POINT] * 9))
def test_a_total_stands_only_where_every_item_was_answered(answers: tuple[int | None, ...]) -> None:
    made = bundle(told.records(told.measured("PHQ-9", answers)))

    (response,) = of_kind(made, "QuestionnaireResponse")
    assert [item["linkId"] for item in response.get("item", [])] == [
        str(place) for place, answer in enumerate(answers, 1) if answer is not None
    ]
    totals = [one["valueInteger"] for one in of_kind(made, "Observation") if loinc(one) == "44261-6"]
    given_ = [answer for answer in answers if answer is not None]
    assert totals == ([sum(given_)] if len(given_) == len(answers) else [])


@given(some.sampled_from(sorted(ITEMS)), some.lists(some.integers(0, 3), min_size=9, max_size=9))
def test_somebody_else_adds_up_the_same(instrument: str, answers: list[int]) -> None:
    given_ = tuple(answers[: ITEMS[instrument]])
    made = bundle(told.records(told.measured(instrument, given_)))

    assert list(recomputed(made).values()) == [sum(given_)]
    assert observed(made) == recomputed(made)


@pytest.mark.parametrize("answer", [None, 0, 1, 2, 3])
def test_item_9_stands_by_itself_where_it_is_not_0(answer: int | None) -> None:
    made = bundle(told.records(told.measured("PHQ-9", (0,) * 8 + (answer,))))

    found = [
        one["valueCodeableConcept"]["coding"][0] for one in of_kind(made, "Observation") if loinc(one) == "44260-8"
    ]
    assert [POINTS[one["code"]] for one in found] == ([answer] if answer else [])


def test_every_shipped_form_stands_in_its_own_words() -> None:
    for form in shipped_forms():
        given_ = told.measured(form.instrument, (1,) * len(form.items), form.lang)
        (official,) = of_kind(bundle(told.records(given_)), "Questionnaire")
        asked = [item for item in official["item"] if item["linkId"].isdigit()]

        assert tuple(item["text"] for item in asked) == form.items
        for item in asked:
            options = [one["valueCoding"] for one in item["answerOption"]]
            assert tuple(one["display"] for one in options) == form.options
            assert tuple(one["extension"][0]["valueDecimal"] for one in options) == form.option_values
        assert official["language"] == form.lang
        assert form.fingerprint.startswith(official["version"])


def test_the_tables_of_codes_fit_the_forms_and_name_nothing_twice() -> None:
    for instrument, codes in MEASURES.items():
        form = form_of(shipped_forms(), instrument, "en")
        assert form is not None
        assert len(codes.items) == len(form.items)
        assert len({codes.panel, codes.total, *codes.items}) == len(codes.items) + 2
        assert tuple(HOW_OFTEN) == form.option_values


def test_a_form_that_is_not_here_any_more_is_named_and_holds_no_words() -> None:
    gone = MeasureAnswered(instrument="OWN-3", language="en", form="f" * 16, answers=(1, None, 4), total=None)
    made = bundle(told.records(gone))

    assert in_python(made) == []
    (official,) = of_kind(made, "Questionnaire")
    assert official["status"] == "retired"
    assert not any("text" in item for item in official["item"])


@settings(max_examples=30)
@given(WORDS, WORDS)
def test_words_stand_there_exactly_or_not_at_all(first: str, second: str) -> None:
    said = [MoodReported(mood=4, link=Link.HARD, words=Said(text=first)), Raised(words=Said(text=second))]
    made = bundle(told.records(*said))

    assert in_python(made) == []
    found = [
        part["valueString"]
        for one in of_kind(made, "Observation")
        for part in one.get("component", [])  # words of blanks alone are left out
        if "valueString" in part
    ]
    readable = [
        text.translate({code: None for code in range(32) if chr(code) not in "\t\n\r"}) for text in (first, second)
    ]
    assert found == [text for text in readable if text.strip()]


@given(MOMENTS, some.sampled_from(ZONES))
def test_a_moment_keeps_its_instant_and_shows_the_clients_clock(at: datetime, zone: str) -> None:
    written = datetime.fromisoformat(moment(at, zone) or "")

    assert written == at.replace(microsecond=0)
    assert written.utcoffset() == at.astimezone(ZoneInfo(zone)).utcoffset()


def test_a_voice_note_is_named_and_a_mood_that_was_left_out_says_so() -> None:
    made = bundle(told.records(MoodReported(mood=None, words=Said(voice="a-file-of-telegram", seconds=7))))

    (mood,) = of_kind(made, "Observation")
    assert mood["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
    assert mood["component"][0]["dataAbsentReason"]["coding"][0]["code"] == "unsupported"
    assert not any("a-file-of-telegram" in text for text in strings(made))


def test_the_lowest_mood_stands_beside_the_mood_it_belongs_to() -> None:
    made = bundle(told.records(MoodReported(mood=6, worst=2)))

    (mood,) = of_kind(made, "Observation")
    (lowest,) = mood["component"]
    assert (mood["valueInteger"], lowest["valueInteger"]) == (6, 2)
    assert in_python(made) == []


def test_of_a_record_that_was_changed_the_last_version_stands() -> None:
    versions = [
        ToolKept(
            tool=tool, record="same", version=number, fields=(Field(name="words", said=Said(text=f"{tool} {number}")),)
        )
        for tool in ("interests", "plan_worked")
        for number in (1, 2)
    ]
    gone = ToolKept(tool="roles", record="same", version=2, removed=True)
    words = set(strings(bundle(told.records(*versions, gone))))

    assert {"interests 2", "plan_worked 2"} & words == {"interests 2"}  # without a course there is no plan
    assert "interests 1" not in words


def test_the_same_records_give_the_same_bundle_and_nothing_hangs_loose() -> None:
    said = [
        told.measured("PHQ-9", (1,) * 9, difficulty=2), told.measured("PHQ-9", (0,) * 9, "uk"),
        told.measured("GAD-7", (2, None, 0, 1, 3, 0, 0), "ar"), MomentsTold(best=Said(text="the sea")),
    ]  # fmt: skip
    made = bundle(told.records(*said))

    assert bundle(told.records(*said)) == made
    assert (loose_ends(made), canonicals(made), undefined(made)) == (set(), set(), set())
    assert in_python(made) == []


def test_only_the_clients_own_copy_knows_the_nickname() -> None:
    own, shared = bundle(told.records()), bundle(told.records(own=False))

    assert told.NICKNAME in set(strings(own))
    assert told.NICKNAME not in set(strings(shared))
    assert told.CLIENT in set(strings(shared))

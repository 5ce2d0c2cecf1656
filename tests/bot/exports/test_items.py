"""Items: codes and numbers of what clients answered; every item is described, and no word leaves."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.exports.codebook import ITEMS, MEASURE, OF_MEASURES, OF_TASKS, TASK, codebook
from bot.exports.items import ALWAYS_ASKED, Answer, answers_of, is_exported
from bot.programme_files import shipped_forms
from flows import course_entries as course
from flows import ending_entries as ending
from flows import measure_entries as measures
from flows.agreed import OwnWords
from flows.course import Carried, Tried
from flows.entries import CheckInSkipped, ContactAsked, Link, MomentsTold, MoodReported, Raised, RunUnfinished, Said
from flows.entries import Entry as Told
from storage.log import Entry

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = Said(text="I saw Marisol", voice="voice-77")
WORDS = OwnWords(said=SECRET, language="en")
NINE = (1, 2, None, 0, 3, 1, 0, 2, 1)
PHQ9 = measures.MeasureAnswered(instrument="PHQ-9", language="uk", form="0123456789abcdef", answers=NINE, difficulty=2)
GAD7 = measures.MeasureAnswered(
    instrument="GAD-7", language="en", form="fedcba9876543210", answers=(1,) * 7, total=7, given="read_aloud"
)
EVERYTHING: tuple[Told, ...] = (
    MoodReported(mood=4, link=Link.HARD, words=SECRET),
    MoodReported(mood=6, first=True),
    MoodReported(mood=6, worst=2),
    CheckInSkipped(),
    PHQ9,
    GAD7,
    measures.MeasureLeft(instrument="GAD-7"),
    course.TaskAnswered(task="task-a", reply=course.Reply.SMALLER, words=SECRET),
    course.TaskMoment(task="task-a", fits=course.Fits.YES, mood=3),
    course.TaskReviewed(task="task-a", tried=Tried.PART),
    course.TaskReviewed(task="task-a", tried=Tried.PART, words=SECRET, hindered=course.Hindered.NO_TIME, mood_after=5),
    course.TaskCarried(task="task-a", carried=Carried.SHRINK),
    course.TaskReviewed(task="task-b", tried=Tried.DONE, helped=SECRET),
    course.DayNoted(task="task-b", on=date(2026, 3, 3), number=7, did=True, words=SECRET),
    ending.GoalRated(number=8),
    ending.BandChosen(band=ending.Band.SLIPPING),
)
NEVER: tuple[Told, ...] = (
    Raised(words=SECRET),
    MomentsTold(best=SECRET),
    ContactAsked(words=SECRET),
    course.GoalSet(words=WORDS),
    course.TaskTold(task="task-c", words=SECRET),
    course.TaskCarried(task="task-c", carried=Carried.DROP, by="staff"),
    ending.ThenAndNow(name="Marisol", now=SECRET),
    ending.DifferenceTold(different=ending.Different.EASIER, words=SECRET),
    measures.SafetyCardShown(why="item9", answer=2, text="card", version=1, language="en"),
)


def kept(told: Told, number: int = 0) -> Entry:
    at = MONDAY + timedelta(minutes=number)
    value = told.model_dump(mode="json")
    return Entry("entry-id", "client-id", "run-id", "keep", 0, told.kind, value, "en", at, False, False)


def items(*entries: Told) -> dict[str, Answer]:
    found = answers_of([kept(told, number) for number, told in enumerate(entries)])
    assert len({one.item for one in found}) == len(found)
    return {one.item: one for one in found}


def test_every_item_that_can_occur_is_described_and_no_other_is() -> None:
    found = set(items(*EVERYTHING))
    of_tasks = {name for name in found if TASK.fullmatch(name)}
    of_measures = {name for name in found if MEASURE.fullmatch(name)}
    parts = {name.rpartition("_")[2] for name in of_measures}

    assert found - of_tasks - of_measures == set(ITEMS)
    assert {name.partition("_")[2] for name in of_tasks} == set(OF_TASKS)
    assert {part for part in parts if not part.isdigit()} == set(OF_MEASURES)
    assert set(codebook(found, shipped_forms())["items"]) == found
    for asked in ALWAYS_ASKED.values():
        assert set(asked) <= found


def test_an_item_that_nobody_described_is_refused() -> None:
    with pytest.raises(ValueError, match="'shoe_size' is not described"):
        codebook(["shoe_size"], ())


@pytest.mark.parametrize("told", NEVER, ids=lambda told: type(told).__name__)
def test_what_is_not_on_the_list_does_not_leave(told: Told) -> None:
    assert not is_exported(kept(told))


def test_no_word_and_no_id_is_in_any_answer() -> None:
    shown = repr(list(items(*EVERYTHING).values()))

    for word in ("Marisol", "voice-77", "task-a", "entry-id", "client-id", "run-id"):
        assert word not in shown


def test_tasks_are_numbered_as_they_come_up() -> None:
    found = items(*EVERYTHING)

    assert (found["task1_tried"].value, found["task2_tried"].value) == ("part", "done")
    assert (found["task1_hindered"].value, found["task1_carried"].value) == ("no_time", "shrink")
    assert "task2_hindered" not in found


def test_item_that_was_left_out_stands_there_without_a_value_and_the_total_is_missing() -> None:
    found = items(PHQ9)

    assert (found["PHQ-9_3"].value, found["PHQ-9_3"].at, found["PHQ-9_total"].value) == (None, None, None)
    assert (found["PHQ-9_5"].value, found["PHQ-9_5"].at) == (3, MONDAY)
    assert {(one.locale, one.version) for one in found.values()} == {("uk", "0123456789abcdef")}


def test_complete_measure_has_its_total_and_says_who_read_it() -> None:
    found = items(GAD7)

    assert (found["GAD-7_total"].value, found["GAD-7_given"].value) == (7, "read_aloud")


def test_conversation_that_was_left_gives_mood_and_link_and_nothing_that_names_nothing() -> None:
    answers = {
        "mood_reported.mood": 3, "mood_reported.worst": 1, "mood_reported.link": "hard", "mood_reported.words": {"text": "Marisol"},
        "measure_answered.1": "2", "task_reviewed.tried": "done", "raised.words": {"text": "Marisol"},
    }  # fmt: skip
    found = items(RunUnfinished(flow="check_in", answers=answers))

    assert {name: one.value for name, one in found.items()} == {"mood": 3, "mood_worst": 1, "link": "hard"}
    first = items(RunUnfinished(flow="joining", answers={"mood_reported.mood": 5, "mood_reported.link": "Marisol"}))
    assert {name: one.value for name, one in first.items()} == {"mood_today": 5}


def test_what_is_always_asked_stands_there_unanswered() -> None:
    found = answers_of((), ALWAYS_ASKED["check_in"])

    assert found == [Answer("mood"), Answer("link")]


def test_an_answer_stands_before_the_same_question_left_out() -> None:
    found = items(MoodReported(mood=4), MoodReported(link=Link.GOOD))

    assert (found["mood"].value, found["link"].value) == (4, "good")


def test_codebook_gives_the_wording_and_licence_of_the_form() -> None:
    forms = [form for form in shipped_forms() if (form.instrument, form.lang) == ("PHQ-9", "en")]
    told = codebook(["PHQ-9_9", "PHQ-9_difficulty", "PHQ-9_total"], forms)["items"]

    (form,) = told["PHQ-9_9"]["forms"]
    assert form["wording"].startswith("Thoughts that you would be better off dead")
    assert form["levels"]["3"] == "Nearly every day"
    assert "no permission required" in form["licence"]
    assert len(told["PHQ-9_difficulty"]["forms"][0]["levels"]) == 4
    assert json.loads(json.dumps(told))["PHQ-9_total"]["units"] == "points"

"""What can be set about a course: area when both agreed, goal and formulation in own words, and the end."""

import pytest

from flows.agreed import OwnWords
from flows.course import Area, Phase, Stage
from flows.course_wishes import ChooseArea, ChooseWord, EndCourse, SetFormulation, SetGoal, SetPhase
from flows.entries import Said
from flows.readings import Me
from tests.flows.known import END, PLACE
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD


def opened(**changes: object) -> Player:
    return Player("course", STAFF_CARD.model_copy(update=changes), PLACE, END, Me(name="Olena"), args={"client": "c1"})


def test_dispute_has_its_stage() -> None:
    player = opened()
    for code in ("area", "dispute", "impasse", "grief", "yes"):
        player.tap(code)

    wish = ChooseArea(client="c1", area=Area.DISPUTE, second=Area.GRIEF, stage=Stage.IMPASSE, agreed=True)
    assert player.wishes == [wish]


def test_no_area_is_a_full_answer() -> None:
    player = opened()
    player.tap("area")
    player.tap("None yet")

    assert player.wishes == [ChooseArea(client="c1", area=None)]


def test_goal_and_formulation_are_kept_with_their_language() -> None:
    words = OwnWords(said=Said(text="See Ana"), language="en")
    for code, wish in (
        ("goal", SetGoal(client="c1", words=words)),
        ("formulation", SetFormulation(client="c1", words=words)),
    ):
        player = opened()
        player.tap(code)
        player.write("See Ana")
        assert player.wishes == [wish]


def test_words_in_another_language_are_sent_only_knowingly() -> None:
    player = opened(language="uk")
    player.tap("goal")
    player.write("See Ana")
    assert "The client reads: Українська." in player.asked
    player.tap("Do not send it")

    assert player.wishes == []


@pytest.mark.parametrize(("code", "phase"), [("ending", Phase.ENDING), ("none", None)])
def test_phase_is_chosen_or_left_to_the_number(code: str, phase: Phase | None) -> None:
    player = opened()
    player.tap("phase")
    player.tap(code)

    assert player.wishes == [SetPhase(client="c1", phase=phase)]


def test_course_ends_in_any_week_after_a_look_at_what_the_client_reads() -> None:
    player = opened()
    player.tap("end")
    player.tap("early")

    assert player.wishes == []
    assert "Your meetings are finished, earlier than first planned." in player.asked
    assert "blame" not in player.asked
    assert "Monday, 16 March" in player.asked
    player.tap("Yes, end it")
    assert player.wishes == [EndCourse(client="c1", how="early")]


def test_what_is_missing_at_the_end_can_be_written_first() -> None:
    player = opened()
    player.tap("end")
    player.tap("not_reached")
    assert "Missing: your goodbye." in player.asked
    player.tap("Care afterwards")
    player.write("The harbour clinic, Mondays")
    assert "Who you can turn to: The harbour clinic, Mondays" in player.asked
    player.tap("My goodbye")
    player.write("You did this.")
    assert "You did this." in player.asked
    assert "Missing" not in player.asked
    player.tap("Yes, end it")

    assert [type(wish).__name__ for wish in player.wishes] == ["WriteCare", "LeaveGoodbye", "EndCourse"]


def test_an_end_that_is_not_wanted_changes_nothing() -> None:
    for last in (("close",), ("finished", "Do nothing")):
        player = opened()
        for code in ("end", *last):
            player.tap(code)
        assert player.wishes == []


def test_death_is_asked_about_once_more() -> None:
    for sure, wishes in (("no", []), ("yes", [EndCourse(client="c1", how="died")])):
        player = opened()
        for code in ("end", "died", sure):
            player.tap(code)
        assert player.wishes == wishes


def test_word_for_it_is_their_own_or_none_is_needed() -> None:
    own = opened()
    own.tap("word")
    own.tap("Our own word")
    own.write("heart-mind trouble")
    words = OwnWords(said=Said(text="heart-mind trouble"), language="en")
    assert own.wishes == [ChooseWord(client="c1", words=words)]

    for code, medical in (("medical", True), ("none", False)):
        player = opened()
        player.tap("word")
        player.tap(code)
        assert player.wishes == [ChooseWord(client="c1", medical=medical)]

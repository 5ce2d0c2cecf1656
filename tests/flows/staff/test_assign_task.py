"""Giving a task: two taps from the library; what is closed says why, and cannot be chosen."""

from datetime import date

from flows.agreed import OwnWords
from flows.course_readings import Ideas
from flows.course_wishes import ProposeTask
from flows.entries import Said
from tests.flows.player import Player
from tests.flows.scenes import IDEA, IDEAS, STAFF_CARD


def opened(ideas: Ideas = IDEAS, **changes: object) -> Player:
    return Player("assign_task", ideas, STAFF_CARD.model_copy(update=changes), args={"client": "c1"})


def test_task_of_the_library_is_two_taps_with_its_defaults() -> None:
    player = opened()
    player.tap("2")
    assert "Draft: no clinician has signed these words yet." in player.asked
    player.tap("Send")

    assert player.wishes == [ProposeTask(client="c1", idea="g1", minutes=20, by=date(2026, 3, 9))]
    assert (player.taps, player.over) == (2, True)


def test_more_ideas_are_on_the_next_page() -> None:
    player = opened()
    player.tap("More")
    player.tap("1")
    player.tap("Agreed in the room")

    assert [(wish.idea, wish.room) for wish in player.wishes if isinstance(wish, ProposeTask)] == [("g6", True)]


def test_closed_idea_is_shown_with_the_reason_and_has_no_button() -> None:
    player = opened(IDEAS.model_copy(update={"ideas": (IDEA.model_copy(update={"closed": "not_asked"}),)}))

    assert "closed: nobody has asked about safety yet" in player.asked
    assert "g1" not in [button.code for row in player.question.buttons() for button in row]


def test_why_is_added_if_wished() -> None:
    player = opened()
    player.tap("1")
    player.tap("Add why")
    player.write("It brings you together")

    (wish,) = player.wishes
    assert isinstance(wish, ProposeTask)
    assert wish.why == OwnWords(said=Said(text="It brings you together"), language="en")


def test_own_words_or_a_voice_note_are_a_task() -> None:
    player = opened()
    player.tap("In own words")
    player.speak(20)

    (wish,) = player.wishes
    assert isinstance(wish, ProposeTask)
    assert wish.words is not None
    assert wish.words.said.voice == "voice-20"


def test_another_one_goes_on_to_the_next_page() -> None:
    player = opened()
    player.tap("1")
    player.tap("Another one")

    assert "Which task?" in player.asked


def test_without_a_course_nothing_is_given() -> None:
    assert opened(open=False).over

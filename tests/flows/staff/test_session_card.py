"""The session card: five lines for the counsellor, the four areas in plain words, and nothing for the client."""

import pytest

from flows.content.session_cards import AREAS_IN_PLAIN_WORDS
from flows.course import Area
from flows.guiding import SessionGuide
from flows.wishes import Begin
from tests.flows.known import GUIDE
from tests.flows.player import Player


def opened(**changes: object) -> Player:
    return Player("session_card", GUIDE.model_copy(update=changes), args={"client": "c1"})


def test_card_says_what_the_meeting_is_for_what_to_ask_and_how_to_close() -> None:
    text = opened().asked

    assert "Meeting 2 of 6." in text
    for head in ("What it is for", "To ask", "What the client brought", "Ideas for a task", "To close"):
        assert head in text
    assert text.count("• ") == 3 + len(GUIDE.ideas)
    assert "A draft: no clinician has signed it yet." in text


def test_signed_card_is_no_draft() -> None:
    assert "A draft" not in opened(draft=False).asked


@pytest.mark.parametrize("door", ["brief", "assign_task"])
def test_brief_and_task_are_one_tap_away(door: str) -> None:
    player = opened()
    player.tap(door)

    assert player.wishes == [Begin(flow=door, client="c1")]


def test_four_areas_stand_in_plain_words_with_two_examples_each() -> None:
    player = opened()
    player.tap("The four areas")

    assert set(AREAS_IN_PLAIN_WORDS) == set(Area)
    assert player.said["areas"].count("• ") == 2 * len(Area)


def test_course_without_cards_says_so() -> None:
    player = Player("session_card", SessionGuide(client="c1", name="Mira"), args={"client": "c1"})

    assert player.said["none"] == "There is no card for this course."

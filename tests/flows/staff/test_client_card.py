"""One client on one screen: facts in words, and everything that can be done."""

from flows.course import Safety
from flows.wishes import Begin
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD

CARD = STAFF_CARD.model_copy(update={"name": "Mira"})


def opened(**changes: object) -> Player:
    return Player("client_card", CARD.model_copy(update=changes), args={"client": "c1"})


def test_card_says_where_everything_stands() -> None:
    text = opened().asked

    assert "IPC, 6 meetings: 1 of 6 held, opening." in text
    assert "Area: Dispute, not spoken of yet." in text
    assert "Safety: not asked." in text
    assert "Overdue: get in touch, by Sunday, 1 March." in text


def test_without_a_course_the_first_thing_is_to_open_one() -> None:
    player = opened(open=False)
    player.tap("Open a course")

    assert player.wishes == [Begin(flow="open_course", client="c1")]


def test_safety_that_was_asked_is_shown_to_staff() -> None:
    assert "Safety: no concern." in opened(safety=Safety.NO_CONCERN).asked


def test_closing_wishes_nothing() -> None:
    player = opened()
    player.tap("Close")

    assert (player.wishes, player.over) == ([], True)


def test_card_of_the_next_meeting_is_one_tap_away_where_there_is_one() -> None:
    player = opened(guide="area")
    player.tap("Next meeting: card")

    assert player.wishes == [Begin(flow="session_card", client="c1")]
    assert "Next meeting: card" not in opened(guide="").labels

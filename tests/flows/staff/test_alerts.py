"""Notices: each with what became of it, and one tap that says that one has seen them."""

from flows.alerts import Notices
from flows.wishes import Acknowledge, Begin
from tests.flows.known import NOTICE, NOTICES, ON
from tests.flows.player import Player


def test_state_of_each_is_shown_as_it_is() -> None:
    failed = NOTICE.model_copy(update={"arrived": "failed", "escalated_at": ON})
    player = Player("alerts", Notices(notices=(failed,)))

    assert "12, item 9 was answered: could not be delivered, not seen so far, supervisors told" in player.said["shown"]


def test_one_tap_says_that_it_was_seen_and_opens_the_client() -> None:
    player = Player("alerts", NOTICES)
    player.tap("12")

    assert player.wishes == [Acknowledge(client="c1"), Begin(flow="client_card", client="c1")]


def test_supervisor_sees_what_others_have_not_seen_and_opens_no_client_of_theirs() -> None:
    mine = NOTICE.model_copy(update={"own_client": False})
    player = Player("alerts", Notices(notices=(mine,), others=(NOTICE.model_copy(update={"to": "34"}),)))

    assert "to 34, accepted by Telegram, not seen so far" in player.said["shown"]
    player.tap("12")
    assert player.wishes == [Acknowledge(client="c1")]


def test_nothing_open_asks_nothing() -> None:
    seen = NOTICE.model_copy(update={"seen_at": ON})

    assert Player("alerts", Notices(notices=(seen,))).over
    assert "No notices" in Player("alerts", Notices()).said["none"]


def test_button_under_a_notice_says_that_it_was_seen() -> None:
    player = Player("noted", Notices(), args={"client": "c1"})

    assert player.wishes == [Acknowledge(client="c1")]
    assert player.over

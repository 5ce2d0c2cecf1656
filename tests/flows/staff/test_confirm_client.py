"""Comparing pictures: the second side of joining, and of a new phone."""

import pytest

from flows.readings import Waiting
from flows.wishes import ConfirmClient, ConfirmMove, RefuseClient, RefuseMove
from tests.flows.player import Player

SHOWN = ("boat,key,sun", "tree,bell,fish", "book,lamp,bird")
JOINS = Waiting(client="c1", name="Mira", right="boat,key,sun", shown=SHOWN)
MOVES = JOINS.model_copy(update={"moving": True})


def compare(waiting: Waiting, *codes: str) -> Player:
    player = Player("confirm_client", waiting, args={"client": "c1"})
    for code in codes:
        player.tap(code)
    return player


def test_three_rows_of_pictures_are_offered_and_none_of_them() -> None:
    player = compare(JOINS)

    assert len(player.labels) == 4
    assert player.labels[-1] == "None of these"
    assert all("⛵" not in label or "🔑" in label for label in player.labels)


@pytest.mark.parametrize(("waiting", "wish"), [(JOINS, ConfirmClient), (MOVES, ConfirmMove)])
def test_the_right_pictures_confirm(waiting: Waiting, wish: type) -> None:
    assert [wish(client="c1")] == compare(waiting, "boat,key,sun").wishes


def test_the_wrong_pictures_ask_once_more() -> None:
    player = compare(JOINS, "tree,bell,fish")

    assert "These are not the client's pictures." in player.asked

    player.tap("boat,key,sun")

    assert [ConfirmClient(client="c1")] == player.wishes


def test_two_wrong_rows_leave_everything_as_it_is_unless_the_therapist_closes_the_link() -> None:
    player = compare(JOINS, "none", "none", "later")

    assert player.wishes == []
    assert player.ended == "later"


@pytest.mark.parametrize(("waiting", "wish"), [(JOINS, RefuseClient), (MOVES, RefuseMove)])
def test_closing_the_link_refuses(waiting: Waiting, wish: type) -> None:
    assert [wish(client="c1")] == compare(waiting, "none", "none", "close").wishes


def test_when_nobody_waits_it_says_so() -> None:
    player = compare(Waiting(client="c1"))

    assert player.over
    assert "No one waits" in player.said["nobody"]

"""A client's meetings: added, moved, left out, told of."""

from datetime import date

from flows.course_wishes import DropSession, LogSession, MoveSession, PlanSession
from tests.flows.player import Player
from tests.flows.scenes import IDEAS, SESSION, STAFF_CARD


def opened(**changes: object) -> Player:
    known = STAFF_CARD.model_copy(update=changes)
    return Player("sessions", known, IDEAS.model_copy(update={"ideas": ()}), args={"client": "c1"})


def test_meeting_is_added() -> None:
    player = opened(next_session=None)
    for code in ("add", "2026-03-06", "10:00"):
        player.tap(code)

    assert player.wishes == [PlanSession(client="c1", on=date(2026, 3, 6), time="10:00")]


def test_meeting_is_moved() -> None:
    player = opened()
    for code in ("move", "2026-03-06", "15", "15:30"):
        player.tap(code)

    assert player.wishes == [MoveSession(session="s1", on=date(2026, 3, 6), time="15:30")]


def test_meeting_is_left_out() -> None:
    player = opened()
    player.tap("drop")

    assert player.wishes == [DropSession(session="s1")]


def test_meeting_of_which_nobody_said_anything_comes_first() -> None:
    player = opened(unlogged=(SESSION,))
    player.tap("same")

    assert player.wishes == [LogSession(session="s1", state="held", same_next=True)]


def test_without_a_course_there_is_nothing_to_plan() -> None:
    assert opened(open=False).over

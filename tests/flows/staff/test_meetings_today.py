"""The evening: one tap for each meeting, nothing typed."""

from datetime import date

from flows.course_readings import Meetings
from flows.course_wishes import LogSession, MoveSession, PlanSession
from tests.flows.player import Player
from tests.flows.scenes import SESSION

THREE = tuple(SESSION.model_copy(update={"id": f"s{n}", "client": f"c{n}"}) for n in range(3))


def test_each_meeting_is_one_tap() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE))
    for _session in THREE:
        player.tap("Held, same time next")

    assert player.wishes == [LogSession(session=f"s{n}", state="held", same_next=True) for n in range(3)]
    assert (player.taps, player.over) == (3, True)


def test_other_time_asks_when() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE[:1]))
    for code in ("held", "2026-03-11", "10:00"):
        player.tap(code)

    planned = PlanSession(client="c0", on=date(2026, 3, 11), time="10:00")
    assert player.wishes == [LogSession(session="s0", state="held"), planned]


def test_missed_one_may_have_no_next() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE[:1]))
    player.tap("missed")
    player.tap("Not fixed yet")

    assert player.wishes == [LogSession(session="s0", state="missed")]


def test_moved_one_asks_when_it_is_now() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE[:1]))
    for code in ("moved", "2026-03-04", "10:00"):
        player.tap(code)

    assert player.wishes == [MoveSession(session="s0", on=date(2026, 3, 4), time="10:00")]


def test_later_says_nothing_about_a_meeting() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE[:1]))
    player.tap("Later")

    assert player.wishes == []

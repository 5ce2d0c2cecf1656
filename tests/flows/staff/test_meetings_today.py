"""The evening: one tap for each meeting, nothing typed."""

from datetime import date

from flows.course_readings import Meetings
from flows.course_wishes import LogSession, MoveSession, PlanSession, ProposeTask
from tests.flows.player import Player
from tests.flows.scenes import IDEA, IDEAS, SESSION

NO_IDEAS = IDEAS.model_copy(update={"ideas": ()})
THREE = tuple(SESSION.model_copy(update={"id": f"s{n}", "client": f"c{n}"}) for n in range(3))


def test_each_meeting_is_one_tap() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE), NO_IDEAS)
    for _session in THREE:
        player.tap("Held, same time next")

    assert player.wishes == [LogSession(session=f"s{n}", state="held", same_next=True) for n in range(3)]
    assert (player.taps, player.over) == (3, True)


def test_week_of_twenty_clients_is_forty_taps_and_nothing_typed() -> None:
    twenty = tuple(SESSION.model_copy(update={"id": f"s{n}", "client": f"c{n}"}) for n in range(20))
    player = Player("meetings_today", Meetings(meetings=twenty), IDEAS)
    for _session in twenty:
        player.tap("Held, same time next")
        player.tap("2")

    assert len(player.wished(ProposeTask)) == len(player.wished(LogSession)) == 20
    assert (player.taps, player.over) == (40, True)


def test_no_task_is_one_tap_too() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE[:1]), IDEAS)
    player.tap("same")
    player.tap("No task now")

    assert player.wished(ProposeTask) == []


def test_nothing_is_offered_where_a_task_is_open_or_everything_is_closed() -> None:
    shut = IDEAS.model_copy(update={"ideas": (IDEA.model_copy(update={"closed": "concern"}),)})
    for known in (IDEAS.model_copy(update={"has_task": True}), shut):
        player = Player("meetings_today", Meetings(meetings=THREE[:1]), known)
        player.tap("same")
        assert player.over


def test_the_last_planned_meeting_is_the_last_unless_one_more_is_wished() -> None:
    last = SESSION.model_copy(update={"number": 6, "of": 6})
    for label, same_next in (("Held, that was the last", False), ("Held, one more", True)):
        player = Player("meetings_today", Meetings(meetings=(last,)), NO_IDEAS)
        assert "Held, same time next" not in player.labels
        player.tap(label)
        assert player.wishes == [LogSession(session="s1", state="held", same_next=same_next)]


def test_other_time_asks_when() -> None:
    player = Player("meetings_today", Meetings(meetings=THREE[:1]), NO_IDEAS)
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

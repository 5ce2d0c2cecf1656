"""Opening a course: four taps at most, nothing typed, and no area."""

from datetime import date

from flows.course_wishes import OpenCourse
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD


def opened() -> Player:
    return Player("open_course", STAFF_CARD, args={"client": "c1"})


def test_course_with_its_first_meeting_is_three_taps_at_the_usual_time() -> None:
    player = opened()
    for code in ("ipc6", "2026-03-05", "10:00"):
        player.tap(code)

    wish = OpenCourse(client="c1", template="ipc6", sessions=6, first_on=date(2026, 3, 5), time="10:00")
    assert (player.wishes, player.taps) == ([wish], 3)


def test_any_quarter_of_an_hour_is_four_taps() -> None:
    player = opened()
    for code in ("ipt16", "2026-03-05", "14", "14:45"):
        player.tap(code)

    assert [(wish.sessions, wish.time) for wish in player.wishes if isinstance(wish, OpenCourse)] == [(16, "14:45")]
    assert player.taps == 4


def test_date_may_wait() -> None:
    player = opened()
    player.tap("ipc3")
    player.tap("Not fixed yet")

    assert player.wishes == [OpenCourse(client="c1", template="ipc3", sessions=3)]


def test_own_number_of_meetings_is_asked() -> None:
    player = opened()
    for code in ("own", "10", "none"):
        player.tap(code)

    assert player.wishes == [OpenCourse(client="c1", template="own", sessions=10)]

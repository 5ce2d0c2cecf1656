"""The ending for staff: spoken of first; what is given to keep; the months after."""

from datetime import timedelta

import pytest

from flows.agreed import OwnWords
from flows.ending_readings import PlanShown
from flows.ending_wishes import AgreePlan, Extend, LeaveGoodbye, LookMonthly, SpokeOfEnding, TakeBackEnding, WriteCare
from flows.entries import Said
from tests.flows.known import END, PLACE
from tests.flows.player import Player


def opened(*taps: str, **changes: object) -> Player:
    player = Player("ending", END.model_copy(update=changes), PLACE, args={"client": "c1"})
    for tap in taps:
        player.tap(tap)
    return player


def test_only_a_yes_lets_it_come_up_with_the_client() -> None:
    before = TakeBackEnding(client="c1", spoken=False, sessions=END.sessions)
    assert opened("spoken", "yes").wishes == [before.model_copy(update={"spoken": True}), SpokeOfEnding(client="c1")]
    assert opened("spoken", "no").wishes == [before]
    assert opened("spoken", "more", "4").wishes == [before, before, Extend(client="c1", more=4)]


@pytest.mark.parametrize(("what", "wish"), [("care", WriteCare), ("goodbye", LeaveGoodbye)])
def test_own_words_are_kept_with_their_language(what: str, wish: type[WriteCare]) -> None:
    player = opened(what)
    player.write("Ring the clinic")

    words = OwnWords(said=Said(text="Ring the clinic"), language="en")
    assert player.wishes == [wish(client="c1", words=words)]
    assert "reads another language" in player.said["kept"]


def test_goodbye_may_be_a_voice() -> None:
    player = opened("goodbye")
    player.speak(20)

    assert player.wishes[0].words.said.voice == "voice-20"


def test_plan_is_shown_and_agreed_together() -> None:
    player = opened("plan", "yes")

    assert "12 345" in player.said["plan"]
    assert player.wishes == [AgreePlan(client="c1")]


def test_a_plan_that_is_private_or_empty_is_not_shown() -> None:
    assert "private" in opened("plan", plan=None).said
    assert "empty" in opened("plan", plan=PlanShown(today=END.today)).said


def test_monthly_look_has_a_last_day() -> None:
    until = END.today + timedelta(days=180)

    assert opened("monthly", until.isoformat()).wishes == [LookMonthly(client="c1", until=until)]
    assert opened("monthly", "never").wishes == [LookMonthly(client="c1", until=None)]


def test_each_answer_under_the_question_is_one_tap() -> None:
    for flow, wishes in (
        ("spoken_yes", [SpokeOfEnding(client="c1")]),
        ("spoken_no", []),
    ):
        assert Player(flow, END, args={"client": "c1"}).wishes == wishes
    more = Player("spoken_more", END, args={"client": "c1"})
    more.tap("1 more meeting")
    assert more.wishes == [TakeBackEnding(client="c1", spoken=False, sessions=6), Extend(client="c1", more=1)]


def test_an_answer_that_comes_late_changes_nothing() -> None:
    for changes in ({"spoken": True}, {"open": False}):
        player = Player("spoken_yes", END.model_copy(update=changes), args={"client": "c1"})
        assert player.wishes == []
        assert "Nothing has changed." in player.said["known"]

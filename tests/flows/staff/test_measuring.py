"""Measures as staff set them: rhythm, what the client sees, item 9 that is known, and a form read aloud."""

from datetime import timedelta

import pytest

from flows.content.safety_texts import HELP_CARD_VERSION
from flows.measure_entries import SafetyCardShown
from flows.measure_readings import FormKnown, MeasurePlanShown
from flows.measure_wishes import AskWorst, KeepReadAloud, KnowItem, ShowNumbers, SwitchMeasure
from tests.flows.known import CARD, PHQ9, PLANS, THERAPIST
from tests.flows.player import Player


def opened(*taps: str) -> Player:
    player = Player("measures", PLANS, PHQ9, CARD, THERAPIST, args={"client": "c1"})
    for tap in taps:
        player.tap(tap)
    return player


@pytest.mark.parametrize(("rhythm", "days"), [("0", 0), ("14", 14), ("28", 28), ("off", None)])
def test_a_measure_has_a_rhythm_or_is_off(rhythm: str, days: int | None) -> None:
    wish = SwitchMeasure(client="c1", instrument="34", every_days=days)

    assert opened("plan:34", rhythm).wishes == [wish]


def test_doubts_about_the_wording_are_said_before() -> None:
    asked = opened("plan:34").asked
    assert "34 56" in asked
    assert "78" in asked
    assert "nobody has compared" in opened("plan:PHQ-9").asked
    assert "Off, because nobody has compared the wording with the published form: 34" in opened("plan:PHQ-9").asked


def test_one_message_holds_the_doubts_about_every_form_there_may_be() -> None:
    forms = tuple(FormKnown(lang=f"l{n}", own_name="Language" * 3, doubts=("d" * 400,)) for n in range(25))
    many = MeasurePlanShown(instrument="34", forms=forms)
    player = Player("measures", PLANS.model_copy(update={"plans": (many,)}), PHQ9, CARD, args={"client": "c1"})
    player.tap("plan:34")

    assert "d" * 400 in player.asked
    assert "see the files of these forms: Language" in player.asked
    assert len(player.asked) < 4096


def test_item_nine_read_aloud_is_kept_with_the_card_that_was_read_too() -> None:
    player = opened("aloud", "34/56", "1", "2", "0")

    shown = SafetyCardShown(why="item9", answer=2, text="help_card", version=HELP_CARD_VERSION, language="en")
    assert player.wished(KeepReadAloud)[0].card == shown
    assert opened("aloud", "34/56", "1", "0", "0").wished(KeepReadAloud)[0].card is None


def test_client_sees_the_number_as_staff_say() -> None:
    assert opened("shown", "never").wishes == [ShowNumbers(client="c1", when="never")]


@pytest.mark.parametrize(("tap", "on"), [("yes", True), ("no", False)])
def test_the_lowest_mood_is_asked_for_only_where_staff_choose_so(tap: str, *, on: bool) -> None:
    assert opened("lowest", tap).wishes == [AskWorst(client="c1", on=on)]
    assert "also asks" not in opened().asked
    assert (
        "also asks for the lowest mood"
        in Player("measures", PLANS.model_copy(update={"worst": True}), PHQ9, CARD, args={"client": "c1"}).asked
    )


def test_known_item_has_a_day_of_review_within_four_weeks() -> None:
    until = PLANS.today + timedelta(days=28)

    assert opened("known", "2", until.isoformat()).wishes == [KnowItem(client="c1", answer=2, until=until)]
    assert opened("known", "0").wishes == [KnowItem(client="c1", answer=0, until=None)]


def test_a_form_read_aloud_is_kept_as_such_and_the_card_is_read_aloud_too() -> None:
    player = opened("aloud", "34/56", "1", "0", "0")

    answered = player.wished(KeepReadAloud)[0].answered
    assert (answered.given, answered.answers, answered.total) == ("read_aloud", (1, 0), 1)
    assert "000 000 111" in player.said["card"]

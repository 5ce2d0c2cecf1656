"""A hard date: a week before, a plan if wished; on the day one short message, and no question."""

from flows.content.safety_texts import HELP_CARD_VERSION
from flows.entries import Said
from flows.measure_entries import SafetyCardShown
from flows.tools import Field, ToolKept
from tests.flows.known import CARD, CLIENT, HARD
from tests.flows.player import Player


def test_a_plan_is_added_to_the_date() -> None:
    player = Player("hard_date", HARD, CARD)
    player.tap("Make a small plan")
    player.write("with my sister")
    player.tap("Okay")

    kept = player.entries[0]
    assert isinstance(kept, ToolKept)
    assert kept.fields[-1] == Field(name="plan", said=Said(text="with my sister"))


def test_the_card_that_was_asked_for_is_kept_with_its_version() -> None:
    player = Player("hard_date", HARD, CARD, CLIENT)
    for tap in ("Make a small plan", "Skip", "I need someone now"):
        player.tap(tap)

    assert "000 000 111" in player.said["card"]
    assert player.entries == [SafetyCardShown(why="shaky", text="help_card", version=HELP_CARD_VERSION, language="en")]


def test_not_now_ends_it() -> None:
    player = Player("hard_date", HARD, CARD)
    player.tap("Not now")

    assert player.over
    assert player.entries == []


def test_on_the_day_nothing_is_asked() -> None:
    player = Player("hard_day", HARD)

    assert player.over
    assert "12 345" in player.said["today"]


def test_a_date_that_was_taken_away_says_nothing() -> None:
    gone = HARD.model_copy(update={"name": None})

    assert Player("hard_day", gone).said == {}
    assert Player("hard_date", gone, CARD).said == {}

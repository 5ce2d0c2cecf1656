"""Then and now: first words beside today's; *harder* is as welcome as *easier*; and a goodbye."""

import pytest

from flows.ending_entries import DifferenceTold, Different, ThenAndNow
from flows.ending_wishes import AnswerGoodbye
from flows.entries import Raised, Said
from tests.flows.known import THEN
from tests.flows.player import Player


def test_first_words_stand_beside_todays() -> None:
    player = Player("then_and_now", THEN)
    assert "12 345" in player.asked
    player.write("we talk again")

    assert player.entries == [ThenAndNow(name="12", then=Said(text="12 345"), now=Said(text="we talk again"))]


@pytest.mark.parametrize(
    ("label", "marked"), [("Easier", False), ("The same", True), ("Harder", True), ("Mixed", False)]
)
def test_what_is_not_better_is_thanked_for_and_kept_for_the_meeting(label: str, *, marked: bool) -> None:
    player = Player("then_and_now", THEN)
    for answer in ("Skip", "Skip", label, "Skip"):
        player.tap(answer)

    told = [entry for entry in player.entries if isinstance(entry, DifferenceTold)]
    assert told == [DifferenceTold(different=next(one for one in Different if one.value in label.lower()))]
    assert any(isinstance(entry, Raised) for entry in player.entries) == marked
    assert ("Treatments differ" in player.said.get("next", "")) == marked


def test_goodbye_may_be_left_and_may_be_left_out() -> None:
    player = Player("goodbye", THEN)
    player.write("thank you")
    assert player.wishes == [AnswerGoodbye(words=Said(text="thank you"))]

    silent = Player("goodbye", THEN)
    silent.tap("Skip")
    assert silent.wishes == []

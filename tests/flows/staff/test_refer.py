"""Referring: to whom, how soon, what is passed on; the client's own reading of it is shown before anything is done."""

from flows.agreed import OwnWords
from flows.course_wishes import Refer
from flows.entries import Said
from tests.flows.known import THERAPIST
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD

CLINIC = "Dr Roe, harbour clinic, 000 000 555"


def opened(**changes: object) -> Player:
    return Player("refer", STAFF_CARD.model_copy(update=changes), THERAPIST, args={"client": "c1"})


def test_what_the_client_will_read_is_shown_before_it_goes() -> None:
    player = opened(tasks=())
    player.write(CLINIC)
    player.tap("days")
    player.write("My plan")

    assert f"Who: {CLINIC}" in player.asked
    assert "How soon: within some days." in player.asked
    assert "Passed on, as you agreed: My plan" in player.asked
    assert player.wishes == []

    player.tap("Yes, refer")
    words = OwnWords(said=Said(text=CLINIC), language="en")
    passes = OwnWords(said=Said(text="My plan"), language="en")
    assert player.wishes == [Refer(client="c1", to=words, soon="days", passes=passes)]


def test_tasks_rest_only_where_the_counsellor_says_so() -> None:
    for answer, rests in (("They go on", False), ("They rest", True)):
        player = opened()
        player.write(CLINIC)
        player.tap("today")
        player.tap("~skip")
        player.tap(answer)
        assert ("Your tasks rest meanwhile." in player.asked) is rests
        assert "Nothing you wrote is passed on." in player.asked
        player.tap("Yes, refer")
        assert [wish.rests for wish in player.wishes] == [rests]


def test_nothing_is_done_without_a_yes() -> None:
    player = opened(tasks=())
    player.write(CLINIC)
    player.tap("place")
    player.tap("~skip")
    player.tap("Do nothing")

    assert (player.wishes, player.over) == ([], True)


def test_whoever_skips_the_first_question_leaves() -> None:
    player = opened()
    player.tap("~skip")

    assert (player.wishes, player.over) == ([], True)


def test_words_in_another_language_are_named_as_such() -> None:
    player = opened(tasks=(), language="uk")
    player.write(CLINIC)
    player.tap("today")
    player.tap("~skip")

    assert "The client reads another language." in player.asked

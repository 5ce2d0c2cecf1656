"""Contacts: planned by a day, and done with one tap."""

from datetime import date

from flows.course_wishes import MadeContact, PlanContact
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD


def opened() -> Player:
    return Player("contact", STAFF_CARD, args={"client": "c1"})


def test_contact_is_planned() -> None:
    player = opened()
    player.tap("In 3 days")

    assert player.wishes == [PlanContact(client="c1", by=date(2026, 3, 5))]


def test_contact_that_was_made_is_one_tap() -> None:
    player = opened()
    player.tap("made:x2")

    assert player.wishes == [MadeContact(contact="x2")]


def test_closing_wishes_nothing() -> None:
    player = opened()
    player.tap("Close")

    assert player.wishes == []


def test_answer_to_a_referral_has_a_word_of_its_own() -> None:
    player = opened()

    assert "Heard back: Sunday, 8 March" in player.labels
    player.tap("made:x3")
    assert player.wishes == [MadeContact(contact="x3")]

"""The help card: for everybody, in every state, without a promise."""

from datetime import date

import pytest

from flows.client.help_card import help_lines, stranger_lines
from flows.readings import Absence
from locales.line import Line
from locales.voice import voice_for
from tests.flows.known import CARD


def read(lines: tuple[Line, ...]) -> str:
    return "\n\n".join(voice_for("en").text(line) for line in lines)


def test_the_help_card_shows_numbers_on_rows_of_their_own_and_who_looks() -> None:
    text = read(help_lines(CARD))

    assert {"000", "000 000 111", "000 000 222", "findahelpline.com"} <= {
        row.split(": ")[-1] for row in text.splitlines()
    }
    assert "I am a program. No one is reading this right now." in text
    assert "Olena" in text
    assert "Numbers last checked: " in text


def test_the_help_card_works_when_no_therapist_is_connected() -> None:
    text = read(help_lines(CARD.model_copy(update={"name": None, "looks_by": None})))

    assert "No therapist is connected" in text
    assert "000 000 111" in text


def test_the_help_card_names_who_covers() -> None:
    away = Absence(away_from=date(2026, 3, 1), away_until=date(2026, 3, 12), cover="Ruth")

    assert "Ruth" in read(help_lines(CARD.model_copy(update={"absence": away})))


def test_the_help_card_promises_nothing() -> None:
    text = read(help_lines(CARD)).casefold()

    assert not [word for word in ("will see", "will look", "will call", "always", "24/7") if word in text]


def test_the_first_hundred_characters_of_the_help_card_are_neutral() -> None:
    opening = read(help_lines(CARD))[:100].casefold()

    assert not [word for word in ("danger", "suicid", "crisis", "emergency", "therap") if word in opening]


def test_a_stranger_learns_what_this_is_and_sees_the_help_card() -> None:
    text = read(stranger_lines(CARD.model_copy(update={"name": None, "looks_by": None})))

    assert "ask your therapist" in text
    assert "000 000 111" in text
    assert "Olena" not in text


@pytest.mark.parametrize("language", ["en", "uk", "ar"])
def test_short_number_is_copied_by_a_tap_and_a_long_one_is_called(language: str) -> None:
    short = CARD.helplines[0].model_copy(update={"number": "7333"})
    lines = help_lines(CARD.model_copy(update={"helplines": (short, CARD.helplines[1])}))
    shown = "\n".join(voice_for(language).html(line) for line in lines)

    assert "<code>000</code>" in shown
    assert "<code>7333</code>" in shown
    assert "\n000 000 222" in shown
    assert "<code>" not in "".join(voice_for(language).text(line) for line in lines)

"""Session cards: which meeting has which, and a programme's own words, refused with a sentence that says what to change."""

import shutil
from pathlib import Path

import pytest

from bot.programme_files import FICTIONAL, load_programme
from flows.content.session_cards import SHIPPED_CARDS, card_at, cards_with
from flows.course import TEMPLATES
from flows.programme import ProgrammeRefused
from locales.line import verbatim

GOOD = """
[[card]]
id = "work"
aim.en = "Go on with what you chose."
aim.uk = "Ідіть далі з тим, що обрали."
ask = [{ en = "One?" }, { en = "Two?" }, { en = "Three?" }]
"""


def folder_with(cards: str, place: Path) -> Path:
    shutil.copy(FICTIONAL / "programme.toml", place)
    (place / "session-cards.toml").write_text(cards, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("template", "cards"),
    [
        ("ipc3", ["start", "work_first", "last"]),  # the outline of Weissman and others 2014
        ("ipc4", ["start", "work_first", "work", "last"]),
        ("ipc6", ["contract", "area", "work_first", "work", "work", "last"]),  # the six steps of Judd and others 2004
        ("ipc8", ["contract", "area", "work_first", "work", "work", "work", "work", "last"]),
    ],
)
def test_every_meeting_of_ipc_has_its_card(template: str, cards: list[str]) -> None:
    sessions = TEMPLATES[template].sessions

    assert [card_at(template, number, sessions) for number in range(1, sessions + 1)] == cards
    assert set(cards) <= set(SHIPPED_CARDS)


@pytest.mark.parametrize("template", ["ipt12", "ipt16", "group8", "maintenance", "own"])
def test_other_courses_have_none(template: str) -> None:
    assert card_at(template, 1, 12) == ""


def test_longer_course_goes_on_working_until_its_last_meeting() -> None:
    assert [card_at("ipc6", number, 8) for number in (6, 7, 8)] == ["work", "work", "last"]


def test_every_shipped_card_is_a_draft() -> None:
    assert all(card.draft for card in cards_with().values())


def test_programmes_own_words_take_the_place_of_ours_in_each_language(tmp_path: Path) -> None:
    cards = load_programme(folder_with(GOOD, tmp_path)).cards

    assert cards_with(cards, "uk")["work"].aim == verbatim("Ідіть далі з тим, що обрали.")
    assert cards_with(cards, "en")["work"].ask == (verbatim("One?"), verbatim("Two?"), verbatim("Three?"))
    assert cards_with(cards, "en")["work"].close == SHIPPED_CARDS["work"].close
    assert cards_with(cards, "en")["last"] == SHIPPED_CARDS["last"]


def test_clinicians_name_signs_a_card(tmp_path: Path) -> None:
    signed = load_programme(folder_with('[[card]]\nid = "last"\nsigned_by = "Dr Example"', tmp_path)).cards

    assert not cards_with(signed)["last"].draft
    assert cards_with(signed)["work"].draft


@pytest.mark.parametrize(
    ("cards", "sentence"),
    [
        (GOOD.replace('"work"', '"first"'), "found the card 'first'; write one of: contract, area, start"),
        (GOOD.replace(', { en = "Three?" }', ""), "found 2 questions in 'ask'; write three, or none"),
        (GOOD.replace("aim.en", "goal.en"), "'card.0.goal' is not known here"),
        (GOOD + 'close.tlh = "Qapla"', "found the language 'tlh'"),
        (GOOD + GOOD, "found the id 'work' more than once; give each card an id of its own"),
        ("[[card]", "this is not TOML"),
    ],
)
def test_a_mistake_names_the_file_the_field_and_the_remedy(tmp_path: Path, cards: str, sentence: str) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(folder_with(cards, tmp_path))

    assert sentence in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path / 'session-cards.toml'}: ")

"""The one persistent row, the commands, and the words that are heard in every state."""

import re

import pytest

from bot.limits import COMMAND_DESCRIPTION
from bot.menu import COMMANDS, FORMER, HELP_LABELS, LABELS, WORDS, command_list, command_lists, heard, keyboard_labels
from locales.languages import LANGUAGES
from locales.voice import voice_for

CLINICAL = ("therap", "терап", "depress", "депрес", "mood", "настр", "علاج", "اكتئاب", "crisis", "криз")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_every_language_is_heard_as_its_wish(language: str) -> None:
    voice = voice_for(language)

    assert {wish: heard(voice.text(line)) for wish, line in LABELS} == {wish: wish for wish, _ in LABELS}


@pytest.mark.parametrize("wish", WORDS)
def test_help_and_stop_have_words_in_every_language_that_ships(wish: str) -> None:
    shipped = {code for code, language in LANGUAGES.items() if language.status != "pretend"}

    assert set(WORDS[wish]) == shipped


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        *(("help", text) for text in ("مساعده", "النجده", "النَّجْدَة!", "انقذوني", "إنقذوني", "بحاجة إلى مساعدة", "بحاجه الي مساعده")),
        *(("help", text) for text in ("مســـاعدة", "احتاج مساعده", "المساعده", "أنا بحاجة الى مساعدة", "ساعدیني")),
        *(("stop", text) for text in ("وقف", "أوقفي", "اوقفي", "كفى", "كفي", "خلص", "خلص.", "ايقاف", "تَوَقَّفْ")),
        *(("help", text) for text in ("Допоможіть!", "рятуйте", "РЯТУЙТЕ!!!", "Помогите", "мені потрібна допомога")),
        *(("stop", text) for text in ("стоп", "Досить.", "досить")),
    ],
)  # fmt: skip
def test_help_and_stop_are_heard_however_a_phone_spells_them(wish: str, text: str) -> None:
    assert heard(text) == wish


@pytest.mark.parametrize(
    "text", ["خلصنا العشاء", "كفى بالله شهيدا", "мені досить добре", "хтось допоможе", "stop by", ""]
)
def test_words_within_a_sentence_are_no_wish(text: str) -> None:
    assert heard(text) is None


def test_former_wordings_are_heard_for_ever() -> None:
    assert all(heard(words) == wish for wish, wordings in FORMER.items() for words in wordings)


def test_keyboard_is_one_row_and_help_wears_the_chosen_word() -> None:
    voice = voice_for("en")

    assert keyboard_labels("client", voice) == ["Need help", "Menu"]
    assert keyboard_labels("client", voice, "neutral") == ["Contacts", "Menu"]
    assert keyboard_labels("client", voice, "unknown") == ["Need help", "Menu"]
    assert keyboard_labels("staff", voice) == ["Clients", "Menu"]
    assert keyboard_labels("waiting", voice) == ["Need help"]


def test_help_has_three_words_to_choose_from() -> None:
    assert list(HELP_LABELS) == ["help", "more", "neutral"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_say_nothing_clinical_to_somebody_who_looks_at_the_phone(language: str) -> None:
    for command in command_list(voice_for(language)):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
        assert 0 < len(command["description"]) <= COMMAND_DESCRIPTION
        assert not any(word in command["description"].lower() for word in CLINICAL)


def test_commands_are_told_once_for_all_and_once_for_each_two_letter_language() -> None:
    codes = [params.get("language_code") for params in command_lists()]

    assert codes == [None, "uk", "ar"]


def test_every_command_is_one_that_telegram_takes() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in COMMANDS)

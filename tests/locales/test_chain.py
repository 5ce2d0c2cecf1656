"""A line is looked for along the chain of a language, and its words are used only if their blanks fit."""

import pytest

from locales.languages import LANGUAGES, SLAVIC, Language
from locales.line import Line, Name, _, ngettext, npgettext, pgettext
from locales.voice import english, fitted, look_up
from tests.locales.planting import spoken

UK = LANGUAGES["uk"]
WOMEN = Language("uk", "Українська", "growing", SLAVIC, script="CYRILLIC", formats="uk", chain=("uk", "en"))
CHAIN = (
    spoken(WOMEN, ("You did it.", "Ти зробила це.", None), ("Saved.", "", None), ("Skip", "", "button")),
    spoken(
        UK,
        ("You did it.", "Ти зробив це.", None),
        ("Saved.", "Збережено.", None),
        ("Skip", "Пропустити", "button"),
        ("Skip", "Пропуск", "log"),
        (("{n} note", "{n} notes"), ("{n} запис", "{n} записи", "{n} записів"), None),
        (("{n} new", "{n} new"), ("{n} новий", "{n} нові", "{n} нових"), "list"),
    ),
    spoken(LANGUAGES["en"], ("Helo.", "Hello.", None)),
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_("You did it."), "Ти зробила це."),
        (_("Saved."), "Збережено."),
        (pgettext("button", "Skip"), "Пропустити"),
        (pgettext("log", "Skip"), "Пропуск"),
        (ngettext("{n} note", "{n} notes", 21), "{n} запис"),
        (npgettext("list", "{n} new", "{n} new", 11), "{n} нових"),
        (_("Helo."), "Hello."),
        (_("Nobody said this."), None),
        (pgettext("picture", "Skip"), None),
    ],
)
def test_line_is_taken_from_the_first_catalog_that_has_it(line: Line, said: str | None) -> None:
    assert look_up(line, CHAIN) == said


@pytest.mark.parametrize(("n", "said"), [(0, "notes"), (1, "note"), (2, "notes"), (21, "notes")])
def test_english_is_the_line_itself_with_two_forms(n: int, said: str) -> None:
    assert english(ngettext("note", "notes", n)) == said


@pytest.mark.parametrize(
    "words",
    ["Вітаю, {isim}.", "Вітаю.", "Вітаю, {name} {n}.", "Вітаю, {name.__class__}.", "Вітаю, {name!r}.", "Вітаю, {name"],
)
def test_translation_whose_blanks_do_not_fit_is_not_used(words: str) -> None:
    assert fitted(words, _("Hello, {name}.", name=Name("Mira"))) == "Hello, {name}."


def test_translation_whose_blanks_fit_is_used() -> None:
    assert fitted("Вітаю, {name}.", _("Hello, {name}.", name=Name("Mira"))) == "Вітаю, {name}."
    assert fitted("ملاحظتان", ngettext("{n} note", "{n} notes", 2)) == "ملاحظتان"


def test_line_that_was_not_filled_shows_a_gap_and_no_brace() -> None:
    assert fitted("Вітаю, {name}.", _("Hello, {name}.")) == "Hello, …."

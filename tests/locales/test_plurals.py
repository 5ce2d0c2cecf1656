"""Counts, said as CLDR says: every sentence that counts, in every language, for the numbers that trip languages up."""

import pytest
from babel import Locale
from babel.messages.catalog import Message

from locales import catalogs, lint
from locales.languages import LANGUAGES, Language
from locales.line import Count, Line
from locales.voice import FSI, PDI, voice_for

NUMBERS = (0, 1, 2, 3, 5, 11, 21, 22, 100, 101, 1_000_000)
ORDER = {"uk": ("one", "few", "many"), "ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
CATEGORIES = {  # written down from the CLDR charts of plural rules
    "en": "other one other other other other other other other other other",
    "uk": "many one few few many many one few many one many",
    "ar": "zero one two few few many many many other other other",
}
COUNTING = [message for message in catalogs.template() if message.id and not isinstance(message.id, str)]


@pytest.mark.parametrize("code", CATEGORIES)
def test_numbers_fall_where_the_table_says(code: str) -> None:
    cldr, rule = Locale.parse(code).plural_form, lint.form_of(LANGUAGES[code].plurals)

    assert [cldr(n) for n in NUMBERS] == CATEGORIES[code].split()
    assert [ORDER[code][rule(n)] for n in NUMBERS] == CATEGORIES[code].split()


@pytest.mark.parametrize("code", CATEGORIES)
def test_every_sentence_that_counts_says_each_number_in_its_own_form(code: str) -> None:
    catalog = catalogs.read(code)
    assert COUNTING
    for message in COUNTING:
        kept = catalog.get(message.id, message.context)
        forms = lint.forms(kept) if kept and all(lint.forms(kept)) else lint.sources(message)
        said = [bare(code, counted(message, n)) for n in NUMBERS]

        assert said == [
            forms[ORDER[code].index(category)].replace("{n}", str(n))
            for n, category in zip(NUMBERS, CATEGORIES[code].split(), strict=True)
        ]


@pytest.mark.parametrize("language", [LANGUAGES["uk"], LANGUAGES["ar"], LANGUAGES["en_XA"], LANGUAGES["ar_XB"]])
def test_a_form_that_stands_for_many_numbers_says_the_number(language: Language) -> None:
    for message in COUNTING:
        for n in (3, 5, 11, 21, 22, 100, 101):
            assert str(n) in bare(language.code, counted(message, n))


def counted(message: Message, n: int) -> Line:
    """Give a sentence of the template with its number."""
    one, many = lint.sources(message)
    return Line(one, many, message.context).fill(n=Count(n))


def bare(code: str, line: Line) -> str:
    """Say a line without the isolates."""
    return voice_for(code).text(line).replace(FSI, "").replace(PDI, "")

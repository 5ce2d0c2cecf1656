"""The table of languages, and the way from what a phone reports to one that we ship."""

import gettext

import pytest
from babel import Locale

from locales.languages import LANGUAGES, Language, choosable, settle_language, shipped


@pytest.mark.parametrize(
    ("reported", "settled"),
    [
        ("uk", "uk"),
        ("uk-UA", "uk"),
        ("UK", "uk"),
        ("ar-EG", "ar"),
        ("ar_SY", "ar"),
        ("pt-br", "en"),
        ("en-GB", "en"),
        (None, "en"),
        ("", "en"),
        ("klingon-beta", "en"),
        ("zh-hans-raw", "en"),
        ("../../etc/passwd", "en"),
        ("uk\x00", "en"),
        ("x" * 500, "en"),
        ("-", "en"),
        ("uk-custom-pack", "uk"),
        ("en_XA", "en"),
    ],
)
def test_language_of_a_phone_is_settled_to_one_that_we_ship(reported: str | None, settled: str) -> None:
    assert settle_language(reported) == settled


def test_language_that_a_programme_does_not_offer_falls_to_its_own() -> None:
    assert settle_language("uk", frozenset({"en", "ar"}), default="ar") == "ar"
    assert settle_language("en", frozenset({"en", "ar"}), default="ar") == "en"


def test_pretend_languages_are_never_shipped() -> None:
    assert [one.code for one in shipped()] == ["en", "uk", "ar"]
    assert {one.code for one in shipped(pretend=True)} == set(LANGUAGES)


def test_languages_that_nobody_has_signed_are_growing() -> None:
    assert {one.code: one.status for one in shipped()} == {"en": "released", "uk": "growing", "ar": "growing"}


def test_growing_language_is_chosen_only_where_it_is_allowed_knowingly() -> None:
    assert [one.code for one in choosable()] == ["en"]
    assert [one.code for one in choosable(growing=True)] == ["en", "uk", "ar"]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_plural_rule_splits_numbers_as_cldr_does(language: Language) -> None:
    rule = gettext.c2py(language.plurals.partition("plural=")[2].rstrip("; "))
    cldr = Locale.parse(language.formats).plural_form

    assert len({(rule(n), cldr(n)) for n in range(201)}) == language.forms
    assert {rule(n) for n in range(201)} == set(range(language.forms))

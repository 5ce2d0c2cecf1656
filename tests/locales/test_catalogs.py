"""Catalogs: compiled in memory, named by a build that changes with every word, missing ones named with the remedy."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from locales import catalogs
from locales.catalogs import CatalogMissing, build, compile_catalog, compiled, read
from locales.languages import LANGUAGES

SAVED = "Thank you. It is saved."


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_of_the_table_loads(code: str) -> None:
    assert catalogs.translations(code).info()["plural-forms"].replace(" ", "").rstrip(";") == (
        LANGUAGES[code].plurals.replace(" ", "").rstrip(";")
    )


def test_same_words_have_the_same_build_and_every_language_its_own() -> None:
    assert compile_catalog(read("uk")) == compile_catalog(read("uk")) == compiled("uk")
    assert len({build(code) for code in LANGUAGES}) == len(LANGUAGES)


def test_one_changed_letter_changes_what_is_compiled_and_a_comment_does_not() -> None:
    changed, commented = read("uk"), read("uk")
    changed[SAVED].string = "Дякую. Збережено!"
    commented[SAVED].user_comments.append("looked at")

    assert compile_catalog(changed) != compiled("uk")
    assert compile_catalog(commented) == compiled("uk")


def test_hour_at_which_a_catalog_is_read_changes_nothing_of_what_is_compiled() -> None:
    later = read("uk")
    later.creation_date = datetime(2031, 5, 1, 12, 30, tzinfo=UTC)

    assert compile_catalog(later) == compiled("uk")


def test_fuzzy_line_is_not_said() -> None:
    doubtful = read("uk")
    doubtful[SAVED].flags.add("fuzzy")

    assert SAVED.encode() in compiled("uk").split(b"\x00")
    assert SAVED.encode() not in compile_catalog(doubtful).split(b"\x00")


def test_missing_catalog_is_named_with_the_remedy() -> None:
    missing = CatalogMissing("xx", Path("locales/xx/LC_MESSAGES/messages.po"))

    assert "catalog 'xx'" in str(missing)
    assert "python -m locales.extract" in str(missing)


def test_pretend_languages_have_no_file() -> None:
    pretend = [code for code, language in LANGUAGES.items() if language.status == "pretend"]

    assert [code for code in pretend if catalogs.path_of(code).exists()] == []

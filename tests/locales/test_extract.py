"""Extraction: found as marked, written the same every time, and never guessed."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from locales import catalogs
from locales.extract import extract, updated, with_plurals, written
from locales.languages import LANGUAGES, Language

UK = LANGUAGES["uk"]
CODE = """
# Translators: {name} is the client
HELLO = _("Hello, {name}.", name=name)
# a comment for ourselves
GO = pgettext("button", "Go on")
COUNT = ngettext("{n} note", "{n} notes", n)
LISTED = npgettext("list", "{n} new", "{n} new", n)
PUT_TOGETHER = _(f"Hello, {name}.")
"""


@pytest.fixture
def found(tmp_path: Path) -> Catalog:
    for room in ("flows", "bot", "locales"):
        (tmp_path / room).mkdir()
    (tmp_path / "flows" / "hello.py").write_text(CODE)
    return extract(tmp_path)


def test_marked_lines_are_found_with_context_comment_and_budget(found: Catalog) -> None:
    hello, go, listed = found["Hello, {name}."], found.get("Go on", "button"), found.get("{n} new", "list")

    assert go is not None
    assert listed is not None
    assert hello.auto_comments == ["Translators: {name} is the client"]
    assert "max-length:24" in go.flags
    assert go.auto_comments == []
    assert found["{n} note"].id == ("{n} note", "{n} notes")
    assert listed.id == ("{n} new", "{n} new")
    assert len(found) == 4


def test_template_is_written_the_same_every_time_and_without_dates(found: Catalog) -> None:
    assert written(found) == written(found)
    assert b"Date" not in written(found)
    assert b"hello.py:" not in written(found)


def test_changed_english_is_untranslated_and_never_guessed() -> None:
    template = Catalog(fuzzy=False)
    template.add("Thank you. It is not saved.", None)

    brought = updated(UK, template)

    assert not brought["Thank you. It is not saved."].string
    assert [message.fuzzy for message in brought if message.id] == [False]
    assert b"#~" not in written(brought)


@pytest.mark.parametrize(
    "language", [one for one in LANGUAGES.values() if one.status != "pretend"], ids=lambda x: x.code
)
def test_header_has_our_own_plural_rule(language: Language) -> None:
    content = with_plurals(b'"Language: xx\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n', language).decode()

    assert f'"Plural-Forms: {language.plurals}\\n"' in content
    assert "nplurals=1;" not in content
    assert language.plurals in catalogs.path_of(language.code).read_text(encoding="utf-8")

"""Each check of the catalogs finds what it is for, and the catalogs that we ship are clean."""

from dataclasses import replace
from pathlib import Path

import pytest

from locales import catalogs, lint
from locales.extract import extract
from locales.languages import LANGUAGES, Language
from tests.locales.planting import catalog

UK, AR = LANGUAGES["uk"], LANGUAGES["ar"]
RELEASED = replace(UK, status="released")


def troubles(
    check: lint.Check,
    language: Language,
    source: str | tuple[str, str],
    said: str | tuple[str, ...],
    context: str | None = None,
) -> list[str]:
    """Give what a check finds in a catalog of one line."""
    return [fault.trouble for fault in check(language, catalog(language, (source, said, context)))]


NOTES = ("{n} note", "{n} notes")
GOOD: list[tuple[Language, str | tuple[str, str], str | tuple[str, ...]]] = [
    (UK, "Hello, {name}.", "Вітаю, {name}."),
    (UK, NOTES, ("{n} запис", "{n} записи", "{n} записів")),
    (AR, NOTES, ("{n} ملاحظات", "ملاحظة", "ملاحظتان", "{n} ملاحظات", "{n} ملاحظة", "{n} ملاحظة")),
    (UK, "<b>Call {number}</b>", "<b>Телефонуйте: {number}</b>"),
    (AR, "More: findahelpline.com", "خطوط أخرى: findahelpline.com"),
    (AR, "{line}. {hours}", "{line}. {hours}"),
    (AR, "• {name}: waits", "• {name}: انتظار"),
]


@pytest.mark.parametrize("check", lint.CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize(("language", "source", "said"), GOOD)
def test_good_line_passes_every_check(
    check: lint.Check, language: Language, source: str | tuple[str, str], said: str | tuple[str, ...]
) -> None:
    assert troubles(check, language, source, said) == []


@pytest.mark.parametrize(
    ("check", "language", "source", "said", "context", "found"),
    [
        (lint.blanks_match, UK, "Hello, {name}.", "Вітаю, {isim}.", None, "missing ['name'], not known ['isim']"),
        (lint.blanks_match, UK, "Hello, {name}.", "Вітаю.", None, "missing ['name']"),
        (lint.blanks_match, UK, "Hello, {name}.", "Вітаю, {name.__class__}.", None, "name.__class__"),
        (lint.blanks_match, UK, "Hello, {name}.", "Вітаю, {name!r}.", None, "name!r"),
        (lint.blanks_match, UK, "Hello, {name}.", "Вітаю, {name.", None, "a single brace"),
        (lint.blanks_match, UK, NOTES, ("запис", "{n} записи", "{n} записів"), None, "missing ['n']"),
        (lint.plurals_are_filled, UK, NOTES, ("{n} запис", "{n} записи", ""), None, "3 plural forms"),
        (lint.plurals_are_filled, UK, NOTES, ("{n} x", "{n} x", "{n} x"), None, "the same"),
        (lint.tags_match, UK, "<b>Call</b>", "<i>Дзвоніть</i>", None, "tags differ"),
        (lint.tags_match, UK, "Call <b>{n}</b>", "Дзвоніть <b>{n}", None, "tags differ"),
        (lint.tags_match, UK, "<b>Call</b>", "</b>Дзвоніть<b>", None, "not closed in their order"),
        (lint.tags_match, UK, "<b>Call <i>us</i></b>", "<b>Дзвоніть <i>нам</b></i>", None, "not closed in their order"),
        (lint.tags_match, UK, "Call us", "Дзвоніть & пишіть", None, "stands alone"),
        (lint.tags_match, UK, "<tt>x</tt>", "<tt>x</tt>", None, "does not know"),
        (lint.links_match, UK, "Someone to talk to", "Телефонуйте 7333", None, "7333"),
        (lint.links_match, UK, "Someone to talk to", "Телефонуйте 0 800 500 335", None, "0 800 500 335"),
        (lint.links_match, UK, "Someone to talk to", "Пишіть @lifeline", None, "@lifeline"),
        (lint.links_match, UK, "Write to me", "Пишіть /help", None, "/help"),
        (lint.links_match, UK, "More lines", "Ще: https://example.org/a", None, "example.org"),
        (lint.links_match, UK, "More: findahelpline.com", "Ще: findahelpline.net", None, "findahelpline.net"),
        (lint.direction_holds, UK, "Thank you", "Дякую\u202e", None, "was typed"),
        (lint.direction_holds, AR, "A PHQ-9 form", "PHQ-9 نموذج", None, "from the left"),
        (lint.budgets_hold, UK, "Yes", "Так, звичайно, я дуже цього хочу", "button", "room for 24"),
        (lint.budgets_hold, UK, "Yes", "Т" * 800, None, "room for 700"),
        (lint.nothing_is_missing, UK, "Call now", "", "safety", "not translated"),
        (lint.nothing_is_missing, RELEASED, "Thank you", "", None, "not translated"),
        (lint.not_left_in_english, UK, "Thank you for today", "Thank you for today", None, "the same"),
        (lint.not_left_in_english, UK, "Thank you for today", "Spasybi za ves den", None, "Cyrillic script"),
        (lint.not_left_in_english, AR, "Thanks", "Shukran", None, "Arabic script"),
        (
            lint.not_left_in_english,
            UK,
            "Ask your therapist",
            "Спитайте свого therapist",
            None,
            "Latin letters: therapist",
        ),
    ],
)
def test_planted_fault_is_found(
    check: lint.Check,
    language: Language,
    source: str | tuple[str, str],
    said: str | tuple[str, ...],
    context: str | None,
    found: str,
) -> None:
    said_of_it = troubles(check, language, source, said, context)

    assert any(found in trouble for trouble in said_of_it), said_of_it


def test_fault_is_a_sentence_with_language_line_and_remedy() -> None:
    (found,) = lint.tags_match(UK, catalog(UK, ("<b>Call</b>", "<i>Дзвоніть</i>", None)))

    assert str(found) == "locales/uk: tags differ: </i> <i> in '<b>Call</b>'. Keep the tags of the English."


def test_name_of_the_messenger_keeps_its_letters() -> None:
    assert troubles(lint.not_left_in_english, UK, "Telegram can read this", "Telegram може це прочитати") == []


def test_english_that_is_the_source_may_stay_untranslated() -> None:
    english = LANGUAGES["en"]

    assert lint.faults_of(english, catalog(english, ("Call now", "", "safety"), (NOTES, ("", ""), None))) == []


def test_corrected_english_is_checked_as_every_other() -> None:
    english = LANGUAGES["en"]

    found = lint.faults_of(english, catalog(english, ("Helo {name}", "Hello {nmae}", None)))

    assert [fault.trouble for fault in found] == ["blanks differ: missing ['name'], not known ['nmae']"]


def test_growing_language_may_lack_a_line_that_is_neither_safety_nor_consent() -> None:
    assert troubles(lint.nothing_is_missing, UK, "Thank you", "") == []


def test_fuzzy_line_is_refused_in_every_language() -> None:
    made = catalog(UK, ("Thank you", "Дякую", None))
    made["Thank you"].flags.add("fuzzy")

    assert ["fuzzy" in fault.trouble for fault in lint.nothing_is_missing(UK, made)] == [True]


@pytest.mark.parametrize("rule", ["nplurals=2; plural=(n != 1);", "nplurals=3; plural=(n>2 ? 2 : n);"])
def test_plural_rule_that_is_not_ours_is_refused_in_header_and_compiled(rule: str) -> None:
    made = catalog(UK, ("Thank you", "Дякую", None))
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", rule)]

    assert len(list(lint.plural_rule_is_pinned(UK, made))) >= 1


def test_pinned_rule_that_does_not_split_as_cldr_is_found() -> None:
    wrong = replace(UK, plurals="nplurals=2; plural=(n != 1);")

    found = [fault.trouble for fault in lint.plural_rule_is_pinned(wrong, catalog(wrong))]

    assert found == ["the plural rule of languages.py does not split numbers as CLDR does"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Saved it.", "saved it"], "case or final stop"),
        (["Thank you "], "spaces"),
        (["Thank you..."], "three dots"),
        (["Skip"], "needs a context"),
    ],
)
def test_english_is_said_in_one_way_only(lines: list[str], found: str) -> None:
    made = catalog(LANGUAGES["en"], *[(line, "", None) for line in lines])

    assert [found in fault.trouble for fault in lint.source_faults(made)] == [True]


@pytest.mark.parametrize(
    "marked",
    [
        '_(f"Hello, {name}")',
        '_("Hello, " + name)',
        "_(greeting)",
        'pgettext("button", f"{n}")',
        'ngettext("one", many, 2)',
    ],
)
def test_marker_that_is_given_no_plain_string_is_found(marked: str, tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "hello.py").write_text(f'GOOD = _("Hello, {{name}}", name=name)\nBAD = {marked}\n')

    assert [fault.line for fault in lint.marked_plainly(tmp_path)] == ["flows/hello.py:2"]


def test_line_that_nobody_extracted_is_noticed() -> None:
    template = extract(catalogs.ROOT.parent)
    template.add("A line that is in no code.", None)

    assert {fault.language for fault in lint.stale(template)} == {"messages.pot", "en", "uk", "ar"}


def test_catalogs_that_we_ship_are_clean() -> None:
    assert lint.check_catalogs() == []

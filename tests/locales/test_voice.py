"""A Voice says a Line in one reader's language, and nothing that a person wrote can break it."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.content.words import listed
from locales import catalogs
from locales.languages import LANGUAGES
from locales.line import City, Clock, Count, Day, Line, Moment, Name, _, npgettext, verbatim
from locales.voice import FSI, PDI, voice_for

HELLO = "Hello, {name}. Ready for a short check-in?"
LIFE = [
    "Ім'я",
    "محمد",
    "Ann (2)",
    "O'Neill",
    "李",
    "🙂",
    "x" * 64,
    "\u202eevil\u2067",
    "<b>",
    "{n}",
    "{name.__class__}",
    "&amp;",
]
CODES = tuple(LANGUAGES)
NOTES = {
    "en": ["0 new notes", "1 new note", "2 new notes", "3 new notes", "5 new notes", "11 new notes", "21 new notes"],
    "uk": ["0 нових записів", "1 новий запис", "2 нові записи", "3 нові записи", "5 нових записів", "11 нових записів",
           "21 новий запис"],
    "ar": ["لا جديد", "ملاحظة جديدة واحدة", "ملاحظتان جديدتان", "3 ملاحظات جديدة", "5 ملاحظات جديدة",
           "11 ملاحظة جديدة", "21 ملاحظة جديدة"],
}  # fmt: skip


def bare(text: str) -> str:
    return text.replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize("code", NOTES)
def test_counts_are_said_as_a_native_speaker_says_them(code: str) -> None:
    lines = [npgettext("list", "{n} new note", "{n} new notes", n) for n in (0, 1, 2, 3, 5, 11, 21)]

    assert [bare(voice_for(code).text(line)) for line in lines] == NOTES[code]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", LIFE)
def test_names_from_life_break_neither_direction_nor_html(code: str, name: str) -> None:
    said = voice_for(code).html(_(HELLO, name=Name(name)))

    assert said.count(FSI) == said.count(PDI)
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f]", said)
    assert "<" not in said
    assert "&amp;amp;" in said if name == "&amp;" else "&amp;amp;" not in said
    assert "{n}" not in said or name == "{n}"


@given(st.text(max_size=80), st.sampled_from(CODES))
def test_no_words_of_a_person_ever_raise(words: str, code: str) -> None:
    voice = voice_for(code)

    assert voice.text(verbatim(words)) is not None
    assert "<" not in voice.html(_(HELLO, name=Name(words)))


def test_latin_name_in_an_arabic_line_is_isolated_and_an_arabic_one_in_english_too() -> None:
    assert f"{FSI}Olena{PDI}" in voice_for("ar").text(_(HELLO, name=Name("Olena")))
    assert f"{FSI}محمد{PDI}" in voice_for("en").text(_(HELLO, name=Name("محمد")))
    assert FSI not in voice_for("en").text(_(HELLO, name=Name("Olena")))


def test_names_in_a_list_of_two_scripts_keep_their_places() -> None:
    names = listed([verbatim("Olena"), verbatim("محمد"), verbatim("Ivan")])
    said = {code: voice_for(code).text(_("Away: {name}.", name=names)) for code in ("ar", "en")}

    assert all(f"{FSI}{name}{PDI}" in said["ar"] for name in ("Olena", "محمد", "Ivan"))
    assert f"Olena, {FSI}محمد{PDI}, Ivan" in said["en"]
    assert f"{FSI}Olena{PDI}" in voice_for("ar").text(_("Away: {name}.", name=listed([verbatim("Olena")])))


def test_a_number_in_a_row_of_its_own_stays_as_it_is_tapped_and_copied() -> None:
    row = _("Call:\n{number}", number=verbatim("000 000 111"))

    assert voice_for("ar").text(row).splitlines()[-1] == "000 000 111"
    assert voice_for("ar").text(verbatim("Olena")) == "Olena"


def test_line_that_no_catalog_knows_is_said_in_english() -> None:
    assert voice_for("uk").text(_("Nobody has said {this} before.", this=Count(3))) == "Nobody has said 3 before."


def test_blank_that_is_not_filled_is_a_gap_and_never_an_error(caplog: pytest.LogCaptureFixture) -> None:
    assert voice_for("en").text(_("Since {day} and {moment}.")) == "Since … and …."
    assert "do not fit" in caplog.text


def test_digits_are_those_that_the_reader_chose() -> None:
    line = _("{number}", number=Count(1205))

    assert bare(voice_for("ar", digits="latin").text(line)) == "1205"
    assert bare(voice_for("ar", digits="native").text(line)) == "١٢٠٥"
    assert bare(voice_for("uk", digits="native").text(line)) == "1205"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Sunday, 29 March, 04:30"),
        ("uk", "неділя, 29 березня, 04:30"),
        ("ar", "الأحد، 29 آذار، 04:30"),
    ],
)
def test_moment_is_shown_by_the_readers_own_clock_on_the_day_it_changes(code: str, said: str) -> None:
    line = Moment(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))  # half an hour after Kyiv went from three to four

    assert bare(voice_for(code, zone="Europe/Kyiv").blank(line)) == said


def test_days_clocks_and_cities_have_their_own_form() -> None:
    voice = voice_for("uk")

    assert voice.blank(Day(date(2026, 3, 5))) == "четвер, 5 березня"
    assert voice.blank(Clock("09:05")) == "09:05"
    assert voice.blank(City("Europe/Kyiv")) == "Київ"
    assert voice.blank(City("America/New_York")) == "Нью-Йорк"


@pytest.mark.parametrize(
    ("language", "zone"), [("xx", "UTC"), ("../../etc", "UTC"), ("en", "Nowhere/At_All"), ("en", "../x")]
)
def test_unknown_language_or_zone_falls_back(language: str, zone: str) -> None:
    assert voice_for(language, zone=zone).text(_("Thank you. It is saved.")) == "Thank you. It is saved."


def test_build_names_the_words_of_a_catalog() -> None:
    before = catalogs.compile_catalog(catalogs.read("uk"))
    changed = catalogs.read("uk")
    changed["Thank you. It is saved."].string = "Щиро дякую."

    assert catalogs.compile_catalog(changed) != before
    assert voice_for("uk").build != voice_for("ar").build
    assert re.fullmatch("[0-9a-f]{12}", voice_for("uk").build)


def test_pretend_language_keeps_blanks_and_dresses_the_rest() -> None:
    said = voice_for("en_XA").text(_(HELLO, name=Name("Mira")))

    assert said.startswith("[H")
    assert "Mira" in said
    assert said.endswith("~]")


def test_nested_lines_are_said_in_the_same_language() -> None:
    inner: Line = npgettext("list", "{n} new note", "{n} new notes", 2)

    assert bare(voice_for("uk").text(_("• {name}: {facts}", name=Name("Мир"), facts=inner))) == "• Мир: 2 нові записи"

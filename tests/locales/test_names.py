"""Names from life in every line that has a blank: nothing breaks, nothing shines through, nothing grows too long."""

import html
import re
import string

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st

from locales import catalogs
from locales.languages import LANGUAGES
from locales.line import Blank, Count, Line, Name
from locales.lint import sources
from locales.voice import BIDI_CONTROLS, FSI, PDI, clean, voice_for
from locales.wording import TAG, blanks, nested, tags

LIFE = (
    "Ім'я", "محمد", "Ann (2)", "O'Neill", "李", "👩‍👩‍👧", "x" * 64, "\u202eevil\u2067", "<b>", "</b>", "{n}", "{name.__class__}",
    "&amp;", "a & b", "[link](tg://user?id=1)", "٣", "\u200f", "",
)  # fmt: skip
CODES = tuple(LANGUAGES)
LINES: list[Message] = [message for message in catalogs.template() if message.id and "{" in str(message.id)]


def filled(message: Message, words: str, n: int = 2) -> Line:
    """Fill every blank of a line with the same words, and its number with a count."""
    one, *many = sources(message)
    named: dict[str, Blank] = {name: Name(words) for name in blanks((one, *many)[-1])}
    counted: dict[str, Blank] = {"n": Count(n)} if many else {}
    return Line(one, many[0] if many else None, message.context).fill(**{**named, **counted})


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("words", LIFE)
def test_every_line_with_a_blank_holds_any_name(code: str, words: str) -> None:
    voice = voice_for(code)
    for message in LINES:
        line = filled(message, words)
        said = voice.html(line)

        assert nested(said)
        assert tags(said) == tags(line.plural or line.msgid)
        assert said.count(FSI) == said.count(PDI)
        assert not set(said.translate({0x2068: None, 0x2069: None})) & {chr(mark) for mark in BIDI_CONTROLS}
        assert len(said) < 1500
        assert html.unescape(TAG.sub("", said)) == voice.text(line)


@pytest.mark.parametrize("code", [code for code, language in LANGUAGES.items() if language.rtl])
def test_every_line_of_a_right_to_left_language_begins_from_the_right_whatever_the_name(code: str) -> None:
    for message in LINES:
        for row in voice_for(code).text(filled(message, "PHQ-9")).split("\n"):
            outside = re.sub(f"{FSI}.*?{PDI}", "", row)
            first = next((letter for letter in outside if letter.isalpha()), "ا")

            assert first not in string.ascii_letters, row


@given(st.text(max_size=64), st.sampled_from(CODES), st.sampled_from(LINES), st.integers(0, 1_000_000))
def test_no_name_and_no_number_breaks_a_line(words: str, code: str, message: Message, n: int) -> None:
    line = filled(message, words, n)
    said = voice_for(code).html(line)

    assert nested(said)
    assert said.count(FSI) == said.count(PDI)
    assert voice_for(code).text(line) == html.unescape(TAG.sub("", said))


@given(st.text(max_size=64))
def test_cleaning_takes_marks_of_direction_only(words: str) -> None:
    assert clean(words) == "".join(letter for letter in words if ord(letter) not in BIDI_CONTROLS)
    assert clean(clean(words)) == clean(words)

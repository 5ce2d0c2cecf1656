"""A number is the same number in every script: as it is shown, and as it is typed."""

import unicodedata
from sys import maxunicode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.questions import Scale, Taken, Wrote
from locales import formats
from locales.digits import digits_to_latin
from locales.languages import LANGUAGES
from locales.line import Count, _
from locales.voice import FSI, PDI, voice_for

EVERY = [chr(code) for code in range(maxunicode + 1) if chr(code).isdecimal()]
MOOD = Scale(_("How was it?"), low_words=_("worst"), high_words=_("best"))
SHIPPED = [(code, digits) for code in LANGUAGES for digits in ("latin", "native")]


def test_every_decimal_digit_of_every_script_is_read() -> None:
    assert len(EVERY) > 600
    assert [digits_to_latin(digit) for digit in EVERY] == [str(unicodedata.decimal(digit)) for digit in EVERY]


@given(st.text(max_size=40))
def test_whatever_is_no_digit_stays_as_it_is(text: str) -> None:
    read = digits_to_latin(text)

    assert [new for old, new in zip(text, read, strict=True) if not old.isdecimal()] == [
        old for old in text if not old.isdecimal()
    ]


@pytest.mark.parametrize(("code", "digits"), SHIPPED)
@given(n=st.integers(0, 10**9))
def test_number_that_is_shown_and_typed_back_is_the_same(code: str, digits: str, n: int) -> None:
    shown = voice_for(code, digits=digits).blank(Count(n))

    assert int(digits_to_latin(shown)) == n


@pytest.mark.parametrize(("code", "digits"), SHIPPED)
def test_every_number_on_a_scale_is_the_value_that_is_kept(code: str, digits: str) -> None:
    voice = voice_for(code, digits=digits)
    for row in MOOD.buttons():
        for button in row:
            shown = voice.text(button.line).strip("[]~ \u0623").replace(FSI, "").replace(PDI, "")

            assert MOOD.take(Wrote(shown)) == Taken(int(button.code))


def test_native_digits_are_written_for_whom_the_language_has_them() -> None:
    arabic, english = LANGUAGES["ar"], LANGUAGES["en"]

    assert formats.number(arabic, 1024, native=True) == "١٠٢٤"
    assert formats.number(english, 1024, native=True) == "1024"
    assert formats.digits(arabic, "٣\u202f٤", native=False) == "3 4"

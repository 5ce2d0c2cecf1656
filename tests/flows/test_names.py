"""Names in own words: hidden ones are nowhere, however they are written, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.content.names import LEFT_OUT, initials_of, is_one_of, veiled

OTHERS = ("I", "call", "лікарня", "عيادة", "Anatomy", "sis", "12")
NAMES = ("Ana", "Mary Lou", "Мар'яна", "محمد", "José", "Straße", "Jean-Luc")
SPELLED = (str, str.upper, str.lower, str.swapcase, lambda name: name.replace("'", "’"))
GLUE = st.sampled_from([" ", ", ", " (", ".\n", "; ", " – "])


@pytest.mark.parametrize(
    ("text", "hidden", "left"),
    [
        ("I call secret first", "Secret", "I call … first"),
        ("Secret's house, SECRET!", "Secret", "…'s house, …!"),
        ("the secretary", "Secret", "the secretary"),
        ("Мар’яна і Марʼяна", "Мар'яна", "… і …"),
        ("أنا ومحمّد في البيت", "محمد", "أنا و… في البيت"),
        ("Jean Luc and JEAN-LUC", "Jean-Luc", "… and …"),
        ("Ana, Maria", "Ana Maria", "Ana, Maria"),
        ("with Ana  Maria", "ana maria", "with …"),
        ("to ❤️ and Ana❤", "❤", "to … and Ana…"),
        ("nobody", "  ", "nobody"),
    ],
)
def test_a_hidden_name_is_left_out_however_it_is_written(text: str, hidden: str, left: str) -> None:
    assert veiled(text, hidden=[hidden]) == left


def test_others_become_first_letters_only_where_that_is_wished() -> None:
    text = "Ana Maria knows ana and Ben"

    assert veiled(text, hidden=["Ben"], names=["Ana", "Ana Maria"]) == "Ana Maria knows ana and …"
    assert veiled(text, hidden=[], names=["Ana", "Ana Maria"], initials=True) == "A. M. knows a. and Ben"
    assert veiled(text, hidden=["Ana"], names=["Ana", "Ana Maria"], initials=True) == "A. M. knows … and Ben"


def test_initials_leave_out_what_is_no_letter() -> None:
    assert [initials_of(name) for name in ("Ana (sister)", "(Ana)", "❤", "…")] == ["A. s.", "A.", "❤.", LEFT_OUT]


def test_a_name_without_a_letter_is_like_no_other() -> None:
    assert not is_one_of("…", ["!"])
    assert is_one_of("JOSE", ["José"])


@given(
    words=st.lists(st.tuples(st.sampled_from((*OTHERS, *NAMES)), st.sampled_from(SPELLED), GLUE), max_size=8),
    hidden=st.sets(st.sampled_from(NAMES)),
)
def test_no_hidden_name_is_left_and_every_other_word_stays(
    words: list[tuple[str, Callable[[str], str], str]], hidden: set[str]
) -> None:
    text = "".join(spell(word) + glue for word, spell, glue in words)

    left = "".join((LEFT_OUT if word in hidden else spell(word)) + glue for word, spell, glue in words)
    assert veiled(text, hidden=hidden) == left


@given(st.text(), st.text())
def test_whatever_is_written_around_it_nothing_but_the_name_is_lost(before: str, after: str) -> None:
    assert veiled(f"{before} , zoryana , {after}", hidden=["Zoryana Мар"]) == f"{before} , zoryana , {after}"
    assert " , … , " in veiled(f"{before} , zoryana , {after}", hidden=["Zoryana"])

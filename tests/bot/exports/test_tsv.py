"""Tables: what goes in comes out, a row is one line, and no cell is a formula."""

from __future__ import annotations

import csv
import importlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.tsv import FORMULA, Table, Value, cell
from tests.bot.exports.corpus import INJECTIONS
from tests.bot.exports.looking import restored

pandas = importlib.import_module("pandas")
VALUES = st.one_of(st.none(), st.integers(), st.text(max_size=12), st.sampled_from(INJECTIONS))
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=6)


def written(rows: list[tuple[Value, ...]]) -> str:
    paper = io.StringIO()
    made = Table(paper, ("one", "two", "three"))
    for row in rows:
        made.add(row)
    return paper.getvalue()


def as_text(value: Value) -> str:
    return "" if value is None else str(value)


def test_the_corpus_is_as_long_as_promised() -> None:
    assert len(set(INJECTIONS)) >= 30


@pytest.mark.parametrize("text", INJECTIONS, ids=ascii)
def test_no_injection_begins_with_a_character_of_a_formula(text: str) -> None:
    shown = next(csv.reader([cell(text)], delimiter="\t"))

    assert len(shown) == 1
    assert shown[0][:1] not in FORMULA
    assert restored(shown[0]) == text


def test_a_negative_number_stays_a_number_and_a_text_that_looks_like_one_does_not() -> None:
    assert (cell(-5), cell("-5")) == ("-5", "'-5")


@given(ROWS)
def test_whatever_is_written_can_be_read_again(rows: list[tuple[Value, ...]]) -> None:
    text = written(rows)
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))[1:]

    assert [[restored(found) for found in row] for row in read] == [[as_text(one) for one in row] for row in rows]
    assert text.splitlines() == text.split("\n")[:-1]
    assert len(text.splitlines()) == len(rows) + 1


@given(ROWS)
def test_text_never_begins_like_a_formula_after_reading(rows: list[tuple[Value, ...]]) -> None:
    read = list(csv.reader(io.StringIO(written(rows), newline=""), delimiter="\t"))[1:]

    for row, given_row in zip(read, rows, strict=True):
        for found, value in zip(row, given_row, strict=True):
            assert isinstance(value, int) or found[:1] not in FORMULA or not found


def test_pandas_reads_the_whole_corpus_as_it_stands() -> None:
    rows: list[tuple[Value, ...]] = [(text, 1, "end") for text in INJECTIONS]

    read = pandas.read_csv(io.StringIO(written(rows)), sep="\t", keep_default_na=False)

    assert [restored(text) for text in read["one"]] == list(INJECTIONS)
    assert set(read["two"]) == {1}
    assert set(read["three"]) == {"end"}


def test_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells, the table 3 columns"):
        written([("a", "b")])

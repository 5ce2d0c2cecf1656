"""A Line is a value: it goes through JSON and comes back the same."""

import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from locales.line import City, Clock, Count, Day, Line, Moment, Name, _, ngettext, npgettext, pgettext, verbatim

NAMES = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
BLANKS = st.one_of(
    st.integers(-1000, 1000),
    st.sampled_from(["read", "0–10"]),
    st.text(max_size=40).map(Name),
    st.integers(0, 10**6).map(Count),
    st.dates().map(Day),
    st.datetimes(timezones=st.just(UTC)).map(Moment),
    st.times().map(lambda at: Clock(f"{at:%H:%M}")),
    st.sampled_from(["Europe/Kyiv", "Asia/Amman"]).map(City),
)
LINES = st.recursive(
    st.builds(lambda msgid, blanks: _(msgid, **blanks), st.text(max_size=40), st.dictionaries(NAMES, BLANKS)),
    lambda inner: st.builds(lambda msgid, line: pgettext("title", msgid, line=line), st.text(max_size=20), inner),
    max_leaves=4,
)


@given(LINES)
def test_line_comes_back_from_json_as_it_was(line: Line) -> None:
    assert Line.from_json(json.loads(json.dumps(line.to_json()))) == line


@given(st.text(max_size=60))
def test_own_words_come_back_as_they_were(words: str) -> None:
    assert Line.from_json(json.loads(json.dumps(verbatim(words).to_json()))) == verbatim(words)


def test_lines_with_the_same_blanks_in_another_order_are_the_same() -> None:
    assert _("{a} {b}", a=1, b=2) == _("{a} {b}", b=2, a=1)
    assert hash(_("{a} {b}", a=1, b=2)) == hash(_("{a} {b}", b=2, a=1))


def test_filling_a_blank_leaves_the_first_line_as_it_was() -> None:
    empty = _("Hello, {name}.", name="")

    assert empty.fill(name=Name("Mira")).to_json()["b"]["name"] == {"t": "name", "v": "Mira"}
    assert dict(empty.blanks) == {"name": ""}


def test_sentence_that_counts_carries_its_number() -> None:
    assert dict(ngettext("{n} note", "{n} notes", 3).blanks) == {"n": Count(3)}
    assert npgettext("list", "{n} note", "{n} notes", 3).context == "list"


def test_days_and_moments_keep_what_they_are() -> None:
    line = _("{day} {moment}", day=Day(date(2026, 3, 29)), moment=Moment(datetime(2026, 3, 29, 1, tzinfo=UTC)))

    assert Line.from_json(line.to_json()) == line

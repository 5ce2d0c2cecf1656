"""Telegram's HTML: what lies on a text, and what is refused with its place in bytes."""

from typing import Any

import pytest

from bot.playground.markup import parse
from bot.playground.refusals import Refused
from tests.bot.playground.reaching import Reach

Json = Any


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a <h1>title</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("дві <br/>", 'Unsupported start tag "br/" at byte offset 7'),
        ("1 < 2 and more", 'Unsupported start tag "" at byte offset 2'),
        ("<b>never closed", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>crossed</b></i>", 'Unmatched end tag at byte offset 13, expected "</i>", found "</b>"'),
        ("closed</b>", "Unexpected end tag at byte offset 6"),
        ("<b>closed</b", "Unclosed end tag at byte offset 9"),
        ("<a href='x", 'Unclosed start tag "a" at byte offset 0'),
        ("so <b", "Unclosed start tag at byte offset 3"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_place(reach: Reach, written: str, said: str) -> None:
    phone = reach.phone()

    refused = await reach.refusal("sendMessage", chat_id=1001, text=written, parse_mode="HTML")

    assert refused == (400, f"Bad Request: can't parse entities: {said}")
    assert phone.texts == []


async def test_same_words_without_a_parse_mode_are_only_words(reach: Reach) -> None:
    phone = reach.phone()

    sent = await reach.call("sendMessage", chat_id=1001, text="1 < 2 &amp; <b>more")

    assert (phone.last, "entities" in sent) == ("1 < 2 &amp; <b>more", False)


def entity(kind: str, offset: int, length: int, **more: Json) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("written", "text", "entities"),
    [
        ("<b>a</b><i>b</i>", "ab", [entity("bold", 0, 1), entity("italic", 1, 1)]),
        ("<B>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("🙂<u>є</u>", "🙂є", [entity("underline", 2, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.example/?a=1&amp;b>2">x</a>', "x", [
            entity("text_link", 0, 1, url="https://a.example/?a=1&b>2")
        ]),
        ("<a>x</a>", "x", []),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
        ('<tg-time unix="1772442000">soon</tg-time>', "soon", [entity("date_time", 0, 4, unix_time=1772442000)]),
    ],
)  # fmt: skip
def test_tags_lie_on_the_text_in_utf16_units(written: str, text: str, entities: Json) -> None:
    parsed = parse(written, "HTML")

    assert (parsed.text, list(parsed.entities)) == (text, entities)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&lt;b&gt; &amp; &quot;x&quot;", '<b> & "x"'),
        ("&#1108;&#x454;", "єє"),
        ("&lt and &nbsp; and &ltx;", "< and &nbsp; and &ltx;"),
        ("&#0;&#xD800;&#;", "&#0;&#xD800;&#;"),
        ("AT&T &", "AT&T &"),
    ],
)
def test_four_names_and_every_number_are_letters_the_rest_stays_as_written(written: str, text: str) -> None:
    assert parse(written, "HTML").text == text


def test_other_parse_modes_are_refused_because_nothing_here_reads_them() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        parse("*x*", "MarkdownV2")

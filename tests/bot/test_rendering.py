"""What Telegram is asked to show, in the reader's language, within its limits."""

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits import CALLBACK_BYTES, CAPTION, MESSAGE, utf16
from bot.rendering import CannotRender, Reader, fingerprint, pages, qr_picture, render
from locales.line import Line, _, pgettext, verbatim
from locales.voice import voice_for

TOKEN = "t" * 22
READER = Reader(voice_for("en"))
SKIP = pgettext("button", "Skip")


def say(*lines: Line, **extras: Any) -> dict[str, Any]:
    return {"lines": [line.to_json() for line in lines], **extras}


def button(code: str, label: str | Line) -> dict[str, Any]:
    return {"code": code, "line": (label if isinstance(label, Line) else verbatim(label)).to_json()}


def test_message_is_html_protected_and_fetches_no_links() -> None:
    [call] = render(say(_("How are you?")), TOKEN, READER)

    assert call.method == "sendMessage"
    assert call.params == {
        "text": "How are you?",
        "parse_mode": "HTML",
        "protect_content": True,
        "link_preview_options": {"is_disabled": True},
    }


def test_message_may_be_open_and_silent() -> None:
    [call] = render(say(_("Hi"), protect=False, silent=True), TOKEN, READER)

    assert (call.params["protect_content"], call.params["disable_notification"]) == (False, True)


def test_paragraphs_stand_apart_and_words_of_people_are_escaped() -> None:
    [call] = render(say(_("Hello."), verbatim("<b>&")), TOKEN, READER)

    assert call.params["text"] == "Hello.\n\n&lt;b&gt;&amp;"


def test_plain_message_has_no_tags_and_no_parse_mode() -> None:
    [call] = render(say(_("Now <b>this</b> & {x}", x=verbatim("<i>"))), TOKEN, READER, plain=True)

    assert call.params["text"] == "Now this & <i>"
    assert "parse_mode" not in call.params


def test_words_are_in_the_language_of_the_reader() -> None:
    pretend = Reader(voice_for("en_XA"))

    [call] = render(say(_("Hi"), buttons=[[button("~skip", SKIP)]]), TOKEN, pretend)

    shown = call.params["reply_markup"]["inline_keyboard"][0][0]["text"]
    assert (call.text, shown) == (pretend.voice.html(_("Hi")), pretend.voice.text(SKIP))
    assert "Skip" not in shown


def test_buttons_carry_the_token_and_the_code() -> None:
    [call] = render(say(_("Hi"), buttons=[[button("1", "1"), button("2", "2")]]), TOKEN, READER)

    [row] = call.params["reply_markup"]["inline_keyboard"]
    assert [key["callback_data"] for key in row] == [f"{TOKEN}.1", f"{TOKEN}.2"]


def test_row_whose_labels_would_be_cut_becomes_several_rows() -> None:
    wide = [button("a", "Something better"), button("b", "Something else")]

    [call] = render(say(_("Hi"), buttons=[wide, [button("1", "yes"), button("2", "no")]]), TOKEN, READER)

    assert [len(row) for row in call.params["reply_markup"]["inline_keyboard"]] == [1, 1, 2]


def test_scale_of_six_numbers_stays_one_row_in_every_script() -> None:
    for digits in ("012345", "٠١٢٣٤٥"):
        [call] = render(say(_("Hi"), buttons=[[button(digit, digit) for digit in digits]]), TOKEN, READER)

        assert len(call.params["reply_markup"]["inline_keyboard"]) == 1


@pytest.mark.parametrize(
    "buttons",
    [[[button(str(n), "x") for n in range(9)]], [[button(str(n), "x")] for n in range(101)], [[button("c" * 42, "x")]]],
    ids=["nine in a row", "over a hundred", "over 64 bytes"],
)
def test_keyboard_that_telegram_refuses_is_an_error_of_ours(buttons: Any) -> None:
    with pytest.raises(CannotRender):
        render(say(_("Hi"), buttons=buttons), TOKEN, READER)


def test_persistent_row_wears_the_help_word_of_the_client() -> None:
    [call] = render(say(_("Hi"), keyboard="client"), TOKEN, Reader(voice_for("en"), help_label="more"))

    markup = call.params["reply_markup"]
    assert [[key["text"] for key in row] for row in markup["keyboard"]] == [["More", "Menu"]]
    assert markup["is_persistent"] is True


def test_two_kinds_of_keyboard_make_two_messages() -> None:
    calls = render(say(_("One."), _("Two."), keyboard="client", buttons=[[button("x", "x")]]), TOKEN, READER)

    assert [call.text for call in calls] == ["One.", "Two."]
    assert ["keyboard" in calls[0].params["reply_markup"], "inline_keyboard" in calls[1].params["reply_markup"]] == [
        True,
        True,
    ]


def test_keyboard_can_be_taken_away() -> None:
    [call] = render(say(_("Bye."), keyboard="none"), TOKEN, READER)

    assert call.params["reply_markup"] == {"remove_keyboard": True}


def test_too_long_for_one_message_becomes_several_and_the_last_has_the_buttons() -> None:
    lines = [verbatim(str(n) * 1500) for n in range(4)]

    calls = render(say(*lines, buttons=[[button("x", "x")]]), TOKEN, READER)

    assert [len(call.text) for call in calls] == [3002, 3002]
    assert ["reply_markup" in call.params for call in calls] == [False, True]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=6000), min_size=1, max_size=3
    )
)
def test_no_page_is_too_long_and_no_word_is_lost(texts: list[str]) -> None:
    found = pages([verbatim(text) for text in texts], voice_for("en"))

    assert all(utf16(html.unescape(page)) <= MESSAGE for page in found)
    assert re.sub(r"\s", "", html.unescape("".join(found))) == re.sub(r"\s", "", "".join(texts))


def test_long_text_breaks_after_a_line_and_never_within_an_emoji() -> None:
    lines = "\n".join(["😀" * 100] * 30)

    assert all(
        set(page) <= {"😀", "\n"} and len(page.split("\n")[-1]) == 100
        for page in pages([verbatim(lines)], voice_for("en"))
    )


def test_settled_question_shows_its_answer_and_loses_its_buttons() -> None:
    edit = {"of": TOKEN, "lines": [_("How are you?").to_json()], "answer": verbatim("so <so>").to_json()}

    [call] = render({"edit": edit}, TOKEN, Reader(voice_for("en"), target=7))

    assert call.method == "editMessageText"
    assert (call.params["message_id"], call.params["text"]) == (7, "How are you?\n\n<b>so &lt;so&gt;</b>")
    assert "reply_markup" not in call.params


def test_settled_question_with_a_very_long_answer_only_loses_its_buttons() -> None:
    edit = {"of": TOKEN, "lines": [_("How are you?").to_json()], "answer": verbatim("x" * MESSAGE).to_json()}

    [call] = render({"edit": edit}, TOKEN, Reader(voice_for("en"), target=7))

    assert (call.method, dict(call.params)) == ("editMessageReplyMarkup", {"message_id": 7})


def test_deletion_names_the_message() -> None:
    [call] = render({"delete": 9}, TOKEN, READER)

    assert (call.method, dict(call.params)) == ("deleteMessage", {"message_id": 9})


def test_link_is_drawn_as_a_picture_with_its_words_below() -> None:
    [call] = render(say(_("Show this."), photo_qr="https://t.me/ibot?start=abc", protect=False), TOKEN, READER)

    assert (call.method, call.params["caption"]) == ("sendPhoto", "Show this.")
    assert qr_picture("https://t.me/ibot?start=abc").startswith(b"\x89PNG")


def test_voice_note_keeps_its_words_or_is_followed_by_them() -> None:
    [short] = render(say(_("Listen."), voice="FILE"), TOKEN, READER)
    bare, *words = render(say(verbatim("x" * (CAPTION + 1)), voice="FILE"), TOKEN, READER)

    assert (short.method, short.params["voice"], short.params["caption"]) == ("sendVoice", "FILE", "Listen.")
    assert "caption" not in bare.params
    assert [call.method for call in words] == ["sendMessage"]


def test_fingerprint_is_of_the_words_as_sent() -> None:
    english, pretend = (render(say(SKIP), TOKEN, Reader(voice_for(code))) for code in ("en", "en_XA"))

    assert fingerprint(english) != fingerprint(pretend)
    assert len(fingerprint(english)) == 32


def test_every_code_of_a_question_fits_behind_a_button() -> None:
    assert CALLBACK_BYTES - len(TOKEN) - 1 == 41

"""Keyboards: what Telegram takes, what it refuses, and which one stays below the chat."""

from typing import Any

import pytest

from tests.bot.playground.reaching import Reach

Json = Any
ROW = {"keyboard": [["Menu", {"text": "I need help now"}]], "resize_keyboard": True, "is_persistent": True}


def inline(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


def button(carried: str) -> Json:
    return {"text": "Yes", "callback_data": carried}


@pytest.mark.parametrize("carried", ["x", "x" * 64, "я" * 32, "🙂" * 16])
async def test_button_carries_up_to_64_bytes(reach: Reach, carried: str) -> None:
    phone = reach.phone()

    await reach.call("sendMessage", chat_id=1001, text="Well?", reply_markup=inline(button(carried)))
    phone.tap("Yes")

    (update,) = await reach.call("getUpdates")
    assert update["callback_query"]["data"] == carried


@pytest.mark.parametrize("carried", ["", "x" * 65, "я" * 32 + "x", 7])
async def test_button_that_carries_nothing_or_too_much_is_refused(reach: Reach, carried: Json) -> None:
    reach.phone()

    refused = await reach.refusal("sendMessage", chat_id=1001, text="Well?", reply_markup=inline(button(carried)))

    assert refused == (400, "Bad Request: BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ({"inline_keyboard": [[button("x")]] * 101}, "reply markup is too long"),
        (inline(*[button("x")] * 9), "more than 8 buttons in a row"),
        (inline({"text": "Yes"}), "Text buttons are unallowed in the inline keyboard"),
        (inline({**button("x"), "url": "https://a.example"}), "exactly one of the optional fields"),
        (inline({**button("x"), "text": " "}), 'Field "text" must be a non-empty String'),
        (inline("Yes"), "Text buttons are unallowed"),
        (inline({"text": "Go", "url": "javascript:alert(1)"}), "Wrong HTTP URL"),
        (inline({"text": "Copy", "copy_text": {"text": ""}}), "BUTTON_COPY_TEXT_INVALID"),
        (inline({"text": "Copy", "copy_text": "no object"}), "BUTTON_COPY_TEXT_INVALID"),
        ({"inline_keyboard": "no rows"}, "must be an Array of Arrays"),
        ({"keyboard": [[{"text": ""}]]}, 'Field "text" must be a non-empty String'),
        ({"force_reply": True, "input_field_placeholder": "x" * 65}, "placeholder is too long"),
        ("no object", "object expected as reply markup"),
    ],
)
async def test_keyboard_that_telegram_refuses(reach: Reach, markup: Json, said: str) -> None:
    phone = reach.phone()

    code, words = await reach.refusal("sendMessage", chat_id=1001, text="Well?", reply_markup=markup)

    assert (code, said in words) == (400, True)
    assert phone.texts == []


async def test_hundred_buttons_and_eight_in_a_row_are_taken(reach: Reach) -> None:
    phone = reach.phone()
    rows = [[button("x")] * 8] * 12 + [[button("x")] * 4]

    await reach.call("sendMessage", chat_id=1001, text="Well?", reply_markup={"inline_keyboard": rows})

    assert len(phone.labels) == 100


async def test_other_things_a_button_does_are_shown(reach: Reach) -> None:
    phone = reach.phone()
    call = {"text": "Call", "url": "tel:+380800500225"}
    copy = {"text": "Copy", "copy_text": {"text": "0800 500 225"}}

    await reach.call("sendMessage", chat_id=1001, text="Help", reply_markup=inline(call, copy))

    assert [(key.url, key.copied) for key in phone.screen[-1].buttons] == [
        ("tel:+380800500225", ""),
        ("", "0800 500 225"),
    ]


async def test_row_below_the_chat_stays_until_it_is_taken_away(reach: Reach) -> None:
    phone, seen = reach.phone(), []

    for markup in (ROW, None, inline(button("x")), {"force_reply": True}, {"remove_keyboard": True}):
        await reach.call("sendMessage", chat_id=1001, text="Here", reply_markup=markup)
        seen.append(phone.keys)

    assert seen == [["Menu", "I need help now"]] * 4 + [[]]


async def test_key_below_the_chat_writes_its_own_words(reach: Reach) -> None:
    phone = reach.phone()
    await reach.call("sendMessage", chat_id=1001, text="Here", reply_markup=ROW)

    phone.tap("Menu")

    (update,) = await reach.call("getUpdates")
    assert update["message"]["text"] == "Menu"

"""A phone shows what a person would see, and its fingers reach only what is on the screen."""

from typing import Any

import pytest

from bot.playground.phone import NotOnScreen, Phone, bare
from tests.bot.playground.reaching import Reach

Json = Any


def keys(*labels: str) -> Json:
    return {"inline_keyboard": [[{"text": label, "callback_data": f"token.{label.lower()}"}] for label in labels]}


async def asked(reach: Reach, text: str, *labels: str) -> Phone:
    phone = reach.phone()
    await reach.call("sendMessage", chat_id=1001, text=text, reply_markup=keys(*labels))
    return phone


async def pressed(reach: Reach) -> list[str]:
    return [update["callback_query"]["data"] for update in await reach.call("getUpdates")]


async def test_finger_finds_the_newest_button_by_its_label_or_its_code(reach: Reach) -> None:
    await asked(reach, "First?", "Yes", "No")
    phone = await asked(reach, "Second?", "Yes", "Later")

    phone.tap("Yes")
    phone.tap("later")
    phone.tap("No")

    assert (phone.labels, phone.codes) == (["Yes", "Later"], ["yes", "later"])
    assert await pressed(reach) == ["token.yes", "token.later", "token.no"]


async def test_button_that_is_not_there_cannot_be_tapped(reach: Reach) -> None:
    phone = await asked(reach, "Well?", "Yes")

    with pytest.raises(NotOnScreen, match=r"no button 'Maybe' is on the screen\. There are: Yes\."):
        phone.tap("Maybe")
    with pytest.raises(NotOnScreen):
        phone.tap_again()

    assert await reach.call("getUpdates") == []


async def test_impatient_finger_presses_a_button_that_is_gone_by_now(reach: Reach) -> None:
    phone = await asked(reach, "Well?", "Yes")
    phone.tap("Yes")
    number = phone.screen[-1].id
    await reach.call("editMessageText", chat_id=1001, message_id=number, text="Settled")

    phone.tap_again()

    updates = await reach.call("getUpdates")
    assert [update["callback_query"]["data"] for update in updates] == ["token.yes"] * 2
    assert len({update["callback_query"]["id"] for update in updates}) == 2
    assert len({update["update_id"] for update in updates}) == 2


async def test_screen_shows_edits_and_hides_what_was_taken_away(reach: Reach) -> None:
    phone = await asked(reach, "\u2068Anna\u2069, well?", "\u200eYes")
    await asked(reach, "Gone soon", "No")
    await reach.call("deleteMessage", chat_id=1001, message_id=phone.screen[-1].id)

    assert (phone.texts, phone.last, phone.labels) == (["Anna, well?"], "Anna, well?", ["Yes"])
    assert bare("\u2067שלום\u2069") == "שלום"


async def test_language_of_the_app_comes_with_the_next_update(reach: Reach) -> None:
    phone = reach.phone()
    phone.set_language("uk")

    phone.write("Привіт")

    (update,) = await reach.call("getUpdates")
    assert update["message"]["from"]["language_code"] == "uk"


async def test_forged_press_comes_with_the_message_it_pretends_to_be_on(reach: Reach) -> None:
    phone = await asked(reach, "Well?", "Yes")

    phone.press("forged")

    (update,) = await reach.call("getUpdates")
    assert update["callback_query"]["message"]["message_id"] == phone.screen[-1].id
    assert update["callback_query"]["data"] == "forged"


def test_empty_screen_is_empty(reach: Reach) -> None:
    phone = reach.phone(started=False)

    assert (phone.texts, phone.last, phone.labels, phone.codes, phone.keys, phone.toast) == ([], "", [], [], [], "")

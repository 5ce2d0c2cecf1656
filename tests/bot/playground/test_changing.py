"""Messages are changed and taken away only as far as Telegram lets a bot do it."""

from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest

from tests.bot.playground.reaching import Reach

Json = Any
TWO_DAYS = timedelta(hours=48)
YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "a.yes"}]]}
NO = {"inline_keyboard": [[{"text": "No", "callback_data": "a.no"}]]}


async def asked(reach: Reach, **more: Json) -> int:
    reach.phone()
    question = {"text": "How <b>are</b> you?", "parse_mode": "HTML", "reply_markup": YES, **more}
    return int((await reach.call("sendMessage", chat_id=1001, **question))["message_id"])


async def test_question_is_settled_in_place_and_loses_its_buttons(reach: Reach) -> None:
    number = await asked(reach)
    reach.calendar.forward(timedelta(minutes=3))

    edited = await reach.ptb.edit_message_text("Well.", 1001, number)

    assert not isinstance(edited, bool)
    assert (edited.message_id, edited.text, edited.edit_date) == (number, "Well.", reach.calendar.now())
    assert edited.date == reach.calendar.now() - timedelta(minutes=3)
    assert (reach.phone().last, reach.phone().labels) == ("Well.", [])


async def test_same_words_with_the_same_buttons_are_no_change(reach: Reach) -> None:
    number = await asked(reach)
    same = {"chat_id": 1001, "message_id": number, "text": "How <b>are</b> you?", "parse_mode": "HTML"}

    code, said = await reach.refusal("editMessageText", **same, reply_markup=YES)
    await reach.call("editMessageText", **same, reply_markup=NO)
    await reach.call("editMessageText", **same)
    await reach.call("editMessageText", **{**same, "text": "How <i>are</i> you?"})

    assert (code, said.partition(": specified")[0]) == (400, "Bad Request: message is not modified")
    assert said.endswith("are exactly the same as a current content and reply markup of the message")


async def test_only_the_buttons_change(reach: Reach) -> None:
    number = await asked(reach)

    await reach.call("editMessageReplyMarkup", chat_id=1001, message_id=number, reply_markup=NO)
    labels = reach.phone().labels
    await reach.call("editMessageReplyMarkup", chat_id=1001, message_id=number)

    assert (labels, reach.phone().labels, reach.phone().last) == (["No"], [], "How are you?")
    with pytest.raises(BadRequest, match="not modified"):
        await reach.ptb.edit_message_reply_markup(1001, number)


@pytest.mark.parametrize("which", ["never sent", "taken away", "of somebody else"])
async def test_message_that_is_not_there_cannot_be_changed(reach: Reach, which: str) -> None:
    number = await asked(reach)
    if which == "taken away":
        await reach.call("deleteMessage", chat_id=1001, message_id=number)
    chat = reach.phone(1002).talk.id if which == "of somebody else" else 1001
    number += 1000 * (which == "never sent")

    refused = await reach.refusal("editMessageText", chat_id=chat, message_id=number, text="x")

    assert refused == (400, "Bad Request: message to edit not found")


async def test_words_of_a_person_and_a_message_with_a_row_below_the_chat_stay(reach: Reach) -> None:
    fixed = await asked(reach, reply_markup={"keyboard": [["Menu"]]})
    reach.phone().write("mine")

    for number in (fixed, fixed + 1):
        refused = await reach.refusal("editMessageText", chat_id=1001, message_id=number, text="x")
        assert refused == (400, "Bad Request: message can't be edited")


async def test_text_and_caption_are_not_taken_for_each_other(reach: Reach) -> None:
    question = await asked(reach)
    voice = await reach.call("sendVoice", chat_id=1001, voice=reach.phone().speak(), caption="Listen")

    for method, number in (("editMessageCaption", question), ("editMessageText", voice["message_id"])):
        code, said = await reach.refusal(method, chat_id=1001, message_id=number, text="x", caption="x")
        assert (code, "in the message to edit" in said) == (400, True)
    await reach.call("editMessageCaption", chat_id=1001, message_id=voice["message_id"], caption="Heard")
    assert reach.phone().last == "Heard"


async def test_change_keeps_every_limit_of_sending(reach: Reach) -> None:
    number = await asked(reach)
    edit = {"chat_id": 1001, "message_id": number}

    assert (await reach.refusal("editMessageText", **edit, text="x" * 4097))[1] == "Bad Request: message is too long"
    assert (await reach.refusal("editMessageText", **edit, text=""))[1] == "Bad Request: message text is empty"
    assert "can't parse" in (await reach.refusal("editMessageText", **edit, text="<x>", parse_mode="HTML"))[1]
    keys = {"keyboard": [["Menu"]]}
    assert "inline" in (await reach.refusal("editMessageText", **edit, text="x", reply_markup=keys))[1]
    assert (await reach.refusal("editMessageText", chat_id=1001, text="x"))[1].endswith("is not specified")


async def test_message_is_taken_away_from_both_sides_for_48_hours(reach: Reach) -> None:
    number = await asked(reach)
    reach.phone().write("and mine")
    mine = reach.phone().screen[-1].id

    reach.calendar.forward(TWO_DAYS)
    await reach.ptb.delete_message(1001, number)
    reach.calendar.forward(timedelta(seconds=1))

    assert await reach.refusal("deleteMessage", chat_id=1001, message_id=mine) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    assert [note.text for note in reach.phone().screen] == ["/start", "and mine"]


async def test_message_is_taken_away_once(reach: Reach) -> None:
    number = await asked(reach)
    await reach.call("deleteMessage", chat_id=1001, message_id=number)

    refused = await reach.refusal("deleteMessage", chat_id=1001, message_id=number)

    assert refused == (400, "Bad Request: message to delete not found")


async def test_several_are_taken_away_and_those_that_cannot_be_are_passed_over(reach: Reach) -> None:
    old = await asked(reach)
    reach.calendar.forward(TWO_DAYS + timedelta(seconds=1))
    new = await asked(reach)

    assert await reach.ptb.delete_messages(1001, [old, 99_999, new])

    assert [note.id for note in reach.phone().screen if not note.mine] == [old]


@pytest.mark.parametrize("numbers", [[], list(range(1, 102)), "1", None])
async def test_none_and_more_than_a_hundred_are_refused(reach: Reach, numbers: Json) -> None:
    await asked(reach)

    refused = await reach.refusal("deleteMessages", chat_id=1001, message_ids=numbers)

    assert refused == (400, "Bad Request: message identifiers are not specified")

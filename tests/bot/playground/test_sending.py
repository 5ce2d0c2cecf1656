"""What may be sent: so many characters once the tags are read, files of the right kind, presses answered in time."""

import struct
from datetime import timedelta

import pytest
from telegram.error import BadRequest

from bot.playground.methods.sending import PRESS_LIVES
from bot.playground.phone import RECORDING
from tests.bot.playground.reaching import Reach

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 360, 360)
TOO_LONG = (400, "Bad Request: message is too long")
CAPTION_TOO_LONG = (400, "Bad Request: message caption is too long")


def picture(width: int, height: int) -> bytes:
    return PNG[:16] + struct.pack(">II", width, height)


@pytest.mark.parametrize("letter", ["x", "я", "&amp;", "🙂"])
async def test_text_is_counted_in_utf16_after_its_tags_are_read(reach: Reach, letter: str) -> None:
    phone, most = reach.phone(), 2048 if letter == "🙂" else 4096

    sent = await reach.call("sendMessage", chat_id=1001, text=f"<b>{letter * most}</b>", parse_mode="HTML")
    refused = await reach.refusal("sendMessage", chat_id=1001, text=letter * most + "<i>x</i>", parse_mode="HTML")

    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert refused == TOO_LONG
    assert len(phone.texts) == 1


@pytest.mark.parametrize("text", ["", " \n ", "<b> </b>"])
async def test_text_of_nothing_is_refused(reach: Reach, text: str) -> None:
    reach.phone()

    refused = await reach.refusal("sendMessage", chat_id=1001, text=text, parse_mode="HTML")

    assert refused == (400, "Bad Request: message text is empty")


async def test_spaces_around_a_text_are_cut_and_its_tags_move_along(reach: Reach) -> None:
    phone = reach.phone()

    sent = await reach.call("sendMessage", chat_id=1001, text="  so <b>well</b>  \n", parse_mode="HTML")

    assert (phone.last, sent["entities"]) == ("so well", [{"type": "bold", "offset": 3, "length": 4}])


async def test_half_a_letter_is_refused(reach: Reach) -> None:
    reach.phone()

    answer = await reach.http.post(
        f"/bot{reach.standin.token}/sendMessage",
        content=b'{"chat_id": 1001, "text": "half \\ud83d"}',
        headers={"content-type": "application/json"},
    )

    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_python_telegram_bot_gets_the_message_that_was_sent(reach: Reach) -> None:
    phone = reach.phone()

    sent = await reach.ptb.send_message(
        1001, "Hello <b>you</b>", parse_mode="HTML", protect_content=True, disable_notification=True
    )

    (note,) = [note for note in phone.screen if not note.mine]
    assert (sent.message_id, sent.text_html, sent.has_protected_content) == (note.id, "Hello <b>you</b>", True)
    assert (note.protected, note.silent) == (True, True)
    assert sent.date == reach.calendar.now()


async def test_python_telegram_bot_hears_what_is_refused(reach: Reach) -> None:
    reach.phone()

    with pytest.raises(BadRequest, match="Message is too long"):
        await reach.ptb.send_message(1001, "x" * 4097)


async def test_caption_has_a_quarter_of_the_room(reach: Reach) -> None:
    phone = reach.phone()
    voice = phone.speak()

    for kind, file in (("Photo", PNG), ("Voice", voice)):
        send = getattr(reach.ptb, f"send_{kind.lower()}")
        sent = await send(1001, file, caption=f"<b>{'x' * 1024}</b>", parse_mode="HTML")
        assert len(sent.caption) == 1024
        with pytest.raises(BadRequest, match="Message caption is too long"):
            await send(1001, file, caption="x" * 1025)
    assert await reach.refusal("sendVoice", chat_id=1001, voice=voice, caption="x" * 1025) == CAPTION_TOO_LONG


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a picture", "Image_process_failed"),
        (picture(9000, 1001), "Photo_invalid_dimensions"),
        (picture(2001, 100), "Photo_invalid_dimensions"),
        (PNG + bytes(10 * 2**20), "File is too big"),
    ],
    ids=["no picture", "too large", "too narrow", "too heavy"],
)
async def test_picture_that_telegram_cannot_show_is_refused(reach: Reach, content: bytes, said: str) -> None:
    phone = reach.phone()

    with pytest.raises(BadRequest, match=said):
        await reach.ptb.send_photo(1001, content)

    assert phone.texts == []


async def test_picture_is_sent_once_and_then_by_its_id(reach: Reach) -> None:
    reach.phone()
    first = await reach.ptb.send_photo(1001, PNG, caption="Look")

    again = await reach.ptb.send_photo(1001, first.photo[-1].file_id)

    assert again.photo[-1].file_id == first.photo[-1].file_id


async def test_voice_note_is_fetched_as_it_was_spoken(reach: Reach) -> None:
    file = await reach.ptb.get_file(reach.phone().speak())

    assert bytes(await file.download_as_bytearray()) == RECORDING
    other = await reach.http.get(f"/file/bot{reach.standin.token}x/voice/file_0.oga")
    gone = await reach.http.get(f"/file/bot{reach.standin.token}/voice/file_9.oga")
    assert (other.status_code, gone.status_code) == (404, 404)


async def test_unknown_file_and_file_of_another_kind_are_refused(reach: Reach) -> None:
    voice = reach.phone().speak()

    wrong = await reach.refusal("sendVoice", chat_id=1001, voice="no-such-file")
    other = await reach.refusal("sendPhoto", chat_id=1001, photo=voice)

    assert wrong == (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert other == (400, "Bad Request: can't use file of type Voice as Photo")
    assert (await reach.refusal("getFile", file_id="no-such-file"))[0] == 400


async def test_reply_to_a_message_that_is_not_there_is_refused_unless_it_may_go_without(reach: Reach) -> None:
    phone = reach.phone()
    phone.write("to this")
    number = phone.screen[-1].id

    await reach.call("sendMessage", chat_id=1001, text="a", reply_parameters={"message_id": number})
    refused = await reach.refusal("sendMessage", chat_id=1001, text="b", reply_parameters={"message_id": 99_999})
    lenient = {"message_id": 99_999, "allow_sending_without_reply": True}
    await reach.call("sendMessage", chat_id=1001, text="c", reply_parameters=lenient)

    assert refused == (400, "Bad Request: message to be replied not found")
    assert [(note.text, note.answers) for note in phone.screen if not note.mine] == [("a", number), ("c", None)]


async def test_sign_of_typing_lasts_until_the_message(reach: Reach) -> None:
    phone = reach.phone()

    await reach.call("sendChatAction", chat_id=1001, action="typing")
    typing = phone.talk.doing
    await reach.call("sendMessage", chat_id=1001, text="Here")

    assert (typing, phone.talk.doing) == ("typing", "")
    assert (await reach.refusal("sendChatAction", chat_id=1001, action="dancing"))[0] == 400


async def pressed(reach: Reach) -> str:
    phone = reach.phone()
    keys = {"inline_keyboard": [[{"text": "Yes", "callback_data": "a.yes"}]]}
    await reach.call("sendMessage", chat_id=1001, text="Well?", reply_markup=keys)
    phone.tap("Yes")
    return str((await reach.call("getUpdates"))[-1]["callback_query"]["id"])


async def test_press_is_answered_once(reach: Reach) -> None:
    query = await pressed(reach)

    assert await reach.ptb.answer_callback_query(query, "Saved")
    code, said = await reach.refusal("answerCallbackQuery", callback_query_id=query)

    assert reach.phone().toast == "Saved"
    assert (code, said.startswith("Bad Request: query is too old")) == (400, True)


async def test_press_can_be_answered_for_two_and_a_half_minutes(reach: Reach) -> None:
    early, late = await pressed(reach), await pressed(reach)

    reach.calendar.forward(timedelta(seconds=PRESS_LIVES))
    await reach.call("answerCallbackQuery", callback_query_id=early)
    reach.calendar.forward(timedelta(seconds=1))

    assert (await reach.refusal("answerCallbackQuery", callback_query_id=late))[0] == 400


async def test_note_over_the_chat_has_200_letters_and_a_longer_one_answers_nothing(reach: Reach) -> None:
    query = await pressed(reach)

    refused = await reach.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201)

    assert refused == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert await reach.call("answerCallbackQuery", callback_query_id=query, text="x" * 200)

"""Who cannot be reached, who does not know the token, and what is no call: the codes and words of Telegram."""

import json

import pytest
from telegram.error import Forbidden, InvalidToken
from telegram.ext import ExtBot

from bot.playground.standin import TOKEN
from tests.bot.playground.reaching import Reach

HELLO = {"chat_id": 1001, "text": "Hello"}


async def test_blocked_bot_is_forbidden_until_it_is_let_in_again(reach: Reach) -> None:
    phone = reach.phone()
    phone.block()

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await reach.ptb.send_message(1001, "Hello")
    refused = await reach.refusal("sendMessage", **HELLO)
    phone.unblock()
    await reach.call("sendMessage", **HELLO)

    assert refused == (403, "Forbidden: bot was blocked by the user")
    assert phone.texts == ["Hello"]


async def test_account_that_is_gone_is_forbidden_and_nobody_was_told(reach: Reach) -> None:
    reach.phone().leave_telegram()

    assert await reach.refusal("sendMessage", **HELLO) == (403, "Forbidden: user is deactivated")
    assert await reach.call("getUpdates") == []


async def test_who_never_wrote_cannot_be_written_to(reach: Reach) -> None:
    reach.phone(started=False)

    refused = await reach.refusal("sendMessage", **HELLO)

    assert refused == (403, "Forbidden: bot can't initiate conversation with a user")


@pytest.mark.parametrize(
    ("chat", "said"),
    [
        (77, "chat not found"),
        ("@somebody", "chat not found"),
        ("", "chat_id is empty"),
        (None, "chat_id is empty"),
        ("anna", "chat_id must be an Integer"),
        ([1001], "chat_id must be an Integer"),
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "deleteMessage", "sendChatAction"])
async def test_chat_that_is_none_is_not_found(reach: Reach, method: str, chat: object, said: str) -> None:
    refused = await reach.refusal(method, chat_id=chat, text="Hello", message_id=1, action="typing")

    assert refused == (400, f"Bad Request: {said}")


@pytest.mark.parametrize(
    ("token", "code", "said"),
    [
        (TOKEN[:-1] + "1", 401, "Unauthorized"),
        ("123:" + "x" * 35, 401, "Unauthorized"),
        ("nonsense", 404, "Not Found"),
        (TOKEN.partition(":")[0], 404, "Not Found"),
    ],
)
async def test_wrong_token_opens_nothing(reach: Reach, token: str, code: int, said: str) -> None:
    answer = await reach.http.post(f"/bot{token}/getMe")

    assert (answer.status_code, answer.json()) == (code, {"ok": False, "error_code": code, "description": said})


async def test_python_telegram_bot_hears_that_its_token_is_wrong(reach: Reach) -> None:
    stranger = ExtBot("123:" + "x" * 35, base_url=f"{reach.api}/bot")

    with pytest.raises(InvalidToken):
        await stranger.initialize()

    await stranger.shutdown()


async def test_unknown_method_is_not_found_and_names_have_no_capitals(reach: Reach) -> None:
    assert await reach.refusal("sendWishes", chat_id=1001) == (404, "Not Found: method not found")
    assert (await reach.call("GETME"))["username"] == reach.standin.username


@pytest.mark.parametrize("body", [b"{", b"[]", b"7"])
async def test_body_that_is_no_object_is_refused(reach: Reach, body: bytes) -> None:
    answer = await reach.http.post(
        f"/bot{reach.standin.token}/getMe", content=body, headers={"content-type": "application/json"}
    )

    assert (answer.status_code, "can't parse request" in answer.json()["description"]) == (400, True)


async def test_number_without_an_end_is_no_number(reach: Reach) -> None:
    reach.phone()

    answer = await reach.http.get(f"/bot{reach.standin.token}/sendMessage?chat_id=1e999&text=x")

    assert answer.json()["description"] == "Bad Request: chat_id must be an Integer"


async def test_parameters_come_in_the_address_as_json_as_a_form_and_in_parts(reach: Reach) -> None:
    phone, address = reach.phone(), f"/bot{reach.standin.token}/sendMessage"
    keys = json.dumps({"inline_keyboard": [[{"text": "Yes", "callback_data": "a"}]]})
    form = {"chat_id": "1001", "text": "7", "reply_markup": keys, "protect_content": "true"}

    await reach.http.get(address, params=form)
    await reach.http.post(address, json={**form, "reply_markup": json.loads(keys), "protect_content": True})
    await reach.http.post(address, data=form)
    await reach.http.post(address, data=form, files={"unused": b"x"})

    seen = [(note.text, note.protected, len(note.buttons)) for note in phone.screen if not note.mine]
    assert seen == [("7", True, 1)] * 4


async def test_refused_call_changes_nothing_and_is_kept_for_whoever_judges(reach: Reach) -> None:
    phone = reach.phone()
    phone.block()

    await reach.refusal("sendMessage", **HELLO)

    (call,) = reach.standin.calls
    assert (call.method, call.ok, call.params, phone.texts) == ("sendMessage", False, HELLO, [])
    assert call.answer == "Forbidden: bot was blocked by the user"
    assert reach.standin.called("sendMessage") == []

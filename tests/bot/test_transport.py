"""The transport tells apart what surely did not arrive, what surely did, and what nobody can say."""

import asyncio
import json
from typing import Any

import pytest
from pydantic import SecretStr

from bot.transport import (
    ALLOWED_UPDATES,
    Blocked,
    Contested,
    Gone,
    NotDone,
    NotSent,
    Refused,
    SlowDown,
    Telegram,
    TokenRefused,
    Uncertain,
)
from tests.bot.faulty import BAD_GATEWAY, TOKEN, faulty_telegram, page_of_a_proxy, result, said

Response = Any


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        (said(403, "Forbidden: bot was blocked by the user"), Blocked, "blocked"),
        (said(403, "Forbidden: user is deactivated"), Blocked, "deactivated"),
        (said(400, "Bad Request: chat not found"), Blocked, "chat_not_found"),
        (said(400, "Bad Request: can't parse entities: tag <hush>"), Refused, "entities"),
        (said(400, "Bad Request: something new"), Refused, "bad_request"),
        (said(400, "Bad Request: message is not modified: exactly the same"), Gone, "not_modified"),
        (said(400, "Bad Request: query is too old and response timeout expired"), Gone, "query_too_old"),
        (said(400, "Bad Request: message to edit not found"), Gone, "no_message_to_edit"),
        (said(400, "Bad Request: message can't be deleted for everyone"), Gone, "cannot_delete"),
        (said(401, "Unauthorized"), TokenRefused, "token_refused"),
        (said(404, "Not Found"), TokenRefused, "token_refused"),
        (said(409, "Conflict: terminated by other getUpdates request"), Contested, "contested"),
        (said(500, "Internal Server Error"), Uncertain, "server_error"),
        (BAD_GATEWAY, Uncertain, "server_error"),
        *((page_of_a_proxy(code), NotSent, "not_telegram") for code in (401, 403, 404, 409)),
    ],
)
async def test_every_answer_has_one_meaning(answer: Response, kind: type[NotDone], reason: str) -> None:
    async with faulty_telegram() as (api, telegram):
        api.line_up("sendMessage", answer)

        with pytest.raises(kind) as raised:
            await telegram.call("sendMessage", chat_id=1, text="hush")

        assert raised.value.reason == reason
        assert "hush" not in str(raised.value)


@pytest.mark.parametrize("seconds", [0, 7])
async def test_slow_down_always_says_how_long(seconds: int) -> None:
    async with faulty_telegram() as (api, telegram):
        api.line_up("sendMessage", said(429, "Too Many Requests", retry_after=seconds))

        with pytest.raises(SlowDown) as raised:
            await telegram.call("sendMessage", chat_id=1, text="x")

        assert raised.value.seconds == max(1, seconds)


async def test_slow_down_without_seconds_is_still_slow_down() -> None:
    async with faulty_telegram() as (api, telegram):
        api.line_up("sendMessage", said(429, "Too Many Requests"))

        with pytest.raises(SlowDown):
            await telegram.call("sendMessage", chat_id=1, text="x")


async def test_nobody_listens_means_surely_not_sent() -> None:
    telegram = Telegram(TOKEN, "http://127.0.0.1:9")

    with pytest.raises(NotSent):
        await telegram.call("sendMessage", chat_id=1, text="x")

    await telegram.close()


async def test_answer_that_never_comes_is_uncertain() -> None:
    held = asyncio.Event()
    async with faulty_telegram(patience=0.2) as (api, telegram):
        api.line_up("sendMessage", held)

        with pytest.raises(Uncertain):
            await telegram.call("sendMessage", chat_id=1, text="x")

        held.set()


async def test_page_of_a_proxy_with_200_is_uncertain() -> None:
    async with faulty_telegram() as (api, telegram):
        page = BAD_GATEWAY.__class__("<html>log in to the wifi</html>", 200)
        api.line_up("sendMessage", page)

        with pytest.raises(Uncertain):
            await telegram.call("sendMessage", chat_id=1, text="x")


async def test_updates_come_as_they_were_and_an_odd_one_is_kept() -> None:
    odd: list[Any] = [{"update_id": 7, "message": "not a message"}, {"update_id": 8, "news": {"від": "мами"}}, 9]
    async with faulty_telegram() as (api, telegram):
        api.line_up("getUpdates", result(odd))

        found = await telegram.updates(5, wait=0)

        assert [json.loads(raw) for raw in found] == odd
        assert api.called("getUpdates") == [
            {"offset": 5, "timeout": 0, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}
        ]


async def test_polling_takes_the_webhook_away_and_drops_nothing() -> None:
    async with faulty_telegram() as (api, telegram):
        await telegram.poll_from_now_on()

        assert api.called("deleteWebhook") == [{"drop_pending_updates": False}]


async def test_webhook_is_set_only_when_something_differs() -> None:
    async with faulty_telegram() as (api, telegram):
        wanted = {"url": "https://a.example/t", "max_connections": 40, "allowed_updates": list(ALLOWED_UPDATES)}
        api.line_up("getWebhookInfo", result({"url": ""}), result({**wanted, "pending_update_count": 3}))

        first = await telegram.hook_up("https://a.example/t", SecretStr("s" * 20))
        second = await telegram.hook_up("https://a.example/t", SecretStr("s" * 20))

        assert (first, second) == (True, False)
        assert [params["drop_pending_updates"] for params in api.called("setWebhook")] == [False]

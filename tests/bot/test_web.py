"""The webhook keeps before it answers, and tells nothing to whoever does not know the secret."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.inbox import Inbox
from bot.limits import WEBHOOK_BODY
from bot.web.health import health_of
from bot.web.server import CannotListen, listening
from bot.web.site import HEALTH, site
from bot.web.webhook import SECRET_HEADER, webhook_path
from storage import inbox
from storage.base import Store
from storage.inbox import Incoming
from tests.bot.faulty import TOKEN, faulty_telegram

SECRET = SecretStr("a-secret-of-some-length")
BOT_ID = int(TOKEN.get_secret_value().partition(":")[0])
UPDATE: dict[str, Any] = {
    "update_id": 7,
    "message": {"message_id": 1, "chat": {"id": 4, "type": "private"}, "text": "hush"},
}
KNOWN = {SECRET_HEADER: SECRET.get_secret_value(), "Content-Type": "application/json"}


class Undone(Exception):
    """The other transaction is given up."""


@pytest.fixture
async def web(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    async def health() -> Mapping[str, Any]:
        return await health_of(store)

    async with (
        faulty_telegram() as (_, telegram),
        listening(site(health, Inbox(store, telegram), SECRET), "127.0.0.1", 0) as address,
        httpx.AsyncClient(base_url=address) as web,
    ):
        yield web


async def waiting(web: httpx.AsyncClient) -> int:
    return int((await web.get(HEALTH)).json()["inbox_waiting"])


async def first_line(web: httpx.AsyncClient, *headers: str) -> str:
    """Send the head of a request without its body, and give the first line of the answer."""
    reader, writer = await asyncio.open_connection(web.base_url.host, web.base_url.port)
    head = [f"POST {webhook_path(SECRET)} HTTP/1.1", "Host: here", *headers, "", ""]
    writer.write("\r\n".join(head).encode())
    try:
        return (await asyncio.wait_for(reader.readline(), 5)).decode().strip()
    finally:
        writer.close()
        await writer.wait_closed()


async def test_update_with_the_secret_is_kept_once(web: httpx.AsyncClient) -> None:
    answers = [await web.post(webhook_path(SECRET), json=UPDATE, headers=KNOWN) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert await waiting(web) == 1


@pytest.mark.parametrize(
    "shown", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "a-secret-of-some-lengtH"}, {SECRET_HEADER: "ü" * 3}]
)
async def test_without_the_secret_nothing_is_kept_or_told(web: httpx.AsyncClient, shown: dict[str, str]) -> None:
    headers = {name.encode(): value.encode() for name, value in shown.items()}

    answer = await web.post(webhook_path(SECRET), json=UPDATE, headers=headers)

    assert (answer.status_code, answer.content) == (403, b"")
    assert await waiting(web) == 0


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
async def test_body_that_does_not_say_it_is_json_is_refused(web: httpx.AsyncClient, kind: str) -> None:
    headers = {**KNOWN, "Content-Type": kind}

    answer = await web.post(webhook_path(SECRET), content=json.dumps(UPDATE), headers=headers)

    assert (answer.status_code, await waiting(web)) == (415, 0)


async def test_json_with_a_charset_is_json(web: httpx.AsyncClient) -> None:
    headers = {**KNOWN, "Content-Type": "Application/JSON; charset=utf-8"}

    answer = await web.post(webhook_path(SECRET), content=json.dumps(UPDATE), headers=headers)

    assert (answer.status_code, await waiting(web)) == (200, 1)


async def test_telegram_hears_yes_only_after_the_commit(web: httpx.AsyncClient, store: Store) -> None:
    before = Incoming(UPDATE["update_id"], b"c" * 32, urgent=False, body=b"{}")
    with contextlib.suppress(Undone):
        async with store.write() as tx:
            await inbox.receive(tx, BOT_ID, [before])  # nobody else can commit this update until we have ended
            posting = asyncio.create_task(web.post(webhook_path(SECRET), json=UPDATE, headers=KNOWN))
            answered, _ = await asyncio.wait({posting}, timeout=0.3)
            raise Undone

    assert not answered
    assert (await posting).status_code == 200
    assert await waiting(web) == 1


async def test_stranger_is_sent_away_before_a_byte_of_the_body(web: httpx.AsyncClient) -> None:
    said = await first_line(web, f"{SECRET_HEADER}: wrong", "Content-Type: application/json", "Content-Length: 999")

    assert said == "HTTP/1.1 403 Forbidden"


async def test_body_that_claims_to_be_too_large_is_not_waited_for(web: httpx.AsyncClient) -> None:
    known = [f"{name}: {value}" for name, value in KNOWN.items()]

    said = await first_line(web, *known, f"Content-Length: {WEBHOOK_BODY + 1}")

    assert said.startswith("HTTP/1.1 413")


async def test_largest_body_is_taken(web: httpx.AsyncClient) -> None:
    body = json.dumps(UPDATE).encode().ljust(WEBHOOK_BODY)

    answer = await web.post(webhook_path(SECRET), content=body, headers=KNOWN)

    assert (answer.status_code, await waiting(web)) == (200, 1)


async def test_body_larger_than_any_update_is_refused(web: httpx.AsyncClient) -> None:
    answer = await web.post(webhook_path(SECRET), content=b"x" * (WEBHOOK_BODY + 1), headers=KNOWN)

    assert answer.status_code == 413


async def test_body_that_hides_its_length_is_refused_too(web: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(9):
            yield b"x" * 40_000

    answer = await web.post(webhook_path(SECRET), content=endless(), headers=KNOWN)

    assert answer.status_code == 413


async def test_body_that_is_no_update_does_not_come_again(web: httpx.AsyncClient) -> None:
    answer = await web.post(webhook_path(SECRET), content=b"{", headers=KNOWN)

    assert answer.status_code == 200


@pytest.mark.parametrize("odd", ["not a message", {"chat": 7}, {"chat": {"id": "x", "type": "private"}}])
async def test_update_that_cannot_be_read_is_set_aside_and_the_next_one_is_kept(
    web: httpx.AsyncClient, odd: Any
) -> None:
    answers = [
        (await web.post(webhook_path(SECRET), json=body, headers=KNOWN)).status_code
        for body in ({"update_id": 6, "message": odd}, {"update_id": 6, "message": odd}, UPDATE)
    ]

    told = (await web.get(HEALTH)).json()
    assert (answers, told["inbox_unparsable"], told["inbox_waiting"]) == ([200] * 3, 1, 1)


async def test_body_that_is_nothing_but_depth_is_no_reason_to_fall(web: httpx.AsyncClient) -> None:
    answer = await web.post(webhook_path(SECRET), content=b"[" * 100_000, headers=KNOWN)

    assert (answer.status_code, await waiting(web)) == (200, 0)


async def test_update_that_could_not_be_kept_comes_again(web: httpx.AsyncClient, store: Store) -> None:
    await store.close()
    await store.keys.engine.dispose()
    store.keys.house.clear()

    answer = await web.post(webhook_path(SECRET), json=UPDATE, headers=KNOWN)

    assert answer.status_code == 503
    assert "hush" not in answer.text


async def test_health_is_numbers_only(web: httpx.AsyncClient) -> None:
    await web.post(webhook_path(SECRET), json={"update_id": 8, "message": "hush"}, headers=KNOWN)

    told = (await web.get(HEALTH)).json()

    assert (told["well"], told["inbox_unparsable"]) == (True, 1)
    assert "hush" not in json.dumps(told)


async def test_health_that_cannot_say_is_unwell_and_tells_no_more() -> None:
    async def away() -> Mapping[str, Any]:
        raise ConnectionError("postgresql://interlude:hush@db/interlude")

    async with listening(site(away), "127.0.0.1", 0) as address, httpx.AsyncClient(base_url=address) as web:
        told = await web.get(HEALTH)

        assert (told.status_code, told.json()["well"], set(told.json())) == (503, False, {"well", "trouble"})
        assert "hush" not in told.text
        assert (await web.post(webhook_path(SECRET), json=UPDATE, headers=KNOWN)).status_code == 404


async def test_health_may_be_asked_for_its_head_and_is_not_kept_by_anyone(web: httpx.AsyncClient) -> None:
    asked = await web.head(HEALTH)

    assert (asked.status_code, asked.content, asked.headers["cache-control"]) == (200, b"", "no-store")
    assert (await web.post(HEALTH)).status_code == 405


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
async def test_webhook_takes_nothing_but_a_post(web: httpx.AsyncClient, method: str) -> None:
    answer = await web.request(method, webhook_path(SECRET), headers=KNOWN)

    assert (answer.status_code, await waiting(web)) == (405, 0)


async def test_other_addresses_lead_nowhere(web: httpx.AsyncClient) -> None:
    assert (await web.post("/telegram/guess", json=UPDATE, headers=KNOWN)).status_code == 404


def test_another_secret_has_another_path() -> None:
    assert webhook_path(SECRET) != webhook_path(SecretStr("another-secret-of-ours"))
    assert SECRET.get_secret_value() not in webhook_path(SECRET)


async def test_address_that_is_taken_is_told_with_the_remedy(web: httpx.AsyncClient) -> None:
    taken = httpx.URL(str(web.base_url)).port or 0

    with pytest.raises(CannotListen, match="INTERLUDE_LISTEN"):
        async with listening(site(lambda: health_of(None)), "127.0.0.1", taken):  # type: ignore[arg-type]  # never asked
            pass

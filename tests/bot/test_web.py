"""The webhook keeps before it answers, and tells nothing to whoever does not know the secret."""

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
from storage.base import Store
from tests.bot.faulty import faulty_telegram

SECRET = SecretStr("a-secret-of-some-length")
UPDATE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": 4, "type": "private"}, "text": "hush"}}
KNOWN = {SECRET_HEADER: SECRET.get_secret_value()}


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


async def test_other_addresses_and_methods_lead_nowhere(web: httpx.AsyncClient) -> None:
    assert (await web.get(webhook_path(SECRET))).status_code == 405
    assert (await web.post("/telegram/guess", json=UPDATE, headers=KNOWN)).status_code == 404


def test_another_secret_has_another_path() -> None:
    assert webhook_path(SECRET) != webhook_path(SecretStr("another-secret-of-ours"))
    assert SECRET.get_secret_value() not in webhook_path(SECRET)


async def test_address_that_is_taken_is_told_with_the_remedy(web: httpx.AsyncClient) -> None:
    taken = httpx.URL(str(web.base_url)).port or 0

    with pytest.raises(CannotListen, match="INTERLUDE_LISTEN"):
        async with listening(site(lambda: health_of(None)), "127.0.0.1", taken):  # type: ignore[arg-type]  # never asked
            pass

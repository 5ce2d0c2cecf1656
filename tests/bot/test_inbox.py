"""Updates are committed before Telegram is told, whatever they look like and however often they come."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.inbox import Inbox, NoNumbers
from storage import inbox as kept
from storage.base import Store
from storage.inbox import Received
from tests.bot.faulty import BAD_GATEWAY, FaultyApi, faulty_telegram, result, said

CHAT = {"id": 42, "type": "private"}
GROUP = {"id": -100, "type": "supergroup"}


def update(number: int, **held: Any) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": 1, "chat": CHAT, "from": {"id": 42}, **held}}


@dataclass
class Post:
    """An inbox between a faulty Telegram and a real store."""

    store: Store
    api: FaultyApi
    inbox: Inbox

    async def fetch(self, *updates: Any) -> int:
        self.api.line_up("getUpdates", result(list(updates)))
        return await self.inbox.fetch_once(wait=0)

    async def waiting(self) -> list[Received]:
        found = []
        async with self.store.write() as tx:
            while (chat := await kept.next_chat(tx)) and (received := await kept.oldest(tx, chat)):
                found.append(received)
                await kept.handled(tx, received.id, "ignored")
        return found

    @property
    def offsets(self) -> list[int | None]:
        return [params.get("offset") for params in self.api.called("getUpdates")]


@pytest.fixture
async def post(store: Store) -> AsyncIterator[Post]:
    async with faulty_telegram() as (api, telegram):
        yield Post(store, api, Inbox(store, telegram))


async def test_update_is_kept_as_it_came(post: Post) -> None:
    odd = update(7, text="Привіт", news={"not": ["known", "yet"]})

    assert await post.fetch(odd) == 1

    [received] = await post.waiting()
    assert (received.update_id, json.loads(received.body)) == (7, odd)


async def test_batch_is_confirmed_only_by_the_fetch_after_its_commit(post: Post) -> None:
    await post.fetch(update(7, text="a"), update(8, text="b"))
    await post.fetch()
    await post.fetch()

    assert post.offsets == [None, 9, None]


async def test_same_update_twice_is_kept_once(post: Post) -> None:
    await post.fetch(update(7, text="a"))

    assert await post.fetch(update(7, text="a"), update(8, text="b")) == 1
    assert len(await post.waiting()) == 2


async def test_restarted_inbox_knows_what_it_has(post: Post) -> None:
    await post.fetch(update(7, text="a"))
    post.inbox = Inbox(post.store, post.inbox.telegram)

    assert await post.fetch(update(7, text="a")) == 0


@pytest.mark.parametrize(
    "odd", [{"update_id": 6, "message": "hush"}, {"update_id": 6}, {"update_id": 6, "message": {"chat": 5}}]
)
async def test_unreadable_update_first_in_a_batch_holds_up_nobody(post: Post, odd: Any) -> None:
    await post.fetch(odd, update(7, text="a"))
    await post.fetch()

    async with post.store.read() as tx:
        counts = await kept.counts(tx)
    assert (counts.waiting, counts.unparsable, post.inbox.unparsable) == (1, 1, 1)
    assert post.offsets == [None, 8]


@pytest.mark.parametrize("junk", [5, "text", [], {"message": {}}, {"update_id": "six"}])
async def test_something_without_a_number_is_dropped_and_counted(post: Post, junk: Any) -> None:
    assert await post.fetch(junk, update(7, text="a")) == 1
    assert (post.inbox.without_number, post.offsets) == (1, [None])


async def test_batch_of_nothing_but_junk_is_a_reason_to_pause(post: Post) -> None:
    with pytest.raises(NoNumbers):
        await post.fetch(5, {"message": {}})


async def test_help_and_stop_come_before_everything_else_of_the_chat(post: Post) -> None:
    await post.fetch(update(7, text="a"), update(8, text="b"), update(9, text="допомога"))

    assert [received.update_id for received in await post.waiting()] == [9, 7, 8]


async def test_group_is_left_and_nothing_of_it_is_kept(post: Post) -> None:
    added = {
        "update_id": 7,
        "my_chat_member": {"chat": GROUP, "from": {"id": 1}, "new_chat_member": {"status": "member"}},
    }
    left = {"update_id": 9, "my_chat_member": {"chat": GROUP, "from": {"id": 1}, "new_chat_member": {"status": "left"}}}
    post.api.line_up("leaveChat", said(403, "Forbidden: bot is not a member"))

    assert await post.fetch(added, update(8, chat=GROUP, text="hush"), left) == 0
    await post.fetch()

    assert post.api.called("leaveChat") == [{"chat_id": -100}]
    assert post.offsets == [None, 10]


async def test_webhook_update_is_kept_and_known_again(post: Post) -> None:
    raw = json.dumps(update(7, text="a")).encode()

    assert [await post.inbox.receive_raw(raw) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"update_id": true}'])
async def test_webhook_body_that_is_no_update_is_counted(post: Post, raw: bytes) -> None:
    assert await post.inbox.receive_raw(raw) == 0
    assert post.inbox.without_number == 1


async def test_polling_outlives_a_bad_gateway_and_another_process(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.inbox.first_pause = 0.001
    post.api.line_up("deleteWebhook", BAD_GATEWAY)
    conflict = said(409, "Conflict: terminated by other getUpdates request")
    arrived = result([update(7, text="hush")])
    post.api.line_up("getUpdates", BAD_GATEWAY, conflict, arrived, asyncio.Event())

    polling = asyncio.create_task(post.inbox.run())
    await post.api.heard(6)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)

    assert [method for method, _ in post.api.calls] == [
        "deleteWebhook", "getUpdates", "getUpdates", "deleteWebhook", "getUpdates", "getUpdates",
    ]  # fmt: skip
    assert post.offsets == [None, None, None, 8]
    assert "another process holds this token" in caplog.text
    assert "hush" not in caplog.text

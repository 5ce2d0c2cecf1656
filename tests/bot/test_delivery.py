"""Updates from Telegram's side to our inbox by webhook: with the right secret, once, in the order of each chat."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from bot.inbox import Inbox
from bot.playground.phone import Phone
from bot.transport import Telegram
from bot.web.health import health_of
from bot.web.server import listening
from bot.web.site import site
from bot.web.webhook import webhook_path
from storage import inbox
from storage.base import Store
from storage.clocks import SetCalendar
from tests.bot.playground.door import Rests
from tests.bot.playground.reaching import Reach, reached

SECRET = SecretStr("a-secret-of-the-house")
OTHER = SecretStr("another-secret-of-the-house")


@dataclass
class Ways:
    """Telegram's side, our site, and the store behind it."""

    reach: Reach
    telegram: Telegram
    address: str
    store: Store

    async def kept(self, phone: Phone) -> list[str]:
        """Take out what was kept of a chat, in the order in which it would be handled."""
        found = []
        async with self.store.write() as tx:
            index = tx.index(self.telegram.bot_id, phone.talk.id)
            while received := await inbox.oldest(tx, index):
                found.append(json.loads(received.body)["message"]["text"])
                await inbox.handled(tx, received.id, "test")
        return found

    async def hook_up(self, secret: SecretStr = SECRET) -> bool:
        """Tell Telegram where to bring updates, if it does not know."""
        return await self.telegram.hook_up(self.address + webhook_path(SECRET), secret)


@pytest.fixture
async def ways(store: Store, calendar: SetCalendar) -> AsyncIterator[Ways]:
    async with reached(calendar) as reach:
        telegram = Telegram(SecretStr(reach.standin.token), reach.api)
        app = site(lambda: health_of(store), Inbox(store, telegram), SECRET)
        async with listening(app, "127.0.0.1", 0) as address:
            yield Ways(reach, telegram, address, store)
        await telegram.close()


async def test_messages_of_each_chat_are_kept_in_their_order(ways: Ways) -> None:
    anna, olena = ways.reach.phone(1001), ways.reach.phone(1002)
    await ways.hook_up()

    for n in range(8):
        anna.write(f"я {n}")
        olena.write(f"🙂 {n}")
    await ways.reach.until_nothing_waits()

    assert await ways.kept(anna) == [f"я {n}" for n in range(8)]
    assert await ways.kept(olena) == [f"🙂 {n}" for n in range(8)]


async def test_update_that_comes_again_is_kept_once_even_after_it_was_handled(ways: Ways) -> None:
    anna = ways.reach.phone()
    await ways.hook_up()
    anna.write("once")
    (update,) = ways.reach.standin.updates
    await ways.reach.until_nothing_waits()
    first = await ways.kept(anna)

    ways.reach.standin.updates.again(update.number, update.body)
    ways.reach.standin.webhook.push()
    await ways.reach.until_nothing_waits()

    assert (first, await ways.kept(anna)) == (["once"], [])


async def test_wrong_secret_keeps_nothing_and_telegram_shows_why(ways: Ways) -> None:
    anna = ways.reach.phone()
    ways.reach.standin.webhook.rest = rests = Rests()
    await ways.hook_up(OTHER)
    anna.write("not for them")
    await rests.until(1)

    told = await ways.telegram.call("getWebhookInfo")

    assert (told["pending_update_count"], told["last_error_message"][-13:]) == (1, "403 Forbidden")
    assert await ways.kept(anna) == []


async def test_webhook_that_is_known_is_not_set_again(ways: Ways) -> None:
    assert [await ways.hook_up(), await ways.hook_up()] == [True, False]
    assert len(ways.reach.standin.called("setWebhook")) == 1


async def test_polling_after_a_webhook_loses_nothing(ways: Ways) -> None:
    anna = ways.reach.phone()
    ways.reach.standin.webhook.rest = rests = Rests()
    await ways.hook_up(OTHER)
    anna.write("waits")
    await rests.until(1)

    await ways.telegram.poll_from_now_on()
    new = await Inbox(ways.store, ways.telegram).fetch_once(wait=0)

    assert (new, await ways.kept(anna)) == (1, ["waits"])

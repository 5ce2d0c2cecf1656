"""Delivery by webhook: in order for each chat, with the secret, and again until it is taken."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.responses import Response

from bot.playground.standin import StandIn
from bot.playground.webhook import LONGEST_PAUSE, Address, Webhook
from storage.clocks import SetCalendar
from tests.bot.playground.door import Door, Rests, doorway
from tests.bot.playground.reaching import Reach

Json = Any
SECRET = "a-secret-of-the-house"


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with doorway() as found:
        yield found


@pytest.fixture
def rests(reach: Reach) -> Rests:
    """Let the pauses of the webhook be as long as Telegram's, on a clock of our own."""
    rests = Rests()
    reach.standin.webhook = Webhook(reach.standin.updates, first_pause=2.0, rest=rests)
    return rests


async def test_update_comes_with_the_secret_and_is_gone_when_it_was_taken(reach: Reach, door: Door) -> None:
    await reach.ptb.set_webhook(door.url, secret_token=SECRET)

    reach.phone().write("hello")
    await door.until(1)
    await reach.until_nothing_waits()

    assert (door.texts(), door.secrets) == (["hello"], [SECRET])


async def test_what_waited_before_the_webhook_was_set_comes_too(reach: Reach, door: Door) -> None:
    reach.phone().write("early")

    await reach.call("setWebhook", url=door.url)
    await door.until(1)

    assert door.texts() == ["early"]


async def test_what_waited_may_be_dropped(reach: Reach, door: Door) -> None:
    reach.phone().write("early")

    await reach.call("setWebhook", url=door.url, drop_pending_updates=True)
    reach.phone().write("late")
    await door.until(1)

    assert door.texts() == ["late"]


async def test_update_comes_again_at_once_and_then_after_longer_and_longer_pauses(
    reach: Reach, door: Door, rests: Rests
) -> None:
    door.answers = [Response(status_code=503)] * 8
    await reach.call("setWebhook", url=door.url)

    reach.phone().write("hello")
    for delivery in range(1, 9):
        await door.until(delivery)
        rests.ended.release()
    await door.until(9)
    await reach.until_nothing_waits()

    assert rests.taken == [0, 2, 4, 8, 16, 32, LONGEST_PAUSE, LONGEST_PAUSE]
    assert door.texts() == ["hello"] * 9
    assert len({body["update_id"] for body in door.came}) == 1


async def test_success_makes_the_pauses_short_again(reach: Reach, door: Door, rests: Rests) -> None:
    door.answers = [Response(status_code=503)] * 2 + [Response()] + [Response(status_code=503)]
    rests.ended = asyncio.Semaphore(9)
    await reach.call("setWebhook", url=door.url)

    phone = reach.phone()
    phone.write("one")
    phone.write("two")
    await door.until(5)

    assert (door.texts(), rests.taken) == (["one", "one", "one", "two", "two"], [0, 2, 0])


async def test_bot_may_say_when_to_come_again(reach: Reach, door: Door, rests: Rests) -> None:
    door.answers = [Response(status_code=429, headers={"Retry-After": n}) for n in ("7", "99999", "soon")]
    rests.ended = asyncio.Semaphore(9)
    await reach.call("setWebhook", url=door.url)

    reach.phone().write("hello")
    await door.until(4)

    assert rests.taken == [7, 3600, 4]


async def test_chat_keeps_its_order_while_another_chat_goes_on(reach: Reach, door: Door, rests: Rests) -> None:
    stuck, free = reach.phone(1001), reach.phone(1002)
    door.answers = [Response(status_code=500)]
    await reach.call("setWebhook", url=door.url)

    stuck.write("first")
    stuck.write("second")
    await door.until(1)
    free.write("other")
    await door.until(2)
    rests.ended.release()
    await door.until(4)

    assert door.texts() == ["first", "other", "first", "second"]


async def test_press_and_message_of_one_person_come_side_by_side(reach: Reach, door: Door) -> None:
    phone, keys = reach.phone(), {"inline_keyboard": [[{"text": "Yes", "callback_data": "a"}]]}
    await reach.call("sendMessage", chat_id=1001, text="Well?", reply_markup=keys)
    await reach.call("setWebhook", url=door.url)
    door.held = {1: asyncio.Event()}

    phone.write("word")
    await door.until(1)
    phone.tap("Yes")
    await door.until(2)
    door.held[1].set()

    assert [("message" in body, "callback_query" in body) for body in door.came] == [(True, False), (False, True)]


async def test_no_more_connections_are_opened_than_were_allowed(reach: Reach, door: Door) -> None:
    phones = [reach.phone(2000 + n) for n in range(4)]
    door.held = {1: asyncio.Event(), 2: asyncio.Event()}
    await reach.call("setWebhook", url=door.url, max_connections=2)

    for phone in phones:
        phone.write("hello")
    await door.until(2)
    for event in door.held.values():
        event.set()
    await door.until(4)

    assert door.open_most == 2


async def test_press_that_nobody_took_is_not_brought_after_its_time(reach: Reach, door: Door, rests: Rests) -> None:
    phone, keys = reach.phone(), {"inline_keyboard": [[{"text": "Yes", "callback_data": "a"}]]}
    await reach.call("sendMessage", chat_id=1001, text="Well?", reply_markup=keys)
    door.answers = [Response(status_code=500)]
    await reach.call("setWebhook", url=door.url)

    phone.tap("Yes")
    await door.until(1)
    reach.calendar.forward(timedelta(seconds=151))
    rests.ended.release()
    await reach.until_nothing_waits()

    assert len(door.came) == 1


async def test_telegram_says_what_went_wrong_and_when(reach: Reach, door: Door, rests: Rests) -> None:
    door.answers = [Response(status_code=403)]
    await reach.call("setWebhook", url=door.url, max_connections=7, allowed_updates=["message"])
    reach.phone().write("hello")
    await door.until(1)
    await rests.until(1)

    told = await reach.ptb.get_webhook_info()

    assert (told.url, told.max_connections, told.allowed_updates) == (door.url, 7, ("message",))
    assert (told.pending_update_count, told.last_error_date) == (1, reach.calendar.now())
    assert told.last_error_message == "Wrong response from the webhook: 403 Forbidden"


async def test_new_address_is_tried_at_once_and_the_old_one_no_more(reach: Reach, door: Door, rests: Rests) -> None:
    await reach.call("setWebhook", url="http://127.0.0.1:9/hook")
    reach.phone().write("hello")
    await rests.until(1)

    await reach.call("setWebhook", url=door.url)
    await door.until(1)
    await reach.until_nothing_waits()
    told = await reach.ptb.get_webhook_info()

    assert (door.texts(), told.last_error_message) == (["hello"], None)


async def test_without_a_webhook_nothing_is_delivered(reach: Reach, door: Door) -> None:
    await reach.call("setWebhook", url=door.url)
    await reach.call("setWebhook", url="")

    reach.phone().write("hello")

    assert [update["message"]["text"] for update in await reach.call("getUpdates")] == ["hello"]
    assert (door.came, (await reach.ptb.get_webhook_info()).url) == ([], "")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"url": "http://clinic.example/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "clinic.example"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://clinic.example:8080/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://clinic.example:port/"}, "invalid webhook URL specified"),
        ({"url": "https://clinic.example/", "secret_token": "with spaces"}, "secret token contains unallowed"),
        ({"url": "https://clinic.example/", "secret_token": "x" * 257}, "secret token contains unallowed"),
    ],
)
async def test_address_that_telegram_refuses(reach: Reach, address: Json, said: str) -> None:
    code, words = await reach.refusal("setWebhook", **address)

    assert (code, said in words) == (400, True)
    assert (await reach.call("getWebhookInfo"))["url"] == ""


async def test_stand_in_that_is_closed_delivers_no_more(calendar: SetCalendar) -> None:
    standin = StandIn(calendar)
    standin.webhook.rest = rests = Rests()
    async with doorway() as door:
        door.answers = [Response(status_code=500)]
        standin.inject({"message": {"chat": {"id": 1}, "text": "hello"}})
        standin.webhook.point_to(Address(door.url))
        await door.until(1)
        await standin.close()
        rests.ended.release()
        standin.inject({"message": {"chat": {"id": 1}, "text": "again"}})

        assert (len(door.came), standin.webhook.as_json()["url"]) == (1, "")

"""Updates wait until the bot has confirmed them, in the order in which people wrote."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import telegram

from bot.playground.waiting import KEPT_FOR, PRESSES_KEPT_FOR
from tests.bot.playground.reaching import Reach

Json = Any


def numbers(updates: Json) -> list[int]:
    return [update["update_id"] for update in updates]


def texts(updates: Json) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def ask_with_a_button(reach: Reach) -> None:
    key = {"inline_keyboard": [[{"text": "Yes", "callback_data": "a.yes"}]]}
    await reach.call("sendMessage", chat_id=1001, text="Well?", reply_markup=key)


async def test_updates_come_in_order_and_again_until_an_offset_confirms_them(reach: Reach) -> None:
    phone = reach.phone()
    for word in ("one", "two", "three"):
        phone.write(word)

    first = await reach.call("getUpdates")
    again = await reach.call("getUpdates")
    rest = await reach.call("getUpdates", offset=numbers(first)[0] + 1)
    unchanged = await reach.call("getUpdates")

    assert texts(first) == ["one", "two", "three"]
    assert numbers(first) == list(range(numbers(first)[0], numbers(first)[0] + 3))
    assert again == first
    assert texts(rest) == texts(unchanged) == ["two", "three"]


async def test_offset_beyond_everything_leaves_nothing(reach: Reach) -> None:
    reach.phone().write("one")
    (number,) = numbers(await reach.call("getUpdates"))

    assert await reach.call("getUpdates", offset=number + 1) == []
    assert await reach.call("getUpdates") == []


async def test_negative_offset_keeps_the_last_ones_and_forgets_the_others(reach: Reach) -> None:
    phone = reach.phone()
    for word in ("one", "two", "three"):
        phone.write(word)

    assert texts(await reach.call("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await reach.call("getUpdates")) == ["two", "three"]


@pytest.mark.parametrize(("limit", "many"), [(2, 2), (0, 1), (-5, 1), (1000, 100)])
async def test_limit_is_between_one_and_a_hundred(reach: Reach, limit: int, many: int) -> None:
    phone = reach.phone()
    for n in range(101):
        phone.write(str(n))

    assert texts(await reach.call("getUpdates", limit=limit)) == [str(n) for n in range(many)]


async def test_long_poll_ends_as_soon_as_somebody_writes(reach: Reach) -> None:
    phone = reach.phone()
    polling = asyncio.create_task(reach.call("getUpdates", timeout=50))
    await reach.until_somebody_polls()
    await asyncio.wait({polling}, timeout=0.05)
    assert not polling.done()

    phone.write("at last")

    assert texts(await asyncio.wait_for(polling, 5)) == ["at last"]


async def test_long_poll_ends_empty_when_nobody_writes(reach: Reach) -> None:
    assert await reach.call("getUpdates", timeout=1) == []
    assert await reach.call("getUpdates", timeout=-1) == []


async def test_second_poller_turns_the_first_one_away(reach: Reach) -> None:
    first = asyncio.create_task(reach.refusal("getUpdates", timeout=50))
    await reach.until_somebody_polls()

    assert await reach.call("getUpdates", timeout=0) == []
    code, said = await first
    assert (code, said.startswith("Conflict: terminated by other getUpdates request")) == (409, True)


async def test_second_poller_waits_on_while_the_first_one_is_sent_away(reach: Reach) -> None:
    first = asyncio.create_task(reach.refusal("getUpdates", timeout=50))
    await reach.until_somebody_polls()
    second = asyncio.create_task(reach.call("getUpdates", timeout=50))

    assert (await asyncio.wait_for(first, 5))[0] == 409
    assert not second.done()
    reach.phone().write("for the second")
    assert texts(await asyncio.wait_for(second, 5)) == ["for the second"]


async def test_polling_and_a_webhook_exclude_each_other(reach: Reach) -> None:
    waiting = asyncio.create_task(reach.refusal("getUpdates", timeout=50))
    await reach.until_somebody_polls()

    await reach.call("setWebhook", url="http://127.0.0.1:9/hook")

    assert await waiting == (409, "Conflict: terminated by setWebhook request")
    code, said = await reach.refusal("getUpdates")
    assert (code, "while webhook is active" in said) == (409, True)
    await reach.call("deleteWebhook")
    assert await reach.call("getUpdates") == []


async def test_python_telegram_bot_sees_the_conflict(reach: Reach) -> None:
    await reach.call("setWebhook", url="http://127.0.0.1:9/hook")

    with pytest.raises(telegram.error.Conflict):
        await reach.ptb.get_updates()


async def test_only_the_kinds_that_were_asked_for_come(reach: Reach) -> None:
    phone = reach.phone()
    await ask_with_a_button(reach)
    await reach.call("getUpdates", allowed_updates=["callback_query", "no such kind"])

    phone.write("not asked for")
    phone.tap("Yes")

    (update,) = await reach.call("getUpdates")
    assert update["callback_query"]["data"] == "a.yes"


async def test_kinds_that_are_not_given_stay_as_they_were(reach: Reach) -> None:
    phone = reach.phone()
    await reach.call("getUpdates", allowed_updates=["callback_query"])
    await reach.call("getUpdates")

    phone.write("not asked for")
    nothing = await reach.call("getUpdates", allowed_updates=[])
    phone.write("asked for")

    assert nothing == []
    assert texts(await reach.call("getUpdates")) == ["asked for"]


async def test_change_of_kinds_leaves_what_waits_already(reach: Reach) -> None:
    reach.phone().write("before")

    assert texts(await reach.call("getUpdates", allowed_updates=["callback_query"])) == ["before"]


async def test_press_waits_for_two_and_a_half_minutes_and_a_message_for_a_day(reach: Reach) -> None:
    phone = reach.phone()
    await ask_with_a_button(reach)
    phone.tap("Yes")
    phone.write("word")

    reach.calendar.forward(timedelta(seconds=PRESSES_KEPT_FOR))
    both = await reach.call("getUpdates")
    reach.calendar.forward(timedelta(seconds=1))
    one = await reach.call("getUpdates")
    reach.calendar.forward(timedelta(seconds=KEPT_FOR))

    assert (len(both), texts(one)) == (2, ["word"])
    assert await reach.call("getUpdates") == []


async def test_deleting_the_webhook_drops_what_waits_only_when_told_so(reach: Reach) -> None:
    reach.phone().write("kept")
    await reach.call("deleteWebhook")
    kept = await reach.call("getUpdates")
    await reach.call("deleteWebhook", drop_pending_updates=True)

    assert texts(kept) == ["kept"]
    assert await reach.call("getUpdates") == []


async def test_every_update_is_one_for_python_telegram_bot(reach: Reach) -> None:
    phone = reach.phone(1001, "Олена")
    await ask_with_a_button(reach)
    phone.start("a-link")
    file = phone.speak(seconds=7)
    phone.sticker()
    phone.tap("Yes")
    phone.block()
    phone.unblock()

    start, voice, sticker, press, left, back = await reach.ptb.get_updates()

    assert start.message is not None
    assert (start.message.text, start.message.entities[0].type) == ("/start a-link", "bot_command")
    assert start.message.date == reach.calendar.now()
    assert start.effective_user is not None
    assert (start.effective_user.first_name, start.effective_user.language_code) == ("Олена", "en")
    assert voice.message is not None
    assert voice.message.voice is not None
    assert (voice.message.voice.file_id, voice.message.voice.duration) == (file, timedelta(seconds=7))
    assert sticker.message is not None
    assert sticker.message.sticker is not None
    assert press.callback_query is not None
    assert isinstance(press.callback_query.message, telegram.Message)
    assert press.callback_query.message.text == "Well?"
    states = [one.my_chat_member for one in (left, back)]
    assert [one.new_chat_member.status for one in states if one] == ["kicked", "member"]


async def test_group_and_odd_updates_come_too(reach: Reach) -> None:
    phone = reach.phone()
    reach.standin.say_in_group(phone.talk, -100_123, "hello all")
    reach.standin.inject({"message": "not a message"})

    group, odd = await reach.call("getUpdates")

    assert (group["message"]["chat"]["type"], odd["message"]) == ("group", "not a message")


async def test_start_after_a_block_lets_the_bot_in_again(reach: Reach) -> None:
    phone = reach.phone()
    phone.block()
    reach.standin.updates.clear()

    phone.start()

    unblocked, start = await reach.call("getUpdates")
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"
    assert await reach.call("sendMessage", chat_id=1001, text="Hello again")

"""A bot that writes too fast is asked to wait, in one chat or altogether."""

from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from bot.playground.faults import slow_down
from bot.playground.flood import BOT_BURST, CHAT_BURST
from storage.clocks import SetMachine
from tests.bot.playground.reaching import Reach


async def written(reach: Reach, chat: int = 1001, method: str = "sendMessage") -> int:
    """Write once and give the seconds that the bot is asked to wait."""
    answer = await reach.answer(method, chat_id=chat, text="Hello", message_id=1)
    return int(answer.get("parameters", {}).get("retry_after", 0))


async def test_short_burst_passes_and_then_one_message_a_second(paced: Reach, machine: SetMachine) -> None:
    phone = paced.phone()

    burst = [await written(paced) for _ in range(int(CHAT_BURST) + 1)]
    machine.forward(1)
    then = [await written(paced) for _ in range(2)]

    assert burst == [0] * int(CHAT_BURST) + [1]
    assert then == [0, 1]
    assert len(phone.texts) == CHAT_BURST + 1


async def test_other_chats_are_not_held_up(paced: Reach) -> None:
    first, other = paced.phone(1001), paced.phone(1002)
    for _ in range(int(CHAT_BURST) + 1):
        await written(paced, first.talk.id)

    assert await written(paced, other.talk.id) == 0


async def test_bot_writes_thirty_messages_a_second_in_all(paced: Reach, machine: SetMachine) -> None:
    phones = [paced.phone(2000 + n) for n in range(int(BOT_BURST) + 1)]

    waits = [await written(paced, phone.talk.id) for phone in phones]
    machine.forward(1)

    assert waits == [0] * int(BOT_BURST) + [1]
    assert await written(paced, phones[-1].talk.id) == 0


async def test_changes_count_and_answers_to_presses_do_not(paced: Reach) -> None:
    paced.phone()

    edits = [await written(paced, method="editMessageText") for _ in range(int(CHAT_BURST) + 1)]
    others = [await written(paced, method="sendChatAction"), await written(paced, method="deleteMessage")]

    assert (edits[-1], others) == (1, [0, 0])


async def test_python_telegram_bot_hears_how_long(paced: Reach) -> None:
    paced.phone()
    for _ in range(int(CHAT_BURST)):
        await paced.ptb.send_message(1001, "Hello")

    with pytest.raises(RetryAfter) as raised:
        await paced.ptb.send_message(1001, "Hello")

    assert raised.value.retry_after == timedelta(seconds=1)


async def test_without_a_clock_nothing_is_counted_but_slowness_can_be_asked_for(reach: Reach) -> None:
    reach.phone()
    reach.standin.fail("sendMessage", slow_down(9))

    assert [await written(reach) for _ in range(40)] == [9] + [0] * 39


async def test_one_chat_alone_can_be_made_slow(reach: Reach) -> None:
    reach.phone(1001), reach.phone(1002)
    reach.standin.fail("*", slow_down(9).only(1002))

    assert [await written(reach, chat) for chat in (1001, 1002, 1002)] == [0, 9, 0]

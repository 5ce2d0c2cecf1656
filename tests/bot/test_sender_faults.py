"""What people see when the way to Telegram breaks: nothing is lost, little comes twice, and nobody waits for another."""

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from bot.playground.faults import Fault, bad_gateway, cut_short, hang_up, late, silence, slow_down
from bot.playground.wire import app
from bot.transport import Telegram
from bot.web.server import listening
from locales.line import Line, verbatim
from storage.base import Store, Transaction
from storage.clocks import SetCalendar, SetMachine
from storage.persons import Person
from tests.bot.posting import Office, open_office

PROMPT, COURTESY = 2, 3
ACTED = [silence(), late(30), hang_up(applied=True), bad_gateway(applied=True), cut_short()]
NOT_ACTED = [silence(applied=False), hang_up(), bad_gateway(500)]
BUTTONS = {"buttons": [[{"code": "yes", "line": verbatim("Yes").to_json()}]]}


def named(fault: Fault) -> str:
    return f"{fault.kind}-{'acted' if fault.applied else 'not'}"


@pytest.fixture
async def office(store: Store, machine: SetMachine) -> AsyncIterator[Office]:
    async with open_office(store, machine) as found:
        yield found


@pytest.mark.parametrize("fault", ACTED, ids=named)
async def test_lost_answer_lets_a_message_come_twice_at_most_with_the_same_buttons(
    office: Office, fault: Fault
) -> None:
    anna = await office.meet()
    row = await office.put(anna, "Ready?", extras=BUTTONS)
    office.standin.fail("sendMessage", fault)

    await office.sender.send_once()
    seen_before, uncertain = anna.texts, (await office.row(row)).uncertain
    await office.rounds(1, every=0)
    too_early = anna.texts
    office.machine.forward(31)
    await office.rounds(3)

    carried = [note.buttons[0].data for note in anna.screen if not note.mine]
    assert (seen_before, uncertain, too_early) == (["Ready?"], 1, ["Ready?"])
    assert (anna.texts, await office.states(row)) == (["Ready?"] * 2, ["sent"])
    assert len(set(carried)) == 1


@pytest.mark.parametrize("fault", NOT_ACTED, ids=named)
async def test_call_that_telegram_never_acted_on_is_repeated_and_seen_once(office: Office, fault: Fault) -> None:
    anna = await office.meet()
    row = await office.put(anna, "Ready?")
    office.standin.fail("sendMessage", fault)

    await office.rounds(4)

    assert (anna.texts, await office.states(row)) == (["Ready?"], ["sent"])


@pytest.mark.parametrize("fault", [silence(applied=False), bad_gateway(applied=True)], ids=named)
async def test_second_lost_answer_leaves_it_unknown_and_the_next_message_goes(office: Office, fault: Fault) -> None:
    anna = await office.meet()
    first, second = await office.put(anna, "one"), await office.put(anna, "two")
    office.standin.fail("sendMessage", fault, times=2)

    await office.rounds(6)

    assert await office.states(first, second) == ["unknown", "sent"]
    assert [params["text"] for params in office.calls()] == ["one", "one", "two"]


@pytest.mark.parametrize("fault", [*ACTED, *NOT_ACTED], ids=named)
async def test_courtesy_is_never_shown_twice(office: Office, fault: Fault) -> None:
    anna = await office.meet()
    row = await office.put(anna, "A nudge", urgency=COURTESY, policy="most")
    office.standin.fail("sendMessage", fault)

    await office.rounds(3)

    assert (anna.texts, len(office.calls())) == (["A nudge"] * fault.applied, 1)
    assert await office.states(row) == ["unknown"]


async def test_answer_that_is_only_late_is_waited_for(office: Office) -> None:
    anna = await office.meet()
    row = await office.put(anna)
    office.standin.fail("sendMessage", late(0.1))

    await office.rounds(3)

    assert (anna.texts, await office.states(row)) == (["Hello"], ["sent"])


@pytest.mark.parametrize(
    "fault", [silence(), silence(applied=False), bad_gateway(), slow_down(5), cut_short()], ids=named
)
async def test_order_of_a_chat_holds_over_every_failure(office: Office, fault: Fault) -> None:
    anna = await office.meet()
    for word in ("one", "two", "three"):
        await office.put(anna, word)
    office.standin.fail("sendMessage", fault)

    await office.rounds(12, every=6)

    assert list(dict.fromkeys(anna.texts)) == ["one", "two", "three"]
    assert anna.texts == sorted(anna.texts, key=["one", "two", "three"].index)


async def test_nobody_listens_for_a_while_and_the_message_comes_once(store: Store, machine: SetMachine) -> None:
    async with open_office(store, machine) as office:
        anna = await office.meet()
        row = await office.put(anna)
        port = await _free_port()
        office.sender.telegram = telegram = Telegram(
            SecretStr(office.standin.token), f"http://127.0.0.1:{port}", patience=2
        )
        await office.rounds(5, every=61)
        waiting = await office.states(row)

        async with listening(app(office.standin), "127.0.0.1", port):
            await office.rounds(2, every=61)
        await telegram.close()

        assert (waiting, await office.states(row), anna.texts) == (["pending"], ["sent"], ["Hello"])
        assert (await office.row(row)).uncertain == 0


async def test_slow_chat_waits_alone(office: Office) -> None:
    slow, free = await office.meet(1001), await office.meet(1002)
    rows = [await office.put(slow, "one"), await office.put(slow, "two"), await office.put(free, "other")]
    office.standin.fail("sendMessage", slow_down(9).only(1001))

    await office.rounds(3, every=2)
    early = (slow.texts, free.texts)
    office.machine.forward(5)
    await office.rounds(3, every=2)

    assert early == ([], ["other"])
    assert (slow.texts, await office.states(*rows)) == (["one", "two"], ["sent"] * 3)


async def test_three_slow_chats_in_a_second_hold_the_whole_bot(office: Office) -> None:
    phones = [await office.meet(1001 + n) for n in range(4)]
    for phone in phones[:3]:
        await office.put(phone)
    office.standin.fail("sendMessage", slow_down(9), times=3)

    await office.sender.send_once()
    last = await office.put(phones[3])
    office.machine.forward(8)
    await office.sender.send_once()
    held = await office.states(last)
    office.machine.forward(2)
    await office.sender.send_once()

    assert (held, [phone.texts for phone in phones]) == (["pending"], [["Hello"]] * 4)


@pytest.mark.parametrize(("chats", "rows"), [(2, 12), (60, 1)])
async def test_own_pace_never_makes_telegram_ask_for_less(
    store: Store, machine: SetMachine, chats: int, rows: int
) -> None:
    async with open_office(store, machine, paced=True) as office:
        phones = [await office.meet(1001 + n) for n in range(chats)]
        for n in range(rows):
            for phone in phones:
                await office.put(phone, str(n))

        await office.rounds(60, every=0.25)

        assert [call.answer for call in office.standin.calls if not call.ok] == []
        assert [phone.texts for phone in phones] == [[str(n) for n in range(rows)]] * chats


@pytest.mark.parametrize("how", ["block", "leave_telegram"])
async def test_chat_that_is_gone_is_tried_once(office: Office, how: str) -> None:
    anna, other = await office.meet(1001), await office.meet(1002)
    getattr(anna, how)()
    gone, kept = await office.put(anna), await office.put(other)

    await office.rounds(4)

    assert await office.states(gone, kept) == ["failed", "sent"]
    assert [params["chat_id"] for params in office.calls()].count(1001) == 1
    assert office.lost == [office.people[1001]]


async def test_tags_that_telegram_cannot_read_are_left_out(office: Office) -> None:
    anna = await office.meet()
    row = await office.put(anna, Line("Now <b>this"))

    await office.sender.send_once()

    assert (anna.texts, await office.states(row)) == (["Now this"], ["sent"])


@pytest.mark.parametrize(
    "extras", [{"voice": "no-such-file"}, {"buttons": [[{"code": "x", "line": verbatim(" ").to_json()}]]}]
)
async def test_what_telegram_refuses_is_asked_once_and_holds_nobody_up(office: Office, extras: Any) -> None:
    anna = await office.meet()
    refused, following = await office.put(anna, "one", extras=extras), await office.put(anna, "two")

    await office.rounds(5)

    assert (anna.texts, await office.states(refused, following)) == (["two"], ["aside", "sent"])
    assert len([call for call in office.standin.calls if not call.ok]) == 1


async def test_deletion_that_was_done_already_is_done(office: Office) -> None:
    anna = await office.meet()
    row = await office.put(anna)
    await office.sender.send_once()
    number = (await office.row(row)).message_id
    deletion = await office.put(anna, extras={"delete": number}, kind="delete")
    office.standin.fail("deleteMessage", hang_up(applied=True))

    await office.rounds(3)

    assert (anna.texts, await office.states(deletion)) == ([], ["sent"])


async def test_trouble_with_one_lost_chat_does_not_undo_what_others_were_sent(office: Office) -> None:
    anna, other = await office.meet(1001), await office.meet(1002)
    anna.block()
    await office.put(anna)
    kept = await office.put(other)

    async def cannot(_tx: Transaction, _person: Person) -> None:
        raise RuntimeError("the desk has a fault")

    office.sender.on_blocked = cannot
    await office.rounds(4)

    assert (other.texts, await office.states(kept)) == (["Hello"], ["sent"])


@pytest.mark.parametrize("fault", [slow_down(5), bad_gateway(), silence(applied=False)], ids=named)
async def test_page_that_arrived_is_not_shown_again_because_the_next_one_had_to_wait(
    office: Office, fault: Fault
) -> None:
    anna = await office.meet()
    row = await office.put(anna, "a" * 4000, "b" * 4000, "c" * 4000)
    for one in (late(0), fault, late(0), fault):
        office.standin.fail("sendMessage", one)

    await office.rounds(6)

    assert [text[0] for text in anna.texts] == ["a", "b", "c"][: 3 if fault.kind == "slow_down" else 2]
    assert await office.states(row) == ["sent" if fault.kind == "slow_down" else "unknown"]


async def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


async def test_prompt_that_could_not_go_in_time_waits_for_the_end_of_the_quiet_hours(
    office: Office, calendar: SetCalendar
) -> None:
    anna = await office.meet()
    calendar.set(datetime(2026, 3, 2, 20, 55, tzinfo=UTC))
    row = await office.put(anna, "Ready?", urgency=PROMPT)
    calendar.set(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))  # Telegram is back
    answer = await office.put(anna, "Here you are.")

    await office.rounds(4)
    at_night, state = anna.texts, (await office.row(row)).state
    calendar.set(datetime(2026, 3, 3, 9, 0, tzinfo=UTC))
    await office.rounds(2)

    assert (at_night, state) == (["Here you are."], "pending")
    assert await office.states(row, answer) == ["sent", "sent"]
    assert anna.texts == ["Here you are.", "Ready?"]

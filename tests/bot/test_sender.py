"""Rows of the outbox become messages over real HTTP, and every bad day of Telegram has one known end."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from bot.outcomes import pause_after
from bot.sender import Sender
from bot.transport import NotDone, Telegram
from locales.line import Line, _, verbatim
from storage import due, outbox, persons
from storage.base import Store, Transaction
from storage.clocks import SetCalendar, SetMachine
from storage.outbox import Outgoing, Posted
from storage.persons import Person
from tests.bot.faulty import BAD_GATEWAY, FaultyApi, faulty_telegram, said

SAFETY, REPLY, COURTESY = 0, 1, 3


@dataclass
class Desk:
    """A sender between a real store and a faulty Telegram, and who it found to be unreachable."""

    store: Store
    api: FaultyApi
    telegram: Telegram
    lost: list[str] = field(default_factory=list)
    chats: int = 1000

    def __post_init__(self) -> None:
        self.sender = Sender(self.store, self.telegram, self.lose)

    async def lose(self, tx: Transaction, person: Person) -> None:
        assert tx.store is self.store
        self.lost.append(person.id)

    async def join(self, language: str = "en") -> str:
        self.chats += 1
        made = await persons.new_person(self.store)
        async with self.store.write() as tx:
            await persons.add(tx, id=made, face="client", role="client", state="active", language=language)
            await persons.claim(tx, made, tx.index(1, self.chats), self.chats)
        return made

    async def put(self, person: str, *lines: Line, **more: Any) -> str:
        extras = more.pop("extras", {})
        payload = {"lines": [line.to_json() for line in lines or (_("Hi"),)], **extras}
        async with self.store.write() as tx:
            return (await outbox.put(tx, replace(Outgoing(person, person, "say", REPLY, payload), **more)))[0]

    async def row(self, id_: str) -> Posted:
        async with self.store.read() as tx:
            found = await outbox.get(tx, id_)
        assert found is not None
        return found

    async def state(self, id_: str) -> str:
        return (await self.row(id_)).state


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Desk]:
    async with faulty_telegram() as (api, telegram):
        yield Desk(store, api, telegram)


async def test_message_is_sent_and_what_was_shown_is_kept(desk: Desk) -> None:
    row = await desk.put(await desk.join("en_XA"), _("Hi"))

    sent = await desk.sender.send_once()

    [params] = desk.api.called("sendMessage")
    kept = await desk.row(row)
    assert (sent, params["chat_id"], params["parse_mode"], params["protect_content"]) == (1, 1001, "HTML", True)
    assert (kept.state, kept.message_id, kept.language) == ("sent", 101, "en_XA")
    assert kept.build
    assert len(kept.text_hash or b"") == 32


async def test_nothing_to_send_wakes_nobody(desk: Desk) -> None:
    woken: list[bool] = []
    desk.store.on_commit.append(lambda: woken.append(True))

    assert await desk.sender.send_once() == 0
    assert woken == []


async def test_chats_are_served_side_by_side_and_each_in_order(desk: Desk) -> None:
    slow, quick = await desk.join(), await desk.join()
    for n in range(2):
        await desk.put(slow, verbatim(f"slow {n}"))
        await desk.put(quick, verbatim(f"quick {n}"))

    assert [await desk.sender.send_once() for _ in range(3)] == [2, 2, 0]
    assert sorted(params["text"] for params in desk.api.called("sendMessage")[:2]) == ["quick 0", "slow 0"]


async def test_blocked_chat_is_reported_and_never_tried_again(desk: Desk) -> None:
    client = await desk.join()
    row = await desk.put(client)
    desk.api.line_up("sendMessage", said(403, "Forbidden: bot was blocked by the user"))

    await desk.sender.send_once()

    assert (await desk.state(row), desk.lost) == ("failed", [client])
    assert await desk.sender.send_once() == 0


async def test_tags_that_telegram_cannot_parse_are_left_out_once(desk: Desk) -> None:
    row = await desk.put(await desk.join(), _("Now <b>this</b>"))
    desk.api.line_up("sendMessage", said(400, "Bad Request: can't parse entities"))

    await desk.sender.send_once()

    first, second = desk.api.called("sendMessage")
    assert (first["text"], second["text"]) == ("Now <b>this</b>", "Now this")
    assert "parse_mode" not in second
    assert await desk.state(row) == "sent"


async def test_message_that_telegram_refuses_is_set_aside_and_the_next_one_goes(desk: Desk) -> None:
    client = await desk.join()
    row, following = await desk.put(client), await desk.put(client)
    refused = said(400, "Bad Request: something new")
    desk.api.line_up("sendMessage", refused)

    await desk.sender.send_once()
    await desk.sender.send_once()

    assert [await desk.state(one) for one in (row, following)] == ["aside", "sent"]
    assert (await desk.row(row)).error == "bad_request"


async def test_slow_down_holds_that_chat_and_no_other(desk: Desk, machine: SetMachine) -> None:
    held, free = await desk.join(), await desk.join()
    row = await desk.put(held)
    desk.api.line_up("sendMessage", said(429, "Too Many Requests", retry_after=9))
    await desk.sender.send_once()
    other = await desk.put(free)

    machine.forward(1)
    await desk.sender.send_once()
    early = await desk.state(row)
    machine.forward(9)
    await desk.sender.send_once()

    assert (early, await desk.state(other), await desk.state(row)) == ("pending", "sent", "sent")


async def test_answer_of_a_proxy_is_uncertain_and_repeated_once_with_the_same_buttons(
    desk: Desk, machine: SetMachine
) -> None:
    buttons = [[{"code": "1", "line": verbatim("1").to_json()}]]
    row = await desk.put(await desk.join(), extras={"buttons": buttons})
    desk.api.line_up("sendMessage", BAD_GATEWAY, BAD_GATEWAY)

    await desk.sender.send_once()
    machine.forward(31)
    await desk.sender.send_once()
    machine.forward(31)

    first, second = desk.api.called("sendMessage")
    assert first["reply_markup"] == second["reply_markup"]
    assert await desk.sender.send_once() == 0
    assert await desk.state(row) == "unknown"


async def test_courtesy_with_an_uncertain_end_is_not_repeated(desk: Desk, machine: SetMachine) -> None:
    row = await desk.put(await desk.join(), urgency=COURTESY, policy="most")
    desk.api.line_up("sendMessage", BAD_GATEWAY)

    await desk.sender.send_once()
    machine.forward(31)

    assert await desk.sender.send_once() == 0
    assert await desk.state(row) == "unknown"


async def test_message_that_surely_did_not_arrive_goes_again_after_a_pause(desk: Desk, machine: SetMachine) -> None:
    row = await desk.put(await desk.join())
    reachable = desk.sender.telegram
    desk.sender.telegram = Telegram(SecretStr("1:abcdefghijk"), "http://127.0.0.1:9")

    await desk.sender.send_once()
    await desk.sender.telegram.close()
    desk.sender.telegram = reachable
    at_once = await desk.sender.send_once()
    machine.forward(2)
    await desk.sender.send_once()

    assert (at_once, await desk.state(row)) == (0, "sent")


async def test_refused_token_holds_everything_and_loses_nothing(desk: Desk, machine: SetMachine) -> None:
    first, second = await desk.put(await desk.join()), await desk.put(await desk.join())
    desk.api.line_up("sendMessage", said(401, "Unauthorized"), said(401, "Unauthorized"))

    await desk.sender.send_once()
    held = await desk.sender.send_once()
    machine.forward(61)
    await desk.sender.send_once()

    assert held == 0
    assert [await desk.state(one) for one in (first, second)] == ["sent", "sent"]


async def test_settled_question_is_edited_in_place(desk: Desk) -> None:
    client = await desk.join()
    question = await desk.put(client, _("How are you?"), kind="question")
    await desk.sender.send_once()
    token = (await desk.row(question)).token
    edit = {"of": token, "lines": [_("How are you?").to_json()], "answer": verbatim("7").to_json()}
    row = await desk.put(client, extras={"edit": edit}, urgency=COURTESY)

    await desk.sender.send_once()

    [params] = desk.api.called("editMessageText")
    assert (params["message_id"], params["text"]) == (101, "How are you?\n\n<b>7</b>")
    assert await desk.state(row) == "sent"


async def test_settling_a_question_that_never_went_out_is_dropped(desk: Desk) -> None:
    edit = {"of": "x" * 22, "lines": [_("Hi").to_json()], "answer": verbatim("7").to_json()}
    row = await desk.put(await desk.join(), extras={"edit": edit})

    await desk.sender.send_once()

    assert (await desk.state(row), desk.api.calls) == ("failed", [])


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (said(400, "Bad Request: message to delete not found"), "sent"),
        (said(400, "Bad Request: message can't be deleted for everyone"), "failed"),
    ],
)
async def test_deletion_that_is_not_possible_shows_as_failed(desk: Desk, answer: Any, state: str) -> None:
    row = await desk.put(await desk.join(), extras={"delete": 5}, kind="delete")
    desk.api.line_up("deleteMessage", answer)

    await desk.sender.send_once()

    assert await desk.state(row) == state


async def test_every_page_of_a_long_log_is_taken_away_again(
    desk: Desk, calendar: SetCalendar, machine: SetMachine
) -> None:
    row = await desk.put(await desk.join(), verbatim("a" * 4000), verbatim("b" * 4000), extras={"gone_in": 24})
    await desk.sender.send_once()
    async with desk.store.read() as tx:
        planned = await due.waiting_for(tx, "gone", row)

    calendar.forward(timedelta(hours=24))
    machine.forward(10)
    await desk.sender.send_once()

    assert planned == calendar.now()
    assert (await desk.row(row)).message_id == 102
    assert [params["message_id"] for params in desk.api.called("deleteMessage")] == [101]


async def test_payload_that_cannot_be_rendered_is_set_aside(desk: Desk) -> None:
    nine = [[{"code": str(n), "line": verbatim("x").to_json()} for n in range(9)]]
    row = await desk.put(await desk.join(), extras={"buttons": nine})
    odd = await desk.put(await desk.join(), extras={"edit": {}})

    await desk.sender.send_once()

    assert (await desk.state(row), desk.api.calls) == ("aside", [])
    assert await desk.state(odd) in {"aside", "failed"}


async def test_press_is_answered_with_a_short_note_and_an_old_one_in_silence(desk: Desk) -> None:
    desk.api.line_up("answerCallbackQuery", said(400, "Bad Request: query is too old"))

    await desk.sender.answer_press("1")
    await desk.sender.answer_press("2", verbatim("word " * 100), "uk")

    first, second = desk.api.called("answerCallbackQuery")
    assert "text" not in first
    assert len(second["text"]) <= 200


async def test_stranger_is_told_and_nothing_is_kept(desk: Desk) -> None:
    await desk.sender.tell(77, [_("Hi"), verbatim("there")], "en")

    [params] = desk.api.called("sendMessage")
    assert (params["chat_id"], params["text"], params["protect_content"]) == (77, "Hi\n\nthere", False)


async def test_stranger_who_cannot_be_told_is_an_error_of_the_caller(desk: Desk) -> None:
    desk.api.line_up("sendMessage", said(403, "Forbidden: bot was blocked by the user"))

    with pytest.raises(NotDone):
        await desk.sender.tell(77, [_("Hi")])


async def test_commit_wakes_the_sender_and_a_slow_chat_holds_up_nobody(desk: Desk) -> None:
    slow, quick = await desk.join(), await desk.join()
    held = asyncio.Event()
    desk.api.line_up("sendMessage", held)
    running = asyncio.create_task(desk.sender.run())

    first = await desk.put(slow)
    await desk.api.heard(1)
    second = await desk.put(quick)
    await desk.api.heard(2)
    held.set()
    desk.sender.stop()
    await running

    assert [await desk.state(one) for one in (first, second)] == ["sent", "sent"]


def test_pauses_grow_to_a_minute() -> None:
    assert [pause_after(n) for n in (1, 2, 3, 7, 50)] == [1, 2, 4, 60, 60]

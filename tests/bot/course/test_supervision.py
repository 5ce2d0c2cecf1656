"""Supervision: what was marked is read, and nothing else, and only while the client shows it."""

from __future__ import annotations

import pytest

from flows import supervision_wishes as supervising
from flows.course_readings import ClientCard
from flows.entries import Said
from flows.questions import Wrote
from flows.supervision import Queue
from flows.wishes import AnswerConsent
from storage import log
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.talking import Talking


async def test_a_supervisor_reads_what_was_marked_and_nothing_else(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    supervisor = await house.staff("Ruth", role="supervisor")
    await house.say(client, "my_people")
    await house.answer(client, Wrote("Ana"), *["~skip"] * 5, "yes")
    async with house.store.read() as tx:
        (kept,) = await log.own(tx, client.id, kinds=("tool_kept",))
    mark = supervising.MarkEntry(client=client.id, entry=kept.id, question=Said(text="How do I go on?"))
    await house.wish(staff, mark, about=client)
    assert any("To discuss in supervision" in text for text in await house.sent(supervisor))

    queue: Queue = await house.read(supervisor, Queue)
    (one,) = queue.marks
    assert queue.mine_to_close
    assert one.entry is not None
    assert one.question is not None
    with pytest.raises(NotFound):
        await house.read(supervisor, ClientCard, client=client.id)

    await house.wish(supervisor, supervising.Discussed(mark=one.id, outcome=Said(text="call her")))
    assert (await house.read(supervisor, Queue)).marks == ()
    mine: Queue = await house.read(staff, Queue)
    assert mine.marks[0].outcome is not None
    assert not mine.mine_to_close


async def test_what_is_no_longer_shared_is_not_read_in_supervision(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    supervisor = await house.staff("Ruth", role="supervisor")
    await house.say(client, "my_people")
    await house.answer(client, Wrote("Ana"), *["~skip"] * 5, "yes")
    async with house.store.read() as tx:
        (kept,) = await log.own(tx, client.id, kinds=("tool_kept",))
    await house.wish(staff, supervising.MarkEntry(client=client.id, entry=kept.id), about=client)
    await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))

    queue: Queue = await house.read(supervisor, Queue)
    assert queue.marks[0].entry is None
    stranger = await house.staff("Taras")
    with pytest.raises(NotFound):
        await house.wish(stranger, supervising.MarkEntry(client=client.id, entry=kept.id), about=client)

"""Research in storage: whose last answer is yes, and what is known of a conversation while it is."""

from __future__ import annotations

from datetime import timedelta

from storage import consents, forgetting, outbox, persons, research, runs
from storage.base import Store
from storage.clocks import SetCalendar


async def client_of(store: Store, *answers: bool) -> str:
    made = await persons.new_person(store)
    async with store.write() as tx:
        await persons.add(tx, id=made, face="client", role="client", state="active")
        await persons.claim(tx, made, tx.index(1, 5_000 + len(answers)), 5_000 + len(answers))
        for answer in answers:
            await consents.answer(tx, made, research.RESEARCH, answer=answer, text_id="study", version=1, language="en")
            await consents.answer(tx, made, "share", answer=not answer, text_id="t", version=1, language="en")
    return made


async def test_the_last_answer_stands(store: Store) -> None:
    yes, _no, again = (
        await client_of(store, True),
        await client_of(store, True, False),
        await client_of(store, True, False, True),
    )

    async with store.write() as tx:
        assert set(await research.willing(tx)) == {yes, again}
        assert await research.is_willing_until_commit(tx, yes)
        await forgetting.mark(tx, yes, [])
        assert await research.willing(tx) == [again]
        assert not await research.is_willing_until_commit(tx, yes)


async def test_conversation_is_known_with_the_questions_that_went(store: Store, calendar: SetCalendar) -> None:
    client, began = await client_of(store, True), calendar.now()
    async with store.write() as tx:
        run = await runs.begin(tx, person=client, about=client, flow="check_in", version=1, args={}, delivery="d" * 32)
        for kind in ("question", "say", "question"):
            row = outbox.Outgoing(client, client, kind, 1, {}, run=run.id, step=f"{kind}{calendar.now()}", turn=0)
            await outbox.put(tx, row)
            calendar.forward(timedelta(minutes=1))
        (claimed,) = await outbox.claim(tx, 1)
        await outbox.sent(tx, claimed.id, message_id=1, language="uk", build="b", text_hash=b"0" * 32)

    async with store.read() as tx:
        (talk,) = await research.talks(tx, client)

    assert (talk.id, talk.delivery, talk.opened_at, talk.open) == (run.id, "d" * 32, began, True)
    assert talk.sent == (research.Sent(began, "uk"),)

"""
Tidying: what was written about people leaves the chat again, because others may read this phone.

Ten minutes after it was saved the messages of the conversation are deleted, those of the client too; what was never
saved goes after a day.  The log keeps every word.
"""

from datetime import timedelta

from bot.asking import URGENCY
from flows import registry
from storage import due, outbox, runs
from storage.base import Transaction
from storage.due import Due
from storage.outbox import Outgoing
from storage.runs import Run

TIDY_RUN, OWN_MESSAGE = "tidy_run", "own_message"
LEFT_FOR = timedelta(hours=24)  # Telegram lets a bot delete within 48 hours
STAYS = ("say:card", "say:item9_card")  # a card with people to call is never taken away


async def remember(tx: Transaction, run: Run, message_id: int | None) -> None:
    """Remember the number of a message that the client wrote, where the conversation is one that tidies."""
    if message_id is not None and registry.find(run.flow, run.version).tidies:
        await due.set(tx, OWN_MESSAGE, f"{run.id}:{message_id}", tx.now + LEFT_FOR, about=run.about)


async def tidy_soon(tx: Transaction, run: Run, minutes: int) -> None:
    """Take the messages of a conversation away after some minutes."""
    await due.set(tx, TIDY_RUN, run.id, tx.now + timedelta(minutes=minutes), about=run.about)


async def stay(tx: Transaction, run: str) -> None:
    """Leave the messages of a conversation in the chat."""
    await due.cancel(tx, TIDY_RUN, run)
    for row in await due.starting_with(tx, OWN_MESSAGE, f"{run}:"):
        await due.cancel(tx, OWN_MESSAGE, row.subject)


async def tidy_run(tx: Transaction, row: Due) -> bool:
    """Take every message of a conversation out of the chat."""
    run = await runs.get(tx, row.subject)
    if run is None:
        return True
    for posted in await outbox.of_run(tx, run.id):
        if posted.message_id is not None and not (posted.step or "").startswith(STAYS):
            await delete(tx, run, posted.message_id)
    for own in await due.starting_with(tx, OWN_MESSAGE, f"{run.id}:"):
        await due.set(tx, OWN_MESSAGE, own.subject, tx.now, about=run.about)
    return True


async def own_message(tx: Transaction, row: Due) -> bool:
    """Take one message that the client wrote out of the chat."""
    id_, _colon, message_id = row.subject.partition(":")
    run = await runs.get(tx, id_)
    if run is not None:
        await delete(tx, run, int(message_id))
    return True


async def delete(tx: Transaction, run: Run, message_id: int) -> None:
    """Have Telegram delete one message; a courtesy, at most once."""
    row = Outgoing(
        person=run.person, about=run.about, kind=outbox.DELETE, urgency=URGENCY["courtesy"],
        payload={"delete": message_id},
    )  # fmt: skip
    await outbox.put(tx, row)

"""
Mending: what a mistake of ours has set aside is taken up again by the code that mends it.

A run is parked, and the update that it stumbled over is set aside, until a process starts whose flows can go on with
the journal.  Then both come back; if they stumble again, they are set aside again, and nothing else waits for them.
"""

import logging

from bot.conversation import Conversation
from flows import registry
from storage import due, inbox, persons, runs
from storage.base import Store, Transaction
from storage.runs import Run

log = logging.getLogger("interlude.house")


async def mend(store: Store, conversation: Conversation) -> int:
    """Open every parked run again that can be replayed now, and say how many there were."""
    async with store.write() as tx:
        good = [run for run in await runs.parked_runs(tx) if await _replays(tx, run, conversation)]
        mended = [run for run in good if await runs.resume(tx, run)]
        for run in mended:
            await _let_it_close(tx, run)
            await _go_on(tx, run, conversation)
    if mended:
        log.info("house: %d parked conversations were taken up again", len(mended))
    return len(mended)


async def _replays(tx: Transaction, run: Run, conversation: Conversation) -> bool:
    try:
        async with tx.savepoint():
            await conversation.replay(tx, run)
    except Exception as error:  # noqa: BLE001 - whatever it is, the run stays parked for the next deploy
        log.warning("house: run %s stays parked: %s", run.id, type(error).__name__)
        return False
    return True


async def _let_it_close(tx: Transaction, run: Run) -> None:
    """Give a run whose window ended while it was parked another one."""
    if await due.waiting_for(tx, "window", run.id) is None:
        closes_at = tx.now + registry.find(run.flow, run.version).window
        await runs.set_closing(tx, run, closes_at)
        await due.set(tx, "window", run.id, closes_at, about=run.about)


async def _go_on(tx: Transaction, run: Run, conversation: Conversation) -> None:
    """Handle again what was set aside in the chat of a run, or else ask the open question once more."""
    chat_index = await persons.chat_index(tx, run.person)
    back = await inbox.put_back(tx, chat_index) if chat_index is not None and run.floor else 0
    if not back and run.floor:
        await conversation.ask_again(tx, run)

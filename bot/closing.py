"""Closing: a conversation that is not wanted any more ends, and what of it was not sent yet is taken back."""

from storage import outbox, runs
from storage.base import Transaction
from storage.runs import Run


async def close_unanswered(tx: Transaction, client: str) -> None:
    """Close every prompted conversation that the client has not begun to answer, and take back what was not sent yet."""
    for run in await runs.open_runs(tx, client):
        if run.prompted and not run.answered:
            await take_back(tx, run)


async def take_back(tx: Transaction, run: Run) -> None:
    """Close one run and withdraw its unsent rows, with what came along for its prompt."""
    await outbox.withdraw(tx, run=run.id)
    if run.delivery is not None:
        await outbox.withdraw(tx, hangs_on=f"delivery:{run.delivery}")
    await runs.close(tx, run, "cancelled")

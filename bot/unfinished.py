"""What was answered in a conversation that was left: kept as unfinished, never scored, never shown before the client's word."""

from typing import Protocol

from flows import registry
from flows.chat import Keep, Wish
from flows.engine import Standing, play, unwound
from flows.entries import RunUnfinished
from flows.questions import Json
from storage import consents, log, runs
from storage.base import Transaction
from storage.runs import Run


class Watched(Protocol):
    """Lets it be watched that what a client told is read."""

    async def __call__(self, tx: Transaction, run: Run, *, private: bool) -> None:
        """Begin to watch what a run has kept."""


async def keep_unfinished(tx: Transaction, run: Run, watched: Watched) -> bool:
    """
    Keep what was answered and not kept yet, and say whether the run had been at its end.

    A question that was asked again and not answered anew changes nothing: what stood before stands.  Staff see what
    is left only if the client shared before it was answered, and if nothing in it waited for the client's word on who may see it.
    """
    journal = unwound(await runs.journal(tx, run))
    standing = play(registry.find(run.flow, run.version).function, run.args, journal, tx.now)
    kept = set()
    for effect in standing.effects:
        if isinstance(effect.what, Keep | Wish):
            await log.restore(tx, run, effect.key, effect.turn)
        if isinstance(effect.what, Keep):
            kept.add(effect.what.entry.kind)
    answers = {field: value for field, value in standing.filled.items() if field.partition(".")[0] not in kept}
    if answers:
        await _keep_answers(tx, run, standing, answers, watched)
    return standing.open is None


async def _keep_answers(
    tx: Transaction, run: Run, standing: Standing, answers: dict[str, Json], watched: Watched
) -> None:
    entry = RunUnfinished(flow=run.flow, answers=answers)
    shared = not standing.alone and await consents.allowed_since(tx, run.about, "share", run.opened_at)
    await log.keep(
        tx, client=run.about, run=run.id, step="keep:unfinished", turn=standing.turn, kind=entry.kind,
        value=entry.model_dump(mode="json"), private=not shared,
    )  # fmt: skip
    await watched(tx, run, private=not shared)

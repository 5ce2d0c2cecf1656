"""
One turn of a conversation: the journal grows, the flow is replayed, its effects are kept, the next question is posted.

Everything here happens inside the caller's transaction; nothing calls the network.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.asking import URGENCY, question_payload, say_payload, settled_payload
from bot.logs import kind_of
from bot.unfinished import keep_unfinished
from flows import registry
from flows.chat import Asking, Keep, Reading, Say, Waiting, Wish
from flows.engine import Effect, Row, Standing, answer, play, rewind, told, unwound
from flows.errors import FlowError
from flows.questions import Json, NotTaken, Pressed, Raw
from flows.wishes import TakenBack
from locales.line import Line
from storage import consents, due, log, outbox, persons, prompts, runs
from storage.base import Transaction
from storage.outbox import Outgoing
from storage.runs import Run

logs = logging.getLogger("interlude.conversation")
STILL_TALKING = timedelta(minutes=30)
Reader = Callable[[Transaction, Run, type[Any], Mapping[str, str]], Awaitable[Any]]
AfterRun = Callable[[Transaction, str], Awaitable[None]]
Carrier = Callable[["Turn", Any], Awaitable[None]]


@dataclass(frozen=True)
class Turn:
    """What a wish may use: the transaction, the run it comes from, and the way to begin another conversation."""

    tx: Transaction
    run: Run
    conversation: "Conversation"
    effect: Effect
    shown: str | None = None  # the outbox row whose button was pressed


class Conversation:
    """Begins, advances, rewinds and closes runs."""

    def __init__(self, read: Reader, carry_out: Carrier) -> None:
        self.read = read
        self.carry_out = carry_out
        self.after_run: AfterRun | None = None  # what may begin when a conversation has ended
        self.after_entry: AfterRun | None = None  # who watches that what a client wrote is read

    async def begin(
        self,
        tx: Transaction,
        person: str,
        flow: str,
        args: Mapping[str, Json] | None = None,
        *,
        about: str | None = None,
        prompted: bool = False,
        delivery: str | None = None,
    ) -> Run:
        """Begin a run, give it the floor and play it to its first question."""
        found = registry.find(flow)
        run = await runs.begin(
            tx,
            person=person,
            about=about or person,
            flow=found.name,
            version=found.version,
            args=dict(args or {}),
            prompted=prompted,
            delivery=delivery,
            closes_at=tx.now + found.window,
        )
        await runs.give_floor(tx, run)
        await due.set(tx, "window", run.id, tx.now + found.window, about=run.about)
        await self.advance(tx, run, [], since=0)
        return run

    async def replay(self, tx: Transaction, run: Run) -> Standing:
        """Replay a run as it stands."""
        flow = registry.find(run.flow, run.version)
        return play(flow.function, run.args, await runs.journal(tx, run), tx.now)

    async def take(
        self, tx: Transaction, run: Run, raw: Raw, *, update_id: int | None = None, shown: str | None = None
    ) -> NotTaken | None:
        """Take an answer to the open question, or say why it does not fit."""
        standing = await self.replay(tx, run)
        if isinstance(raw, Pressed) and raw.code == "~back" and may_go_back(run, standing):
            await self.back(tx, run, standing, standing.answered[-1].key, update_id)
            return None
        row = answer(standing, raw, tx.now, update_id)
        if isinstance(row, NotTaken):
            return row
        await self.settle(tx, run, standing, row)
        await runs.touch(tx, run)
        if standing.turn:
            await self.take_back(tx, run, len(standing.rows) + 1)
        await self.advance(tx, run, [*standing.added, row], since=len(standing.rows) + 1, shown=shown)
        return None

    async def take_back(self, tx: Transaction, run: Run, since: int) -> None:
        """Undo what the wishes of an earlier turn have passed on, now that a question is answered anew and not before."""
        journal = await runs.journal(tx, run)
        if len(earlier := unwound(journal)) == len(journal):
            return
        before = play(registry.find(run.flow, run.version).function, run.args, earlier, tx.now)
        for effect in before.since(since):
            if isinstance(effect.what, Wish):
                at = before.rows[effect.position - 1].at
                await self.carry_out(Turn(tx, run, self, effect), TakenBack(wish=effect.what.wish, at=at))

    async def back(self, tx: Transaction, run: Run, standing: Standing, key: str, update_id: int | None = None) -> None:
        """Go back to a question: what came of it and after it is withdrawn, the question is asked again."""
        row = rewind(standing, key, tx.now, update_id)
        undone = standing.since(row.value["to"] + 1)
        await log.supersede(tx, run, [effect.key for effect in undone if isinstance(effect.what, Keep | Wish)])
        await outbox.withdraw(tx, run=run.id)
        await runs.touch(tx, run)
        await self.advance(tx, run, [*standing.added, row], since=row.value["to"] + 1)

    async def reopen(self, tx: Transaction, run: Run, key: str, update_id: int | None = None) -> bool:
        """Ask an answered question of an open or closed run once more; no when it is not there any more."""
        standing = await self.replay(tx, run)
        if key not in {row.key for row in standing.answered}:
            return False
        if run.state != runs.OPEN:
            await runs.reopen(tx, run)
            closes_at = tx.now + registry.find(run.flow, run.version).window
            await runs.set_closing(tx, run, closes_at)
            await due.set(tx, "window", run.id, closes_at, about=run.about)
        await runs.give_floor(tx, run)
        await self.back(tx, run, standing, key, update_id)
        return True

    async def advance(
        self, tx: Transaction, run: Run, added: Sequence[Row], *, since: int, shown: str | None = None
    ) -> None:
        """Append rows, answer every reading, keep the effects that came after `since` rows, and post what is open."""
        flow = registry.find(run.flow, run.version)
        journal = [*await runs.journal(tx, run), *added]
        fresh = list(added)
        standing = play(flow.function, run.args, journal, tx.now)
        while isinstance(standing.open, Reading):
            model = await self.read(tx, run, standing.open.model, standing.open.ids)
            news = [*standing.added, told(standing, model.model_dump(mode="json"), tx.now)]
            journal += news
            fresh += news
            standing = play(flow.function, run.args, journal, tx.now)
        fresh += standing.added
        if fresh:
            await runs.append(tx, run, fresh, expected_seq=run.seq)
        run = await runs.get(tx, run.id) or run
        for effect in standing.since(since):
            await self.keep(tx, run, effect, shown)
        await self.rest(tx, run, standing)

    async def rest(self, tx: Transaction, run: Run, standing: Standing) -> None:
        """Post the open question, set the alarm of a wait, or close the run."""
        match standing.open:
            case Asking():
                await self.ask(tx, run, standing)
            case Waiting(until=moment):
                await due.set(tx, "wake", run.id, moment, about=run.about)
            case _:
                await self.close(tx, run, standing)

    async def ask(
        self, tx: Transaction, run: Run, standing: Standing, *, again: str = "", unasked: bool = True
    ) -> None:
        """Post the open question; `again` tells a repeat from the first time, `unasked` a prompt from an answer."""
        asking = standing.open
        assert isinstance(asking, Asking)
        flow = registry.find(run.flow, run.version)
        first_of_prompt = unasked and run.prompted and not standing.answered
        await outbox.put(
            tx,
            Outgoing(
                person=run.person,
                about=run.about,
                kind="question",
                urgency=URGENCY["prompt" if first_of_prompt else "reply"],
                payload=question_payload(flow, standing, asking),
                run=run.id,
                step=f"ask:{asking.key}{again}",
                turn=standing.turn,
                hangs_on=f"delivery:{run.delivery}" if run.delivery else None,
            ),
        )
        if asking.question.waits_for is not None:
            await due.set(tx, "wake", run.id, tx.now + asking.question.waits_for, about=run.about)

    async def ask_again(self, tx: Transaction, run: Run, *, unasked: bool = False) -> None:
        """Post the open question once more, in the language of now; `unasked` when nobody but the plan wants it."""
        standing = await self.replay(tx, run)
        if isinstance(standing.open, Asking):
            again = f"#{await outbox.count_of_run(tx, run.id)}"
            await self.ask(tx, run, standing, again=again, unasked=unasked)

    async def keep(self, tx: Transaction, run: Run, effect: Effect, shown: str | None) -> None:
        """Carry out one effect in this commit."""
        match effect.what:
            case Say() as say:
                await self.say(tx, run, effect, say)
            case Keep(entry=entry, private=private):
                # What a flow has read may be days old: what is not shared now is not shown later either.
                private = private or not await consents.allows(tx, run.about, "share")
                await log.keep(
                    tx,
                    client=run.about,
                    run=run.id,
                    step=effect.key,
                    turn=effect.turn,
                    kind=entry.kind,
                    value=entry.model_dump(mode="json"),
                    private=private,
                )
                await self.watched(tx, run, private=private)
            case Wish(wish=wish):
                await self.carry_out(Turn(tx, run, self, effect, shown), wish)

    async def watched(self, tx: Transaction, run: Run, *, private: bool) -> None:
        """Let it be watched that what a client told is read."""
        if self.after_entry is not None and run.person == run.about and not private:
            await self.after_entry(tx, run.about)

    async def say(self, tx: Transaction, run: Run, effect: Effect, say: Say) -> None:
        """Post something said."""
        await outbox.put(
            tx,
            Outgoing(
                person=run.person,
                about=run.about,
                kind="say",
                urgency=URGENCY[
                    "prompt" if run.prompted and not run.answered and say.urgency == "reply" else say.urgency
                ],
                policy="most" if say.urgency == "courtesy" else "least",
                payload=say_payload(say),
                run=run.id,
                step=effect.key,
                turn=effect.turn,
            ),
        )

    async def settle(self, tx: Transaction, run: Run, standing: Standing, row: Row) -> None:
        """Post the edit that shows the answer under its question; a courtesy, at most once."""
        asking = standing.open
        assert isinstance(asking, Asking)
        shown = await outbox.of_step(tx, run.id, f"ask:{asking.key}", standing.turn)
        if shown is None:
            return
        answer_line = asking.question.shown(asking.question.restore(row.value))
        await self.post(
            tx,
            run,
            "settle",
            settled_payload(shown.token, asking.question, answer_line),
            urgency="courtesy",
            policy="most",
        )

    async def post(
        self,
        tx: Transaction,
        run: Run,
        kind: str,
        payload: dict[str, Json],
        *,
        urgency: str = "reply",
        policy: str = "least",
    ) -> None:
        """Post something to the person of a run that is not an effect of its flow."""
        await outbox.put(
            tx,
            Outgoing(
                person=run.person, about=run.about, kind=kind, urgency=URGENCY[urgency], policy=policy, payload=payload
            ),
        )

    async def tell(self, tx: Transaction, person: str, *lines: Line, urgency: str = "reply", **extras: Json) -> None:
        """Post a message outside any run."""
        payload = say_payload(Say(lines, "reply", extras))
        await outbox.put(
            tx,
            Outgoing(person=person, about=person, kind="say", urgency=URGENCY[urgency], payload=payload),
        )

    async def close(self, tx: Transaction, run: Run, standing: Standing) -> None:
        """Close a run that has come to its end, and give the floor back."""
        state = standing.ending.state if standing.ending else "done"
        now = await runs.get(tx, run.id)
        await runs.close(tx, run, "done" if state == "restart" else state)
        await due.cancel(tx, "window", run.id)
        if state != "later":
            await note_answered(tx, now)
        if standing.ending and standing.ending.state == "restart":
            await self.begin(tx, run.person, run.flow, standing.ending.args, about=run.about)
            return
        if now is None or now.floor:  # a conversation that its last wish has begun keeps the floor
            await self.hand_back(tx, run)

    async def hand_back(self, tx: Transaction, run: Run) -> None:
        """
        Give the floor to the conversation that this one had set aside, and ask its question again if it is fresh.

        A menu is only left: its buttons stay alive, but it does not come back by itself under what was wanted next.
        """
        others = [other for other in await runs.open_runs(tx, run.person) if other.id != run.id]
        waiting = [other for other in others if not registry.find(other.flow, other.version).menu]
        if not waiting:
            if self.after_run is not None:
                await self.after_run(tx, run.person)
            return
        latest = max(waiting, key=lambda other: other.touched_at)
        await runs.give_floor(tx, latest)
        if tx.now - latest.touched_at < STILL_TALKING:
            await self.ask_again(tx, latest)

    async def expire(self, tx: Transaction, run: Run) -> None:
        """Close an abandoned run and keep what was answered as unfinished; an unanswered prompt is missed."""
        was_done = False
        with suppress(FlowError):
            was_done = await keep_unfinished(tx, run, self.watched)
        await outbox.withdraw(tx, run=run.id)
        left = "missed" if run.prompted and not run.answered else "expired"
        await runs.close(tx, run, "done" if was_done else left)

    async def wake(self, tx: Transaction, run: Run) -> None:
        """Let a timer answer: the wait is over, or the question has expired."""
        standing = await self.replay(tx, run)
        match standing.open:
            case Waiting():
                row = told(standing, None, tx.now)
            case Asking(question=question) if question.waits_for is not None:
                taken = answer(standing, Pressed("~expired"), tx.now)
                assert isinstance(taken, Row)
                row = taken
            case _:
                return
        await self.advance(tx, run, [*standing.added, row], since=len(standing.rows) + 1)

    async def stop(self, tx: Transaction, person: str) -> None:
        """End what has the floor, and keep what was answered; every other open run is left to its window."""
        floor = await runs.floor_of(tx, person)
        if floor is None:
            return
        try:
            async with tx.savepoint():
                await keep_unfinished(tx, floor, self.watched)
        except Exception as error:  # noqa: BLE001 - a mistake of ours never stands in the way of a stop
            logs.error("conversation: run %s was stopped, its answers not kept: %s", floor.id, kind_of(error))
        await runs.close(tx, floor, "cancelled")
        await note_answered(tx, floor)
        await due.cancel(tx, "window", floor.id)


async def note_answered(tx: Transaction, run: Run | None) -> None:
    """Note that a prompt was answered when its conversation ends, unless it was put off or nothing was said."""
    if run is not None and run.delivery is not None and run.answered:
        await prompts.answered(tx, run.id, run.delivery)


def may_go_back(run: Run, standing: Standing) -> bool:
    """Say whether the open question has one before it to go back to; a forged button finds none."""
    return registry.find(run.flow, run.version).back and bool(standing.answered)


async def language_of(tx: Transaction, person: str) -> str:
    """Give the language in which a person is spoken to now."""
    found = await persons.get(tx, person)
    return found.language if found else "en"

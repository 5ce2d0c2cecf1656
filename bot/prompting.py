"""
Prompting: what becomes of a prompt when its moment has come, and what follows when nobody answers.

Everything here happens inside the caller's transaction, one prompt to a savepoint.  A chat that somebody holds, or whose
client has just written, is left for the next tick: what they wrote comes first.
"""

from dataclasses import dataclass, replace

from bot.circumstances import CHECK_IN_GRACE, circumstances, free, last_opened, plain_situation, situation_of
from bot.conversation import Conversation
from bot.planning import CHECK_IN, LATER, asks_again, course, plan_slot, planned
from bot.silence import notice_silence
from bot.telling import say
from flows.timing import Outcome, Situation, Slot, decide, look_again_at, repeat_at
from locales.line import _
from storage import due, prompts, runs
from storage.base import Transaction
from storage.due import Due
from storage.prompts import Delivery, Prompt
from storage.runs import Run

WAITING, REPEAT = "waiting", "repeat"
AGAIN = "/again"
ANSWERED, MISSED = "answered", "missed"

# Translators: said before a check-in that comes late because the program did not run
SORRY = _("This comes later than we agreed. That was on my side.")


@dataclass
class Prompting:
    """Begins what is due, asks once more, closes what stayed open, and notices silence."""

    conversation: Conversation

    async def prompt_due(self, tx: Transaction, prompt: Prompt) -> Outcome | None:
        """
        Decide about everything of a prompt that is due by now and plan what comes next; none when the chat is held.

        After downtime several slots lie behind: only the last may still come, the others are recorded as late.
        """
        if prompt.next_due_at is None or not await free(tx, prompt.client):
            return None
        client = await circumstances(tx, prompt.client)
        past, coming = course(prompt, client, tx.now)
        for slot in past[:-1]:
            await prompts.deliver(tx, prompt, slot.slot, Outcome.LATE.value, due_at=slot.due_at)
        situation = await situation_of(tx, prompt, past[-1], coming, client)
        outcome = decide(situation)
        delivery = await prompts.deliver(tx, prompt, past[-1].slot, outcome.value, due_at=past[-1].due_at)
        await plan_slot(tx, prompt, coming)  # first, for a conversation names the day of the next one
        if delivery is not None:
            await self.carry_out(tx, prompt, delivery, outcome, situation)
        return outcome

    async def carry_out(
        self, tx: Transaction, prompt: Prompt, delivery: Delivery, outcome: Outcome, situation: Situation
    ) -> None:
        """Begin the conversation, or set the moment to look again."""
        if outcome is Outcome.BEGUN:
            await self.begin(tx, prompt, delivery, late=situation.late_by > situation.grace)
        elif outcome is Outcome.WAITING:
            await due.set(tx, WAITING, delivery.id, look_again_at(situation), about=prompt.client)

    async def begin(self, tx: Transaction, prompt: Prompt, delivery: Delivery, *, late: bool) -> Run:
        """Begin the conversation of a prompt; a late one says so first."""
        if late:
            await say(tx, prompt.client, prompt.client, SORRY, hangs_on=f"delivery:{delivery.id}")
        args = {**prompt.args, "prompted": True}
        run = await self.conversation.begin(
            tx, prompt.client, prompt.flow, args, about=prompt.client, prompted=True, delivery=delivery.id
        )
        await prompts.decide(tx, delivery.id, Outcome.BEGUN.value, run=run.id)
        if asks_again(prompt):
            client = await circumstances(tx, prompt.client)
            await due.set(tx, REPEAT, run.id, repeat_at(tx.now, client.person.zone, client.quiet), about=prompt.client)
        return run

    async def after_run(self, tx: Transaction, person: str) -> None:
        """Begin what waited for a conversation to end; called in the commit that ends it."""
        for delivery in await prompts.waiting_deliveries(tx, person):
            await due.cancel(tx, WAITING, delivery.id)
            await self.look_again(tx, delivery)

    async def look_again(self, tx: Transaction, delivery: Delivery) -> Outcome:
        """Decide again about a prompt that waited."""
        prompt = await prompts.get(tx, delivery.prompt)
        if prompt is None or prompt.withdrawn_at is not None:
            await prompts.decide(tx, delivery.id, Outcome.STOPPED.value)
            return Outcome.STOPPED
        slot, client = Slot(delivery.slot, delivery.due_at), await circumstances(tx, delivery.client)
        situation = replace(
            await situation_of(tx, prompt, slot, planned(prompt), client), waiting_since=delivery.due_at
        )
        outcome = decide(situation)
        if outcome is not Outcome.WAITING:
            await prompts.decide(tx, delivery.id, outcome.value)
        await self.carry_out(tx, prompt, delivery, outcome, situation)
        return outcome

    async def waiting(self, tx: Transaction, moment: Due) -> bool:
        """Look again at a prompt that waited; say whether that could be done now."""
        delivery = await prompts.get_delivery(tx, moment.subject)
        if delivery is None or delivery.outcome != WAITING:
            return True
        if not await free(tx, delivery.client):
            return False
        await self.look_again(tx, delivery)
        return True

    async def repeat(self, tx: Transaction, moment: Due) -> bool:
        """Ask an unanswered check-in once more, two days later; the repeat is a delivery of its own, so it comes once."""
        run = await runs.get(tx, moment.subject)
        if run is None or run.state != runs.OPEN or run.answered or run.delivery is None:
            return True
        if not await free(tx, run.person):
            return False
        first = await prompts.get_delivery(tx, run.delivery)
        prompt = await prompts.get(tx, first.prompt) if first else None
        if first is None or prompt is None or prompt.withdrawn_at is not None:
            return True
        slot = Slot(first.slot + AGAIN, moment.due_at)
        situation = await situation_of(tx, prompt, slot, None, await circumstances(tx, run.about))
        outcome = decide(replace(situation, last_held_at=None))
        if outcome is Outcome.WAITING:
            await due.set(tx, REPEAT, run.id, look_again_at(situation), about=run.about)
            return True
        done = await prompts.deliver(tx, prompt, slot.slot, outcome.value, due_at=slot.due_at, run=run.id)
        if done is not None and outcome is Outcome.BEGUN:
            await runs.give_floor(tx, run)
            await self.conversation.ask_again(tx, run, unasked=True)
        return True

    async def later(self, tx: Transaction, moment: Due) -> bool:
        """Ask what the client put off some hours ago, unless it was opened meanwhile."""
        put_off = await runs.get(tx, moment.subject)
        if put_off is None:
            return True
        if not await free(tx, put_off.person):
            return False
        held = await last_opened(tx, put_off, since=put_off.opened_at)
        client = await circumstances(tx, put_off.about)
        situation = await plain_situation(tx, client, moment.due_at, CHECK_IN_GRACE)
        outcome = decide(situation)
        if outcome is Outcome.WAITING:
            await due.set(tx, LATER, put_off.id, look_again_at(situation), about=put_off.about)
        elif outcome is Outcome.BEGUN and (held is None or held <= put_off.opened_at):
            await self.conversation.begin(
                tx, put_off.person, put_off.flow, put_off.args, about=put_off.about, prompted=True,
                delivery=put_off.delivery,
            )  # fmt: skip
        return True

    async def window(self, tx: Transaction, moment: Due) -> bool:
        """Close a run whose window is over; an unanswered prompt is missed."""
        run = await runs.get(tx, moment.subject)
        if run is None or run.state != runs.OPEN:
            return True
        if not await free(tx, run.person):
            return False
        await self.conversation.expire(tx, run)
        for kind in (REPEAT, "wake"):
            await due.cancel(tx, kind, run.id)
        if run.delivery is not None:
            await prompts.decide(tx, run.delivery, ANSWERED if run.answered else MISSED)
            if not run.answered and run.flow == CHECK_IN:  # a small question left alone says nothing
                await notice_silence(tx, run)
        await self.after_run(tx, run.person)
        return True

    async def wake(self, tx: Transaction, moment: Due) -> bool:
        """Let a timer answer the open step of a run."""
        run = await runs.get(tx, moment.subject)
        if run is not None and run.state == runs.OPEN:
            if not await free(tx, run.person):
                return False
            await self.conversation.wake(tx, run)
        return True

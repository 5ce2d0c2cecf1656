"""Circumstances: what is known of a client when something is about to be sent unasked."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.wanted import OF_A_SESSION, OFFER, TASK_DAY, wanted
from flows.timing import (
    APART,
    QuietHours,
    Recurrence,
    Situation,
    Slot,
    next_due,
    patience,
)
from storage import consents, contacts, inbox, log, persons, prompts, runs
from storage.base import Transaction
from storage.persons import ClientSettings, Person
from storage.prompts import REACHED, Prompt
from storage.runs import Run

CHECK_IN_GRACE = timedelta(hours=2)
WEEK = timedelta(days=7)
CEILING = 7  # prompts a week at most, reached only with a task of several days
LOOK_BACK = timedelta(days=70)  # further than any row of silent weeks that still matters


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A client as far as timing is concerned."""

    person: Person
    settings: ClientSettings

    @property
    def quiet(self) -> QuietHours:
        """The client's quiet hours."""
        return quiet_of(self.settings)

    def next_due(self, recurrence: Recurrence, prompt: str, after: datetime, served: date | None) -> Slot | None:
        """Give the next slot of a prompt in the client's own zone; none after its last day."""
        coming = next_due(recurrence, self.person.zone, after, prompt=prompt, quiet=self.quiet, served=served)
        return coming if recurrence.lasts(coming) else None


def quiet_of(settings: ClientSettings) -> QuietHours:
    """Give the quiet hours that a client has chosen."""
    return QuietHours.between(settings.quiet_from, settings.quiet_until)


async def circumstances(tx: Transaction, client: str) -> Circumstances:
    """Give a client as far as timing is concerned."""
    person = await persons.get(tx, client)
    assert person is not None, "a prompt or run goes with its person"
    return Circumstances(person, await persons.settings(tx, client))


async def free(tx: Transaction, person: str) -> bool:
    """Hold a person's chat until the commit; no when another holds it, or when something they wrote waits."""
    index = await persons.chat_index(tx, person)
    if index is None:
        return True
    held = await inbox.lock(tx, index)  # the one lock of a chat, SKIP LOCKED; see `bot.desk`
    return held and await inbox.oldest(tx, index) is None


async def plain_situation(tx: Transaction, client: Circumstances, due_at: datetime, grace: timedelta) -> Situation:
    """Give what holds for anything that is sent to a client unasked."""
    person, settings = client.person, client.settings
    unread = any(one.reason == "unread" for one in await contacts.open_of(tx, person.id))
    floor = await runs.floor_of(tx, person.id)
    quiet_until = client.quiet.over_at(tx.now, person.zone)
    return Situation(
        now=tx.now,
        due_at=due_at,
        grace=grace,
        confirmed=person.state not in {"invited", "joining", "waiting"},
        stopped=person.stopped_at is not None or person.state in {"ended", "refused"} or settings.quiet_at is not None,
        unread=unread,
        consent_message=await consents.allows(tx, person.id, "message"),
        opens_self=settings.opens_self,
        paused_until=settings.paused_until,
        reachable=person.reachable,
        quiet_until=quiet_until if quiet_until > tx.now else None,
        talked_at=floor.touched_at if floor is not None and floor.answered else None,
    )


async def situation_of(
    tx: Transaction, prompt: Prompt, slot: Slot, coming: Slot | None, client: Circumstances
) -> Situation:
    """Give what is known of a client and a prompt at this moment."""
    grace, recurrence = timedelta(seconds=prompt.grace), Recurrence.model_validate_json(prompt.spec)
    apart, wait = min(APART, recurrence.period / 2), None
    if coming is not None and not await caught_up(tx, prompt.client, grace):
        wait = patience(recurrence, slot, coming, grace)
    plain = await plain_situation(tx, client, slot.due_at, grace)
    return replace(
        plain,
        patience=wait,
        apart=apart,
        paused_until=max((at for at in (plain.paused_until, prompt.paused_until) if at is not None), default=None),
        settled=not await wanted(tx, prompt),
        last_held_at=await last_opened(tx, prompt, since=tx.now - apart),
        weekly_budget=await left_this_week(tx, prompt, client),
    )


async def left_this_week(tx: Transaction, prompt: Prompt, client: Circumstances) -> int:
    """
    Give how many prompts may still come this week.

    The client's own number is for check-ins and tasks; the small questions around a meeting only stay under the ceiling,
    so that they take no check-in away.  What staff send counts nowhere.
    """
    if prompt.flow == OFFER:
        return 1
    total = CEILING - await prompts.sent_this_week(tx, prompt.client, but=(OFFER,))
    if prompt.flow in OF_A_SESSION:
        return total
    own = await weekly_budget(tx, client) - await prompts.sent_this_week(tx, prompt.client, but=(OFFER, *OF_A_SESSION))
    return min(own, total)


async def weekly_budget(tx: Transaction, client: Circumstances) -> int:
    """Give how many prompts a week may hold: the client's own number, and seven while a task of several days runs."""
    own = client.settings.weekly_budget
    running = await prompts.of_client(tx, client.person.id)
    return max(own, CEILING) if any(one.flow == TASK_DAY and one.next_slot is not None for one in running) else own


async def caught_up(tx: Transaction, client: str, grace: timedelta) -> bool:
    """Say whether a client has had a late prompt within the last day; one catch-up a client is enough."""
    lately = await prompts.deliveries(tx, client, since=tx.now - LOOK_BACK, outcomes=REACHED)
    decided = [(delivery.decided_at, delivery.due_at) for delivery in lately if delivery.decided_at is not None]
    return any(at > tx.now - timedelta(days=1) and at - due_at > grace for at, due_at in decided)


async def last_opened(tx: Transaction, about: Prompt | Run, *, since: datetime) -> datetime | None:
    """
    Give when a client last opened a conversation, or was asked to, since a moment; one that was left unasked counts not.

    A conversation about one task is not the same as one about another.
    """
    client = about.client if isinstance(about, Prompt) else about.about
    told = {entry.run for entry in await log.own(tx, client, since)}
    asked = {one.run for one in await prompts.deliveries(tx, client, since=since - WEEK, outcomes=REACHED)}
    found = [await runs.get(tx, run) for run in told | asked if run is not None]
    opened = [run.opened_at for run in found if run is not None and same(run, about)]
    return max((at for at in opened if at >= since), default=None)


def same(run: Run, about: Prompt | Run) -> bool:
    """Say whether a run holds the same conversation, about the same task or meeting."""
    return run.flow == about.flow and all(run.args.get(name) == about.args.get(name) for name in ("task", "session"))

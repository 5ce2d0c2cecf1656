"""Circumstances: what is known of a client when something is about to be sent unasked."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter

from flows.timing import (
    APART,
    QuietHours,
    Recurrence,
    SessionAnchor,
    Situation,
    Slot,
    next_due,
    patience,
)
from storage import consents, inbox, log, persons, prompts, runs
from storage.base import Transaction
from storage.persons import ClientSettings, Person
from storage.prompts import REACHED, Prompt

CHECK_IN_GRACE = timedelta(hours=2)
WEEK = timedelta(days=7)
LOOK_BACK = timedelta(days=70)  # further than any row of silent weeks that still matters
SPEC: TypeAdapter[Recurrence | SessionAnchor] = TypeAdapter(Recurrence | SessionAnchor)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A client as far as timing is concerned."""

    person: Person
    settings: ClientSettings

    @property
    def quiet(self) -> QuietHours:
        """The client's quiet hours."""
        return quiet_of(self.settings)

    def next_due(self, recurrence: Recurrence, prompt: str, after: datetime, served: date | None) -> Slot:
        """Give the next slot of a prompt in the client's own zone."""
        return next_due(recurrence, self.person.zone, after, prompt=prompt, quiet=self.quiet, served=served)


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
    floor = await runs.floor_of(tx, person.id)
    quiet_until = client.quiet.over_at(tx.now, person.zone)
    return Situation(
        now=tx.now,
        due_at=due_at,
        grace=grace,
        confirmed=person.state not in {"invited", "joining", "waiting"},
        stopped=person.stopped_at is not None or person.state in {"ended", "refused"},
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
    grace, recurrence = timedelta(seconds=prompt.grace), SPEC.validate_json(prompt.spec)
    apart, wait = APART, None
    if isinstance(recurrence, Recurrence):
        apart = min(APART, recurrence.period / 2)
        if coming is not None and not await caught_up(tx, prompt.client, grace):
            wait = patience(recurrence, slot, coming, grace)
    plain = await plain_situation(tx, client, slot.due_at, grace)
    return replace(
        plain,
        patience=wait,
        apart=apart,
        paused_until=max((at for at in (plain.paused_until, prompt.paused_until) if at is not None), default=None),
        last_held_at=await last_opened(tx, prompt.client, prompt.flow, since=tx.now - apart),
        sent_this_week=await prompts.sent_this_week(tx, prompt.client),
        weekly_budget=client.settings.weekly_budget,
    )


async def caught_up(tx: Transaction, client: str, grace: timedelta) -> bool:
    """Say whether a client has had a late prompt within the last day; one catch-up a client is enough."""
    lately = await prompts.deliveries(tx, client, since=tx.now - LOOK_BACK, outcomes=REACHED)
    decided = [(delivery.decided_at, delivery.due_at) for delivery in lately if delivery.decided_at is not None]
    return any(at > tx.now - timedelta(days=1) and at - due_at > grace for at, due_at in decided)


async def last_opened(tx: Transaction, client: str, flow: str, *, since: datetime) -> datetime | None:
    """Give when a client last opened a conversation, or was asked to, since a moment; one that was left unasked counts not."""
    told = {entry.run for entry in await log.own(tx, client, since)}
    asked = {one.run for one in await prompts.deliveries(tx, client, since=since - WEEK, outcomes=REACHED)}
    found = [await runs.get(tx, run) for run in told | asked if run is not None]
    opened = [run.opened_at for run in found if run is not None and run.flow == flow]
    return max((at for at in opened if at >= since), default=None)

"""Planning: when a client's prompts come next, after joining, after a change of settings, and after travel."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.circumstances import CHECK_IN_GRACE, LOOK_BACK, WEEK, Circumstances, circumstances
from bot.quiet_days import follow_zone
from flows.timing import Recurrence, Slot, overdue
from storage import consents, courses, due, prompts
from storage.base import Transaction
from storage.prompts import Prompt
from storage.runs import Run

CHECK_IN, LATER = "check_in", "later"


async def plan_check_in(tx: Transaction, client: str) -> Prompt | None:
    """
    Plan the weekly check-in as the client's settings say, in place of the one that was.

    None when they open it, and none after a course: it stays so whatever the client sets, until a new one is opened.
    """
    known, last = await circumstances(tx, client), await courses.latest(tx, client)
    if known.settings.opens_self or (last is not None and last.ended_at is not None):
        await prompts.withdraw_prompts(tx, client, flow=CHECK_IN)
        return None
    recurrence = Recurrence(weekday=await check_in_weekday(tx, known), time=known.settings.check_in_time)
    mine = [prompt for prompt in await prompts.of_client(tx, client) if prompt.flow == CHECK_IN]
    prompt = mine[0] if mine else await prompts.plan_prompt(
        tx, client=client, flow=CHECK_IN, spec=recurrence.model_dump_json(), zone=known.person.zone, next_due_at=None,
        next_slot=None, grace=int(CHECK_IN_GRACE.total_seconds()),
    )  # fmt: skip
    await _plan_anew(tx, prompt, recurrence, known)
    return await prompts.get(tx, prompt.id)


async def check_in_weekday(tx: Transaction, client: Circumstances) -> int:
    """
    Give the ISO weekday of the check-in: that of the day before the next meeting, or the client's own where none is set.

    So there is one check-in for each meeting, it moves with the meeting, and where meetings are further apart the weeks
    between have theirs on the same day.
    """
    session = await courses.next_session(tx, client.person.id)
    if session is None:
        return client.settings.check_in_weekday
    return (session.meets_at.astimezone(ZoneInfo(client.person.zone)) - timedelta(days=1)).isoweekday()


async def follow_meetings(tx: Transaction, client: str) -> None:
    """Plan the check-in anew after a meeting was planned, moved or left out."""
    if await consents.allows(tx, client, "message"):
        await plan_check_in(tx, client)


async def replan(tx: Transaction, client: str) -> None:
    """Plan everything of a client anew, after a change of zone or of quiet hours; no date is served twice."""
    known = await circumstances(tx, client)
    for prompt in await prompts.of_client(tx, client):
        if prompt.flow == CHECK_IN:
            await plan_check_in(tx, client)
            continue
        await _plan_anew(tx, prompt, Recurrence.model_validate_json(prompt.spec), known)
    await follow_zone(tx, known.person)


async def ask_later(tx: Transaction, run: Run, hours: int) -> None:
    """Ask the same once more after some hours, outside quiet hours."""
    client = await circumstances(tx, run.about)
    moment = client.quiet.over_at(tx.now + timedelta(hours=hours), client.person.zone)
    await due.set(tx, LATER, run.id, moment, about=run.about)


async def _plan_anew(tx: Transaction, prompt: Prompt, recurrence: Recurrence, client: Circumstances) -> None:
    await prompts.replan(tx, prompt, spec=recurrence.model_dump_json(), zone=client.person.zone)
    served = await last_served_on(tx, prompt)
    await plan_slot(tx, prompt, client.next_due(recurrence, prompt.id, tx.now, served))


async def plan_slot(tx: Transaction, prompt: Prompt, coming: Slot | None) -> None:
    """Keep when a prompt comes next."""
    await prompts.move(tx, prompt, coming.due_at if coming else None, coming.slot if coming else None)


def planned(prompt: Prompt) -> Slot | None:
    """Give the slot for which a prompt is planned."""
    if prompt.next_due_at is None or prompt.next_slot is None:
        return None
    return Slot(prompt.next_slot, prompt.next_due_at)


def course(prompt: Prompt, client: Circumstances, now: datetime) -> tuple[list[Slot], Slot | None]:
    """Give the slots of a prompt that are due by now, oldest first, and the one to come."""
    first = planned(prompt)
    assert first is not None
    recurrence = Recurrence.model_validate_json(prompt.spec)
    past = overdue(recurrence, client.person.zone, first, now, prompt=prompt.id, quiet=client.quiet)
    return past, client.next_due(recurrence, prompt.id, now, past[-1].on)


def asks_again(prompt: Prompt) -> bool:
    """Say whether an unanswered prompt is repeated once; only what comes at most weekly is."""
    recurrence = Recurrence.model_validate_json(prompt.spec)
    return recurrence.asks_again and recurrence.period >= WEEK


async def last_served_on(tx: Transaction, prompt: Prompt) -> date | None:
    """Give the local date of the last slot that was decided, whatever became of it."""
    mine = await prompts.deliveries(tx, prompt.client, since=tx.now - LOOK_BACK)
    dates = [Slot(one.slot, one.due_at).on for one in mine if one.prompt == prompt.id and one.slot[:4].isdigit()]
    return max(dates, default=None)


async def after_failure(tx: Transaction, prompt: Prompt) -> None:
    """Record that a prompt could not be handled, and plan the next one, so that it never stands before the others."""
    slot = planned(prompt)
    if slot is not None:
        await prompts.deliver(tx, prompt, slot.slot, "parked", due_at=slot.due_at)
    try:
        _past, coming = course(prompt, await circumstances(tx, prompt.client), tx.now)
    except (ValueError, KeyError):  # a recurrence or a zone that this version cannot read: nothing is planned
        coming = None
    await plan_slot(tx, prompt, coming)

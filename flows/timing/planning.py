"""
Planning: the moment at which a prompt really comes.

The chosen time, out of quiet hours, plus the prompt's own few minutes.  After travel and after downtime the plan goes
on from now: what is past is recorded, never sent in a row.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flows.timing.quiet import QuietHours, jitter
from flows.timing.recurrence import ONE_DAY, Recurrence, Slot, next_slot

APART = timedelta(hours=72)  # two check-ins are never closer than this
CAUGHT_UP_AT_MOST = 60  # slots recorded one by one after a long downtime; the oldest beyond them leave no row
# A chosen time inside quiet hours waits for their end, so the slot of yesterday may still be to come.
LOOK_BACK = 2 * ONE_DAY


def next_due(
    recurrence: Recurrence,
    zone: str,
    after: datetime,
    *,
    prompt: str,
    quiet: QuietHours | None = None,
    served: date | None = None,
) -> Slot:
    """Give the next slot whose prompt comes after a moment, with the instant at which it really comes."""
    slots = _planned(recurrence, zone, after - LOOK_BACK, prompt, quiet, served)
    return next(slot for slot in slots if slot.due_at > after)


def overdue(
    recurrence: Recurrence, zone: str, first: Slot, now: datetime, *, prompt: str, quiet: QuietHours | None = None
) -> list[Slot]:
    """Give every slot from the planned one until now, oldest first; more than one only after downtime."""
    found = [first]
    for slot in _planned(recurrence, zone, first.due_at, prompt, quiet, first.on):
        if slot.due_at > now or not recurrence.lasts(slot):
            break
        found.append(slot)
    return found[-CAUGHT_UP_AT_MOST:]


def patience(recurrence: Recurrence, slot: Slot, coming: Slot, grace: timedelta) -> timedelta:
    """
    Give how late a prompt may still come after downtime.

    At least its grace; one that catches up, until it would come too close to the next: 72 hours, or half a period.
    """
    if not recurrence.catches_up:
        return grace
    return max(grace, coming.due_at - min(APART, recurrence.period / 2) - slot.due_at)


def _planned(
    recurrence: Recurrence, zone: str, after: datetime, prompt: str, quiet: QuietHours | None, served: date | None
) -> Iterator[Slot]:
    slot = next_slot(recurrence, zone, after, served)
    while True:
        yield Slot(slot.slot, _comes_at(slot.due_at, zone, prompt, quiet))
        slot = next_slot(recurrence, zone, slot.due_at, slot.on)


def _comes_at(chosen: datetime, zone: str, prompt: str, quiet: QuietHours | None) -> datetime:
    offset = jitter(prompt)
    if quiet is None:
        return chosen + offset
    out = quiet.over_at(chosen, zone)
    # Spread what little room there is, rather than have everybody meet at the last minute before quiet.
    spread = out + (offset if offset < (room := quiet.room(out, zone)) else offset % room)
    return quiet.over_at(spread, zone)

"""Referring: the client is told in plain words, supervisors hear of it, and somebody asks what came of it."""

from datetime import timedelta

from bot.conversation import Turn
from bot.coursework import rest
from bot.readings.asked import found
from bot.reminding import remind_of
from bot.wishes.hosting import Host
from bot.wishes.keeping import keep, staff_for, tell_client
from bot.wishes.notifying import tell_supervisors
from flows import course_entries as told
from flows import course_wishes as wishes
from flows.content.course_lines import SOON
from flows.content.notices import referred_on
from flows.course import Soon, TaskState
from storage import contacts, tasks
from storage.base import Transaction

ASKED_AFTER: dict[Soon, timedelta] = {
    "today": timedelta(days=1), "days": timedelta(days=7), "place": timedelta(days=28),
}  # fmt: skip


async def refer(turn: Turn, wish: wishes.Refer, _host: Host) -> None:
    """Carry a referral out; tasks rest only where the counsellor said so."""
    staff = await staff_for(turn, wish.client, "refer")
    client = await found(turn.tx, wish.client)
    entry = told.Referred(to=wish.to, soon=wish.soon, passes=wish.passes, rests=wish.rests)
    await keep(turn, client.id, entry)
    if wish.rests:
        await all_rest(turn.tx, client.id)
    passes = wish.passes.said.text if wish.passes is not None else None
    line = referred_on(staff.name, wish.to.said.text or "–", SOON[wish.soon], passes, rests=wish.rests)
    await tell_client(turn.tx, client.id, line, hangs_on=f"referred:{client.id}")
    await tell_supervisors(turn.tx, client, "referred")
    await remind_of(turn.tx, await contacts.plan(turn.tx, client.id, turn.tx.now + ASKED_AFTER[wish.soon], "referred"))


async def all_rest(tx: Transaction, client: str) -> None:
    """Let every open task rest, with all that hangs on it, until staff open it again."""
    for task in await tasks.of_client(tx, client, (TaskState.PROPOSED, TaskState.AGREED)):
        await rest(tx, task)
        await tasks.pause(tx, task)

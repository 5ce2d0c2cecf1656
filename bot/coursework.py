"""
Coursework: the prompts around a meeting and around a task, planned, moved and withdrawn with them.

The evening of a meeting asks for the task, if none came out of it; the next morning asks whether people met, if nobody
said so.  A task has its own moment, or a small question on each of its days.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.circumstances import CHECK_IN_GRACE, Circumstances, circumstances
from bot.closing import take_back
from bot.planning import CHECK_IN, follow_meetings, plan_slot
from bot.wanted import MET, OF_A_SESSION, OF_A_TASK, OFFER, TASK_DAY, TASK_TIME, TELL
from flows.agreed import TaskPlan
from flows.course import SessionState
from flows.timing import Recurrence, Slot
from storage import due, persons, prompts, runs, tasks
from storage.base import Transaction
from storage.courses import Session
from storage.prompts import Prompt
from storage.tasks import Task

EVENING, ROUND_UP = "evening", timedelta(minutes=45)  # after a meeting has begun, before its therapist is asked
MORNING_OF_STAFF = "morning"  # the due row, one a day and person
EVENING_AT, MORNING_AT, STAFF_MORNING_AT = "18:00", "10:00", "07:30"
BEFORE_MEETING = timedelta(hours=1)  # the latest at which staff hear who comes
OFFER_GRACE = timedelta(days=2)  # what staff have sent waits for the morning, and for a conversation to end


async def plan_around(tx: Transaction, session: Session) -> None:
    """Plan what hangs on a meeting in place of what hung on it before; once it was told of, only the check-in follows."""
    held = session.state is SessionState.HELD
    await withdraw(tx, session.client, "session", session.id, (MET,) if held else OF_A_SESSION)
    if session.state is SessionState.PLANNED and session.meets_at > tx.now:
        client = await circumstances(tx, session.client)
        day = session.meets_at.astimezone(ZoneInfo(client.person.zone)).date()
        evening = max(client.settings.check_in_time, EVENING_AT)
        await plan_once(tx, client, TELL, Recurrence.once(day, evening), {"session": session.id})
        await plan_once(tx, client, MET, Recurrence.once(day + timedelta(days=1), MORNING_AT), {"session": session.id})
        await ask_staff_in_the_evening(tx, session)
        await tell_staff_in_the_morning(tx, session)
    await follow_meetings(tx, session.client)


async def plan_once(
    tx: Transaction,
    client: Circumstances,
    flow: str,
    recurrence: Recurrence,
    args: dict[str, str],
    *,
    grace: timedelta = CHECK_IN_GRACE,
) -> Prompt:
    """Plan a prompt about one task or meeting."""
    made = await prompts.plan_prompt(
        tx, client=client.person.id, flow=flow, spec=recurrence.model_dump_json(), zone=client.person.zone,
        next_due_at=None, next_slot=None, grace=int(grace.total_seconds()), args=args,
    )  # fmt: skip
    await plan_slot(tx, made, client.next_due(recurrence, made.id, tx.now, None))
    return made


async def ask_staff_in_the_evening(tx: Transaction, session: Session) -> None:
    """Have the therapist asked in the evening of the day, all meetings of it at once; never before the meeting."""
    for staff, kind in await persons.carers(tx, session.client):
        if kind == "therapist":
            local = session.meets_at.astimezone(ZoneInfo(staff.zone))
            evening = datetime.fromisoformat(f"{local.date()}T{EVENING_AT}").replace(tzinfo=ZoneInfo(staff.zone))
            moment = max(evening, session.meets_at + ROUND_UP)
            subject = f"{staff.id}:{local.date()}"
            waiting = await due.waiting_for(tx, EVENING, subject)
            await due.set(tx, EVENING, subject, max(moment, waiting or moment), about=staff.id)


async def tell_staff_in_the_morning(tx: Transaction, session: Session) -> None:
    """Have the therapist told in the morning who comes today, all at once and an hour before the first at the latest."""
    for staff, kind in await persons.carers(tx, session.client):
        if kind == "therapist":
            local = session.meets_at.astimezone(ZoneInfo(staff.zone))
            morning = datetime.fromisoformat(f"{local.date()}T{STAFF_MORNING_AT}").replace(tzinfo=ZoneInfo(staff.zone))
            moment = min(morning, session.meets_at - BEFORE_MEETING)
            subject = f"{staff.id}:{local.date()}"
            waiting = await due.waiting_for(tx, MORNING_OF_STAFF, subject)
            if moment > tx.now:
                await due.set(tx, MORNING_OF_STAFF, subject, min(moment, waiting or moment), about=staff.id)


async def plan_moment(tx: Transaction, task: Task, plan: TaskPlan) -> None:
    """Plan the one reminder of a task, or the small question on each of its days, in place of what was planned."""
    await withdraw(tx, task.client, "task", task.id, OF_A_TASK)
    client = await circumstances(tx, task.client)
    if task.facts.days:
        last = plan.on + timedelta(days=task.facts.days - 1)
        daily = Recurrence(
            every_days=1, starts_on=plan.on, ends_on=last, time=plan.time, catches_up=False, asks_again=False
        )
        await plan_once(tx, client, TASK_DAY, daily, {"task": task.id})
    else:
        await plan_once(tx, client, TASK_TIME, Recurrence.once(plan.on, plan.time), {"task": task.id})


async def offer(tx: Transaction, task: Task) -> None:
    """Bring a task to the client now, or when the quiet hours are over; it is staff who send it, so no budget counts it."""
    client = await circumstances(tx, task.client)
    today = tx.now.astimezone(ZoneInfo(client.person.zone))
    await withdraw(tx, task.client, "task", task.id, (OFFER,))
    recurrence = Recurrence.once(today.date(), EVENING_AT)
    made = await plan_once(tx, client, OFFER, recurrence, {"task": task.id}, grace=OFFER_GRACE)
    await plan_slot(tx, made, Slot(f"{today.date()}/{today:%H:%M}", tx.now))


async def rest(tx: Transaction, task: Task, *, but: str = "") -> None:
    """Let nothing more come about a task: what is planned, what was asked; `but` is the conversation that says so."""
    await withdraw(tx, task.client, "task", task.id, (*OF_A_TASK, OFFER))
    for run in await runs.open_runs(tx, task.client):
        if run.args.get("task") == task.id and run.id != but:
            await take_back(tx, run)


async def withdraw(tx: Transaction, client: str, name: str, id_: str, flows: tuple[str, ...]) -> None:
    """Withdraw the prompts about one task or meeting."""
    for prompt in await prompts.of_client(tx, client):
        if prompt.flow in flows and prompt.args.get(name) == id_:
            await prompts.withdraw(tx, prompt)


async def withdraw_flow(tx: Transaction, client: str, flow: str) -> None:
    """Withdraw every prompt of one conversation."""
    for prompt in await prompts.of_client(tx, client):
        if prompt.flow == flow:
            await prompts.withdraw(tx, prompt)


async def end_of_course(tx: Transaction, client: str) -> None:
    """Let every task and meeting of a client be over, and ask no check-in any more; the client may still open one."""
    for task in await tasks.of_client(tx, client, tasks.OPEN):
        await rest(tx, task)
        await tasks.close(tx, task)
    for prompt in await prompts.of_client(tx, client):
        if prompt.flow in (*OF_A_SESSION, CHECK_IN):
            await prompts.withdraw(tx, prompt)

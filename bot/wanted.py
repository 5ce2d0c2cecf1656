"""Wanted: whether what a prompt would ask about is still open when its moment has come."""

from flows.course import OVER, SessionState, TaskState
from storage import courses, tasks
from storage.base import Transaction
from storage.prompts import Prompt

TASK_TIME, TASK_DAY, MET, TELL = "task_time", "task_day", "did_you_meet", "tell_task"
OFFER = "task_offer"
OF_A_TASK, OF_A_SESSION = (TASK_TIME, TASK_DAY), (MET, TELL)


async def wanted(tx: Transaction, prompt: Prompt) -> bool:
    """Say whether there is still something to ask: no task that rests or is closed, no meeting that was told of."""
    if prompt.flow in OF_A_TASK:
        task = await tasks.get(tx, str(prompt.args.get("task", "")))
        return task is not None and task.state is TaskState.AGREED
    if prompt.flow == OFFER:
        task = await tasks.get(tx, str(prompt.args.get("task", "")))
        return task is not None and task.state in (TaskState.PROPOSED, TaskState.AGREED)
    if prompt.flow == MET:
        session = await courses.get_session(tx, str(prompt.args.get("session", "")))
        return session is not None and session.state is SessionState.PLANNED
    return prompt.flow != TELL or await nothing_agreed_at(tx, str(prompt.args.get("session", "")))


async def nothing_agreed_at(tx: Transaction, id_: str) -> bool:
    """Say whether a meeting took place, as far as anybody knows, and no task goes on after it."""
    session = await courses.get_session(tx, id_)
    if session is None or session.state in (SessionState.DROPPED, SessionState.MISSED):
        return False
    return all(task.facts.tried in OVER for task in await tasks.of_client(tx, session.client, tasks.OPEN))

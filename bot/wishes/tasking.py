"""Tasks: given, accepted, planned, noted, looked at and carried on; what hangs on a task goes with it in one commit."""

from bot.conversation import Turn
from bot.coursework import offer, plan_moment, rest
from bot.readings.asked import found
from bot.wishes.hosting import Host
from bot.wishes.keeping import course_of, keep, keep_own, made_id, staff_for
from bot.wishes.notifying import tell_carers
from flows import course_entries as told
from flows import course_wishes as wishes
from flows.agreed import CourseFacts, DayNote, OwnWords, TaskFacts
from flows.content.library import Library, closed
from flows.course import OVER, Area, Carried, Safety, TaskState, Touch, Tried
from storage import courses, safety_notes, tasks
from storage.base import Transaction
from storage.errors import NotFound
from storage.tasks import Task


async def propose_task(turn: Turn, wish: wishes.ProposeTask, host: Host) -> None:
    """Give a task to a client; one that may not be given now is not sent on any path, and staff are told why."""
    await staff_for(turn, wish.client, "propose_task")
    course = await course_of(turn.tx, wish.client)
    facts = facts_of(wish, course.facts, host.library)
    safety = await safety_notes.answer_now(turn.tx, wish.client, course.facts.staged_at)
    if not may_be_given(facts, course.facts, host.library, safety):
        await tell_staff(turn, wish.client, "no_contact_task")
        return
    task = await tasks.propose(turn.tx, course, facts, agreed=wish.room, id=made_id(turn, "task"))
    entry = told.TaskProposed(
        task=task.id, idea=wish.idea, words=wish.words, why=wish.why, minutes=wish.minutes, by=wish.by, room=wish.room
    )
    await keep(turn, wish.client, entry)
    await offer(turn.tx, task)


def facts_of(wish: wishes.ProposeTask, course: CourseFacts, library: Library) -> TaskFacts:
    """Give the facts of a task as it is given."""
    idea = library.ideas[wish.idea] if wish.idea is not None else None
    touches = idea.touch is Touch.CONTACT if idea is not None else Area.DISPUTE in course.areas
    return TaskFacts(
        idea=wish.idea, words=wish.words, smaller=wish.smaller, why=wish.why, minutes=wish.minutes, by=wish.by,
        area=course.area, stage=course.stage, contact=touches, days=idea.days if idea is not None else 0,
    )  # fmt: skip


def may_be_given(facts: TaskFacts, course: CourseFacts, library: Library, safety: Safety) -> bool:
    """Say whether a task may be given; own words within a dispute are held to what a task with contact is held to."""
    if facts.idea is not None:
        return closed(library.ideas[facts.idea], safety, course.areas) is None
    return Area.DISPUTE not in course.areas or safety in (Safety.NO_CONCERN, Safety.PHONE_NOT_PRIVATE)


async def rest_closed(tx: Transaction, client: str, library: Library, safety: Safety) -> None:
    """Let every task rest that could not be given any more after a safety note, until staff open it again."""
    course = await courses.current(tx, client)
    for task in await tasks.of_client(tx, client, (TaskState.PROPOSED, TaskState.AGREED)):
        if course is not None and not may_be_given(task.facts, course.facts, library, safety):
            await rest(tx, task)
            await tasks.pause(tx, task)


async def tell_task(turn: Turn, wish: wishes.TellTask, _host: Host) -> None:
    """Keep the task that the client says was agreed; staff may confirm it with one tap."""
    course = await course_of(turn.tx, turn.run.about)
    client = await found(turn.tx, turn.run.about)
    words = OwnWords(said=wish.words, language=client.language)
    facts = TaskFacts(
        words=words, area=course.facts.area, stage=course.facts.stage, by_client=True, reworded=True,
        contact=Area.DISPUTE in course.facts.areas,
    )  # fmt: skip
    task = await tasks.propose(turn.tx, course, facts, agreed=True, id=made_id(turn, "task"))
    await keep_own(turn, told.TaskTold(task=task.id, words=wish.words))
    await tell_carers(turn.tx, client, "task_told")


async def confirm_task(turn: Turn, wish: wishes.ConfirmTask, _host: Host) -> None:
    """Note that this is what was agreed."""
    task = await task_for_staff(turn, wish.task, "confirm_task")
    await tasks.change(turn.tx, task, task.facts.model_copy(update={"by_client": False}))


async def accept_task(turn: Turn, wish: wishes.AcceptTask, _host: Host) -> None:
    """Note that the client said yes, in own words or to the smaller version."""
    task = await own_task(turn, wish.task)
    changed_mind = task.state is TaskState.CLOSED and turn.effect.turn > 0  # it was "not now" a moment ago
    if task.state not in (TaskState.PROPOSED, TaskState.AGREED) and not changed_mind:
        return
    reply = told.Reply.SMALLER if wish.smaller else told.Reply.CHANGE if wish.words else told.Reply.YES
    language = (await found(turn.tx, task.client)).language
    words = OwnWords(said=wish.words, language=language) if wish.words else None
    contact = task.facts.contact or (words is not None and await in_dispute(turn.tx, task.client))
    changed = {"words": words or task.facts.words, "smaller": wish.smaller, "reworded": words is not None}
    changed["contact"] = contact  # own words may say anything
    await tasks.change(turn.tx, task, task.facts.model_copy(update=changed))
    await tasks.agree(turn.tx, task)
    await keep_own(turn, told.TaskAnswered(task=task.id, reply=reply, words=wish.words))


async def decline_task(turn: Turn, wish: wishes.DeclineTask, _host: Host) -> None:
    """Note that it is not now; nothing more is asked about it."""
    task = await own_task(turn, wish.task)
    await rest(turn.tx, task, but=turn.run.id)
    await tasks.close(turn.tx, task)
    await keep_own(turn, told.TaskAnswered(task=task.id, reply=told.Reply.NOT_NOW))
    await tell_carers(turn.tx, await found(turn.tx, task.client), "task_declined")


async def plan_task(turn: Turn, wish: wishes.PlanTask, _host: Host) -> None:
    """Plan when to try it."""
    task = await own_task(turn, wish.task)
    if task.state is not TaskState.AGREED:
        return
    await tasks.change(turn.tx, task, task.facts.model_copy(update={"plan": wish.plan}))
    await plan_moment(turn.tx, task, wish.plan)
    await keep_own(turn, told.TaskPlanned(task=task.id, plan=wish.plan))


async def note_day(turn: Turn, wish: wishes.NoteDay, _host: Host) -> None:
    """Keep one day of a task of several days; a changed answer takes the place of the first."""
    task = await own_task(turn, wish.task)
    others = tuple(note for note in task.facts.notes if note.on != wish.on)
    noted = DayNote(on=wish.on, number=wish.number, did=wish.did)
    await tasks.change(turn.tx, task, task.facts.model_copy(update={"notes": (*others, noted)}))
    await keep_own(turn, told.DayNoted(task=task.id, on=wish.on, number=wish.number, did=wish.did))


async def review_task(turn: Turn, wish: wishes.ReviewTask, _host: Host) -> None:
    """Keep how it went; what was not safe rests at once, with every other task that brings contact."""
    task = await own_task(turn, wish.task)
    await tasks.change(turn.tx, task, task.facts.model_copy(update={"tried": wish.tried}))
    if wish.tried is Tried.NOT_SAFE:
        await not_safe(turn, task)
    elif wish.tried in OVER:
        await rest(turn.tx, task, but=turn.run.id)


async def not_safe(turn: Turn, task: Task) -> None:
    """Let the task and every other one that brings contact rest until staff open them again; staff are told at once."""
    for one in await tasks.of_client(turn.tx, task.client, (TaskState.PROPOSED, TaskState.AGREED)):
        if one.id == task.id or one.facts.contact:
            await rest(turn.tx, one, but=turn.run.id)
            await tasks.pause(turn.tx, one)
    await keep_own(turn, told.TaskPaused(task=task.id))
    client = await found(turn.tx, task.client)
    await tell_carers(turn.tx, client, "not_safe")


async def carry_task(turn: Turn, wish: wishes.CarryTask, _host: Host) -> None:
    """Keep what shall happen with a task; staff's word is carried out at once, the client's at the next meeting."""
    known = await tasks.get(turn.tx, wish.task)
    if known is None:
        raise NotFound
    by_staff = turn.run.person != known.client
    task = await (task_for_staff(turn, wish.task, "carry_task") if by_staff else own_task(turn, wish.task))
    await tasks.change(turn.tx, task, task.facts.model_copy(update={"carried": wish.carried}))
    entry = told.TaskCarried(task=task.id, carried=wish.carried, by="staff" if by_staff else "client")
    await (keep(turn, task.client, entry) if by_staff else keep_own(turn, entry))
    if by_staff:
        await carry_on(turn.tx, await tasks.get(turn.tx, task.id) or task)


async def after_meeting(tx: Transaction, client: str) -> None:
    """Carry on after a meeting: what was done is closed, the rest goes on as the client said."""
    for task in await tasks.of_client(tx, client, (TaskState.AGREED,)):
        if task.facts.tried is not None:
            await carry_on(tx, task)


async def carry_on(tx: Transaction, task: Task) -> None:
    """Close a task that was done, or begin it anew: as it was, or smaller."""
    carried = task.facts.carried
    goes_on = carried in (Carried.KEEP, Carried.SHRINK) or (carried is None and task.facts.tried not in OVER)
    await rest(tx, task)
    if not goes_on:
        await tasks.close(tx, task)
        return
    smaller = task.facts.smaller or carried is Carried.SHRINK
    anew = {"tried": None, "carried": None, "plan": None, "smaller": smaller, "notes": ()}
    await tasks.change(tx, task, task.facts.model_copy(update=anew))


async def reopen_task(turn: Turn, wish: wishes.ReopenTask, _host: Host) -> None:
    """Let a paused task go on."""
    task = await task_for_staff(turn, wish.task, "reopen_task")
    await tasks.change(turn.tx, task, task.facts.model_copy(update={"tried": None, "plan": None}))
    await tasks.reopen(turn.tx, task)
    await keep(turn, task.client, told.TaskReopened(task=task.id))


async def close_task(turn: Turn, wish: wishes.CloseTask, _host: Host) -> None:
    """Close a task, and let nothing more come about it."""
    task = await task_for_staff(turn, wish.task, "close_task")
    await rest(turn.tx, task)
    await tasks.close(turn.tx, task)
    await keep(turn, task.client, told.TaskCarried(task=task.id, carried=Carried.DROP, by="staff"))


async def in_dispute(tx: Transaction, client: str) -> bool:
    """Say whether a client works on a dispute now, be it as the second area."""
    course = await courses.current(tx, client)
    return course is not None and Area.DISPUTE in course.facts.areas


async def own_task(turn: Turn, id_: str) -> Task:
    """Give a task of the client who talks."""
    task = await tasks.get(turn.tx, id_)
    if task is None or task.client != turn.run.person:
        raise NotFound
    return task


async def task_for_staff(turn: Turn, id_: str, deed: str) -> Task:
    """Give a task of a client for whom the staff member who talks may work."""
    task = await tasks.get(turn.tx, id_)
    if task is None:
        raise NotFound
    await staff_for(turn, task.client, deed)
    return task


async def tell_staff(turn: Turn, client: str, notice: str) -> None:
    """Tell the staff member who talks a fact about a client."""
    await tell_carers(turn.tx, await found(turn.tx, client), notice)

"""Courses and meetings: opened, moved, told of and ended by staff; what hangs on a meeting follows in the same commit."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Turn
from bot.coursework import end_of_course, plan_around
from bot.planning import follow_meetings
from bot.readings.asked import found, local
from bot.wishes.ending import ask_about_ending, say_goodbye, take_back_afterwards
from bot.wishes.hosting import Host
from bot.wishes.keeping import course_of, keep, keep_own, made_id, moment_at, staff_for, tell_client
from bot.wishes.notifying import somebody_has_read, tell_carers
from bot.wishes.tasking import after_meeting
from bot.wishes.tooling import leave_closed
from flows import course_entries as told
from flows import course_wishes as wishes
from flows.agreed import CourseFacts, EndingFacts, ToolOn
from flows.content.notices import meeting_dropped, meeting_moved
from flows.content.tools import FIRST
from flows.course import TEMPLATES, SessionState
from storage import courses, outbox, persons, signing_in
from storage.courses import Course, Session
from storage.errors import NotFound
from storage.persons import Person

WEEK = 7
COUNTED = (SessionState.PLANNED, SessionState.HELD)


async def open_course(turn: Turn, wish: wishes.OpenCourse, _host: Host) -> None:
    """Open a course, with its first planned meeting if there is one."""
    staff = await staff_for(turn, wish.client, "open_course")
    apart = TEMPLATES[wish.template].days_apart if wish.template in TEMPLATES else WEEK
    before = await courses.latest(turn.tx, wish.client)
    course = await courses.begin(
        turn.tx, wish.client, template=wish.template, sessions=wish.sessions, days_apart=apart,
        id=made_id(turn, "course"),
    )  # fmt: skip
    today = local(turn.tx.now, (await found(turn.tx, wish.client)).zone).date()
    kept = carried_over(before, course)
    known = [one.tool for one in kept.tools]
    tools = (*kept.tools, *(ToolOn(tool=tool, on=today) for tool in FIRST if tool not in known))
    await courses.change(turn.tx, course, kept.model_copy(update={"tools": tools}))
    course = await course_of(turn.tx, wish.client)
    await keep(turn, wish.client, told.CourseOpened(template=wish.template, sessions=wish.sessions))
    if before is not None:
        await take_back_afterwards(turn.tx, before)
    await follow_meetings(turn.tx, wish.client)
    if wish.first_on is not None and wish.time is not None:
        await planned(turn, course, moment_at(wish.first_on, wish.time, staff.zone))


def carried_over(before: Course | None, course: Course) -> CourseFacts:
    """Give what a new course keeps of the one before: tools, measures, and who to turn to, which stands on the plan."""
    if before is None or before.id == course.id:
        return course.facts
    facts = before.facts
    ending = EndingFacts(care=facts.ending.care, agreed_on=facts.ending.agreed_on)
    return CourseFacts(
        tools=facts.tools, measures=facts.measures, numbers=facts.numbers, worst=facts.worst, ending=ending
    )


async def planned(turn: Turn, course: Course, meets_at: datetime) -> None:
    """Plan a meeting and what hangs on it."""
    session = await courses.plan_session(turn.tx, course, meets_at, id=made_id(turn, "session"))
    counted = [one for one in await courses.sessions(turn.tx, course) if one.state in COUNTED]
    await courses.change(turn.tx, course, course.facts, sessions=max(course.sessions, len(counted)))
    await keep(turn, course.client, told.SessionPlanned(session=session.id, meets_at=meets_at))
    await plan_around(turn.tx, session)


async def choose_area(turn: Turn, wish: wishes.ChooseArea, _host: Host) -> None:
    """Set what to work on; another area or stage lets safety be asked anew."""
    await staff_for(turn, wish.client, "choose_area")
    course = await course_of(turn.tx, wish.client)
    before = course.facts
    changed = (before.area, before.second, before.stage) != (wish.area, wish.second, wish.stage)
    chosen = {"area": wish.area, "second": wish.second, "stage": wish.stage, "agreed": wish.agreed}
    staged_at = turn.tx.now if changed else before.staged_at
    await courses.change(turn.tx, course, before.model_copy(update={**chosen, "staged_at": staged_at}))
    await keep(turn, wish.client, told.AreaChosen.model_validate(chosen))
    await leave_closed(turn, wish.client)


async def set_phase(turn: Turn, wish: wishes.SetPhase, _host: Host) -> None:
    """Set the part of the course."""
    await staff_for(turn, wish.client, "set_phase")
    course = await course_of(turn.tx, wish.client)
    await courses.change(turn.tx, course, course.facts.model_copy(update={"phase": wish.phase}))


async def set_goal(turn: Turn, wish: wishes.SetGoal, _host: Host) -> None:
    """Set the goal line."""
    await staff_for(turn, wish.client, "set_goal")
    course = await course_of(turn.tx, wish.client)
    await courses.change(turn.tx, course, course.facts.model_copy(update={"goal": wish.words}))
    await keep(turn, wish.client, told.GoalSet(words=wish.words))


async def set_formulation(turn: Turn, wish: wishes.SetFormulation, _host: Host) -> None:
    """Set why this was chosen."""
    await staff_for(turn, wish.client, "set_formulation")
    course = await course_of(turn.tx, wish.client)
    await courses.change(turn.tx, course, course.facts.model_copy(update={"formulation": wish.words}))
    await keep(turn, wish.client, told.FormulationSet(words=wish.words))


async def choose_word(turn: Turn, wish: wishes.ChooseWord, _host: Host) -> None:
    """Set what both call it, and whether a text may speak of an illness."""
    await staff_for(turn, wish.client, "choose_word")
    course = await course_of(turn.tx, wish.client)
    changed = course.facts.model_copy(update={"word": wish.words, "medical": wish.medical})
    await courses.change(turn.tx, course, changed)
    await keep(turn, wish.client, told.WordChosen(words=wish.words, medical=wish.medical))


async def doubt_area(turn: Turn, _wish: wishes.DoubtArea, _host: Host) -> None:
    """Keep that the client is not sure, and tell staff."""
    await keep_own(turn, told.AreaDoubted())
    client = await persons.get(turn.tx, turn.run.about)
    if client is not None:
        await tell_carers(turn.tx, client, "area_doubted")


async def plan_session(turn: Turn, wish: wishes.PlanSession, _host: Host) -> None:
    """Plan one more meeting."""
    staff = await staff_for(turn, wish.client, "plan_session")
    await planned(turn, await course_of(turn.tx, wish.client), moment_at(wish.on, wish.time, staff.zone))


async def move_session(turn: Turn, wish: wishes.MoveSession, _host: Host) -> None:
    """Move a meeting with all that hangs on it, and tell the client once."""
    session, staff = await session_for(turn, wish.session, "move_session")
    meets_at = moment_at(wish.on, wish.time, staff.zone)
    if meets_at == session.meets_at and session.state is SessionState.PLANNED:
        return
    await courses.move_session(turn.tx, session, meets_at)
    entry = told.SessionMoved(session=session.id, before=session.meets_at, meets_at=meets_at)
    await keep(turn, session.client, entry)
    await plan_around(turn.tx, await again(turn, session))
    await tell_client(turn.tx, session.client, meeting_moved(meets_at), hangs_on=f"session:{session.id}")


async def drop_session(turn: Turn, wish: wishes.DropSession, _host: Host) -> None:
    """Leave a planned meeting out, and tell the client."""
    session, _staff = await session_for(turn, wish.session, "drop_session")
    await courses.log_session(turn.tx, session, SessionState.DROPPED, "staff")
    await keep(turn, session.client, logged(session, SessionState.DROPPED, "staff"))
    await plan_around(turn.tx, await again(turn, session))
    await tell_client(turn.tx, session.client, meeting_dropped(session.meets_at), hangs_on=f"session:{session.id}")


async def log_session(turn: Turn, wish: wishes.LogSession, _host: Host) -> None:
    """Note what became of a meeting; tasks are carried over, and the next one is planned if wished."""
    session, staff = await session_for(turn, wish.session, "log_session")
    state = SessionState(wish.state)
    await courses.log_session(turn.tx, session, state, "staff")
    await keep(turn, session.client, logged(session, state, "staff"))
    await plan_around(turn.tx, await again(turn, session))
    if state is SessionState.HELD:
        await after_meeting(turn.tx, session.client)
        await somebody_has_read(turn.tx, session.client, staff.id)
        await ask_about_ending(turn.tx, await course_of(turn.tx, session.client), await held_so_far(turn, session))
    await same_next(turn, session, staff, wanted=wish.same_next)


async def held_so_far(turn: Turn, session: Session) -> int:
    """Count the meetings of a course that were held."""
    known = await courses.sessions(turn.tx, await course_of(turn.tx, session.client))
    return sum(one.state is SessionState.HELD for one in known)


async def same_next(turn: Turn, session: Session, staff: Person, *, wanted: bool) -> None:
    """Plan the next meeting at the same hour of the wall, or take back the one that this step had planned before."""
    course = await course_of(turn.tx, session.client)
    if not wanted:
        earlier = await courses.get_session(turn.tx, made_id(turn, "session"))
        if earlier is not None and earlier.state is SessionState.PLANNED:
            await courses.log_session(turn.tx, earlier, SessionState.DROPPED, "staff")
            await plan_around(turn.tx, await again(turn, earlier))
        return
    local = session.meets_at.astimezone(ZoneInfo(staff.zone))
    coming = moment_at(local.date() + timedelta(days=course.days_apart), local.strftime("%H:%M"), staff.zone)
    await planned(turn, course, coming)


async def tell_met(turn: Turn, wish: wishes.TellMet, _host: Host) -> None:
    """Keep what the client says of a meeting; shown as the client's word, and never over what staff said."""
    session = await courses.get_session(turn.tx, wish.session)
    if session is None or session.client != turn.run.about:
        raise NotFound
    if wish.state == "moved":
        client = await persons.get(turn.tx, session.client)
        if client is not None:
            await tell_carers(turn.tx, client, "meeting_moved")
        return
    state = SessionState(wish.state)
    await courses.log_session(turn.tx, session, state, "client")
    await keep_own(turn, logged(session, state, "client"))
    if state is SessionState.HELD:
        await after_meeting(turn.tx, session.client)


async def end_course(turn: Turn, wish: wishes.EndCourse, _host: Host) -> None:
    """End a course; whoever has died is never written to again."""
    staff = await staff_for(turn, wish.client, "end_course")
    course = await course_of(turn.tx, wish.client)
    await courses.end(turn.tx, course, wish.how)
    await keep(turn, wish.client, told.CourseEnded(how=wish.how))
    await end_of_course(turn.tx, wish.client)
    if wish.how == "died":
        await persons.change(turn.tx, wish.client, state="ended")
        await signing_in.end_all(turn.tx, wish.client)
        await silence(turn, wish.client, quiet=True)
    else:
        await say_goodbye(turn, course, wish.how, staff)


async def quiet_now(turn: Turn, wish: wishes.QuietNow, _host: Host) -> None:
    """Let everything to a client be silent from this commit on, or let it begin again."""
    await staff_for(turn, wish.client, "quiet" if wish.quiet else "quiet_over")
    await silence(turn, wish.client, quiet=wish.quiet)


async def silence(turn: Turn, client: str, *, quiet: bool) -> None:
    """Note it, and take back what is on its way."""
    await persons.change_settings(turn.tx, client, quiet_at=turn.tx.now if quiet else None)
    if quiet:
        await outbox.withdraw(turn.tx, person=client, keep_safety=False)


async def session_for(turn: Turn, id_: str, deed: str) -> tuple[Session, Person]:
    """Give a meeting of a client for whom the staff member who talks may work."""
    session = await courses.get_session(turn.tx, id_)
    if session is None:
        raise NotFound
    return session, await staff_for(turn, session.client, deed)


async def again(turn: Turn, session: Session) -> Session:
    """Give a meeting as it stands now."""
    return await courses.get_session(turn.tx, session.id) or session


def logged(session: Session, state: SessionState, by: str) -> told.SessionLogged:
    """Give the entry for what became of a meeting."""
    return told.SessionLogged.model_validate(
        {"session": session.id, "meets_at": session.meets_at.astimezone(UTC), "state": state, "by": by}
    )

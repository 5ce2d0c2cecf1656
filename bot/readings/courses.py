"""Courses: what the client may know of the work, and everything that staff need to act."""

from bot.last_read import last_opened
from bot.readings.asked import Asked, Look, found, local, reading_ends
from bot.readings.meetings import ASKED_FOR, shown_to_staff, soon
from bot.readings.people import new_entries
from bot.readings.tasks import aims_of, for_client, shown, tasks_for
from flows.agreed import OwnWords
from flows.content.session_cards import card_at
from flows.course import TEMPLATES, Phase, SessionState, TaskState
from flows.course_readings import ClientCard, ContactShown, MyCourse, Over, SentShown, WordsShown
from flows.programme import Programme
from storage import consents, contacts, courses, outbox, persons, prompts, safety_notes, tasks
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.courses import Course, Session
from storage.persons import Person
from storage.prompts import Delivery

SENT_SHOWN, DONE_SHOWN = 10, 10
USUAL = "10:00"


async def my_course(asked: Asked) -> MyCourse:
    """Give what the client may know of the course; the area only after both have agreed on it."""
    client = await found(asked.tx, asked.run.about)
    course = await courses.current(asked.tx, client.id)
    read_at = await last_opened(asked.tx, client.id)
    last_read_on = local(read_at, client.zone).date() if read_at else None
    if course is None:
        return MyCourse(last_read_on=last_read_on)
    session = await courses.next_session(asked.tx, client.id)
    held = [one for one in await courses.sessions(asked.tx, course) if one.state is SessionState.HELD]
    mine = await tasks.of_client(asked.tx, client.id, (TaskState.PROPOSED, TaskState.AGREED))
    waiting = [task for task in mine if task.state is TaskState.AGREED and task.facts.tried is None]
    proposed = [task for task in mine if task.state is TaskState.PROPOSED]
    return MyCourse(
        open=True,
        held=len(held),
        sessions=course.sessions,
        next_session=session.meets_at if session else None,
        session_soon=session is None or soon(session, asked.tx.now, client.zone),
        worst=course.facts.worst,
        area=course.facts.area.value if course.facts.area and course.facts.agreed else None,
        second=course.facts.second.value if course.facts.second and course.facts.agreed else None,
        goal=words_of(course.facts.goal),
        formulation=words_of(course.facts.formulation),
        word=words_of(course.facts.word),
        tasks=tuple([for_client(asked, task, client.language) for task in waiting]),
        proposed=tuple([for_client(asked, task, client.language) for task in proposed]),
        last_read_on=last_read_on,
    )


def words_of(own: OwnWords | None) -> WordsShown | None:
    """Give somebody's own words as they are shown."""
    return WordsShown(said=own.said, language=own.language) if own is not None else None


async def client_card(asked: Asked) -> ClientCard:
    """Give one client's card to a flow."""
    wanted = asked.ids.get("words") == "yes" and asked.words_here
    return await card_of(asked, await asked.person(), asked.ids["client"], words=wanted)


async def card_of(look: Look, staff: Person, id_: str, *, words: bool) -> ClientCard:
    """Give everything staff need to act for one client; what the client told of a task only where it is wanted and shown."""
    await gate(look.tx, actor_of(staff), id_, "care")
    client = await found(look.tx, id_)
    settings = await persons.settings(look.tx, id_)
    shares = await consents.allows(look.tx, id_, "share")
    course = await courses.current(look.tx, id_)
    since = course.facts.staged_at if course is not None else None
    note = await safety_notes.valid(look.tx, id_, since)
    known = await tasks_for(look, staff, id_, words=words)
    today = local(look.tx.now, staff.zone).date()
    card = ClientCard(
        client=id_, name=client.name or "–", language=client.language, shares=shares, today=today,
        my_language=staff.language, quiet=settings.quiet_at is not None,
        new=(await new_entries(look, staff, (id_,))).get(id_, 0) if shares else 0,
        contacts=tuple([contact_shown(one, look, staff.zone) for one in await contacts.open_of(look.tx, id_)]),
        tasks=tuple([shown(look, one, staff.language) for one in known if one.state in tasks.OPEN]),
        done=tuple(
            [shown(look, one, staff.language) for one in known if one.state is TaskState.CLOSED]
        )[-DONE_SHOWN:],
        aims=aims_of(look, known) if shares and words else (),
        sent=tuple(await sent_to(look.tx, id_)),
        usual_time=USUAL,
    )  # fmt: skip
    if note is not None:
        card = card.model_copy(update={"safety": note.answer, "safety_on": local(note.at, staff.zone).date()})
    if course is None:
        return card.model_copy(update={"ended": over_of(await courses.latest(look.tx, id_), client.zone)})
    return card.model_copy(update=await of_course(look, course, staff.zone))


def over_of(course: Course | None, zone: str) -> Over | None:
    """Say how and when a course ended, on the client's calendar, and from when on nobody reads."""
    if course is None or course.ended_at is None:
        return None
    words = course.facts.ending.care
    return Over.model_validate(
        {
            "how": course.ended, "on": local(course.ended_at, zone).date(), "reads_until": reading_ends(course, zone),
            "care": words.said.text if words is not None else None,
        }
    )  # fmt: skip


async def of_course(look: Look, course: Course, zone: str) -> dict[str, object]:
    """Give what the course adds to a client's card."""
    known = await courses.sessions(look.tx, course)
    held = [one for one in known if one.state is SessionState.HELD]
    session = await courses.next_session(look.tx, course.client)
    late = [one for one in known if one.state is SessionState.PLANNED and one.meets_at <= look.tx.now]
    recent = [one for one in late if one.meets_at > look.tx.now - ASKED_FOR]
    return {
        "open": True, "template": course.template, "held": len(held), "sessions": course.sessions,
        "phase": phase_of(course, len(held)), "facts": course.facts,
        "next_session": await shown_to_staff(look.tx, session) if session else None,
        "unlogged": tuple([await shown_to_staff(look.tx, one) for one in recent]),
        "usual_time": usual_time(known, zone), "guide": guide_of(look.programme, course, len(held)),
    }  # fmt: skip


def guide_of(programme: Programme, course: Course, held: int) -> str:
    """Name the session card of the next meeting; nothing where the programme shows none, or the course is another."""
    if not programme.session_cards:
        return ""
    return card_at(course.template, min(held + 1, course.sessions), course.sessions)


def phase_of(course: Course, held: int) -> Phase:
    """Give the phase that the therapist chose, or the one that the next meeting's number says."""
    template = TEMPLATES.get(course.template)
    if course.facts.phase is not None or template is None:
        return course.facts.phase or Phase.MIDDLE
    return template.phase_at(held + 1, course.sessions)


def usual_time(known: list[Session], zone: str) -> str:
    """Give the hour of the wall at which people met last."""
    return local(known[-1].meets_at, zone).strftime("%H:%M") if known else USUAL


def contact_shown(contact: contacts.Contact, asked: Look, zone: str) -> ContactShown:
    """Give one contact that is due."""
    by = local(contact.due_at, zone).date()
    return ContactShown(id=contact.id, reason=contact.reason, by=by, overdue=contact.due_at < asked.tx.now)


async def state_of(tx: Transaction, delivery: Delivery) -> str:
    """Say what became of a prompt; of one that was begun and not yet answered, what Telegram said of its message."""
    if delivery.outcome != "begun":
        return str(delivery.outcome)
    return await outbox.state_of_delivery(tx, delivery.id) or "begun"


async def sent_to(tx: Transaction, client: str) -> list[SentShown]:
    """Give the last prompts and what became of each, as it is; then what is planned."""
    past = [one for one in await prompts.deliveries(tx, client) if one.outcome is not None][-SENT_SHOWN:]
    planned = await prompts.of_client(tx, client)
    flows = {one.id: one.flow for one in await prompts.all_of_client(tx, client)}
    found_ = [
        SentShown(flow=flows.get(one.prompt, ""), due_at=one.due_at, state=await state_of(tx, one)) for one in past
    ]
    coming = [one for one in planned if one.next_due_at is not None]
    return found_ + [
        SentShown(flow=one.flow, due_at=one.next_due_at, state="planned") for one in coming if one.next_due_at
    ]

"""The sheet for supervision and the counts of the programme: who needs a look, and how many; nothing that was written."""

from collections import Counter
from datetime import timedelta

from bot.last_read import unread_since
from bot.readings.asked import Asked, Look, local
from flows.course import Safety, SessionState
from flows.overview import CounsellorSheet, Counted, Counts, Sheet
from locales.languages import LANGUAGES
from storage import contacts, courses, log, marks, notices, persons, prompts, safety_notes
from storage.courses import Course
from storage.errors import NotFound
from storage.persons import Person
from storage.prompts import REACHED

TWO_WEEKS, SOON, LATELY = timedelta(days=14), timedelta(days=21), timedelta(weeks=4)


async def sheet(asked: Asked) -> Sheet:
    """Give the sheet to a supervisor who talks."""
    return await sheet_for(asked, await asked.person())


async def counts(asked: Asked) -> Counts:
    """Give the counts to a supervisor who talks."""
    return await counts_for(asked, await asked.person())


async def sheet_for(look: Look, staff: Person) -> Sheet:
    """Give one block for each counsellor, by name; without any clients, an example."""
    insist_on_supervisor(staff)
    waiting = Counter(mark.staff for mark in await marks.waiting(look.tx))
    not_seen = await notices.clients_unseen(look.tx)
    on = local(look.tx.now, staff.zone).date()
    blocks = []
    for one in await persons.staff(look.tx):
        theirs = [client for client in await persons.clients_of(look.tx, one.id) if client.state == "active"]
        if one.state == "active" and theirs:
            block = await block_of(look, one, theirs, not_seen)
            blocks.append(block.model_copy(update={"marked": waiting[one.id]}))
    if not blocks:
        return Sheet(counsellors=(EXAMPLE,), on=on, example=True)
    return Sheet(counsellors=tuple(sorted(blocks, key=lambda block: block.name)), on=on)


def insist_on_supervisor(staff: Person) -> None:
    """Let supervisors alone see the whole programme."""
    if staff.role != "supervisor" or staff.state != "active":
        raise NotFound


async def block_of(look: Look, staff: Person, theirs: list[Person], not_seen: set[str]) -> CounsellorSheet:
    """Give one counsellor's block."""
    lists: dict[str, list[str]] = {"not_seen": [], "no_safety_note": [], "overdue": [], "silent": [], "ending": []}
    held = planned = 0
    for client in theirs:
        course = await courses.current(look.tx, client.id)
        sessions = await courses.sessions(look.tx, course) if course is not None else []
        held += sum(one.state is SessionState.HELD for one in sessions)
        ahead = [one for one in sessions if one.state is SessionState.PLANNED and one.meets_at > look.tx.now]
        planned += len(ahead)
        for name, is_so in (
            ("not_seen", client.id in not_seen),
            ("no_safety_note", await lacks_safety_note(look, client, course)),
            ("overdue", any(one.due_at < look.tx.now for one in await contacts.open_of(look.tx, client.id))),
            ("silent", await is_silent(look, client)),
            ("ending", course is not None and await ends_soon(look, course)),
        ):
            lists[name] += [client.name or "–"] if is_so else []
    named = {name: tuple(sorted(found)) for name, found in lists.items()}
    return CounsellorSheet(name=staff.name or "–", clients=len(theirs), held=held, planned=planned, **named)


async def lacks_safety_note(look: Look, client: Person, course: Course | None) -> bool:
    """Say whether nobody has asked about safety within the time for which an answer stands."""
    since = course.facts.staged_at if course is not None else None
    return course is not None and await safety_notes.answer_now(look.tx, client.id, since) is Safety.NOT_ASKED


async def is_silent(look: Look, client: Person) -> bool:
    """Say whether a client who joined long enough ago has written nothing for two weeks."""
    since = look.tx.now - TWO_WEEKS
    return (client.joined_at or look.tx.now) < since and not await log.written_since(look.tx, client.id, since)


async def ends_soon(look: Look, course: Course) -> bool:
    """Say whether the last planned meeting is the course's last and comes within three weeks."""
    known = await courses.sessions(look.tx, course)
    ahead = [one.meets_at for one in known if one.state is SessionState.PLANNED]
    counted = sum(one.state in (SessionState.HELD, SessionState.PLANNED) for one in known)
    return bool(ahead) and counted >= course.sessions and max(ahead) - look.tx.now <= SOON


async def counts_for(look: Look, staff: Person) -> Counts:
    """Count the programme."""
    insist_on_supervisor(staff)
    working = [one for one in await persons.staff(look.tx) if one.state == "active"]
    clients = {
        one.id: one
        for member in working
        for one in await persons.clients_of(look.tx, member.id)
        if one.state == "active"
    }
    asked = answered = unread = 0
    for client in clients.values():
        came = await prompts.deliveries(look.tx, client.id, since=look.tx.now - LATELY, outcomes=REACHED)
        asked, answered = asked + len(came), answered + sum(one.outcome == "answered" for one in came)
        oldest = await unread_since(look.tx, client.id)
        unread += oldest is not None and look.tx.now - oldest > timedelta(days=max(look.programme.unread_days, 1))
    tongues = Counter(client.language for client in clients.values())
    return Counts(
        active=len(clients), staff=len(working), asked=asked, answered=answered, unread=unread,
        languages=tuple(Counted(own_name=own_name(code), clients=n) for code, n in tongues.most_common()),
        unreachable=sum(not client.reachable for client in clients.values()),
        stopped=sum(client.stopped_at is not None for client in clients.values()),
    )  # fmt: skip


def own_name(code: str) -> str:
    """Give a language's own name."""
    return LANGUAGES[code].own_name if code in LANGUAGES else code


EXAMPLE = CounsellorSheet(
    name="Ruth", clients=4, held=9, planned=4, not_seen=("Anna",), no_safety_note=("Petro",), overdue=("Anna",),
    silent=("Marta",), ending=("Ivan",), marked=2,
)  # fmt: skip

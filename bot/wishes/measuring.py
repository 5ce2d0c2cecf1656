"""Measures and safety: what was answered goes on as a fact, at once; who has not opened it is not the last to hear."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.circumstances import circumstances
from bot.conversation import Turn
from bot.coursework import rest
from bot.readings.asked import NOT_JOINED, found
from bot.wishes.hosting import Host
from bot.wishes.keeping import course_of, keep, staff_for
from bot.wishes.notifying import line_of, tell_carers, tell_supervisors, watch_it
from flows import measure_wishes as wishes
from flows.agreed import KnownItem, MeasurePlan
from flows.course import TaskState
from locales.line import Blank, Count, Moment
from storage import consents, courses, persons, tasks
from storage.base import Transaction
from storage.courses import Course
from storage.persons import Person


async def safety_answered(turn: Turn, wish: wishes.SafetyAnswered, host: Host) -> None:
    """Let the rest of the day be quiet, and tell staff, unless they know of it and have a plan."""
    client = await found(turn.tx, turn.run.about)
    await hush_today(turn.tx, client)
    if await is_known(turn.tx, client, wish.answer):
        return
    await pass_on(turn, client, host, "item9", answer=Count(wish.answer), moment=Moment(turn.tx.now))


async def is_known(tx: Transaction, client: Person, answer: int) -> bool:
    """Say whether staff noted that they know of this answer, or a higher one, and the day of review is not past."""
    course = await courses.current(tx, client.id)
    known = course.facts.known if course is not None else None
    if known is None or answer > known.answer:
        return False
    return tx.now.astimezone(ZoneInfo(client.zone)).date() <= known.until


async def wants_to_talk(turn: Turn, _wish: wishes.WantsToTalk, host: Host) -> None:
    """Tell staff at once; what brings contact rests until they open it."""
    client = await found(turn.tx, turn.run.about)
    await contact_rests(turn, client.id)
    await pass_on(turn, client, host, "wants_to_talk")


async def not_safe_at_home(turn: Turn, _wish: wishes.NotSafeAtHome, host: Host) -> None:
    """Tell therapist and supervisors at once; what brings contact rests until they open it."""
    client = await found(turn.tx, turn.run.about)
    await contact_rests(turn, client.id)
    await pass_on(turn, client, host, "not_safe_home")


async def contact_rests(turn: Turn, client: str) -> None:
    """Let every task that brings contact rest, with all that hangs on it."""
    for task in await tasks.of_client(turn.tx, client, (TaskState.PROPOSED, TaskState.AGREED)):
        if task.facts.contact:
            await rest(turn.tx, task, but=turn.run.id)
            await tasks.pause(turn.tx, task)


async def pass_on(turn: Turn, client: Person, host: Host, notice: str, **facts: Blank) -> None:
    """Tell staff a fact without content."""
    if await may_pass_on(turn.tx, client, host):
        await tell_carers(turn.tx, client, notice, **facts)


async def may_pass_on(tx: Transaction, client: Person, host: Host) -> bool:
    """
    Say whether a safety note goes out: it is the named exception to not sharing, unless the programme has none.

    While somebody is joining they have not been told of that exception, and who reads has not met them.
    """
    allowed = host.programme.safety_notices or await consents.allows(tx, client.id, "share")
    return allowed and client.state not in NOT_JOINED


async def hush_today(tx: Transaction, client: Person) -> None:
    """Ask nothing more for the rest of the client's day; a longer pause stays."""
    known = await circumstances(tx, client.id)
    zone = ZoneInfo(client.zone)
    tomorrow = tx.now.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(0), zone).astimezone(UTC)
    if known.settings.paused_until is None or known.settings.paused_until < midnight:
        await persons.change_settings(tx, client.id, paused_until=midnight)


async def switch_measure(turn: Turn, wish: wishes.SwitchMeasure, _host: Host) -> None:
    """Switch a measure on with its rhythm, or off."""
    course = await for_staff(turn, wish.client, "switch_measure")
    others = tuple(one for one in course.facts.measures if one.instrument != wish.instrument)
    on = () if wish.every_days is None else (MeasurePlan(instrument=wish.instrument, every_days=wish.every_days),)
    await courses.change(turn.tx, course, course.facts.model_copy(update={"measures": (*others, *on)}))


async def show_numbers(turn: Turn, wish: wishes.ShowNumbers, _host: Host) -> None:
    """Set when the client sees the plain number."""
    course = await for_staff(turn, wish.client, "show_numbers")
    await courses.change(turn.tx, course, course.facts.model_copy(update={"numbers": wish.when}))


async def ask_worst(turn: Turn, wish: wishes.AskWorst, _host: Host) -> None:
    """Set whether the check-in asks for the lowest mood of the week too."""
    course = await for_staff(turn, wish.client, "ask_worst")
    await courses.change(turn.tx, course, course.facts.model_copy(update={"worst": wish.on}))


async def know_item(turn: Turn, wish: wishes.KnowItem, _host: Host) -> None:
    """Note that item 9 is known up to an answer, or take that back."""
    course = await for_staff(turn, wish.client, "know_item")
    known = KnownItem(answer=wish.answer, until=wish.until) if wish.until is not None else None
    await courses.change(turn.tx, course, course.facts.model_copy(update={"known": known}))


async def keep_read_aloud(turn: Turn, wish: wishes.KeepReadAloud, host: Host) -> None:
    """
    Keep what staff entered; item 9 goes the same way as if the client had tapped it.

    Who read it aloud sat there and knows; the supervisors hear the same facts as a therapist does.
    """
    await staff_for(turn, wish.client, "read_aloud")
    await keep(turn, wish.client, wish.answered)
    if wish.card is not None:
        await keep(turn, wish.client, wish.card)
    if answer := wish.answered.safety_answer:
        await answered_aloud(turn, await found(turn.tx, wish.client), answer, host)


async def answered_aloud(turn: Turn, client: Person, answer: int, host: Host) -> None:
    """Let the rest of the day be quiet, and tell the supervisors, unless staff know of it and have a plan."""
    await hush_today(turn.tx, client)
    if not await is_known(turn.tx, client, answer) and await may_pass_on(turn.tx, client, host):
        facts: dict[str, Blank] = {"answer": Count(answer), "moment": Moment(turn.tx.now)}
        await tell_supervisors(turn.tx, client, "item9_aloud", line_of(client, "item9_aloud", **facts))
        await watch_it(turn.tx, client)


async def for_staff(turn: Turn, client: str, deed: str) -> Course:
    """Give the open course of a client for whom the staff member who talks may work."""
    await staff_for(turn, client, deed)
    return await course_of(turn.tx, client)

"""The ending: nothing is said to the client before people have said it; what is given stays; then nobody asks any more."""

from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.circumstances import circumstances
from bot.conversation import Turn
from bot.coursework import plan_once, withdraw_flow
from bot.readings.asked import found, local, reading_ends
from bot.readings.endings import plan_of
from bot.readings.shown import hidden_people
from bot.readings.tools import helped_of
from bot.reminding import remind_of
from bot.wishes.hosting import Host
from bot.wishes.keeping import course_of, keep, keep_own, staff_for, tell_client
from bot.wishes.notifying import tell_carers
from bot.wishes.tooling import leave_closed
from flows import ending_entries as told
from flows import ending_wishes as wishes
from flows.agreed import EndingFacts, OwnWords, ToolOn
from flows.content.names import veiled
from flows.content.notices import (
    ON_PAPER,
    SAY_GOODBYE,
    SHOW_PLAN,
    STAYS_WITH_YOU,
    THINK_OF_IT,
    course_over,
    ending_spoken,
    last_word,
    left_as_voice,
    left_for_you,
    too_early,
)
from flows.content.tools import ENDING
from flows.course import Ended, SessionState
from flows.timing import Recurrence
from locales.line import Count
from storage import consents, contacts, courses, due, log, outbox, persons
from storage.base import Transaction
from storage.courses import Course
from storage.due import Due
from storage.persons import Person

MONTHLY, LAST_WORD = "monthly_look", "last_word"
EVERY, AT, LOOK_GRACE = 28, "10:00", timedelta(days=2)
CALL_WITHIN = timedelta(days=3)
HELPED = 3  # sentences of the client about what helped
SHORT = 4  # meetings: such a course speaks of its ending from the first one on


async def spoke_of_ending(turn: Turn, wish: wishes.SpokeOfEnding, _host: Host) -> None:
    """Note that both spoke of it, open the plan, and only now ask the client how it is to think about it."""
    staff = await staff_for(turn, wish.client, "spoke_of_ending")
    course = await course_of(turn.tx, wish.client)
    planned = [one.meets_at for one in await courses.sessions(turn.tx, course) if one.state is SessionState.PLANNED]
    client = await found(turn.tx, wish.client)
    last = max(planned).astimezone(ZoneInfo(client.zone)).date() if planned else None
    today = turn.tx.now.astimezone(ZoneInfo(client.zone)).date()
    on = {one.tool: one for one in course.facts.tools}
    opened = {tool: on.get(tool, ToolOn(tool=tool, on=today)).model_copy(update={"met_on": today}) for tool in ENDING}
    changed = {"ending_spoken": True, "tools": tuple({**on, **opened}.values())}
    await courses.change(turn.tx, course, course.facts.model_copy(update=changed))
    await keep(turn, wish.client, told.EndingSpoken(last_on=last))
    if course.facts.ending_spoken:  # the same answer once more: the client has heard of it
        return
    await tell_client(
        turn.tx, wish.client, ending_spoken(staff.name, last), hangs_on=f"ending:{course.id}",
        opens=("ending_feelings", THINK_OF_IT),
    )  # fmt: skip


async def take_back_ending(turn: Turn, wish: wishes.TakeBackEnding, _host: Host) -> None:
    """After *Back*, undo what the answer before did: meetings added, tools opened, and what the client was told."""
    if turn.effect.turn == 0:
        return
    await staff_for(turn, wish.client, "take_back_ending")
    course = await course_of(turn.tx, wish.client)
    began = local(turn.run.opened_at, (await found(turn.tx, wish.client)).zone).date()  # what was on before stays on
    tools = tuple(one for one in course.facts.tools if one.tool not in ENDING or one.on < began)
    taken = {} if wish.spoken else {"ending_spoken": False, "tools": tools}
    await courses.change(turn.tx, course, course.facts.model_copy(update=taken), sessions=wish.sessions)
    if taken and course.facts.ending_spoken:
        about = f"ending:{course.id}"
        if not await outbox.withdraw(turn.tx, hangs_on=about):
            await tell_client(turn.tx, wish.client, too_early(), hangs_on=about)
        await leave_closed(turn, wish.client)


async def extend(turn: Turn, wish: wishes.Extend, _host: Host) -> None:
    """Let the course go on with more meetings."""
    await staff_for(turn, wish.client, "extend")
    course = await course_of(turn.tx, wish.client)
    facts = course.facts.model_copy(update={"ending": course.facts.ending.model_copy(update={"asked_on": None})})
    await courses.change(turn.tx, course, facts, sessions=course.sessions + wish.more)


async def ask_about_ending(tx: Transaction, course: Course, held: int) -> None:
    """Ask the therapist, from two thirds of the meetings on and in other words at the last, whether the ending was spoken of; after each until it was."""
    begins = 1 if course.sessions <= SHORT else ceil(course.sessions * 2 / 3)
    if held < begins or course.facts.ending_spoken:
        return
    client = await found(tx, course.client)
    notice = "ending_near" if held < course.sessions else "ending_last"
    await tell_carers(tx, client, notice, held=Count(held), sessions=Count(course.sessions))
    await change_ending(tx, course, asked_on=local(tx.now, client.zone).date())


async def write_care(turn: Turn, wish: wishes.WriteCare, _host: Host) -> None:
    """Keep who the client can turn to afterwards."""
    await staff_for(turn, wish.client, "write_care")
    await change_ending(turn.tx, await latest(turn.tx, wish.client), care=wish.words)
    await keep(turn, wish.client, told.CareWritten(words=wish.words))


async def leave_goodbye(turn: Turn, wish: wishes.LeaveGoodbye, _host: Host) -> None:
    """Keep the therapist's goodbye; the client gets it on the last day."""
    await staff_for(turn, wish.client, "leave_goodbye")
    course = await latest(turn.tx, wish.client)
    await change_ending(turn.tx, course, goodbye=wish.words)
    await keep(turn, wish.client, told.GoodbyeLeft(words=wish.words, by="staff"))
    if course.ended_at is not None:
        await give_goodbye(turn.tx, wish.client, wish.words, (await found(turn.tx, turn.run.person)).name)


async def answer_goodbye(turn: Turn, wish: wishes.AnswerGoodbye, _host: Host) -> None:
    """Keep the client's goodbye, and pass on that there is one."""
    client = await found(turn.tx, turn.run.about)
    words = OwnWords(said=wish.words, language=client.language)
    await keep_own(turn, told.GoodbyeLeft(words=words, by="client"))
    await tell_carers(turn.tx, client, "goodbye")


async def agree_plan(turn: Turn, wish: wishes.AgreePlan, _host: Host) -> None:
    """Note that both looked at the plan together."""
    staff = await staff_for(turn, wish.client, "agree_plan")
    today = turn.tx.now.astimezone(ZoneInfo(staff.zone)).date()
    await change_ending(turn.tx, await latest(turn.tx, wish.client), agreed_on=today)
    await keep(turn, wish.client, told.PlanAgreed())


async def look_monthly(turn: Turn, wish: wishes.LookMonthly, _host: Host) -> None:
    """Agree on the monthly look and its last day; after the end of the course it is planned at once."""
    await staff_for(turn, wish.client, "look_monthly")
    course = await latest(turn.tx, wish.client)
    await change_ending(turn.tx, course, monthly_until=wish.until)
    if course.ended_at is not None:
        await plan_afterwards(turn.tx, await latest(turn.tx, wish.client))


async def ask_booster(turn: Turn, _wish: wishes.AskBooster, _host: Host) -> None:
    """Pass the wish to meet again on: staff are told, and somebody is to get in touch."""
    client = await found(turn.tx, turn.run.about)
    await tell_carers(turn.tx, client, "booster")
    await remind_of(turn.tx, await contacts.plan(turn.tx, client.id, turn.tx.now + CALL_WITHIN, "planned"))


async def say_goodbye(turn: Turn, course: Course, how: Ended, staff: Person) -> None:
    """Tell the client warmly that it has ended, give what was left for them, and plan the months after."""
    client = await found(turn.tx, course.client)
    ended = await latest(turn.tx, course.client)
    over = reading_ends(ended, client.zone)
    kept = await log.own(turn.tx, client.id, kinds=("task_reviewed", "tool_kept"))
    hidden = hidden_people(kept)
    helped = tuple(veiled(one, hidden=hidden) for one in helped_of(kept)[:HELPED])
    care = ended.facts.ending.care
    line = course_over(how, over, helped=helped, care=care.said.text if care is not None else None)
    await tell_client(turn.tx, client.id, line, hangs_on=f"over:{course.id}")
    await give_plan(turn.tx, client, course)
    if ended.facts.ending.goodbye is not None:
        await give_goodbye(turn.tx, client.id, ended.facts.ending.goodbye, staff.name)
    await plan_afterwards(turn.tx, ended)


async def give_plan(tx: Transaction, client: Person, course: Course) -> None:
    """Offer the client the plan to keep, with what there is of it; who might see the paper is asked before there is one."""
    plan = await plan_of(tx, client)
    if plan.parts:
        doors = [["plan_paper", ON_PAPER.to_json()], ["staying_well", SHOW_PLAN.to_json()]]
        await tell_client(tx, client.id, STAYS_WITH_YOU, hangs_on=f"plan:{course.id}", open=doors)


async def give_goodbye(tx: Transaction, client: str, words: OwnWords, name: str | None) -> None:
    """Give the client the therapist's goodbye, as words or as the voice note that it is."""
    if words.said.text is not None:
        await tell_client(
            tx,
            client,
            left_for_you(name, words.said.text),
            hangs_on=f"goodbye:{client}",
            opens=("goodbye", SAY_GOODBYE),
        )
    elif words.said.voice is not None:
        await tell_client(
            tx, client, left_as_voice(name), hangs_on=f"goodbye:{client}", opens=("goodbye", SAY_GOODBYE),
            voice=words.said.voice, protect=False,
        )  # fmt: skip


async def plan_afterwards(tx: Transaction, course: Course) -> None:
    """Plan the monthly look until its last day, and the last word on the day from which on nobody reads."""
    client = await circumstances(tx, course.client)
    await withdraw_flow(tx, course.client, MONTHLY)
    until = course.facts.ending.monthly_until
    zone = ZoneInfo(client.person.zone)
    if until is not None and await consents.allows(tx, course.client, "message"):
        first = tx.now.astimezone(zone).date() + timedelta(days=EVERY)
        look = Recurrence(every_days=EVERY, starts_on=first, ends_on=until, time=AT)
        await plan_once(tx, client, MONTHLY, look, {"course": course.id}, grace=LOOK_GRACE)
    last = datetime.combine(reading_ends(course, client.person.zone), time.fromisoformat(AT), zone)
    await due.set(tx, LAST_WORD, course.client, last.astimezone(UTC), about=course.client)


async def take_back_afterwards(tx: Transaction, course: Course) -> None:
    """Let nothing of the months after a course come any more, because a new one begins."""
    await withdraw_flow(tx, course.client, MONTHLY)
    await due.cancel(tx, LAST_WORD, course.client)
    await outbox.withdraw(tx, hangs_on=f"last:{course.id}")


async def say_last_word(tx: Transaction, row: Due) -> bool:
    """Say that nobody reads any more, with the plan, and ask nothing from then on; not when a new course is open."""
    course = await courses.latest(tx, row.subject)
    client = await persons.get(tx, row.subject)
    if course is None or client is None or course.ended_at is None or course.ended == "died":
        return True
    await withdraw_flow(tx, client.id, MONTHLY)
    await tell_client(tx, client.id, last_word(), hangs_on=f"last:{course.id}", opens=("staying_well", SHOW_PLAN))
    return True


async def change_ending(tx: Transaction, course: Course, **fields: OwnWords | date | None) -> None:
    """Keep other facts of an ending."""
    ending = EndingFacts.model_validate({**course.facts.ending.model_dump(), **fields})
    await courses.change(tx, course, course.facts.model_copy(update={"ending": ending}))


async def latest(tx: Transaction, client: str) -> Course:
    """Give the open course, or the one that ended last; one must be there."""
    course = await courses.latest(tx, client)
    return course if course is not None else await course_of(tx, client)

"""The moment of a task: whether it still fits today, how it was just before and after; and the small questions of several days."""

from datetime import date, timedelta
from enum import Enum

from flows.agreed import TaskPlan
from flows.chat import Chat
from flows.client.mood import BEST, WORST
from flows.client.task_offer import GONE, LISTEN
from flows.client.task_review import WHAT_HAPPENED, review
from flows.content.task_lines import day_of, day_options, the_plan, the_task, time_options, voice_of
from flows.content.words import paragraphs
from flows.course import Tried
from flows.course_entries import Fits, TaskMoment, TaskReviewed
from flows.course_readings import MyTask, TaskShown
from flows.course_wishes import NoteDay, PlanTask
from flows.entries import said
from flows.questions import Choice, Option, Scale, Skipped
from flows.readings import CurrentPlan
from flows.registry import flow
from locales.line import _, pgettext

A_DAY = timedelta(hours=20)


class Did(Enum):
    """Whether a small thing was done today."""

    YES = "yes"
    NO = "no"


FITS = [
    # Translators: whether a plan still fits today
    Option(Fits.YES, pgettext("button", "Yes")),
    # Translators: moves a plan to another day
    Option(Fits.MOVE, pgettext("button", "Another day")),
    # Translators: leaves a plan for today, without a why
    Option(Fits.NOT_TODAY, pgettext("button", "Not today")),
]
DID = [
    # Translators: answers a small question of the day
    Option(Did.YES, pgettext("button", "Yes, today")),
    # Translators: answers a small question of the day
    Option(Did.NO, pgettext("button", "Not today")),
]
BEFORE = Scale(_("How is your mood right now, before it?"), low_words=WORST, high_words=BEST).or_skip()
AFTER = Scale(_("And how is your mood now, after it?"), low_words=WORST, high_words=BEST).or_skip()
# Translators: the client tells how a task went, right after trying it
TRIED_IT = pgettext("button", "I have tried it")


@flow("task_time", window=A_DAY)
async def task_time(chat: Chat) -> None:
    """Say what was planned for today, and ask whether it still fits."""
    known, private = await chat.read("task", MyTask, task=str(chat.args.get("task", ""))), await is_private(chat)
    task = known.task
    if task is None:
        chat.say("gone", GONE)
        return
    planned = the_plan(task.plan) if task.plan is not None else None
    if voice_of(task) is not None:
        # Translators: a task was recorded; the button below plays it when the client is alone
        chat.say("listen", _("It was recorded for you."), open=[["listen", LISTEN.line.to_json()]])
    # Translators: asked at the moment that the client had planned
    question = Choice(paragraphs(the_task(task), planned, _("Does it still fit today?")), FITS)
    fits = await chat.ask("fits", question)
    match fits:
        case Fits.YES:
            mood = await chat.ask("before", BEFORE)
            moment = TaskMoment(task=task.id, fits=fits, mood=None if isinstance(mood, Skipped) else mood)
            chat.keep(moment, private=private)
            chat.say(
                "then", _("When you have tried it, you can tell me here."), open=[["task_moment", TRIED_IT.to_json()]]
            )
        case Fits.MOVE:
            chat.keep(TaskMoment(task=task.id, fits=fits), private=private)
            await move(chat, known, task)
        case Fits.NOT_TODAY:
            chat.keep(TaskMoment(task=task.id, fits=fits), private=private)
            chat.say("fine", _("That is fine. Nothing is lost."))


async def move(chat: Chat, known: MyTask, task: TaskShown) -> None:
    """Plan the task for another day."""
    others = [day for day in known.days_free if day > known.today] or [known.today + timedelta(days=1)]
    day = await chat.ask("day", Choice(_("Which day fits better?"), day_options(others, later=False), columns=2))
    time = await chat.ask("time", Choice(_("At what time shall I ask?"), time_options()))
    before = task.plan or TaskPlan(on=known.today, time=time)
    planned = before.model_copy(update={"on": date.fromisoformat(day), "time": time})
    chat.wish(PlanTask(task=task.id, plan=planned))
    chat.say("moved", the_plan(planned), _("I ask you once, at that time."))


@flow("task_moment", window=timedelta(days=2))
async def task_moment(chat: Chat) -> None:
    """Take what the client tells right after trying it."""
    known, private = await chat.read("task", MyTask, task=str(chat.args.get("task", ""))), await is_private(chat)
    if known.task is None:
        chat.say("gone", GONE)
        return
    tried = await review(chat, known.task, private=private)
    if isinstance(tried, Skipped) or tried is Tried.NOT_SAFE:
        return
    after = await chat.ask("after", AFTER)
    words = said(await chat.ask("happened", WHAT_HAPPENED))
    if words is not None or not isinstance(after, Skipped):
        mood = None if isinstance(after, Skipped) else after
        told = TaskReviewed(task=known.task.id, tried=tried, words=words, mood_after=mood)
        chat.keep(told, key="after", private=private)
    chat.say("kept", _("Thank you. It is kept for your meeting."))


@flow("task_day", window=A_DAY)
async def task_day(chat: Chat) -> None:
    """Ask the one small question of a day."""
    known = await chat.read("task", MyTask, task=str(chat.args.get("task", "")))
    task = known.task
    if task is None or task.daily is None:
        chat.say("gone", GONE)
        return
    if task.rated and task.low_words is not None and task.high_words is not None:
        scale = Scale(task.daily.as_line(), low_words=task.low_words.as_line(), high_words=task.high_words.as_line())
        number = await chat.ask("number", scale.or_skip().with_help())
        if not isinstance(number, Skipped):
            chat.wish(NoteDay(task=task.id, on=known.today, number=number))
    else:
        did = await chat.ask("did", Choice(task.daily.as_line(), DID).or_skip())
        if not isinstance(did, Skipped):
            chat.wish(NoteDay(task=task.id, on=known.today, did=did is Did.YES))
    end_of_day(chat, known, task)


def end_of_day(chat: Chat, known: MyTask, task: TaskShown) -> None:
    """Say which day it was, and end clearly on the last."""
    first = task.plan.on if task.plan is not None else known.today
    number = (known.today - first).days + 1
    if number >= task.days:
        chat.say("last", _("That was the last day. Thank you. It is kept for your meeting."))
    else:
        chat.say("day", day_of(number, task.days))


async def is_private(chat: Chat) -> bool:
    """Say whether what is told now is for the client's eyes only."""
    return not (await chat.read("plan", CurrentPlan)).shares

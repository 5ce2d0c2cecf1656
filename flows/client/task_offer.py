"""A task that comes to its client: yes, in other words, smaller, or not now; and when to try it."""

from datetime import date, timedelta
from enum import Enum

from flows.agreed import TaskPlan
from flows.chat import Chat
from flows.content.task_lines import LATER, about, day_options, the_plan, time_options, voice_of
from flows.content.words import paragraphs
from flows.course import TaskState
from flows.course_readings import MyTask, TaskShown
from flows.course_wishes import AcceptTask, DeclineTask, PlanTask
from flows.entries import Said, said
from flows.questions import Choice, Option, Words
from flows.readings import WhoReads
from flows.registry import flow
from locales.line import Line, Name, _, pgettext

LISTENS = 5  # times that somebody may listen again


class Answer(Enum):
    """What the client says to a task."""

    YES = "yes"
    CHANGE = "change"
    SMALLER = "smaller"
    NOT_NOW = "not_now"
    LISTEN = "listen"


class Size(Enum):
    """What the client says to a smaller version."""

    YES = "yes"
    THINK = "think"
    NOT_NOW = "not_now"


class More(Enum):
    """Whether to think of more than the day."""

    YES = "yes"
    NO = "no"


ANSWERS = [
    # Translators: answers a task that was agreed
    Option(Answer.YES, pgettext("button", "Yes")),
    # Translators: answers a task: the client wants to say it in other words
    Option(Answer.CHANGE, pgettext("button", "In my own words")),
    # Translators: answers a task: it is too much
    Option(Answer.SMALLER, pgettext("button", "Too big")),
    # Translators: answers a task; nobody asks why
    Option(Answer.NOT_NOW, pgettext("button", "Not now")),
]
# Translators: plays a voice note when the client is alone
LISTEN = Option(Answer.LISTEN, pgettext("button", "Listen"))
SIZES = [
    # Translators: takes the smaller version of a task
    Option(Size.YES, pgettext("button", "Yes, this")),
    # Translators: makes a task as small as it can be
    Option(Size.THINK, pgettext("button", "Only think about it")),
    # Translators: answers a task; nobody asks why
    Option(Size.NOT_NOW, pgettext("button", "Not this week")),
]
OWN_WORDS = Words(_("How would you say it? A few words or a voice note are enough."))
HALF = Words(_("What would be half of that? A few words are enough."))
MORE = Choice(
    _("Would you like to think of a first step, or of what could get in the way?"),
    [
        # Translators: thinks of a first step and of what could get in the way
        Option(More.YES, pgettext("button", "Yes, shortly")),
        # Translators: the day is enough
        Option(More.NO, pgettext("button", "No, that is enough")),
    ],
)
HERE_IT_IS = _("Here it is:")
GONE = _("There is nothing to answer here any more. Nothing is lost.")


@flow("task_offer", window=timedelta(days=7))
async def task_offer(chat: Chat) -> None:
    """Show a task, take the answer, and ask one more thing: when."""
    known = await chat.read("task", MyTask, task=str(chat.args.get("task", "")))
    who = await chat.read("who", WhoReads)
    if known.task is None:
        chat.say("gone", GONE)
        return
    answer = Answer.YES if known.task.state is TaskState.AGREED else await ask_answer(chat, known.task, who)
    if known.task.state is TaskState.AGREED:
        chat.say("task", about(known.task))
    match answer:
        case Answer.NOT_NOW:
            decline(chat, known.task)
        case Answer.CHANGE:
            own_words = await chat.ask("own_words", OWN_WORDS)
            await accept(chat, known, words=said(own_words))
        case Answer.SMALLER:
            await smaller(chat, known)
        case _:
            await accept(chat, known)


async def ask_answer(chat: Chat, task: TaskShown, who: WhoReads) -> Answer:
    """Ask for the answer; a voice note is played only when the client taps, because somebody may stand near."""
    voice = voice_of(task)
    options = [*ANSWERS, LISTEN] if voice else ANSWERS
    for number in range(LISTENS):
        answer = await chat.ask(f"answer[{number}]", Choice(paragraphs(intro(who), about(task)), options))
        if answer is not Answer.LISTEN:
            return answer
        chat.say(f"voice[{number}]", HERE_IT_IS, voice=voice)
    return await chat.ask("answer", Choice(paragraphs(intro(who), about(task)), ANSWERS))


@flow("listen", window=timedelta(minutes=30), menu=True)
async def listen(chat: Chat) -> None:
    """Play the voice note of a task once more, because the client wants to hear it."""
    known = await chat.read("task", MyTask, task=str(chat.args.get("task", "")))
    voice = voice_of(known.task) if known.task is not None else None
    if voice is None:
        chat.say("gone", GONE)
        return
    chat.say("voice", HERE_IT_IS, voice=voice)


def intro(who: WhoReads) -> Line:
    """Say where the task comes from."""
    if who.name is None:
        return _("This is something to try before you meet again.")
    # Translators: {name} is the therapist with whom the task was agreed
    return _("This is something to try before you meet again. From: {name}.", name=Name(who.name))


def decline(chat: Chat, task: TaskShown) -> None:
    """Take a no for an answer."""
    chat.wish(DeclineTask(task=task.id))
    chat.say("declined", _("That is fine. I will not ask about it again. You can talk about it when you meet."))


async def smaller(chat: Chat, known: MyTask) -> None:
    """Offer the smaller version of the library, or ask what would be half."""
    task = known.task
    assert task is not None
    if task.smaller is None:
        half = await chat.ask("half", HALF)
        await accept(chat, known, words=said(half))
        return
    # Translators: stands above a smaller version of a task
    offer = paragraphs(_("What about this?"), task.smaller.as_line())
    match await chat.ask("size", Choice(offer, SIZES)):
        case Size.YES:
            await accept(chat, known, smaller_version=True)
        case Size.THINK:
            chat.wish(AcceptTask(task=task.id, smaller=True))
            chat.say("think", _("That is a task, too. I will ask about it before you meet."))
        case Size.NOT_NOW:
            decline(chat, task)


async def accept(chat: Chat, known: MyTask, *, words: Said | None = None, smaller_version: bool = False) -> None:
    """Keep the yes, and plan when to try it."""
    task = known.task
    assert task is not None
    chat.wish(AcceptTask(task=task.id, words=words, smaller=smaller_version))
    await plan(chat, known)


async def plan(chat: Chat, known: MyTask) -> None:
    """Ask for the day and the time; offer more, and require nothing of it."""
    task = known.task
    assert task is not None
    asked = _("From which day?") if task.days else _("When would you like to try it?")
    day = await chat.ask("day", Choice(asked, day_options(known.days_free), columns=2))
    if day == LATER:
        chat.say("later", _("That is fine. You find it in the menu, under My task."))
        return
    time = await chat.ask("time", Choice(_("At what time shall I ask?"), time_options()))
    planned = TaskPlan(on=date.fromisoformat(day), time=time)
    chat.wish(PlanTask(task=task.id, plan=planned))
    if task.days:
        chat.say("planned_days", the_plan(planned), _("I ask one small question on each day. Then it ends."))
        return
    chat.say("planned", the_plan(planned), _("I ask you once, at that time."))
    await details(chat, task, planned)


async def details(chat: Chat, task: TaskShown, planned: TaskPlan) -> None:
    """Offer to think of where, the first step, and what could get in the way."""
    if await chat.ask("more", MORE) is More.NO:
        chat.say("enough", _("Good. It is all kept."))
        return
    where = said(await chat.ask("where", Words(_("Where, or with whom?")).or_skip()))
    first = said(await chat.ask("first_step", Words(_("What is the very first step?")).or_skip()))
    obstacle = said(await chat.ask("obstacle", Words(_("What could get in the way?")).or_skip()))
    plan_b = said(await chat.ask("plan_b", Words(_("And if that happens, what then?")).or_skip())) if obstacle else None
    thought = {"where": where, "first_step": first, "obstacle": obstacle, "plan_b": plan_b}
    full = planned.model_copy(update=thought)
    chat.wish(PlanTask(task=task.id, plan=full), key="details")
    chat.say("full", the_plan(full), _("It is all kept."))

"""The weekly check-in: mood, what with people went along with it, and anything for the next meeting."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat, Ending
from flows.client.measure import answer_measure
from flows.client.menu import doors
from flows.client.mood import ask_link, ask_mood, keep_mood
from flows.client.study import READ_IT
from flows.client.task_review import more_of, review
from flows.content.words import paragraphs, who_reads
from flows.course import Area, Tried
from flows.course_readings import MyCourse, MyTask, TaskShown
from flows.ending_entries import GoalRated
from flows.entries import CheckInSkipped, MomentsTold, Raised, said
from flows.measure_readings import MeasuresDue
from flows.questions import Choice, Option, Scale, Skipped, Words
from flows.readings import CurrentPlan, Me, WhoReads
from flows.registry import flow
from flows.wishes import AskLater
from locales.line import Count, Day, Line, Moment, Name, _, ngettext, pgettext

HOURS_LATER, TASKS = 3, 2


class Ready(Enum):
    """Whether this is a good moment."""

    YES = "yes"
    LATER = "later"
    SKIP = "skip"


class More(Enum):
    """Whether the client has two more minutes."""

    YES = "yes"
    NO = "no"


READY = [
    # Translators: answers "Ready for a short check-in?"
    Option(Ready.YES, pgettext("button", "Yes")),
    # Translators: answers "Ready for a short check-in?"
    Option(Ready.LATER, pgettext("button", "Later")),
    # Translators: answers "Ready for a short check-in?"; leaves out this one, which is fine
    Option(Ready.SKIP, pgettext("button", "Skip this one")),
]
TWO_MINUTES = Choice(
    _("Do you have two more minutes?"),
    [
        # Translators: answers "Do you have two more minutes?"
        Option(More.YES, pgettext("button", "Yes, two minutes")),
        # Translators: answers "Do you have two more minutes?"
        Option(More.NO, pgettext("button", "Not today")),
    ],
)
GOAL = Scale(
    _("How close are you to your goal?"),
    # Translators: the low end of how close a goal is, beside the number 0
    low_words=pgettext("scale", "not yet close"),
    # Translators: the high end of how close a goal is, beside the number 10
    high_words=pgettext("scale", "there"),
).or_skip()
BEST = Words(_("What was the best moment of this week?")).or_skip()
HARDEST = Words(_("And the hardest moment?")).or_skip().with_help()


@flow("check_in", window=timedelta(days=6))
async def check_in(chat: Chat) -> Ending | None:
    """Ask how the week went: four short answers, each of which may be skipped, and more only for whoever wants it."""
    plan = await chat.read("plan", CurrentPlan)
    who = await chat.read("who", WhoReads)
    me = await chat.read("me", Me)
    course = await chat.read("course", MyCourse)
    if chat.args.get("prompted"):
        match await chat.ask("ready", Choice(paragraphs(ready(me.name), who_reads(who), goal_of(course)), READY)):
            case Ready.LATER:
                return later(chat, plan)
            case Ready.SKIP:
                return skip(chat, plan)
            case Ready.YES:
                pass
    else:
        chat.say("who", *(line for line in (who_reads(who), goal_of(course)) if line is not None))
    private = not plan.shares
    if not await how_it_was(chat, course, private=private):
        return chat.cancel()
    tried = await look_at_tasks(chat, course, private=private)
    who = await who_sees(chat, who, plan)
    if course.session_soon or not course.open:
        await raise_for_meeting(chat, who, private=private)
    chat.say("saved", *(line for line in (saved(who), next_meeting(course), next_time(plan)) if line is not None))
    if plan.study_now:
        chat.say(
            "study", _("There is a study here. Only if you like: read what it is."), open=doors(("study", READ_IT))
        )
    await details(chat, course, tried, private=private)
    return None


async def how_it_was(chat: Chat, course: MyCourse, *, private: bool) -> bool:
    """
    Ask for the mood, where staff chose so for the lowest too, then for a measure if one is due, then for the client's own account of both; say whether to go on.

    The account comes after the numbers and stands beside them; it is the client's, and nothing is explained.
    """
    known = await chat.read("measures", MeasuresDue)
    mood, worst = await ask_mood(chat, lowest=course.worst)
    answered: list[str] = []
    for one in known.due:
        if not (course.session_soon or one.every_days):
            continue  # it comes before a meeting only
        part = chat.under(f"measure[{one.instrument}]")
        if not await answer_measure(part, one, known, private=private):
            keep_mood(chat, mood=mood, worst=worst, private=private)
            return False
        answered.append(one.instrument)
    link, words = await ask_link(chat, account(course, mood, known.mood_before))
    keep_mood(chat, mood=mood, worst=worst, link=link, words=words, after=tuple(answered), private=private)
    return True


def account(course: MyCourse, mood: int | Skipped, before: int | None) -> Line | None:
    """Ask for the client's own account, with both numbers and what is worked on, two areas in turn; none where that is not known."""
    areas = [area for area in (course.area, course.second) if area is not None]
    if isinstance(mood, Skipped) or before is None or not areas:
        return None
    # Translators: {now} and {before} are moods from 0 to 10 that the client gave
    numbers = _("You said {now} now, and {before} last time.", now=Count(mood), before=Count(before))
    return paragraphs(numbers, ACCOUNTS[Area(areas[course.held % len(areas)])])


ACCOUNTS: dict[Area, Line] = {
    # Translators: asks for the client's own account; the person who died is not named
    Area.GRIEF: _("In your own words: what went on with missing someone that might go with that?"),
    # Translators: asks for the client's own account of a disagreement
    Area.DISPUTE: _("In your own words: what went on between you two that might go with that?"),
    # Translators: asks for the client's own account of a life change
    Area.CHANGE: _("In your own words: what went on with the change that might go with that?"),
    # Translators: asks for the client's own account of contact with people
    Area.LONELINESS: _("In your own words: what went on with being around people that might go with that?"),
}


async def who_sees(chat: Chat, who: WhoReads, plan: CurrentPlan) -> WhoReads:
    """Name who sees the answers; nobody where the client does not share, or has ceased to since this began."""
    shares = plan.shares and (await chat.read("plan_now", CurrentPlan)).shares
    return who if shares else WhoReads()


async def raise_for_meeting(chat: Chat, who: WhoReads, *, private: bool) -> None:
    """Ask whether there is anything for the next meeting."""
    raised = await chat.ask("raised", anything_for(who).or_skip(), fills="raised.words")
    words = said(raised)
    if words is not None:
        chat.keep(Raised(words=words), private=private)


async def look_at_tasks(chat: Chat, course: MyCourse, *, private: bool) -> list[tuple[TaskShown, Tried | Skipped]]:
    """Look at each task that is still agreed: one may have been put to rest meanwhile, by this conversation too."""
    tried = []
    for task in to_look_at(course):
        part = chat.under(f"task[{task.id}]")
        if (await part.read("now", MyTask, task=task.id)).task is not None:
            tried.append((task, await review(part, task, private=private)))
    return tried


def to_look_at(course: MyCourse) -> tuple[TaskShown, ...]:
    """Give the tasks to look at: before a meeting, at most two; in the weeks between, none."""
    return course.tasks[-TASKS:] if course.session_soon else ()


def goal_of(course: MyCourse) -> Line | None:
    """Show the goal line, if one was agreed."""
    # Translators: the goal that was agreed; the words follow
    return _("Your goal: {words}", words=course.goal.as_line()) if course.goal and not course.goal.voice else None


def next_meeting(course: MyCourse) -> Line | None:
    """Name the next meeting, if there is one."""
    if course.next_session is None:
        return None
    # Translators: {moment} is a day with a time
    return _("Your next meeting: {moment}.", moment=Moment(course.next_session))


def ready(nickname: str | None) -> Line:
    """Ask whether this is a good moment, in words that may stand on a lock screen."""
    # Translators: the first message of a check-in; it may be seen on a lock screen; {name} is the client's nickname
    return (
        _("Hello, {name}. Ready for a short check-in?", name=Name(nickname))
        if nickname
        else _("Hello. Ready for a short check-in?")
    )


def later(chat: Chat, plan: CurrentPlan) -> Ending:
    """Ask once more today where the day allows it; the client may also begin at any time."""
    if plan.later_today:
        chat.wish(AskLater(hours=HOURS_LATER))
        line = ngettext(
            "That is fine. I ask once more in {n} hour.", "That is fine. I ask once more in {n} hours.", HOURS_LATER
        )
    else:
        line = _("That is fine. It waits for you here.")
    # Translators: begins the check-in that was put off
    chat.say("later", line, open=[["check_in", pgettext("button", "Begin now").to_json()]])
    return chat.later()


def skip(chat: Chat, plan: CurrentPlan) -> Ending | None:
    """Leave this one out, without a why."""
    chat.keep(CheckInSkipped(), private=not plan.shares)
    chat.say("skipped", _("That is fine."), next_time(plan))
    return None


def anything_for(who: WhoReads) -> Words:
    """Ask whether there is anything for the next meeting."""
    if who.name is None:
        return Words(_("Anything you want to bring to your next meeting?"))
    # Translators: {name} is the therapist
    return Words(_("Anything for your next meeting? It goes to: {name}.", name=Name(who.name)))


def saved(who: WhoReads) -> Line:
    """Say that it is saved, and for which day; never that somebody is going to read it."""
    if who.name is None or who.looks_by is None:
        return _("Thank you. It is saved.")
    # Translators: {name} is the therapist; {day} is the next day on which the therapist usually reads
    return _(
        "Thank you. It is saved. Who usually reads it: {name}. Usually by: {day}.",
        name=Name(who.name),
        day=Day(who.looks_by),
    )


def next_time(plan: CurrentPlan) -> Line:
    """Say when the next check-in comes."""
    if plan.next_check_in is None:
        return _("Next check-in: whenever you open it.")
    # Translators: {day} is a weekday with its date
    return _("Next check-in: {day}.", day=Day(plan.next_check_in))


async def details(
    chat: Chat, course: MyCourse, tried: list[tuple[TaskShown, Tried | Skipped]], *, private: bool
) -> None:
    """Offer two more minutes for how the task went, and for the best and the hardest moment."""
    if await chat.ask("more", TWO_MINUTES) is More.NO:
        chat.say("enough", _("That is enough for today."))
        return
    for task, went in tried:
        await more_of(chat.under(f"task[{task.id}]"), task, went, private=private)
    if course.goal is not None:
        close = await chat.ask("goal", GOAL)
        if not isinstance(close, Skipped):
            chat.keep(GoalRated(number=close), private=private)
    best = await chat.ask("best", BEST, fills="moments_told.best")
    hardest = await chat.ask("hardest", HARDEST, fills="moments_told.hardest")
    if not (isinstance(best, Skipped) and isinstance(hardest, Skipped)):
        chat.keep(MomentsTold(best=said(best), hardest=said(hardest)), private=private)
    chat.say("saved_too", _("Thank you for telling me. It is saved with the rest."))

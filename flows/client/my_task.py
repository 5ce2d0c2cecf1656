"""My task: what was agreed, when, and why; and what the client tells after a meeting."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat
from flows.client.task_offer import GONE, LISTEN
from flows.content.task_lines import about, the_plan, voice_of
from flows.course import Area
from flows.course_readings import MetMeeting, MyCourse
from flows.course_wishes import DoubtArea, TellMet, TellTask
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.readings import WhoReads
from flows.registry import flow
from locales.line import Line, Moment, Name, _, pgettext


class Agreed(Enum):
    """Whether something was agreed at a meeting."""

    TELL = "tell"
    NOTHING = "nothing"


class Met(Enum):
    """Whether people met."""

    HELD = "held"
    MOVED = "moved"
    MISSED = "missed"


class Still(Enum):
    """Whether the area is still right."""

    YES = "yes"
    UNSURE = "unsure"


AREAS: dict[Area, Line] = {
    # Translators: a problem area, in plain words for the client
    Area.GRIEF: pgettext("area", "the loss of someone"),
    # Translators: a problem area, in plain words for the client
    Area.DISPUTE: pgettext("area", "a disagreement with someone"),
    # Translators: a problem area, in plain words for the client
    Area.CHANGE: pgettext("area", "a big change in your life"),
    # Translators: a problem area, in plain words for the client
    Area.LONELINESS: pgettext("area", "loneliness and contact"),
}
# Translators: the client tells how a task went
TELL_HOW = pgettext("button", "Tell how it went")
# Translators: plans a task for another day
PLAN_IT = pgettext("button", "Plan it")
# Translators: the client tells what was agreed at a meeting
WE_AGREED = pgettext("button", "We agreed on something")
# Translators: reads again why this was chosen
WHY = pgettext("button", "Why we chose this")
TELL = Words(_("What will you try? A few words or a voice note are enough."))


@flow("my_task", window=timedelta(minutes=30), menu=True)
async def my_task(chat: Chat) -> None:
    """Show what was agreed, and what can be done with it."""
    course = await chat.read("course", MyCourse)
    known = (*course.tasks, *course.proposed)
    for task in known:
        chat.say(f"task[{task.id}]", about(task), *([the_plan(task.plan)] if task.plan is not None else []))
    doors = [("task_offer", PLAN_IT), ("task_moment", TELL_HOW)] if known else []
    if any(voice_of(task) is not None for task in known):
        doors.append(("listen", LISTEN.line))
    if course.open:
        doors.append(("tell_task", WE_AGREED))
    if course.goal or course.formulation or course.area:
        doors.append(("why_this", WHY))
    nothing = _("Nothing is agreed at the moment.") if not known else _("What would you like to do?")
    chat.say("doors", nothing, *meeting(course), open=[[name, line.to_json()] for name, line in doors])


def meeting(course: MyCourse) -> list[Line]:
    """Name the next meeting, if there is one."""
    if course.next_session is None:
        return []
    return [_("Your next meeting: {moment}.", moment=Moment(course.next_session))]


@flow("why_this", window=timedelta(minutes=30), menu=True)
async def why_this(chat: Chat) -> None:
    """Read back why this was chosen, and ask whether it is still right."""
    course = await chat.read("course", MyCourse)
    who = await chat.read("who", WhoReads)
    for key, words in (("goal", course.goal), ("formulation", course.formulation)):
        if words is not None and words.voice is not None:
            chat.say(f"{key}_voice", _("Here it is:"), voice=words.voice)
        elif words is not None:
            chat.say(key, words.as_line())
    if course.word is not None:
        # Translators: {word} is what client and therapist call what the client is going through, in their own words
        chat.say("word", _("Your word for it: {word}", word=course.word.as_line()))
    if course.area is None:
        chat.say("end", _("You can talk about it when you meet."))
        return
    # Translators: {area} is a problem area in plain words, such as "a big change in your life"
    line = _("What you work on together: {area}. Is that still right?", area=AREAS[Area(course.area)])
    options = [
        # Translators: what is worked on is still right
        Option(Still.YES, pgettext("button", "Yes, still right")),
        # Translators: the client is not sure that what is worked on is right
        Option(Still.UNSURE, pgettext("button", "Not sure, let us talk")),
    ]
    if await chat.ask("still", Choice(line, options)) is Still.UNSURE:
        chat.wish(DoubtArea())
        chat.say("noted", noted(who))
    else:
        chat.say("right", _("Good. It stays as it is."))


def noted(who: WhoReads) -> Line:
    """Say that a doubt was passed on."""
    if who.name is None:
        return _("That is good to say. It is kept for your meeting.")
    # Translators: {name} is the therapist
    return _("That is good to say. It is kept for your meeting, and passed on to: {name}.", name=Name(who.name))


@flow("tell_task", window=timedelta(hours=20))
async def tell_task(chat: Chat) -> None:
    """Ask what was agreed at the meeting, if anything was."""
    who = await chat.read("who", WhoReads)
    if chat.args.get("prompted"):
        options = [
            # Translators: the client tells what was agreed at a meeting
            Option(Agreed.TELL, pgettext("button", "Yes, I tell you")),
            # Translators: nothing was agreed at this meeting, which is fine
            Option(Agreed.NOTHING, pgettext("button", "Nothing this time")),
        ]
        asked = _("Did you agree today on something to try?")
        if await chat.ask("agreed", Choice(asked, options)) is Agreed.NOTHING:
            chat.say("nothing", _("That is fine."))
            return
    words = said(await chat.ask("words", TELL.or_skip()))
    if words is None:
        chat.say("nothing", _("That is fine."))
        return
    chat.wish(TellTask(words=words))
    # Translators: opens the planning of a task
    chat.say("kept", kept(who), open=[["task_offer", PLAN_IT.to_json()]])


def kept(who: WhoReads) -> Line:
    """Say that it is kept, and who sees it."""
    if who.name is None:
        return _("It is kept. You find it in the menu, under My task.")
    # Translators: {name} is the therapist, who sees what was agreed
    return _("It is kept, and shown to: {name}. You find it in the menu, under My task.", name=Name(who.name))


@flow("did_you_meet", window=timedelta(hours=30))
async def did_you_meet(chat: Chat) -> None:
    """Ask whether a meeting took place of which nobody has said anything."""
    known = await chat.read("meeting", MetMeeting, session=str(chat.args.get("session", "")))
    if known.meets_at is None:
        chat.say("gone", GONE)
        return
    options = [
        # Translators: people met
        Option(Met.HELD, pgettext("button", "Yes")),
        # Translators: the meeting was moved to another time
        Option(Met.MOVED, pgettext("button", "It was moved")),
        # Translators: people did not meet
        Option(Met.MISSED, pgettext("button", "No")),
    ]
    # Translators: {moment} is when a meeting was planned
    asked = _("Did you meet? It was planned for: {moment}.", moment=Moment(known.meets_at))
    met = await chat.ask("met", Choice(asked, options))
    chat.wish(TellMet.model_validate({"session": str(chat.args.get("session", "")), "state": met.value}))
    chat.say("thanks", _("Thank you. It is kept."))

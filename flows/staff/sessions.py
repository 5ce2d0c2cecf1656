"""Meetings: one tap for what became of each, one more for the next; everything that hangs on them follows."""

from datetime import date, timedelta
from enum import Enum

from flows.chat import Chat
from flows.content.course_lines import meeting_line
from flows.content.words import paragraphs
from flows.course_readings import ClientCard, Ideas, IdeaShown, Meetings, SessionShown
from flows.course_wishes import DropSession, LogSession, MoveSession, PlanSession, ProposeTask
from flows.questions import Choice, Option
from flows.registry import flow
from flows.staff.asking import ask_day, ask_time
from flows.staff.assign_task import MINUTES, numbered
from locales.line import Count, Line, _, pgettext, verbatim

MENU = timedelta(minutes=30)
OFFERED, NONE = 4, "none"


class Became(Enum):
    """What became of a meeting."""

    SAME = "same"
    LAST = "last"
    HELD = "held"
    MOVED = "moved"
    MISSED = "missed"
    SKIP = "skip"


OTHERWISE = [
    # Translators: the meeting was moved
    Option(Became.MOVED, pgettext("button", "Moved")),
    # Translators: the meeting did not take place
    Option(Became.MISSED, pgettext("button", "Did not take place")),
    # Translators: says nothing about this meeting now
    Option(Became.SKIP, pgettext("button", "Later")),
]
BECAME = [
    # Translators: the meeting was held, and the next one is at the same time next week
    Option(Became.SAME, pgettext("button", "Held, same time next")),
    # Translators: the meeting was held, and the next one is at another time
    Option(Became.HELD, pgettext("button", "Held, other time")),
    *OTHERWISE,
]
LAST_BECAME = [  # of the last meeting that a course plans
    # Translators: the last planned meeting was held, and no other follows
    Option(Became.LAST, pgettext("button", "Held, that was the last")),
    # Translators: the last planned meeting was held, and one more follows at the same time
    Option(Became.SAME, pgettext("button", "Held, one more")),
    *OTHERWISE,
]


@flow("meetings_today", face="staff", window=timedelta(hours=14), menu=True)
async def meetings_today(chat: Chat) -> None:
    """Ask about the meetings of the day, one tap each."""
    known = await chat.read("meetings", Meetings)
    now = await chat.now("now")
    if not known.meetings:
        chat.say("none", _("No meeting waits for a word from you today."))
        return
    for session in known.meetings:
        await ask_one(chat.under(f"meeting[{session.id}]"), session, now.date())
    chat.say("done", _("Thank you. That was all for today."))


async def ask_one(chat: Chat, session: SessionShown, today: date) -> None:
    """Ask what became of one meeting."""
    options = LAST_BECAME if session.number >= session.of else BECAME
    match await chat.ask("became", Choice(meeting_line(session), options, columns=2)):
        case Became.LAST:
            chat.wish(LogSession(session=session.id, state="held"))
            # Translators: {name} is the client, whose last planned meeting was held
            line = _("{name}: no other meeting is planned. The card of the client, Course, ends it.")
            chat.say("last", line.fill(name=verbatim(session.name)))
        case Became.SAME:
            chat.wish(LogSession(session=session.id, state="held", same_next=True))
            await offer_task(chat, session)
        case Became.HELD:
            chat.wish(LogSession(session=session.id, state="held"))
            await plan_next(chat, session.client, today)
            await offer_task(chat, session)
        case Became.MOVED:
            await move(chat, session, today)
        case Became.MISSED:
            chat.wish(LogSession(session=session.id, state="missed"))
            await plan_next(chat, session.client, today)
        case Became.SKIP:
            pass


async def offer_task(chat: Chat, session: SessionShown) -> None:
    """Offer some ideas where no task is open: one tap sends one with its defaults, one tap sends none."""
    known = await chat.read("ideas", Ideas, client=session.client)
    fitting = tuple(idea for idea in known.ideas if idea.closed is None)[:OFFERED]
    if known.has_task or not fitting:
        return
    # Translators: {name} is the client
    head = _("A task for: {name}?", name=verbatim(session.name))
    ideas = [Option(idea.id, pgettext("button", "{n}", n=Count(number))) for number, idea in enumerate(fitting, 1)]
    # Translators: no task is given after this meeting
    none = Option(NONE, pgettext("button", "No task now"))
    shown = paragraphs(head, *[numbered(number, idea) for number, idea in enumerate(fitting, 1)], drafts(fitting))
    chosen = await chat.ask("task", Choice(shown, [*ideas, none], columns=OFFERED))
    if chosen != NONE:
        chat.wish(ProposeTask(client=session.client, idea=chosen, by=known.by, minutes=MINUTES))


def drafts(ideas: tuple[IdeaShown, ...]) -> Line | None:
    """Say that words have not been signed yet."""
    return _("Drafts: no clinician has signed these words yet.") if any(idea.draft for idea in ideas) else None


async def plan_next(chat: Chat, client: str, today: date) -> None:
    """Ask for the next meeting."""
    day = await ask_day(chat, "next", _("When do you meet next?"), today, open_end=True)
    if day is not None:
        chat.wish(PlanSession(client=client, on=day, time=await ask_time(chat, "next", "10:00")))


async def move(chat: Chat, session: SessionShown, today: date) -> None:
    """Ask where a meeting was moved to; the client is told once."""
    day = await ask_day(chat, "moved", _("When is it now?"), today)
    assert day is not None
    chat.wish(MoveSession(session=session.id, on=day, time=await ask_time(chat, "moved", "10:00")))


@flow("sessions", face="staff", window=MENU, menu=True, of_client=True)
async def sessions(chat: Chat) -> None:
    """Plan, move or leave out a client's meetings, and tell of those that were held."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    for session in card.unlogged:
        await ask_one(chat.under(f"meeting[{session.id}]"), session, card.today)
    if not card.open:
        chat.say("no_course", _("No course is open yet. Open one first."))
        return
    chosen = await chat.ask("what", Choice(coming(card), actions(card), columns=2))
    if chosen == "add":
        day = await ask_day(chat, "day", _("When do you meet?"), card.today)
        assert day is not None
        chat.wish(PlanSession(client=card.client, on=day, time=await ask_time(chat, "add", card.usual_time)))
        chat.say("added", _("It is planned. The check-in comes on the day before."))
    elif chosen == "move" and card.next_session is not None:
        await move(chat, card.next_session, card.today)
        chat.say("moved", _("It is moved, with all that hangs on it. The client is told once."))
    elif chosen == "drop" and card.next_session is not None:
        chat.wish(DropSession(session=card.next_session.id))
        chat.say("dropped", _("It is left out. The client is told."))


def coming(card: ClientCard) -> Line:
    """Name the next meeting."""
    return meeting_line(card.next_session) if card.next_session is not None else _("No meeting is planned.")


def actions(card: ClientCard) -> list[Option[str]]:
    """Offer what fits."""
    # Translators: plans one more meeting
    found = [Option("add", pgettext("button", "Add a meeting"))]
    if card.next_session is not None:
        # Translators: moves a meeting to another time
        found.append(Option("move", pgettext("button", "Move it")))
        # Translators: leaves a meeting out
        found.append(Option("drop", pgettext("button", "Leave it out")))
    # Translators: closes a screen
    return [*found, Option("close", pgettext("button", "Close"))]

"""Meetings: one tap for what became of each, one more for the next; everything that hangs on them follows."""

from datetime import date, timedelta
from enum import Enum

from flows.chat import Chat
from flows.content.course_lines import meeting_line
from flows.course_readings import ClientCard, Meetings, SessionShown
from flows.course_wishes import DropSession, LogSession, MoveSession, PlanSession
from flows.questions import Choice, Option
from flows.registry import flow
from flows.staff.asking import ask_day, ask_time
from locales.line import Line, _, pgettext

MENU = timedelta(minutes=30)


class Became(Enum):
    """What became of a meeting."""

    SAME = "same"
    HELD = "held"
    MOVED = "moved"
    MISSED = "missed"
    SKIP = "skip"


BECAME = [
    # Translators: the meeting was held, and the next one is at the same time next week
    Option(Became.SAME, pgettext("button", "Held, same time next")),
    # Translators: the meeting was held, and the next one is at another time
    Option(Became.HELD, pgettext("button", "Held, other time")),
    # Translators: the meeting was moved
    Option(Became.MOVED, pgettext("button", "Moved")),
    # Translators: the meeting did not take place
    Option(Became.MISSED, pgettext("button", "Did not take place")),
    # Translators: says nothing about this meeting now
    Option(Became.SKIP, pgettext("button", "Later")),
]


@flow("meetings_today", face="staff", window=timedelta(hours=14), menu=True)
async def meetings_today(chat: Chat) -> None:
    """Ask about the meetings of the day, one tap each."""
    known = await chat.read("meetings", Meetings)
    now = await chat.now("now")
    if not known.meetings:
        chat.say("none", _("Nothing to tell: every meeting is told of."))
        return
    for session in known.meetings:
        await ask_one(chat.under(f"meeting[{session.id}]"), session, now.date())
    chat.say("done", _("Thank you. That was all for today."))


async def ask_one(chat: Chat, session: SessionShown, today: date) -> None:
    """Ask what became of one meeting."""
    match await chat.ask("became", Choice(meeting_line(session), BECAME, columns=2)):
        case Became.SAME:
            chat.wish(LogSession(session=session.id, state="held", same_next=True))
        case Became.HELD:
            chat.wish(LogSession(session=session.id, state="held"))
            await plan_next(chat, session.client, today)
        case Became.MOVED:
            await move(chat, session, today)
        case Became.MISSED:
            chat.wish(LogSession(session=session.id, state="missed"))
            await plan_next(chat, session.client, today)
        case Became.SKIP:
            pass


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

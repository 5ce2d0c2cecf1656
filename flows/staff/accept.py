"""Accepting an invitation: a therapist or supervisor says who they are and when they read, then gets going."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat
from flows.client.menu import doors
from flows.client.zone import settle_zone
from flows.content.words import WEEKDAYS, WORKING_DAYS, paragraphs, tongue_options
from flows.questions import Choice, Option, Words
from flows.readings import Me, Place
from flows.registry import flow
from flows.staff.menu import CARDS, INVITE, TRY
from flows.wishes import FinishAccepting, SetLanguage, SetName, SetReadingDays
from locales.line import Line, Name, _, pgettext


class Begin(Enum):
    """The staff member begins."""

    BEGIN = "begin"


class ReadsOn(Enum):
    """On which days the log is usually read."""

    WORKING = "1,2,3,4,5"
    THREE = "1,3,5"
    TWO = "2,4"
    ONE = "one"


# Translators: goes on to the next screen
BEGIN = [Option(Begin.BEGIN, pgettext("button", "Go on"))]
READS_ON = [
    # Translators: on which days the therapist usually reads
    Option(ReadsOn.WORKING, pgettext("button", "Monday to Friday")),
    # Translators: on which days the therapist usually reads
    Option(ReadsOn.THREE, pgettext("button", "Mon, Wed, Fri")),
    # Translators: on which days the therapist usually reads
    Option(ReadsOn.TWO, pgettext("button", "Tue, Thu")),
    # Translators: on which days the therapist usually reads
    Option(ReadsOn.ONE, pgettext("button", "One day a week")),
]
NAME = Words(_("What do your clients call you? They see this name."), max_length=40, voice=False)


@flow("accept", face="staff", window=timedelta(days=10))
async def accept(chat: Chat) -> None:
    """Settle language, name, reading days and clock, then show what to do first."""
    place = await chat.read("place", Place)
    me = await chat.read("me", Me)
    language = await chat.ask(
        "language", Choice(_("Hello. Which language is easiest for you?"), tongue_options(place.tongues))
    )
    chat.wish(SetLanguage(language=language))
    await chat.ask("what", Choice(what_this_is(place, me.role), BEGIN))
    name = await chat.ask("name", NAME)
    chat.wish(SetName(name=(name.text or "").strip()))
    chat.wish(SetReadingDays(weekdays=await reading_days(chat)))
    await settle_zone(chat)
    chat.wish(FinishAccepting())
    chat.say("ready", _("You are ready. A good start is two clients."), keyboard="staff")
    chat.say("first", first_line(me.role), open=doors(*first_doors(me.role)))


IN_CHAT = _("Your clients answer a few short questions a week. You read the answers here, before you meet.")
ON_PAGE = _("Your clients answer a few short questions a week. You read the answers on a page, before you meet.")


def what_this_is(place: Place, role: str) -> Line:
    """Explain in four sentences what this is and what it is not."""
    return paragraphs(
        # Translators: {programme} is the name of the programme
        _("{programme}: a companion between two meetings.", programme=Name(place.programme)),
        (ON_PAGE if place.page else IN_CHAT)
        if role == "therapist"
        else _("You see safety notes, and what therapists mark for you. Nothing else."),
        _("I am a program. I do not judge, diagnose or watch. Clients are told when you usually read."),
    )


async def reading_days(chat: Chat) -> tuple[int, ...]:
    """Ask on which days the log is usually read; clients are told these days."""
    line = _("On which days do you usually read? Clients are told. It is no promise.")
    chosen = await chat.ask("reads_on", Choice(line, READS_ON))
    match chosen:
        case ReadsOn.ONE:
            options = [Option(str(number), name) for number, name in WEEKDAYS.items()]
            weekday = await chat.ask("one_day", Choice(_("On which day?"), options, columns=2))
            return (int(weekday),)
        case ReadsOn.WORKING:
            return WORKING_DAYS
        case ReadsOn.THREE:
            return (1, 3, 5)
        case ReadsOn.TWO:
            return (2, 4)


def first_line(role: str) -> Line:
    """Say what to do first."""
    return _("What would you like to do first?") if role == "therapist" else _("Try it once, as a client sees it.")


def first_doors(role: str) -> list[tuple[str, Line]]:
    """Offer the three first things for a therapist, the trial for a supervisor."""
    return [("try_it", TRY), ("invite_client", INVITE), ("cards", CARDS)] if role == "therapist" else [("try_it", TRY)]

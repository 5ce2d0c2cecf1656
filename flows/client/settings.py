"""Settings: language, times, a pause, the help button, the clock and the digits; one choice, one change."""

from datetime import datetime, timedelta
from enum import Enum

from flows.chat import Chat, Ending
from flows.client.joining import When
from flows.client.menu import doors
from flows.client.privacy import ask_privacy
from flows.client.zone import settle_zone
from flows.content.help_labels import HELP_LABELS
from flows.content.words import WEEKDAYS, rows, tongue_options
from flows.questions import Choice, Option
from flows.readings import CurrentPlan, Me, MySettings, Place
from flows.registry import flow
from flows.wishes import HelpLabel, PauseAll, PlanCheckIns, ResumeAll, SetDigits, SetHelpLabel, SetLanguage
from locales.line import Clock, Day, Line, Moment, _, pgettext


class Section(Enum):
    """What the client wants to change."""

    LANGUAGE = "language"
    TIMES = "times"
    PAUSE = "pause"
    PRIVACY = "privacy"
    HELP = "help"
    CLOCK = "clock"
    DIGITS = "digits"
    CLOSE = "close"


class Pause(Enum):
    """How long nothing shall be sent."""

    WEEK = "7"
    FORTNIGHT = "14"
    OPEN = "open"
    NONE = "none"


SECTIONS = [
    # Translators: a section of the settings
    Option(Section.LANGUAGE, pgettext("button", "Language")),
    # Translators: a section of the settings: when the check-in comes
    Option(Section.TIMES, pgettext("button", "Times")),
    # Translators: a section of the settings: no messages for a while
    Option(Section.PAUSE, pgettext("button", "Pause")),
    # Translators: a section of the settings: what the client agreed to
    Option(Section.PRIVACY, pgettext("button", "Privacy")),
    # Translators: a section of the settings: the words on the help button
    Option(Section.HELP, pgettext("button", "Help button")),
    # Translators: a section of the settings: the client has travelled
    Option(Section.CLOCK, pgettext("button", "My clock")),
]
# Translators: a section of the settings: 123 or the digits of the language
DIGITS = Option(Section.DIGITS, pgettext("button", "Digits"))
# Translators: leaves the settings
CLOSE = Option(Section.CLOSE, pgettext("button", "Close"))
PAUSES = [
    # Translators: no messages for this long
    Option(Pause.WEEK, pgettext("button", "One week")),
    # Translators: no messages for this long
    Option(Pause.FORTNIGHT, pgettext("button", "Two weeks")),
    # Translators: no messages until the client starts again
    Option(Pause.OPEN, pgettext("button", "Until I start again")),
    # Translators: no pause; messages come as planned
    Option(Pause.NONE, pgettext("button", "No pause")),
]
TIMES = [
    # Translators: a time of day that suits the client
    Option(When.MORNING, pgettext("button", "Mornings")),
    # Translators: a time of day that suits the client
    Option(When.MIDDAY, pgettext("button", "Midday")),
    # Translators: a time of day that suits the client
    Option(When.EVENING, pgettext("button", "Evenings")),
    # Translators: the program never writes first
    Option(When.NEVER, pgettext("button", "Only when I open you")),
]


@flow("settings", window=timedelta(minutes=30), menu=True)
async def settings(chat: Chat) -> Ending | None:
    """Show what is set, and change one thing."""
    me = await chat.read("me", Me)
    mine = await chat.read("mine", MySettings)
    options = [*SECTIONS, *([DIGITS] if me.native_digits else []), CLOSE]
    match await chat.ask("section", Choice(what_is_set(mine), options, columns=2)):
        case Section.LANGUAGE:
            await change_language(chat)
        case Section.TIMES:
            await change_times(chat, mine)
        case Section.PAUSE:
            await change_pause(chat)
        case Section.PRIVACY:
            await ask_privacy(chat, mine)
        case Section.HELP:
            await change_help_label(chat)
        case Section.CLOCK:
            await change_clock(chat)
        case Section.DIGITS:
            await change_digits(chat)
        case Section.CLOSE:
            return chat.cancel()
    return None


def what_is_set(mine: MySettings) -> Line:
    """Say what is set now."""
    return rows(_("What would you like to change?"), times_line(mine), pause_line(mine))


def times_line(mine: MySettings) -> Line:
    """Say when the check-in comes."""
    if mine.opens_self or not mine.message:
        return _("Check-in: when you open it.")
    # Translators: {weekday} is a weekday; {clock} is a time such as 18:00
    return _("Check-in: {weekday}, {clock}.", weekday=WEEKDAYS[mine.weekday], clock=Clock(mine.time))


def pause_line(mine: MySettings) -> Line | None:
    """Say until when nothing is sent."""
    if not mine.paused:
        return None
    if mine.paused_until is None:
        return _("Pause: until you start again.")
    # Translators: {moment} is a day with a time
    return _("Pause until: {moment}.", moment=Moment(mine.paused_until))


@flow("language", window=timedelta(minutes=30), menu=True)
async def language(chat: Chat) -> None:
    """Offer the languages at once, each by its own name, to whoever cannot read this one."""
    await change_language(chat)


async def change_language(chat: Chat) -> None:
    """Speak another language from the next message on."""
    place = await chat.read("place", Place)
    chosen = await chat.ask("language", Choice(_("Which language is easiest for you?"), tongue_options(place.tongues)))
    chat.wish(SetLanguage(language=chosen))
    chat.say("language_set", _("We go on in this language."), keyboard="client")


async def change_times(chat: Chat, mine: MySettings) -> None:
    """Choose a weekday and a time of day."""
    when = await chat.ask("when", Choice(_("When is it fine for a message from me to light up your phone?"), TIMES))
    if when is When.NEVER:
        chat.wish(PlanCheckIns())
        chat.say("times_set", _("That is fine. I do not write first. You open me."))
        return
    options = [Option(str(number), line) for number, line in WEEKDAYS.items()]
    weekday = await chat.ask("weekday", Choice(_("On which day?"), options, columns=2))
    chat.wish(PlanCheckIns(weekday=int(weekday), time=when.value))
    changed = mine.model_copy(update={"weekday": int(weekday), "time": when.value, "opens_self": False})
    chat.say(
        "times_set",
        times_line(changed) if mine.message else _("Noted. But I may not write first yet. Privacy can change that."),
    )


async def change_pause(chat: Chat) -> None:
    """Send nothing for a while; the check-in can still be opened."""
    pause = await chat.ask("pause", Choice(_("How long shall I not write? You can open me at any time."), PAUSES))
    if pause is Pause.NONE:
        chat.wish(ResumeAll())
        chat.say("pause_set", _("No pause. Messages come as planned."))
        return
    until = None if pause is Pause.OPEN else await pause_end(chat, int(pause.value))
    chat.wish(PauseAll(until=until))
    # Translators: begins again after a pause
    again = doors(("resume", pgettext("button", "Start again")))
    # Translators: {day} is a weekday with its date
    line = _("I am quiet until: {day}.", day=Day(until.date())) if until else _("I am quiet until you start again.")
    chat.say("pause_set", line, _("Nothing is lost. The help button works as before."), open=again)


async def pause_end(chat: Chat, length: int) -> datetime:
    """Give the moment when a pause ends."""
    return await chat.now("now") + timedelta(days=length)


async def change_help_label(chat: Chat) -> None:
    """Choose other words for the help button."""
    options: list[Option[HelpLabel]] = [Option(label, line) for label, line in HELP_LABELS.items()]
    label = await chat.ask(
        "help_label", Choice(_("Which words shall the help button have? It opens the same card."), options)
    )
    chat.wish(SetHelpLabel(label=label))
    chat.say("help_set", _("The button has these words now."), keyboard="client")


async def change_clock(chat: Chat) -> None:
    """Follow the client to another clock."""
    await settle_zone(chat)
    plan = await chat.read("plan", CurrentPlan)
    chat.say("clock_set", _("Times follow your clock now.") if plan.stores else _("Noted."))


async def change_digits(chat: Chat) -> None:
    """Choose between 123 and the digits of the language."""
    options = [
        # Translators: Latin digits
        Option("latin", pgettext("button", "1 2 3")),
        # Translators: the digits of this language, written in them
        Option("native", pgettext("button", "Digits of my language")),
    ]
    digits = await chat.ask("digits", Choice(_("How shall I write numbers?"), options))
    chat.wish(SetDigits(digits="native" if digits == "native" else "latin"))
    chat.say("digits_set", _("Numbers are written this way now."))


@flow("resume", window=timedelta(minutes=30), menu=True)
async def resume(chat: Chat) -> None:
    """Begin again after a pause."""
    chat.wish(ResumeAll())
    chat.say(
        "resumed", _("Good to have you back. Nothing was lost, and there is nothing to catch up on."), keyboard="client"
    )

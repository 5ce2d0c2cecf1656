"""Hard topics: they open with a choice and a plan for afterwards, may be left at any point, and end with a look at oneself."""

from enum import Enum

from flows.chat import Chat
from flows.client.help_card import show_help_card
from flows.content.words import paragraphs
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.tools import Tool
from locales.line import _, pgettext, verbatim


class Moment(Enum):
    """Whether this is a good moment."""

    BEGIN = "begin"
    LATER = "later"


class HowNow(Enum):
    """How somebody is after something hard."""

    OKAY = "okay"
    SHAKY = "shaky"
    HELP = "help"


MOMENT = [
    # Translators: begins something hard
    Option(Moment.BEGIN, pgettext("button", "Begin")),
    # Translators: leaves something hard for another time
    Option(Moment.LATER, pgettext("button", "Another time")),
]
HOW_NOW = [
    # Translators: how somebody is after writing about something hard
    Option(HowNow.OKAY, pgettext("button", "Okay")),
    # Translators: how somebody is after writing about something hard
    Option(HowNow.SHAKY, pgettext("button", "Shaky")),
    # Translators: somebody wants to see who can be called
    Option(HowNow.HELP, pgettext("button", "I need someone now")),
]
AFTERWARDS = Words(_("When you stop, what will you do next? Tea, a walk, a call, sleep?"))


async def begin_hard(chat: Chat, tool: Tool) -> str | None:
    """Offer to begin or to wait; give what the client wants to do afterwards, or none to wait."""
    asked = paragraphs(tool.title, _("This can be hard. You can stop at any point, and nothing is lost. Begin now?"))
    if await chat.ask("moment", Choice(asked, MOMENT, columns=2)) is Moment.LATER:
        chat.say("another_time", _("That is fine. It waits for you."))
        return None
    words = said(await chat.ask("afterwards", AFTERWARDS.or_skip()))
    return words.text or "" if words is not None else ""


async def end_hard(chat: Chat, afterwards: str, *, private: bool) -> None:
    """Say back what the client wanted to do next, and ask how it is now, with the help card one tap away."""
    if afterwards:
        # Translators: the client's own words for what to do after something hard follow
        chat.say("next", _("You wanted to do this next: {words}", words=verbatim(afterwards)))
    now = await chat.ask("how_now", Choice(_("How are you now?"), HOW_NOW).or_skip().with_help())
    match now:
        case HowNow.HELP:
            await show_help_card(chat, "shaky", private=private)
        case HowNow.SHAKY:
            chat.say("shaky", _("Thank you for saying so. Be gentle with yourself today. The help button works."))
        case HowNow.OKAY:
            chat.say("okay", _("Good. That was a lot."))
        case _:
            chat.say("end", _("Thank you. It is kept."))

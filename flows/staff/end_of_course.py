"""The end of a course: why, what the client will read, and a yes; what is missing can be written before."""

from typing import Literal

from flows.agreed import OwnWords
from flows.chat import Chat
from flows.content.course_lines import ENDED
from flows.content.notices import course_over, left_for_you
from flows.content.words import paragraphs, rows
from flows.course import Ended
from flows.course_readings import ClientCard
from flows.course_wishes import EndCourse
from flows.ending_readings import EndingCard
from flows.questions import Choice, Option
from flows.readings import Me
from flows.staff.ending import write
from locales.line import Line, _, pgettext

LOOKS = 4  # before the yes, each thing that is missing may be written, and looked at once more
ENDED_NOW = _("The course has ended. Its tasks and meetings are closed. Nothing is deleted.")


async def end(chat: Chat, card: ClientCard) -> None:
    """Ask how a course ended, show what follows from it, and end it only after a yes."""
    reasons: list[Option[Ended | Literal["close"]]] = [Option(how, line) for how, line in ENDED.items()]
    # Translators: closes a screen
    reasons.append(Option("close", pgettext("button", "Close")))
    how = await chat.ask("how", Choice(_("How did it end?"), reasons))
    if how == "close" or not await is_sure(chat, card, how):
        chat.say("nothing", _("Nothing has changed."))
        return
    chat.wish(EndCourse(client=card.client, how=how))
    chat.say("ended", ENDED_NOW)


async def is_sure(chat: Chat, card: ClientCard, how: Ended) -> bool:
    """Show what follows, and ask for a yes."""
    if how == "died":
        return await after_a_death(chat)
    return await shown(chat, card, how)


async def after_a_death(chat: Chat) -> bool:
    """Say what follows when a client has died, and ask once more."""
    warned = _("I am sorry. From now on nothing is ever sent to this chat. The notes stay.")
    options = [
        # Translators: the client has died; nothing is sent any more
        Option("yes", pgettext("button", "Yes")),
        # Translators: goes back without ending anything
        Option("no", pgettext("button", "No")),
    ]
    return await chat.ask("sure", Choice(warned, options)) == "yes"


async def shown(chat: Chat, card: ClientCard, how: Ended) -> bool:
    """Show what the client will read, exactly as it goes, and say what is missing; a yes ends the course."""
    known = await chat.read("ending", EndingCard, client=card.client)
    me = await chat.read("me", Me)
    for look in range(1, LOOKS + 1):
        asked = Choice(preview(card, known, how, me.name), ways(known), columns=2)
        chosen = await chat.ask(f"sure[{look}]", asked)
        if chosen in ("yes", "close"):
            return chosen == "yes"
        words = await write(chat.under(f"look[{look}]"), known, chosen)
        known = known if words is None else known.model_copy(update=written(chosen, words))
    return False


def written(what: str, words: OwnWords) -> dict[str, object]:
    """Give what stands on the card once something was written."""
    return {what: True, f"{what}_text": words.said.text}


def preview(card: ClientCard, known: EndingCard, how: Ended, name: str | None) -> Line:
    """Show the client's message, what goes with it, and what is missing."""
    goodbye = left_for_you(name, known.goodbye_text) if known.goodbye_text else None
    goes_along = _("Their own words about what helped, and their plan, go along where there are any.")
    missing = [
        *([] if known.care else [_("Missing: who the client can turn to afterwards.")]),
        *([] if known.goodbye else [_("Missing: your goodbye.")]),
        *([_("Everything is quiet: nothing is sent to this client.")] if card.quiet else []),
    ]
    head = _("This is what the client reads:")
    message = course_over(how, known.reads_until, care=known.care_text)
    return paragraphs(head, message, goodbye, goes_along, rows(*missing) if missing else None)


def ways(known: EndingCard) -> list[Option[str]]:
    """Offer to end it, to write what is missing first, or to do nothing."""
    # Translators: ends the course; the client gets the message that was just shown
    found = [Option("yes", pgettext("button", "Yes, end it"))]
    # Translators: writes who the client can turn to afterwards
    found += [] if known.care else [Option("care", pgettext("button", "Care afterwards"))]
    # Translators: leaves a goodbye for the client
    found += [] if known.goodbye else [Option("goodbye", pgettext("button", "My goodbye"))]
    # Translators: goes away without ending anything
    return [*found, Option("close", pgettext("button", "Do nothing"))]

"""My numbers: the client's own line of moods, and the measures as far as they are shown; no band, no colour, no arrow."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.words import rows
from flows.measure_readings import MeasurePoint, MyNumbers
from flows.readings import WhoReads
from flows.registry import flow
from flows.tool_wishes import KeepInChat
from locales.line import Count, Line, Moment, Name, _, ngettext, pgettext

MENU = timedelta(minutes=30)


@flow("my_numbers", window=MENU, menu=True)
async def my_numbers(chat: Chat) -> None:
    """Show what was given, plainly, oldest first."""
    known = await chat.read("numbers", MyNumbers)
    who = await chat.read("who", WhoReads)
    if not known.moods and not known.measures:
        chat.say("none", _("Nothing yet. Your moods stand here after a check-in."))
        return
    if known.moods:
        moods = [
            # Translators: one mood on the client's own line: {moment} is when, {mood} a number from 0 to 10
            pgettext("numbers", "{moment}: {mood}", moment=Moment(one.at), mood=Count(one.mood))
            for one in known.moods
        ]
        chat.say("moods", rows(_("Your moods, from 0 (worst) to 10 (best):"), *moods))
    if known.measures:
        chat.say(
            "measures", rows(_("Your answers to longer questions:"), *[measure_row(one) for one in known.measures])
        )
        if any(one.shown for one in known.measures):
            chat.say("meaning", meaning(who))
    if known.weeks is not None:
        drawn = {"brief": known.weeks.model_dump(mode="json"), "kind": "chart"}
        # Translators: stands under a picture of the client's own weeks: moods from 0 to 10, and thin lines for meetings
        chat.say("weeks", _("Your weeks: mood from 0 to 10. Thin lines are meetings."), paper=drawn, protect=False)


def measure_row(point: MeasurePoint) -> Line:
    """Show one measure: its number where it is shown, else that it was answered."""
    name, moment = Name(point.instrument), Moment(point.at)
    if not point.shown:
        # Translators: a measure was answered; its number is not shown yet; {name} is its name
        return pgettext("numbers", "{moment}: {name}, saved", moment=moment, name=name)
    total = (
        ngettext("{n} item left out", "{n} items left out", point.missing)
        if point.total is None
        else pgettext("answers", "{n}", n=Count(point.total))
    )
    # Translators: the plain number of a measure; {name} is its name
    return pgettext("numbers", "{moment}: {name}, {total}", moment=moment, name=name, total=total)


def meaning(who: WhoReads) -> Line:
    """Say what a higher number means, and who can say more."""
    higher = _("Higher means more of these troubles in the last two weeks.")
    if who.name is None:
        return higher
    # Translators: {name} is the therapist
    return rows(higher, _("What it means for you, you can ask: {name}.", name=Name(who.name)))


@flow("keep_here", window=MENU, menu=True)
async def keep_here(chat: Chat) -> None:
    """Leave the messages of a conversation in the chat."""
    chat.wish(KeepInChat(run=str(chat.args.get("of", ""))))
    chat.say("stays", _("They stay in the chat."))

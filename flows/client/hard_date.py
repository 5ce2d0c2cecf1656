"""A date that may be hard: a week before, what plan the client would like; on the day, one short message if wished."""

from datetime import timedelta

from flows.chat import Chat
from flows.client.help_card import show_help_card
from flows.client.tool_hard import HOW_NOW, HowNow
from flows.content.words import paragraphs
from flows.ending_readings import HardDate
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.registry import flow
from flows.tools import Field, ToolKept
from locales.line import Day, Line, Name, _, pgettext, verbatim

YES, NO = "yes", "no"


@flow("hard_date", window=timedelta(days=5))
async def hard_date(chat: Chat) -> None:
    """Ask a week before a hard date whether the client wants to plan it; open with a choice, end with a look at oneself."""
    known = await chat.read("date", HardDate, record=str(chat.args.get("record", "")))
    if known.name is None or known.on is None:
        return
    options = [
        # Translators: the client wants to plan a hard day
        Option(YES, pgettext("button", "Make a small plan")),
        # Translators: the client does not want to plan a hard day now
        Option(NO, pgettext("button", "Not now")),
    ]
    # Translators: a hard day is coming; {name} is what the client calls it, {day} its date
    coming = _("A day you wrote down is coming. {name}: {day}.", name=Name(known.name), day=Day(known.on))
    if await chat.ask("begin", Choice(coming, options).with_help()) == NO:
        chat.say("fine", _("That is fine. I will not ask again about this one."))
        return
    asked = Words(_("What would you like to do on that day? And who could be near?")).or_skip().with_help()
    words = said(await chat.ask("plan", asked))
    if words is not None:
        others = tuple(one for one in known.fields if one.name != "plan")
        fields = (*others, Field(name="plan", said=words))
        kept = ToolKept(tool="hard_dates", record=known.record, version=known.version + 1, fields=fields)
        chat.keep(kept, private=not known.shares)
    now = await chat.ask("how_now", Choice(_("How are you now?"), HOW_NOW).or_skip().with_help())
    if now is HowNow.HELP:
        await show_help_card(chat, "shaky", private=not known.shares)
    else:
        chat.say("end", _("Thank you. It is kept."))


@flow("hard_day", window=timedelta(hours=20))
async def hard_day(chat: Chat) -> None:
    """Say one short thing on a hard day, with the client's own plan, and ask nothing."""
    known = await chat.read("date", HardDate, record=str(chat.args.get("record", "")))
    if known.name is None:
        return
    # Translators: said on a hard day; {name} is what the client calls it
    today = _("Today is a day you wrote down: {name}. There is no right way to spend it.", name=Name(known.name))
    chat.say("today", paragraphs(today, own_plan(known)), _("I ask nothing today. The help button works."))


def own_plan(known: HardDate) -> Line | None:
    """Say back the client's own plan for the day."""
    if known.plan is None or known.plan.text is None:
        return None
    # Translators: the client's own plan for a hard day follows
    return _("You planned: {words}", words=verbatim(known.plan.text))

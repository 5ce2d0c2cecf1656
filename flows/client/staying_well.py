"""The staying-well plan: shown any time with one tap, made piece by piece, and given on paper."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat
from flows.client.help_card import show_help_card
from flows.client.menu import doors
from flows.content.notices import ON_PAPER, STAYS_WITH_YOU
from flows.content.plan_lines import BAND_TITLES, agreed_line, band_lines, facts_lines, plan_text
from flows.content.task_lines import shown_words
from flows.content.tools import TOOLS
from flows.content.words import rows
from flows.ending_entries import Band, BandChosen, BoosterAsked
from flows.ending_readings import PlanShown
from flows.ending_wishes import AskBooster
from flows.questions import Choice, Option
from flows.readings import CurrentPlan
from flows.registry import flow
from locales.line import Line, Name, _, pgettext

MENU = timedelta(minutes=30)
PIECES = ("plan_signs", "plan_situations", "plan_worked", "plan_people", "plan_bands")
# Translators: opens the look at what is different at the end
THEN_AND_NOW = pgettext("button", "Then and now")
# Translators: opens how it is to think about finishing
ABOUT_THE_END = pgettext("button", "Thinking about the end")
# Translators: asks for another meeting after the end
MEET_AGAIN = pgettext("button", "Ask to meet again")


class Names(Enum):
    """How names stand on the paper."""

    AS_THEY_ARE = "names"
    INITIALS = "initials"


class Paper(Enum):
    """What kind of paper."""

    PICTURE = "picture"
    PDF = "pdf"


NAMES = [
    # Translators: names on the paper stay as they are
    Option(Names.AS_THEY_ARE, pgettext("button", "Names as they are")),
    # Translators: names on the paper become first letters
    Option(Names.INITIALS, pgettext("button", "Only first letters")),
]
PAPERS = [
    # Translators: the plan as a picture
    Option(Paper.PICTURE, pgettext("button", "A picture")),
    # Translators: the plan as a file to print
    Option(Paper.PDF, pgettext("button", "A page to print")),
]


@flow("staying_well", window=MENU, menu=True)
async def staying_well(chat: Chat) -> None:
    """Show the plan as it stands, and what can be added or changed."""
    plan = await chat.read("plan", PlanShown)
    lines = plan_text(plan)
    if not lines and not plan.open:
        chat.say("early", _("Your plan to stay well is made towards the end of your meetings."))
        return
    agreed = agreed_line(plan)
    # Translators: heads the staying-well plan
    head = _("<b>My plan to stay well</b>")
    if lines:
        chat.say("plan", head, *lines, *([agreed] if agreed else []))
    else:
        chat.say("plan", head, _("Let us make it in small pieces. Each takes a few minutes."))
    facts = facts_lines(plan.facts)
    if facts:
        # Translators: heads facts such as "You tried 3 tasks."
        chat.say("facts", rows(_("What you did:"), *facts))
    chat.say("doors", _("You can change any part, as often as you like."), open=doors(*entries_of(plan)))


def entries_of(plan: PlanShown) -> list[tuple[str, Line]]:
    """Give what can be opened from the plan."""
    found = [(name, TOOLS[name].title) for name in PIECES]
    if not plan.ended:
        found += [("ending_feelings", ABOUT_THE_END), ("then_and_now", THEN_AND_NOW)]
    if plan.parts:
        found.append(("plan_paper", ON_PAPER))
    if plan.ended:
        found.append(("booster", MEET_AGAIN))
    return found


@flow("plan_paper", window=MENU, menu=True)
async def plan_paper(chat: Chat) -> None:
    """Give the plan as a picture or as a page; who might see the paper decides about the names."""
    plan = await chat.read("plan", PlanShown)
    if not plan.parts:
        chat.say("early", _("Nothing stands on your plan yet."))
        return
    names = await chat.ask("names", Choice(_("Who might see this paper? Names can become first letters."), NAMES))
    paper = await chat.ask("paper", Choice(_("As a picture, or as a page to print?"), PAPERS))
    drawn = {"plan": plan.model_dump(mode="json"), "kind": paper.value, "initials": names is Names.INITIALS}
    chat.say("paper", STAYS_WITH_YOU, paper=drawn, protect=False)


@flow("monthly_look", window=timedelta(days=6))
async def monthly_look(chat: Chat) -> None:
    """Ask at which step the client is today, and show their own words for it; nothing is concluded."""
    plan, known = await chat.read("plan", PlanShown), await chat.read("current", CurrentPlan)
    options = [Option(band, BAND_TITLES[band]) for band in Band]
    band = await chat.ask("band", Choice(_("Hello. Which of your three steps is it today?"), options).or_skip())
    if not isinstance(band, Band):
        chat.say("skipped", _("That is fine."))
        return
    chat.keep(BandChosen(band=band), private=not known.shares)
    own = band_lines(band, plan)
    if own:
        # Translators: the client's own words follow
        chat.say("own", rows(_("You wrote for this:"), *own))
    else:
        chat.say("own", _("You have written nothing for this step yet. Your plan is in the menu."))
    if band is Band.HELP:
        await show_help_card(chat, "monthly", private=not known.shares)
    if band is not Band.FINE:
        chat.say("doors", _("You can also ask to meet again."), open=doors(("booster", MEET_AGAIN)))


@flow("booster", window=MENU, menu=True)
async def booster(chat: Chat) -> None:
    """Pass the wish to meet again on, or say plainly to whom to turn when nobody reads any more."""
    plan, known = await chat.read("plan", PlanShown), await chat.read("current", CurrentPlan)
    if plan.therapist is None:
        chat.say("nobody", _("No one reads here any more."), *care_lines(plan))
        return
    chat.keep(BoosterAsked(), private=not known.shares)
    chat.wish(AskBooster())
    # Translators: {name} is the therapist
    chat.say("passed", _("I have passed it on to: {name}.", name=Name(plan.therapist)), *care_lines(plan))


def care_lines(plan: PlanShown) -> list[Line]:
    """Give the address on the plan, or the way to the help card."""
    if plan.care is None:
        return [_("The help button shows who you can call.")]
    return [_("Your plan names who you can turn to:"), shown_words(plan.care)]

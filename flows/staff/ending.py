"""The ending: spoken of first between people, then on the phone; what staff give to keep, and the months after."""

from datetime import date, timedelta

from flows.agreed import OwnWords
from flows.chat import Chat, Ending
from flows.content.notices import SPOKEN_MORE, SPOKEN_NO, SPOKEN_YES
from flows.content.plan_lines import plan_text
from flows.content.words import rows
from flows.ending_readings import EndingCard
from flows.ending_wishes import AgreePlan, Extend, LeaveGoodbye, LookMonthly, SpokeOfEnding, TakeBackEnding, WriteCare
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.registry import flow
from flows.staff.page import leads_to_the_page
from locales.line import Count, Day, Line, _, ngettext, pgettext, verbatim

MENU = timedelta(minutes=30)
MORE = (1, 2, 4, 8)
MONTHS_AFTER = (3, 6, 12)
A_MONTH = 30  # days
CLOSE, NEVER = "close", "never"
CARE = Words(_("Who can the client turn to afterwards: who, how, and how fast? Another meeting? Other care?"))
GOODBYE = Words(_("A goodbye that stays with the plan. Two lines are enough, or your voice."))


@flow("ending", face="staff", window=MENU, menu=True, of_client=True)
async def ending(chat: Chat) -> Ending | None:
    """Show where the ending stands, and open what belongs to it."""
    card = await chat.read("card", EndingCard, client=str(chat.args["client"]))
    chosen = await chat.ask("what", Choice(state_of(card), options_of(card), columns=2))
    match chosen:
        case "spoken":
            await spoken(chat, card)
        case "care":
            await write(chat, card, "care")
        case "goodbye":
            await write(chat, card, "goodbye")
        case "plan":
            await look_at_plan(chat, card)
        case "monthly":
            await monthly(chat, card)
        case _:
            return chat.cancel()
    return None


def state_of(card: EndingCard) -> Line:
    """Say where the ending stands."""
    head = _("<b>{name}</b>", name=verbatim(card.name))
    held = _("{held} of {sessions} held.", held=Count(card.held), sessions=Count(card.sessions))
    spoken_of = _("You have spoken about the ending.") if card.spoken else _("The ending was not spoken of yet.")
    there = [_("Where to find care afterwards is written down.")] if card.care else []
    there += [_("Your goodbye is there.")] if card.goodbye else []
    there += [_("Plan looked at together: {day}.", day=Day(card.agreed_on))] if card.agreed_on else []
    there += [_("Monthly look until: {day}.", day=Day(card.monthly_until))] if card.monthly_until else []
    return rows(head, held, spoken_of, *there)


def options_of(card: EndingCard) -> list[Option[str]]:
    """Offer what can be done."""
    # Translators: notes that therapist and client have spoken about the ending
    found = [] if card.spoken else [Option("spoken", pgettext("button", "We spoke of it"))]
    # Translators: writes who the client can turn to afterwards
    found.append(Option("care", pgettext("button", "Care afterwards")))
    # Translators: leaves a goodbye for the client
    found.append(Option("goodbye", pgettext("button", "My goodbye")))
    # Translators: shows the client's staying-well plan
    found.append(Option("plan", pgettext("button", "The plan")))
    # Translators: sets how long the client is asked once a month
    found.append(Option("monthly", pgettext("button", "Monthly look")))
    # Translators: closes a screen
    return [*found, Option(CLOSE, pgettext("button", "Close"))]


async def spoken(chat: Chat, card: EndingCard) -> None:
    """Ask whether it may come up with the client; without a yes nothing is sent."""
    options = [Option("yes", SPOKEN_YES), Option("no", SPOKEN_NO), Option("more", SPOKEN_MORE)]
    answer = await chat.ask("spoken", Choice(_("Have you spoken about the ending?"), options))
    chat.wish(TakeBackEnding(client=card.client, spoken=answer == "yes", sessions=card.sessions))
    if answer == "yes":
        may_come_up(chat, card)
    elif answer == "no":
        not_yet(chat)
    else:
        await extend(chat, card)


def may_come_up(chat: Chat, card: EndingCard) -> None:
    """Note that both spoke of it; only now is the client asked."""
    chat.wish(SpokeOfEnding(client=card.client))
    chat.say("kept", _("The client is asked how it is to think about it, and can begin the plan."))


def not_yet(chat: Chat) -> None:
    """Send nothing."""
    chat.say("not_yet", _("Nothing is sent. You are asked again after your next meeting."))


async def extend(chat: Chat, card: EndingCard) -> None:
    """Ask how many more meetings there are."""
    numbers = [Option(n, ngettext("{n} more meeting", "{n} more meetings", n)) for n in MORE]
    more = await chat.ask("more", Choice(_("How many more meetings?"), numbers, columns=4))
    chat.wish(TakeBackEnding(client=card.client, spoken=False, sessions=card.sessions), key="more")
    chat.wish(Extend(client=card.client, more=more))
    chat.say("kept", _("It is kept. The client is told nothing."))


@flow("spoken_yes", face="staff", window=MENU, menu=True, of_client=True)
async def spoken_yes(chat: Chat) -> None:
    """Take the yes under the question whether the ending was spoken of."""
    card = await still_asked(chat)
    if card is not None:
        may_come_up(chat, card)


@flow("spoken_no", face="staff", window=MENU, menu=True, of_client=True)
async def spoken_no(chat: Chat) -> None:
    """Take the answer that it was not spoken of yet."""
    if await still_asked(chat) is not None:
        not_yet(chat)


@flow("spoken_more", face="staff", window=MENU, menu=True, of_client=True)
async def spoken_more(chat: Chat) -> None:
    """Take the answer that the course goes on."""
    card = await still_asked(chat)
    if card is not None:
        await extend(chat, card)


async def still_asked(chat: Chat) -> EndingCard | None:
    """Give where the ending stands, or say that there is nothing to answer any more."""
    card = await chat.read("card", EndingCard, client=str(chat.args["client"]))
    if card.open and not card.spoken:
        return card
    chat.say("known", _("Nothing has changed."))
    return None


async def write(chat: Chat, card: EndingCard, what: str) -> OwnWords | None:
    """Take the therapist's own words, and say so when the client reads another language; give what was written."""
    question = CARE if what == "care" else GOODBYE
    words = said(await chat.ask(what, question.or_skip()))
    if words is None:
        chat.say("nothing", _("Nothing has changed."))
        return None
    own = OwnWords(said=words, language=card.my_language)
    chat.wish(
        WriteCare(client=card.client, words=own) if what == "care" else LeaveGoodbye(client=card.client, words=own)
    )
    note = _("The client reads another language. This goes exactly as you wrote it.")
    chat.say("kept", _("It is kept."), *([note] if words.text and card.my_language != card.language else []))
    return own


async def look_at_plan(chat: Chat, card: EndingCard) -> None:
    """Show the plan as the client wrote it, and note that both looked at it together."""
    if not await leads_to_the_page(chat, card.client) and not await show_plan(chat, card.client):
        return
    options = [
        # Translators: therapist and client looked at the plan together
        Option("yes", pgettext("button", "Yes, together")),
        # Translators: therapist and client have not looked at the plan together
        Option("no", pgettext("button", "Not yet")),
    ]
    if await chat.ask("agreed", Choice(_("Have you looked at it together?"), options)) == "yes":
        chat.wish(AgreePlan(client=card.client))
        chat.say("kept", _("It is kept, and stands on the plan."))


async def show_plan(chat: Chat, client: str) -> bool:
    """Show the plan, and say whether there was anything to show."""
    known = await chat.read("plan", EndingCard, client=client, plan="yes")
    lines = plan_text(known.plan) if known.plan is not None else ()
    if known.plan is None:
        chat.say("private", _("The client keeps the plan private."))
    elif not lines:
        chat.say("empty", _("Nothing stands on the plan yet. It fills as the client writes."))
    else:
        chat.say("plan", *lines, protect=True, gone_in=20)
    return bool(lines)


async def monthly(chat: Chat, card: EndingCard) -> None:
    """Agree on how long the client is asked once a month; it ends on a fixed day."""
    days: list[date] = [card.today + timedelta(days=A_MONTH * n) for n in MONTHS_AFTER]
    options = [Option(day.isoformat(), pgettext("day", "{day}", day=Day(day))) for day in days]
    # Translators: the client is not asked once a month
    options.append(Option(NEVER, pgettext("button", "No monthly look")))
    asked = _("Once a month the client is asked at which step they are, and reads their own words. Until when?")
    chosen = await chat.ask("until", Choice(asked, options))
    until = None if chosen == NEVER else date.fromisoformat(chosen)
    chat.wish(LookMonthly(client=card.client, until=until))
    chat.say("kept", _("It is kept. On its last day the client is told that no one reads any more."))

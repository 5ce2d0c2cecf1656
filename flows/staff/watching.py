"""Safety, contact, silence, and the truth about what was sent."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat
from flows.content.course_lines import SAFETY
from flows.content.words import paragraphs, rows
from flows.course import Safety
from flows.course_readings import ClientCard, ContactShown, SentShown
from flows.course_wishes import MadeContact, NoteSafety, PlanContact, QuietNow
from flows.questions import Choice, Option
from flows.registry import flow
from locales.line import Day, Line, Moment, Name, _, ngettext, pgettext

MENU = timedelta(minutes=30)
IN_DAYS = (1, 3, 7)
CLOSE = "close"
FLOWS: dict[str, Line] = {
    "check_in": pgettext("sent", "check-in"),
    "task_offer": pgettext("sent", "a new task"),
    "task_time": pgettext("sent", "the moment of a task"),
    "task_day": pgettext("sent", "one day of a task"),
    "tell_task": pgettext("sent", "what was agreed?"),
    "did_you_meet": pgettext("sent", "did you meet?"),
    "monthly_look": pgettext("sent", "the monthly look"),
    "hard_date": pgettext("sent", "a hard date ahead"),
    "hard_day": pgettext("sent", "a hard date"),
}
STATES: dict[str, Line] = {
    "planned": pgettext("sent", "planned"),
    "waiting": pgettext("sent", "waits: a conversation is open, or it is quiet"),
    "begun": pgettext("sent", "on its way"),
    "pending": pgettext("sent", "on its way"),
    "sending": pgettext("sent", "on its way"),
    # Translators: Telegram has accepted the message; whether anybody saw it is not known
    "sent": pgettext("sent", "accepted by Telegram, no answer so far"),
    "unknown": pgettext("sent", "unknown: the connection broke"),
    "aside": pgettext("sent", "refused by Telegram"),
    "failed": pgettext("sent", "refused by Telegram"),
    "withdrawn": pgettext("sent", "taken back"),
    "answered": pgettext("sent", "answered"),
    # Translators: nobody answered; what that means is unknown
    "missed": pgettext("sent", "no answer: unknown why"),
    "unreachable": pgettext("sent", "not sent: messages do not arrive"),
    "stopped": pgettext("sent", "not sent: stopped"),
    "paused": pgettext("sent", "not sent: a pause"),
    "no_consent": pgettext("sent", "not sent: the client writes first"),
    "opens_self": pgettext("sent", "not sent: the client opens it"),
    "not_yet": pgettext("sent", "not sent: not confirmed yet"),
    "done": pgettext("sent", "not sent: done shortly before"),
    "settled": pgettext("sent", "not sent: settled already"),
    "unread": pgettext("sent", "not sent: nobody has read the notes"),
    "budget": pgettext("sent", "not sent: enough for this week"),
    "late": pgettext("sent", "not sent: it would have come too late"),
    "quiet": pgettext("sent", "not sent: quiet hours"),
    "gave_way": pgettext("sent", "not sent: a conversation went on"),
    "parked": pgettext("sent", "not sent: a mistake on my side"),
}


class Quiet(Enum):
    """Whether everything shall be quiet."""

    YES = "yes"
    NO = "no"


@flow("safety", face="staff", window=MENU, menu=True, of_client=True)
async def safety(chat: Chat) -> None:
    """Say what to ask in private, and keep the answer for staff alone."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    asked = _(
        "Ask in private, with nobody near: Is the client afraid of anyone at home? Was the client hurt, threatened or "
        "controlled? Who else sees this phone?"
    )
    stays = _("Only staff see this. It counts for six weeks, and is asked again when the stage changes.")
    options = [Option(one, SAFETY[one]) for one in Safety]
    answer = await chat.ask("answer", Choice(paragraphs(asked, stays), options))
    chat.wish(NoteSafety(client=card.client, answer=answer))
    chat.say("kept", _("It is kept. What it closes is shown beside each task."))


@flow("contact", face="staff", window=MENU, menu=True, of_client=True)
async def contact(chat: Chat) -> None:
    """Say that somebody got in touch, or plan when somebody shall."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    options = [Option(f"made:{one.id}", made(one)) for one in card.contacts]
    # Translators: plans to get in touch within so many days
    options += [Option(str(n), in_days(n)) for n in IN_DAYS]
    # Translators: closes a screen
    close = Option(CLOSE, pgettext("button", "Close"))
    chosen = await chat.ask(
        "what", Choice(_("Get in touch: a call, a quarter of an hour. By when?"), [*options, close])
    )
    if chosen == CLOSE:
        return
    if chosen.startswith("made:"):
        chat.wish(MadeContact(contact=chosen.removeprefix("made:")))
        chat.say("made", _("Good. It is kept."))
        return
    by = card.today + timedelta(days=int(chosen))
    chat.wish(PlanContact(client=card.client, by=by))
    chat.say("planned", _("I remind you: {day}. A day later the supervisor hears of it too.", day=Day(by)))


def made(contact: ContactShown) -> Line:
    """Offer to say that somebody got in touch, or that somebody else has answered about a client."""
    if contact.reason == "referred":
        # Translators: those to whom a client was referred have answered; {day} is when to ask them
        return pgettext("contact", "Heard back: {day}", day=Day(contact.by))
    # Translators: somebody has got in touch with the client; {day} is by when it was planned
    return pgettext("contact", "Done: {day}", day=Day(contact.by))


def in_days(number: int) -> Line:
    """Offer to plan something within so many days."""
    return ngettext("In {n} day", "In {n} days", number)


@flow("quiet", face="staff", window=MENU, menu=True, of_client=True)
async def quiet(chat: Chat) -> None:
    """Stop every message to a client at once, or let them begin again."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    asked = (
        # Translators: {name} is the client
        _("Everything is quiet for: {name}. Shall messages come again?")
        if card.quiet
        # Translators: {name} is the client; a safety note about the client still reaches staff
        else _(
            "Shall everything be quiet for: {name}? No question and no notice is sent. Safety notes still come to you. "
            "Nobody is asked why, and nothing is lost."
        )
    ).fill(name=Name(card.name))
    options = [
        # Translators: answers whether everything shall be quiet, or whether messages shall come again
        Option(Quiet.YES, pgettext("button", "Yes")),
        # Translators: answers whether everything shall be quiet, or whether messages shall come again
        Option(Quiet.NO, pgettext("button", "No")),
    ]
    if await chat.ask("sure", Choice(asked, options, columns=2)) is Quiet.NO:
        chat.say("nothing", _("Nothing has changed."))
        return
    chat.wish(QuietNow(client=card.client, quiet=not card.quiet))
    chat.say("kept", _("Messages come again.") if card.quiet else _("It is quiet now."))


@flow("sent_list", face="staff", window=MENU, menu=True, of_client=True)
async def sent_list(chat: Chat) -> None:
    """Show what was planned and sent, and what became of each, as it is."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    if not card.sent:
        chat.say("none", _("Nothing was planned so far."))
        return
    chat.say("sent", rows(_("What was sent, and what became of it:"), *[one_sent(one) for one in card.sent]))


def one_sent(sent: SentShown) -> Line:
    """Show one prompt."""
    # Translators: one row of a list: {moment} is when, {what} is what was sent, {state} what became of it
    line = _("• {moment}: {what}, {state}")
    return line.fill(moment=Moment(sent.due_at), what=FLOWS.get(sent.flow, FLOWS["check_in"]), state=STATES[sent.state])

"""Ask the therapist to get in touch: one tap, not urgent, and honest about when."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.help_labels import HELP_LABELS
from flows.content.words import away, days
from flows.entries import ContactAsked
from flows.measure_readings import Reached
from flows.readings import Me, WhoReads
from flows.registry import flow
from flows.wishes import Notify
from locales.line import Line, Name, _


@flow("get_in_touch", window=timedelta(minutes=30), menu=True)
async def get_in_touch(chat: Chat) -> None:
    """Pass the wish on, and say on which days an answer usually comes."""
    who = await chat.read("who", WhoReads)
    me = await chat.read("me", Me)
    if who.name is None:
        chat.say("nobody", _("No one is connected to this chat at the moment."), sooner(me))
        return
    reached = await chat.read("reached", Reached)
    chat.keep(ContactAsked())
    chat.wish(Notify(notice="contact"))
    if reached.anybody or not me.connected:
        passed = _("I have passed it on.") if me.connected else NOT_YET
        chat.say("passed_on", passed, answers(who, who.name), sooner(me))
    else:
        # Translators: {name} is the therapist, whose chat takes no messages at the moment, and no supervisor's does either
        chat.say("not_reached", _("I could not reach: {name}.", name=Name(who.name)), sooner(me))


# Translators: nobody hears of it before therapist and client have compared the three pictures
NOT_YET = _("It is kept. I pass it on as soon as the three pictures are compared.")


def answers(who: WhoReads, name: str) -> Line:
    """Say on which days an answer usually comes."""
    if who.absence is not None:
        return away(name, who.absence)
    # Translators: {name} is the therapist; {days} is a list such as "Monday, Friday"
    return _("Who usually answers: {name}. Usual days: {days}.", name=Name(name), days=days(who.weekdays))


def sooner(me: Me) -> Line:
    """Name the help button by the words that it has for this client."""
    # Translators: {button} holds the words on the help button
    return _("If you need someone sooner, tap: {button}.", button=HELP_LABELS[me.help_label])

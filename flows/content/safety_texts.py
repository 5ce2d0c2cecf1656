"""
The safety texts: what the help card says, each with an id and a version; drafts until a named clinician signs.

A changed sentence raises the version of its text, in a translation too, because the version that was shown is kept.
"""

from dataclasses import dataclass

from flows.content.words import listed, looks_by, rows
from flows.measure_readings import Reached
from flows.readings import HelpCard, Helpline
from locales.line import Clock, Day, Line, Name, _, pgettext, verbatim


@dataclass(frozen=True, slots=True)
class SafetyText:
    """One safety text with its version."""

    id: str
    version: int
    lines: tuple[Line, ...]
    draft: bool = True


HELP_CARD_VERSION = 4
CALLED_BY_A_TAP = 7  # digits: shorter numbers stay plain text in Telegram


def help_card(card: HelpCard) -> SafetyText:
    """Give the card of who to contact now: the same for everybody, in every state."""
    return SafetyText(id="help_card", version=HELP_CARD_VERSION, lines=(_opening(card), _numbers(card), HONESTY))


def _opening(card: HelpCard) -> Line:
    return rows(
        # Translators: first words of the help card; calm, and neutral enough for a lock screen
        pgettext("safety", "Here is who you can reach now."),
        # Translators: honest and short; the reader may be in distress
        pgettext("safety", "I am a program. No one is reading this right now."),
        _usually(card),
    )


def _usually(card: HelpCard) -> Line | None:
    if card.name is None:
        # Translators: there is no therapist behind this chat at the moment
        return pgettext("safety", "No therapist is connected to this chat at the moment.")
    if card.absence is None:
        return looks_by(card.name, card.looks_by)
    if card.absence.cover is None:
        # Translators: {name} is the therapist; {day} is the last day of the absence
        return pgettext("safety", "Away: {name}. Until: {day}.", name=Name(card.name), day=Day(card.absence.away_until))
    # Translators: {name} is the therapist; {day} is the last day of the absence; {cover} is who reads meanwhile
    return pgettext(
        "safety",
        "Away: {name}. Until: {day}. Who looks until then: {cover}.",
        name=Name(card.name),
        day=Day(card.absence.away_until),
        cover=Name(card.absence.cover),
    )


def _numbers(card: HelpCard) -> Line:
    # Translators: {number} is the emergency number of the country, on a row of its own; a tap on it copies it
    first = pgettext(
        "safety",
        "<b>In danger right now:</b> call, or go to the nearest emergency room.\n<code>{number}</code>",
        number=verbatim(card.emergency),
    )
    others = [_helpline(line) for line in card.helplines]
    return rows(first, *others, _second_route(card), _checked(card))


def _helpline(line: Helpline) -> Line:
    """Name a line; Telegram makes a long number one that is called by a tap, so a short one is copied by a tap."""
    # Translators: {line} is the name of a helpline; {hours} is when it answers; {number} stands on a row of its own
    called = pgettext("safety", "\n<b>Someone to talk to:</b> {line}. {hours}\n{number}")
    # Translators: {line} is the name of a helpline; {hours} is when it answers; a tap on {number} copies it
    copied = pgettext("safety", "\n<b>Someone to talk to:</b> {line}. {hours}\n<code>{number}</code>")
    number = verbatim(line.number)
    asked = copied if sum(one.isdecimal() for one in line.number) < CALLED_BY_A_TAP else called
    return asked.fill(line=Name(line.name), hours=_when_and_how(line), number=number)


def _when_and_how(line: Helpline) -> Line:
    """Say when a line answers, how, and what it costs."""
    more = [_hours(line)]
    if line.channel != "call":
        more.append(CHANNELS[line.channel])
    if line.free:
        # Translators: calling a helpline costs nothing
        more.append(pgettext("safety", "Free of charge."))
    elif line.cost:
        more.append(verbatim(line.cost))
    found, *others = more
    for other in others:
        # Translators: two short sentences beside each other, such as "Day and night. Free of charge."
        found = pgettext("safety", "{first} {second}", first=found, second=other)
    return found if line.country is None else rows(found, verbatim(line.country))


CHANNELS: dict[str, Line] = {
    # Translators: how a helpline is reached
    "text": pgettext("safety", "By text message."),
    # Translators: how a helpline is reached
    "chat": pgettext("safety", "By chat."),
}


def _hours(line: Helpline) -> Line:
    if line.hours == "24h":
        # Translators: when a helpline answers
        return pgettext("safety", "Day and night.")
    opens, closes = line.hours.split("-")
    # Translators: when a helpline answers: {opens} and {closes} are times such as 08:00
    return pgettext("safety", "Open: {opens} to {closes}.", opens=Clock(opens), closes=Clock(closes))


def _second_route(card: HelpCard) -> Line | None:
    if card.second_route is None:
        return None
    # Translators: {address} is a web address with helplines of many countries
    return pgettext("safety", "\nMore lines: {address}", address=verbatim(card.second_route))


def _checked(card: HelpCard) -> Line:
    # Translators: {day} is when somebody last called these numbers to check them
    return pgettext("safety", "Numbers last checked: {day}.", day=Day(card.checked_on))


# Translators: last words of the help card
HONESTY = pgettext("safety", "You do not have to wait. You can also go to someone you trust.")


def item9_card(card: HelpCard, reached: Reached, answer: int) -> SafetyText:
    """
    Give the card that comes straight after item 9: the same for one, two and three, but for one line at two and three.

    It never blocks, never argues, promises no rescue, and asks nothing about means or plans.
    """
    # Translators: first words after somebody told of thoughts of being better off dead; calm and short
    thanks = pgettext("safety", "Thank you for telling me. That took courage.")
    today = pgettext("safety", "Please talk to someone today.") if answer >= TODAY_FROM else None
    return SafetyText(
        id="item9_card", version=3,
        lines=(rows(thanks, today), _passed_on(card, reached), rows(NOT_WAIT, _numbers(card)), *_trusted(reached)),
    )  # fmt: skip


def item9_talk(reached: Reached) -> tuple[Line, ...]:
    """
    Say what became of the wish to talk, after the card and as a part of it; never that somebody is going to call.

    A helpline may be closed now; the emergency number, which stands first on the card, is not.
    """
    if reached.name is None or not reached.reachable or not reached.notices:
        # Translators: under the card with the numbers, of which the first is the emergency number
        return (pgettext("safety", "Please use one of the numbers above. The first one answers day and night."),)
    # Translators: {name} is the therapist
    passed_on = pgettext("safety", "I have passed on to {name} that you want to talk.", name=Name(reached.name))
    # Translators: under the card with the numbers, of which the first is the emergency number
    return (passed_on, pgettext("safety", "You do not have to wait. The first number above answers day and night."))


def home_card(card: HelpCard, reached: Reached) -> SafetyText:
    """Give the card for somebody who is not safe at home; the programme fills in what it must report."""
    # Translators: to somebody who is hurt or threatened by a person near them
    fault = pgettext("safety", "If someone hurts or scares you, it is not your fault.")
    # Translators: on a shared phone, others may read this chat
    phone = pgettext("safety", "If others use this phone, you can clear this chat in Telegram.")
    duty = (verbatim(reached.duty),) if reached.duty else ()
    return SafetyText(
        id="home_card", version=3,
        lines=(fault, _passed_on(card, reached), rows(NOT_WAIT, _numbers(card)), *_trusted(reached), *duty, phone),
    )  # fmt: skip


def _passed_on(card: HelpCard, reached: Reached) -> Line:
    """Say honestly what became of the note: passed on, not passed on, or nobody is there."""
    # Translators: honest and short; the reader may be in distress
    program = pgettext("safety", "I am a program. No one is reading this right now.")
    if reached.name is None:
        return rows(program, pgettext("safety", "No therapist is connected to this chat at the moment."))
    if not reached.notices:
        return program
    if not reached.reachable:
        # Translators: {name} is the therapist, whose own chat takes no messages at the moment
        line = pgettext("safety", "I could not reach: {name}. Please use one of these now.", name=Name(reached.name))
        return rows(program, line)
    # Translators: {name} is the therapist, to whom a note without any words of the client was sent
    sent = pgettext("safety", "I have sent a note to: {name}.", name=Name(reached.name))
    return rows(program, sent, _usually(card))


def _trusted(reached: Reached) -> tuple[Line, ...]:
    if not reached.close:
        return (pgettext("safety", "You can also go to someone you trust."),)
    names = listed([verbatim(name) for name in reached.close])
    # Translators: {names} is a list of the client's own names for people who are close
    return (pgettext("safety", "You can also go to someone you trust. You named: {names}.", names=names),)


TODAY_FROM = 2  # of the four answers 0 to 3
# Translators: stands above phone numbers
NOT_WAIT = pgettext("safety", "You do not have to wait for that:")
# Translators: shown to somebody who opened the chat without a link
STRANGER = (
    _("Hello. I am a small program for people who see a therapist."),
    _("I keep notes between two meetings. To begin, you need a link from your therapist."),
    _("Please ask your therapist for one. Nothing about you is kept here."),
)

"""
A measure: one item a message, in the official words; what is left out stays out, and nothing is concluded.

After item 9 the card comes at once, the same for one, two and three (clinical practice of the field; see `clinical.md`
4.2 B and C); after every measure the help card comes for everybody, without a look at any answer.  Whoever then wants to
talk or to stop is asked nothing more.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from flows.chat import Chat, Ending
from flows.client.help_card import shown
from flows.content.safety_texts import SafetyText, help_card, item9_card, item9_talk
from flows.content.words import paragraphs
from flows.measure_entries import MeasureAnswered, MeasureLeft, Reply, SafetyNoted
from flows.measure_readings import FormShown, MeasureDue, MeasuresDue, Reached
from flows.measure_wishes import SafetyAnswered, WantsToTalk
from flows.measures import total_of
from flows.questions import Choice, Option, Question, Skipped
from flows.readings import CurrentPlan, HelpCard, Me, WhoReads
from flows.registry import flow
from locales.line import Count, Line, Name, _, ngettext, pgettext, verbatim


class Now(Enum):
    """What somebody wants after the card."""

    SAFE = "safe"
    TALK = "talk"
    STOP = "stop"


class Begin(Enum):
    """Whether to answer a measure now."""

    YES = "yes"
    LEAVE = "leave"


NOW = [
    # Translators: after the card that follows item 9; the reader may be in distress; at most 24 letters
    Option(Now.SAFE, pgettext("safety", "I am safe for now, go on")),
    # Translators: after the card that follows item 9
    Option(Now.TALK, pgettext("safety", "I want to talk")),
    # Translators: after the card that follows item 9: ends the questions for today
    Option(Now.STOP, pgettext("safety", "Stop here")),
]
REPLIES: dict[Now, Reply] = {Now.SAFE: "safe", Now.TALK: "talk", Now.STOP: "stop"}


@dataclass(frozen=True, slots=True)
class Answering:
    """What the questions of one measure need: the form, whether the card comes at once, and whether it is private."""

    form: FormShown
    at_once: bool
    private: bool


@flow("measure", window=timedelta(days=3), resumes=True)
async def measure(chat: Chat) -> Ending | None:
    """Answer what is due, opened by the client."""
    plan = await chat.read("plan", CurrentPlan)
    who = await chat.read("who", WhoReads)
    known = await chat.read("measures", MeasuresDue)
    if not known.due:
        chat.say("none", _("No questions are due at the moment."))
        return None
    for one in known.due:
        part = chat.under(f"measure[{one.instrument}]")
        if not await answer_measure(part, one, known, private=not plan.shares):
            return chat.cancel()
    chat.say("saved", saved_for(who))
    return None


def saved_for(who: WhoReads) -> Line:
    """Say for whom the answers are saved; no number, no conclusion."""
    if who.name is None:
        return _("Thank you. It is saved for your meeting.")
    # Translators: {name} is the therapist
    return _("Thank you. It is saved for your meeting with: {name}.", name=Name(who.name))


async def answer_measure(chat: Chat, due: MeasureDue, known: MeasuresDue, *, private: bool) -> bool:
    """Offer a measure and take its answers; say whether to go on: not after *stop* and not after *I want to talk*."""
    form = await choose_form(chat, due)
    if form is None or await chat.ask("begin", before(form)) is Begin.LEAVE:
        chat.keep(MeasureLeft(instrument=due.instrument), private=private)
        return True
    return await all_items(chat, Answering(form, known.at_once, private))


async def choose_form(chat: Chat, due: MeasureDue) -> FormShown | None:
    """Take the form of the client's language; where there is none, let the client choose among those there are."""
    lang = due.own
    if lang is None:
        options = [Option(one.lang, verbatim(one.own_name)) for one in due.forms]
        asked = _("These questions are not there in your language. Which of these can you read well?")
        chosen = await chat.ask("lang", Choice(asked, options, columns=2).or_skip())
        if isinstance(chosen, Skipped):
            return None
        lang = chosen
    return await chat.read("form", FormShown, instrument=due.instrument, lang=lang)


def before(form: FormShown) -> Choice[Begin]:
    """Say what comes, and that one may stop and go on later."""
    line = paragraphs(
        ngettext("Now {n} short question.", "Now {n} short questions.", len(form.items)),
        _("You can stop at any point and go on later. What you leave out stays empty."),
    )
    options = [
        # Translators: begins the questions of a measure
        Option(Begin.YES, pgettext("button", "Go on")),
        # Translators: leaves out the questions of a measure this time
        Option(Begin.LEAVE, pgettext("button", "Not this time")),
    ]
    return Choice(line, options, columns=2)


async def all_items(chat: Chat, about: Answering) -> bool:
    """Ask item by item, keep the answers also of whoever stops after the card, and say whether to go on."""
    form, answers = about.form, dict[int, int]()
    wanted = None
    for place in range(len(form.items)):
        given = await chat.ask(f"item[{place + 1}]", item(form, place), fills=f"measure_answered.{place + 1}")
        if not isinstance(given, Skipped):
            answers[place] = given
        if place == form.safety_item and answers.get(place, 0) > 0:
            wanted = await after_item_nine(chat, about, answers[place])
    difficulty, goes_on = None, wanted in (None, Now.SAFE)
    if goes_on and form.difficulty_item is not None and any(answers.values()):
        hard = await chat.ask("difficulty", difficulty_of(form))
        difficulty = None if isinstance(hard, Skipped) else hard
    await closing(chat, about, answers, difficulty, goes_on=goes_on)
    return goes_on


def item(form: FormShown, place: int) -> Question[int | Skipped]:
    """Ask one item; the stem with its two weeks stands above every one."""
    # Translators: which question of a measure this is; {number} and {of} are numbers
    where = _("<i>{number} of {of}</i>", number=Count(place + 1), of=Count(len(form.items)))
    options = [Option(value, verbatim(text)) for value, text in zip(form.values, form.options, strict=True)]
    return Choice(paragraphs(where, verbatim(form.stem), verbatim(form.items[place])), options).or_skip().with_help()


def difficulty_of(form: FormShown) -> Question[int | Skipped]:
    """Ask the last question of the form, which is never scored."""
    options = [Option(place, verbatim(text)) for place, text in enumerate(form.difficulty_options)]
    return Choice(verbatim(form.difficulty_item or ""), options).or_skip().with_help()


async def after_item_nine(chat: Chat, about: Answering, answer: int) -> Now | None:
    """Pass a note on at once; show the card, which is kept even if nothing is tapped any more; ask only whether to go on."""
    chat.wish(SafetyAnswered(instrument=about.form.instrument, answer=answer))
    if not about.at_once:
        chat.keep(SafetyNoted(answer=answer), private=about.private)
        return None
    card, reached, me = (
        await chat.read("card", HelpCard),
        await chat.read("reached", Reached),
        await chat.read("me", Me),
    )
    text = item9_card(card, reached, answer)
    chat.say("item9_card", *text.lines, urgency="safety")
    chat.keep(shown(text, "item9", me, answer=answer), private=about.private)
    # Translators: stands above three buttons, after the card that follows item 9
    now = await chat.ask("now", Choice(pgettext("safety", "What would you like now?"), NOW).with_help())
    chat.keep(SafetyNoted(reply=REPLIES[now]), key="reply", private=about.private)
    if now is Now.TALK:
        chat.wish(WantsToTalk())
        chat.say("talk", *item9_talk(reached), urgency="safety")
    return now


async def closing(
    chat: Chat, about: Answering, answers: dict[int, int], difficulty: int | None, *, goes_on: bool
) -> None:
    """Keep the answers and show the help card, whatever was answered; whoever stops is asked nothing more today."""
    card = help_card(await chat.read("card_at_end", HelpCard))
    keep(chat, about, answers, difficulty, card)
    answer = answers.get(-1 if about.form.safety_item is None else about.form.safety_item, 0)
    if answer > 0 and not about.at_once:
        chat.keep(shown(card, "item9", await chat.read("me", Me), answer=answer), private=about.private)
    if not goes_on:
        chat.say("stopped", _("It is kept. I ask nothing more today. The help button works."))
    chat.say("card_at_end", *card.lines)


def keep(chat: Chat, about: Answering, answers: dict[int, int], difficulty: int | None, card: SafetyText) -> None:
    """Keep the points of every item; the total only where none is missing."""
    form = about.form
    points = tuple(answers.get(place) for place in range(len(form.items)))
    entry = MeasureAnswered(
        instrument=form.instrument, language=form.lang, form=form.form, answers=points, difficulty=difficulty,
        total=total_of(points), safety_item=form.safety_item, card_version=card.version,
    )  # fmt: skip
    chat.keep(entry, private=about.private)

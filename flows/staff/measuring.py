"""Measures, as staff set them: which, how often, what the client sees; item 9 that is known; a form read aloud."""

from collections.abc import Sequence
from datetime import timedelta

from flows.agreed import Numbers
from flows.chat import Chat, Ending
from flows.client.help_card import shown
from flows.client.measure import difficulty_of, item
from flows.content.measure_lines import NUMBERS, RHYTHMS, plan_lines
from flows.content.plan_lines import bullet
from flows.content.safety_texts import help_card
from flows.content.words import listed, paragraphs, rows
from flows.measure_entries import MeasureAnswered
from flows.measure_readings import FormKnown, FormShown, MeasurePlans, MeasurePlanShown
from flows.measure_wishes import AskWorst, KeepReadAloud, KnowItem, ShowNumbers, SwitchMeasure
from flows.measures import total_of
from flows.questions import Choice, Option, Skipped
from flows.readings import HelpCard, Me
from flows.registry import flow
from locales.line import Count, Day, Line, _, pgettext, verbatim

MENU = timedelta(minutes=30)
KNOWN, SHOWN, LOWEST, ALOUD, CLOSE = "known", "shown", "lowest", "aloud", "close"
OFF = "off"
REVIEW_IN = (7, 14, 28)  # days; a plan about item 9 is looked at again within four weeks
ANSWERS = (1, 2, 3)
ROOM = 2000  # characters for doubts: a message holds 4096


@flow("measures", face="staff", window=MENU, menu=True, of_client=True)
async def measures(chat: Chat) -> Ending | None:
    """Offer what can be set about the measures of a client."""
    known = await chat.read("plans", MeasurePlans, client=str(chat.args["client"]))
    options = [Option(f"plan:{one.instrument}", verbatim(one.instrument)) for one in known.plans]
    # Translators: sets when the client sees the plain number of a measure
    options.append(Option(SHOWN, pgettext("button", "What the client sees")))
    # Translators: sets whether the check-in asks for the lowest mood of the week too
    options.append(Option(LOWEST, pgettext("button", "Lowest mood")))
    # Translators: notes that item 9 is known to the therapist and that there is a plan
    options.append(Option(KNOWN, pgettext("button", "Item 9 is known")))
    # Translators: the therapist reads a measure aloud and enters the answers
    options.append(Option(ALOUD, pgettext("button", "Read it aloud")))
    # Translators: closes a screen
    options.append(Option(CLOSE, pgettext("button", "Close")))
    chosen = await chat.ask("what", Choice(plan_lines(known), options, columns=2))
    match chosen:
        case "close":
            return chat.cancel()
        case "shown":
            await choose_numbers(chat, known)
        case "lowest":
            await choose_lowest(chat, known)
        case "known":
            await know(chat, known)
        case "aloud":
            await read_aloud(chat, known)
        case _:
            await switch(chat, known, chosen.removeprefix("plan:"))
    return None


async def switch(chat: Chat, known: MeasurePlans, instrument: str) -> None:
    """Ask for the rhythm of a measure; the doubts about its wording are said first."""
    plan = next(one for one in known.plans if one.instrument == instrument)
    options = [Option(str(days), line) for days, line in RHYTHMS.items()]
    # Translators: switches a measure off
    off = Option(OFF, pgettext("button", "Off"))
    asked = paragraphs(_("How often? It comes within a check-in."), *wording_lines(plan))
    chosen = await chat.ask("rhythm", Choice(asked, [*options, off]))
    chat.wish(
        SwitchMeasure(client=known.client, instrument=instrument, every_days=None if chosen == OFF else int(chosen))
    )
    chat.say("kept", _("It is kept."))


def wording_lines(plan: MeasurePlanShown) -> list[Line]:
    """Say what is not certain about the wording of each form in use, and which forms are off because nobody compared them."""
    unchecked = _("The client's language is there, but nobody has compared its wording with the published form.")
    found, room, others = [unchecked] if plan.unchecked else [], ROOM, list[FormKnown]()
    for form in plan.forms:
        if form.checked and form.doubts:
            room -= sum(len(doubt) for doubt in form.doubts)
            found += [doubts(form)] if room > 0 else []
            others += [form] if room <= 0 else []
    if others:
        # Translators: {languages} is a list of languages, each by its own name; of these one message can hold no more
        found.append(_("Not certain either, see the files of these forms: {languages}", languages=named(others)))
    if off := [form for form in plan.forms if not form.checked]:
        # Translators: {languages} is a list of languages, each by its own name
        line = _("Off, because nobody has compared the wording with the published form: {languages}")
        found.append(line.fill(languages=named(off)))
    return found


def named(forms: Sequence[FormKnown]) -> Line:
    """Name forms by their languages."""
    return listed([verbatim(form.own_name) for form in forms])


def doubts(form: FormKnown) -> Line:
    """Give the doubts about one form as its file states them."""
    # Translators: {language} is the own name of the language of a form; what is not certain about its wording follows
    head = _("What is not certain about the wording, {language}:", language=verbatim(form.own_name))
    return rows(head, *[bullet(verbatim(doubt)) for doubt in form.doubts])


async def choose_numbers(chat: Chat, known: MeasurePlans) -> None:
    """Ask when the client sees the plain number."""
    options: list[Option[Numbers]] = [Option(when, line) for when, line in NUMBERS.items()]
    when = await chat.ask("numbers", Choice(_("When does the client see the number?"), options))
    chat.wish(ShowNumbers(client=known.client, when=when))
    chat.say("kept", _("It is kept."))


async def choose_lowest(chat: Chat, known: MeasurePlans) -> None:
    """Ask whether the check-in asks for the lowest mood of the week too; it is one answer more, and is off at first."""
    asked = _("Shall the check-in also ask how low the mood went this week? The client may skip it.")
    # Translators: answers whether the check-in shall ask for the lowest mood of the week too
    yes = Option("yes", pgettext("button", "Yes, ask"))
    # Translators: answers whether the check-in shall ask for the lowest mood of the week too
    no = Option("no", pgettext("button", "No, the week only"))
    told = await chat.ask("lowest", Choice(asked, [yes, no]))
    chat.wish(AskWorst(client=known.client, on=told == "yes"))
    chat.say("kept", _("It is kept."))


async def know(chat: Chat, known: MeasurePlans) -> None:
    """Note that item 9 is known up to an answer, with a day of review; the card for the client stays the same."""
    why = _(
        "Note that you know of it and have a plan together. Until the day of review the same or a lower answer is only "
        "shown first. A higher one, or a wish to talk, is always passed on at once. The client's card stays the same."
    )
    options = [Option(n, pgettext("button", "{n}", n=Count(n))) for n in ANSWERS]
    # Translators: takes back that item 9 is known
    none = Option(0, pgettext("button", "Take it back"))
    answer = await chat.ask("answer", Choice(paragraphs(why, _("Up to which answer?")), [*options, none], columns=3))
    if answer == 0:
        chat.wish(KnowItem(client=known.client, answer=0, until=None))
        chat.say("kept", _("It is kept."))
        return
    days = [known.today + timedelta(days=n) for n in REVIEW_IN]
    by = await chat.ask(
        "until",
        Choice(
            _("When do you look at it again?"),
            [Option(d.isoformat(), pgettext("day", "{day}", day=Day(d))) for d in days],
        ),
    )
    until = next(day for day in days if day.isoformat() == by)
    chat.wish(KnowItem(client=known.client, answer=answer, until=until))
    chat.say("kept", _("It is kept. Review: {day}.", day=Day(until)))


async def read_aloud(chat: Chat, known: MeasurePlans) -> None:
    """Show item by item what to read aloud, and keep what was answered, marked so."""
    options = [
        Option(f"{one.instrument}/{lang}", verbatim(f"{one.instrument} · {lang}"))
        for one in known.plans
        for lang in one.languages
    ]
    if not options:
        chat.say("none", _("No form has been compared with the published one yet."))
        return
    chosen = await chat.ask("which", Choice(_("Which form do you read aloud?"), options, columns=2))
    instrument, _slash, lang = chosen.partition("/")
    form = await chat.read("form", FormShown, instrument=instrument, lang=lang)
    points: list[int | None] = []
    for place in range(len(form.items)):
        given = await chat.ask(f"item[{place + 1}]", item(form, place))
        points.append(None if isinstance(given, Skipped) else given)
    hard = (
        await chat.ask("difficulty", difficulty_of(form)) if form.difficulty_item and any(points) else Skipped.SKIPPED
    )
    card = help_card(await chat.read("card", HelpCard))
    answered = MeasureAnswered(
        instrument=form.instrument, language=form.lang, form=form.form, given="read_aloud", answers=tuple(points),
        difficulty=None if isinstance(hard, Skipped) else hard, total=total_of(points),
        safety_item=form.safety_item, card_version=card.version,
    )  # fmt: skip
    nine = answered.safety_answer
    entry = shown(card, "item9", await chat.read("me", Me), answer=nine) if nine else None
    chat.wish(KeepReadAloud(client=known.client, answered=answered, card=entry))
    said = rows(_("It is kept, marked as read aloud."), _("Now read this aloud too, whatever was answered:"))
    chat.say("card", said, *card.lines)

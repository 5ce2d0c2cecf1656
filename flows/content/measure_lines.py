"""How measures are shown: plain numbers with what they can reach, item 9 apart, and no word that concludes."""

from collections.abc import Mapping

from flows.agreed import Numbers
from flows.content.words import listed, rows
from flows.entries import Entry
from flows.measure_entries import MeasureAnswered, MeasureLeft, Reply, SafetyCardShown, SafetyNoted, Why
from flows.measure_readings import MeasurePlans, MeasurePlanShown
from flows.measures import missing, phq2_of
from locales.line import Count, Day, Line, Name, _, ngettext, pgettext, verbatim

MOST_DIFFICULT = 3  # the question after PHQ-9 and GAD-7 has four answers, counted from 0
RHYTHMS: Mapping[int, Line] = {
    # Translators: how often a measure comes
    0: pgettext("button", "Before every meeting"),
    # Translators: how often a measure comes
    14: pgettext("button", "Every two weeks"),
    # Translators: how often a measure comes
    28: pgettext("button", "Every four weeks"),
}
NUMBERS: Mapping[Numbers, Line] = {
    # Translators: when the client sees the number of a measure
    "at_once": pgettext("button", "At once"),
    # Translators: when the client sees the number of a measure
    "after_meeting": pgettext("button", "After we looked at it"),
    # Translators: when the client sees the number of a measure
    "never": pgettext("button", "Not in the chat"),
}
REPLIES: Mapping[Reply, Line] = {
    # Translators: what the client tapped after the card that follows item 9
    "safe": pgettext("log", "tapped: safe for now, go on"),
    # Translators: what the client tapped after the card that follows item 9
    "talk": pgettext("log", "tapped: wants to talk"),
    # Translators: what the client tapped after the card that follows item 9
    "stop": pgettext("log", "tapped: stop here"),
}


def plan_lines(known: MeasurePlans) -> Line:
    """Say which measures are on, and what is known of item 9."""
    head = _("<b>{name}</b>", name=verbatim(known.name))
    lines = [plan_line(one) for one in known.plans]
    shown = _("The client sees the number: {when}.", when=NUMBERS[_when(known.numbers)])
    # Translators: the check-in asks for the lowest mood of the week too
    lowest = _("The check-in also asks for the lowest mood of the week.") if known.worst else None
    item9 = None
    if known.known_until is not None and known.known_answer is not None:
        # Translators: item 9 is known up to an answer, until a day of review
        item9 = _("Item 9 is known up to {n}, review: {day}.", n=Count(known.known_answer), day=Day(known.known_until))
    return rows(head, *lines, shown, lowest, item9)


def _when(found: str) -> Numbers:
    return next((one for one in NUMBERS if one == found), "after_meeting")


def plan_line(plan: MeasurePlanShown) -> Line:
    """Say how often one measure comes."""
    if plan.every_days is None:
        # Translators: {name} is the name of a measure, such as PHQ-9
        return _("{name}: off", name=verbatim(plan.instrument))
    rhythm = RHYTHMS.get(plan.every_days, RHYTHMS[0])
    # Translators: {name} is the name of a measure, such as PHQ-9; {rhythm} is how often it comes
    return _("{name}: {rhythm}", name=verbatim(plan.instrument), rhythm=rhythm)


def measure_lines(entry: Entry) -> list[Line]:
    """Show what was kept of a measure, or of a safety card; nothing for another kind of entry."""
    match entry:
        case MeasureAnswered():
            return _answered(entry)
        case MeasureLeft(instrument=instrument):
            # Translators: {name} is the name of a measure, which the client left out
            return [pgettext("log", "{name}: left out", name=Name(instrument))]
        case SafetyCardShown(why=why, answer=answer, reply=reply):
            return [CARDS[why], *_answer9(answer), *([REPLIES[reply]] if reply else [])]
        case SafetyNoted(answer=answer, reply=reply):
            return [*_answer9(answer), *([REPLIES[reply]] if reply else [])]
        case _:
            return []


CARDS: Mapping[Why, Line] = {
    # Translators: the card with people to call was shown after an answer to item 9
    "item9": pgettext("log", "the safety card was shown after item 9"),
    # Translators: the client asked for the card for somebody who is not safe at home
    "not_safe_home": pgettext("log", "not safe at home, says the client; the card was shown"),
    # Translators: after a hard topic the client asked for the card with people to call
    "shaky": pgettext("log", "asked for the help card after a hard topic"),
    # Translators: the card with people to call was shown
    "monthly": pgettext("log", "the help card was shown"),
    # Translators: the card with people to call was shown
    "task": pgettext("log", "the help card was shown"),
}


def _answered(entry: MeasureAnswered) -> list[Line]:
    """Show the total, or how many are missing; item 9 apart."""
    name = Name(entry.instrument)
    left_out = missing(entry.answers)
    total = (
        ngettext("no total, {n} item missing", "no total, {n} items missing", left_out)
        if entry.total is None
        else pgettext("answers", "{n}", n=Count(entry.total))
    )
    # Translators: the total of a measure; {name} is its name
    found = [pgettext("log", "{name}: {total}", name=name, total=total)]
    if entry.instrument == "PHQ-9" and (two := phq2_of(entry.answers)) is not None:
        found.append(pgettext("log", "{name}: {total}", name=Name("PHQ-2"), total=Count(two)))
    found += [_items(entry), *_item9(entry)]
    if entry.difficulty is not None:
        # Translators: the last question of a form, how difficult the troubles make work and life: 0 is not at all
        line = pgettext("log", "difficulty, not scored: {number} of {most}")
        found.append(line.fill(number=Count(entry.difficulty), most=Count(MOST_DIFFICULT)))
    if entry.given == "read_aloud":
        # Translators: staff read the questions aloud and entered the answers
        found.append(pgettext("log", "read aloud by staff"))
    # Translators: {language} is a language code such as en, of the form that was answered
    return [*found, pgettext("log", "form: {language}", language=Name(entry.language))]


def _items(entry: MeasureAnswered) -> Line:
    points = [pgettext("answers", "{n}", n=Count(one)) if one is not None else verbatim("–") for one in entry.answers]
    # Translators: the points of every item of a measure, in the order of the form; – stands for one that is missing
    return pgettext("log", "items: {answers}", answers=listed(points))


def _item9(entry: MeasureAnswered) -> list[Line]:
    if entry.safety_place is None:
        return []
    return _answer9(entry.safety_answer) or [pgettext("log", "item 9: missing")]


def _answer9(answer: int | None) -> list[Line]:
    # Translators: {answer} is a number from 0 to 3
    return [pgettext("log", "item 9: {answer}", answer=Count(answer))] if answer is not None else []

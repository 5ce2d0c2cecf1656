"""Small words that many conversations share: days, lists, paragraphs, and who reads when."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce

from flows.questions import Option
from flows.readings import Absence, Tongue, WhoReads
from locales.line import Day, Line, Name, _, pgettext, verbatim

# Translators: the seven days stand alone or in a list, never inside a sentence
WEEKDAYS: dict[int, Line] = {
    1: pgettext("weekday", "Monday"),
    2: pgettext("weekday", "Tuesday"),
    3: pgettext("weekday", "Wednesday"),
    4: pgettext("weekday", "Thursday"),
    5: pgettext("weekday", "Friday"),
    6: pgettext("weekday", "Saturday"),
    7: pgettext("weekday", "Sunday"),
}
# Translators: the months stand alone on buttons
MONTHS: dict[int, Line] = {
    1: pgettext("month", "January"),
    2: pgettext("month", "February"),
    3: pgettext("month", "March"),
    4: pgettext("month", "April"),
    5: pgettext("month", "May"),
    6: pgettext("month", "June"),
    7: pgettext("month", "July"),
    8: pgettext("month", "August"),
    9: pgettext("month", "September"),
    10: pgettext("month", "October"),
    11: pgettext("month", "November"),
    12: pgettext("month", "December"),
}
WORKING_DAYS = (1, 2, 3, 4, 5)


def joined(pair: Callable[[Line, Line], Line], lines: Sequence[Line]) -> Line:
    """Join lines two by two, halves first, so that hundreds of them nest a few deep and not hundreds."""
    if len(lines) <= 2:
        return reduce(pair, lines)
    half = len(lines) // 2
    return pair(joined(pair, lines[:half]), joined(pair, lines[half:]))


def paragraphs(first: Line, *others: Line | None) -> Line:
    """Put lines under each other with an empty line between them; nothing is left out but what is none."""
    return joined(_under, [first, *(line for line in others if line is not None)])


def _under(first: Line, second: Line) -> Line:
    return layout("{first}\n\n{second}", first, second)


def rows(first: Line, *others: Line | None) -> Line:
    """Put lines directly under each other."""
    return joined(_next_row, [first, *(line for line in others if line is not None)])


def _next_row(first: Line, second: Line) -> Line:
    return layout("{first}\n{second}", first, second)


def bullets(lines: Sequence[Line]) -> list[Line]:
    """Begin each of some lines with a dot."""
    return [Line("• {line}", context="layout", blanks=(("line", line),)) for line in lines]


def layout(pattern: str, first: Line, second: Line) -> Line:
    """Put two lines into a pattern without words, which is never translated."""
    return Line(pattern, context="layout", blanks=(("first", first), ("second", second)))


def listed(lines: Sequence[Line]) -> Line:
    """Join lines as a list."""
    return joined(_and, lines)


def _and(first: Line, second: Line) -> Line:
    # Translators: two parts of a list, such as "Monday, Friday"
    return pgettext("list", "{first}, {second}", first=first, second=second)


def days(weekdays: Sequence[int]) -> Line:
    """Name the days of a week."""
    if tuple(weekdays) == WORKING_DAYS:
        # Translators: stands after a colon, as the answer to "on which days?"
        return pgettext("weekday", "Monday to Friday")
    if not weekdays:
        # Translators: stands after a colon, as the answer to "on which days?"
        return pgettext("weekday", "not fixed")
    return listed([WEEKDAYS[number] for number in weekdays])


def who_reads(who: WhoReads) -> Line:
    """Say who reads this, and when; honest also when nobody does."""
    if who.name is None:
        # Translators: no therapist is connected to this client at the moment
        return _("No one reads this at the moment. It is kept for you.")
    if who.absence is not None:
        return away(who.name, who.absence)
    # Translators: {name} is the therapist; {days} is a list such as "Monday, Friday"
    return _("Who reads this: {name}. Usual days: {days}.", name=Name(who.name), days=days(who.weekdays))


def away(name: str, absence: Absence) -> Line:
    """Say that somebody is away, until when, and who covers."""
    until = Day(absence.away_until)
    if absence.cover is None:
        # Translators: {name} is the therapist; {day} is the last day of the absence
        return _("Who reads this: {name}. Away until: {day}.", name=Name(name), day=until)
    # Translators: {name} is the therapist; {day} is the last day of the absence; {cover} is who reads meanwhile
    return _(
        "Who reads this: {name}. Away until: {day}. Until then: {cover}.",
        name=Name(name),
        day=until,
        cover=Name(absence.cover),
    )


def looks_by(name: str, day: date | None) -> Line:
    """Say when somebody usually looks next; never a promise."""
    if day is None:
        # Translators: {name} is the therapist
        return _("Who usually looks: {name}.", name=Name(name))
    # Translators: {name} is the therapist; {day} is the next day on which the therapist usually reads
    return _("Who usually looks: {name}. Usually by: {day}.", name=Name(name), day=Day(day))


def tongue_options(tongues: Sequence[Tongue]) -> list[Option[str]]:
    """Offer languages, each by its own name."""
    return [Option(tongue.code, verbatim(tongue.own_name)) for tongue in tongues]

"""The brief in words: safety first, then the client's own account, numbers as they are, and nothing that concludes."""

from itertools import groupby

from flows.brief import Brief, MoodGiven, TotalGiven
from flows.content.count_lines import count_lines, view_lines
from flows.content.course_lines import state_of
from flows.content.entry_lines import LINKS, entry_lines, own_words
from flows.content.plan_lines import Section, bullet, heading
from flows.content.task_lines import shown_words
from flows.content.words import layout, listed, rows
from flows.entries import Raised
from flows.readings import EntryShown
from locales.line import Count, Day, Line, Moment, Name, _, ngettext, pgettext, verbatim

TOTALS_SHOWN = 3  # of each measure, the newest first


def head_lines(brief: Brief) -> tuple[Line, ...]:
    """Say whom the page is about, since when, and what comes next."""
    found = []
    if brief.next_meeting is not None:
        # Translators: {moment} is a day with a time, {number} and {of} are numbers of meetings
        line = _("Next meeting: {moment}, number {number} of {of}.")
        found.append(line.fill(moment=Moment(brief.next_meeting), number=Count(brief.number), of=Count(brief.of)))
    else:
        found.append(_("No meeting is planned."))
    if brief.since is not None:
        found.append(_("Since your meeting: {day}.", day=Day(brief.since)))
    else:
        found.append(_("You have not met yet; these are the last two weeks."))
    if brief.opened_on is not None:
        found.append(_("You opened the notes before: {day}.", day=Day(brief.opened_on)))
    return tuple(found)


def brief_sections(brief: Brief) -> tuple[Section, ...]:
    """Give the parts that hold something; safety is always the first."""
    every = (
        Section(pgettext("brief", "First"), first_lines(brief)),
        Section(pgettext("brief", "Mood, in their own words"), mood_lines(brief)),
        Section(pgettext("brief", "For the meeting"), raised_lines(brief.raised)),
        Section(pgettext("brief", "Task"), task_lines(brief)),
        Section(pgettext("brief", "Measures"), measure_lines(brief)),
        Section(pgettext("brief", "People"), people_lines(brief)),
        # Translators: heads counts of what the client wrote down in the last four weeks
        Section(pgettext("brief", "Counted, four weeks"), count_lines(brief.counts)),
        # Translators: heads where a dispute stands, as the therapist set it and as the client told it
        Section(pgettext("brief", "Dispute, two views"), view_lines(brief.counts.views)),
    )
    found = tuple(part for part in every if part.lines)
    return found or (Section(pgettext("brief", "Nothing yet"), (nothing_yet(brief),)),)


def first_lines(brief: Brief) -> tuple[Line, ...]:
    """Show what cannot wait, as facts."""
    found = list(entries_shown(brief.safety))
    if brief.known_until is not None and found:
        found.append(_("Item 9 is known, review: {day}.", day=Day(brief.known_until)))
    return tuple(found)


def mood_lines(brief: Brief) -> tuple[Line, ...]:
    """Show each mood since the last meeting with the client's own account, and the check-ins that were not answered."""
    new = [one for one in brief.moods if one.new]
    found = [mood_line(one) for one in new]
    if not new and brief.numbered:
        found.append(before_line(*brief.numbered[-1]))
    # Translators: a check-in came on {day} and was not answered; why is unknown
    found += [_("{day}: not answered", day=Day(on)) for on in brief.gaps]
    return tuple(found)


def mood_line(one: MoodGiven) -> Line:
    """Show one mood, and what the client wrote to it."""
    account = [*([LINKS[one.link]] if one.link is not None else []), *own_words(one.words)]
    return rows(pinned(one, number_of(one)), *account)


def pinned(one: MoodGiven, line: Line) -> Line:
    """Put the number before a line by which the picture names it."""
    return layout("{first}. {second}", pgettext("answers", "{n}", n=Count(one.pin)), line) if one.pin else line


def number_of(one: MoodGiven) -> Line:
    """Show the number of one mood, or that there is none."""
    if one.mood is None:
        # Translators: on {day} the client wrote something, and left out the number for the mood
        return _("{day}: no number", day=Day(one.on))
    if one.worst is not None:
        # Translators: {mood} is the mood of the week, {worst} the lowest of that week, both from 0 to 10
        line = _("{day}: {mood} of 10, lowest {worst}")
        return line.fill(day=Day(one.on), mood=Count(one.mood), worst=Count(one.worst))
    # Translators: {mood} is a number from 0 to 10
    return _("{day}: {mood} of 10", day=Day(one.on), mood=Count(one.mood))


def before_line(one: MoodGiven, mood: int) -> Line:
    """Show the last mood from before the last meeting."""
    return _("{day}, before your meeting: {mood} of 10", day=Day(one.on), mood=Count(mood))


def entries_shown(entries: tuple[EntryShown, ...]) -> tuple[Line, ...]:
    """Show entries, each with its day."""
    return tuple(rows(_("{moment}:", moment=Moment(one.at)), *entry_lines(one)) for one in entries)


def raised_lines(entries: tuple[EntryShown, ...]) -> tuple[Line, ...]:
    """Show what the client left for the meeting; under this heading its own heading is left out."""
    found = []
    for one in entries:
        lines = entry_lines(one)
        shown = lines[1:] if one.kind == Raised.kind else lines
        found.append(rows(_("{moment}:", moment=Moment(one.at)), *shown))
    return tuple(found)


def task_lines(brief: Brief) -> tuple[Line, ...]:
    """Show each open task with where it stands, then what the client told of the ones that were tried."""
    open_ones = [_("{words} ({state})", words=shown_words(task.words), state=state_of(task)) for task in brief.tasks]
    return (*open_ones, *entries_shown(brief.reviews))


def measure_lines(brief: Brief) -> tuple[Line, ...]:
    """Show the last totals of each measure, the newest first, those of one form together; item 9 stands apart."""
    found: list[Line] = []
    ordered = sorted(brief.totals, key=lambda one: (one.instrument, one.form))
    for (instrument, _form), group in groupby(ordered, key=lambda one: (one.instrument, one.form)):
        newest = sorted(group, key=lambda one: one.on, reverse=True)[:TOTALS_SHOWN]
        found.append(series_line(instrument, newest))
        found += change_lines(newest, next((one for one in brief.firsts if same_form(one, newest[0])), None))
        if newest[0].item9 is not None:
            # Translators: {answer} is a number from 0 to 3
            found.append(_("Item 9 of {name}: {answer}", name=Name(instrument), answer=Count(newest[0].item9)))
    return tuple(found)


def series_line(instrument: str, newest: list[TotalGiven]) -> Line:
    """Show some totals of one form."""
    shown = [_("{total} on {day}", total=total_of(one), day=Day(one.on)) for one in newest]
    # Translators: {name} is a measure such as PHQ-9; {totals} is a list such as "12 on Monday, 2 March"
    return _("{name}: {totals}", name=Name(instrument), totals=listed(shown))


def same_form(one: TotalGiven, other: TotalGiven) -> bool:
    """Say whether two totals may be compared."""
    return (one.instrument, one.form) == (other.instrument, other.form)


def change_lines(newest: list[TotalGiven], first: TotalGiven | None) -> list[Line]:
    """Show how far the newest total is from the first one and from the one before it, as plain numbers."""
    now, before = newest[0], [one for one in newest[1:] if one.total is not None]
    if now.total is None or first is None or first.on >= now.on:
        return []
    # Translators: {day} is when the measure was answered first; {change} is such as "in points: -6, in percent: -33"
    found = [pgettext("brief", "since the first, {day}: {change}", day=Day(first.on), change=change(first, now))]
    if before and before[0].on != first.on:
        # Translators: {day} is when the measure was answered last before this
        line = pgettext("brief", "since the last, {day}: {change}")
        found.append(line.fill(day=Day(before[0].on), change=change(before[0], now)))
    return found


def change(then: TotalGiven, now: TotalGiven) -> Line:
    """Give a change in points, and in percent of what it was; nothing is a percentage of nought."""
    points, was = (now.total or 0) - (then.total or 0), then.total
    if not was:
        # Translators: how far a total has changed, with its sign
        return pgettext("brief", "in points: {points}", points=signed(points))
    percent = signed(round(100 * points / was))
    # Translators: how far a total has changed, each number with its sign
    return pgettext("brief", "in points: {points}, in percent: {percent}", points=signed(points), percent=percent)


def signed(n: int) -> Line:
    """Give a number with its sign."""
    # Translators: a number that has grown, with its sign
    return pgettext("change", "+{n}", n=Count(n)) if n > 0 else pgettext("answers", "{n}", n=Count(n))


def total_of(one: TotalGiven) -> Line:
    """Give a total, or say how many items are missing."""
    if one.total is None:
        return ngettext("no total, {n} item missing", "no total, {n} items missing", one.missing)
    return pgettext("answers", "{n}", n=Count(one.total))


def people_lines(brief: Brief) -> tuple[Line, ...]:
    """Name whom the client wrote about since the last meeting."""
    return (listed([verbatim(name) for name in brief.people]),) if brief.people else ()


def nothing_yet(brief: Brief) -> Line:
    """Say what comes, and when."""
    if brief.first_check_in is not None:
        return _("The next check-in goes out: {day}.", day=Day(brief.first_check_in))
    return _("Nothing was written since then.")


def other_line(brief: Brief) -> Line | None:
    """Say how much more there is in the notes."""
    if not brief.other:
        return None
    return ngettext("{n} more entry in the notes.", "{n} more entries in the notes.", brief.other)


def brief_text(brief: Brief) -> tuple[Line, ...]:
    """Give the brief as paragraphs of a chat."""
    head = rows(_("<b>{name}</b>", name=verbatim(brief.name)), *head_lines(brief))
    parts = [rows(heading(part.title), *[bullet(line) for line in part.lines]) for part in brief_sections(brief)]
    more = other_line(brief)
    return (head, *parts, *([more] if more else []))

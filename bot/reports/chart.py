"""
The weeks on one picture: moods from 0 to 10, measures each on a scale of its own, meetings as thin lines.

A line stops where a check-in was not answered; numbers stand beside their dots; nothing is smoothed, averaged or coloured.
The lowest mood of a week, where it is asked for, is an empty ring, which no line joins.
Where one reads from the right, time runs from the right.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from bot.reports.beside import (
    ROW,
    band_of,
    days_of,
    events_above,
    explained,
    explanations,
    pins_below,
    tasks_below,
    weeks_below,
)
from bot.reports.drawing import Dot, Drawing, Mark, Stroke, Words, png_of
from bot.reports.plane import EDGE, WIDTH, Plane
from bot.reports.sheet import fresh, plain
from flows.brief import Brief, TotalGiven
from flows.content.words import listed, rows
from locales.line import Count, Day, Line, Name, pgettext, verbatim
from locales.voice import Voice

MOOD_HIGH, TOTAL_HIGH, BETWEEN, BELOW = 110.0, 60.0, 26.0, 16.0
HIGHEST = {"PHQ-9": 27, "GAD-7": 21}
RING = 4.0
NUMBERED = 16  # dots that still have room for their numbers
POINT = 25.4 / 72  # millimetres
Points = Sequence[tuple[date, int]]


def weeks_of(brief: Brief, voice: Voice) -> Drawing:
    """Draw the weeks of a brief in the words of its reader."""
    first = min(days_of(brief))
    band = band_of(brief, Plane(first, brief.today, voice.rtl, 0, 1, 1))
    plane = Plane(first, brief.today, voice.rtl, band + BETWEEN, MOOD_HIGH, 10)
    moods = [(one.on, number) for one, number in brief.numbered]
    gaps = (*brief.gaps, *(one.on for one in brief.moods if one.mood is None))
    marks = [
        *panel(plane, mood_title(brief), brief, voice), *events_above(brief, plane),
        *lowest_of(plane, brief), *line_of(plane, moods, gaps, voice), *pins_below(brief, plane, voice),
    ]  # fmt: skip
    below = plane.top + plane.high + (ROW if any(one.pin for one in brief.moods) else 0)
    if brief.told:
        below += ROW
        marks += tasks_below(brief, plane, below - 5)
    for instrument, series in series_of(brief.totals):
        most = HIGHEST.get(instrument, max(number for _on, number in series))
        plane = Plane(first, brief.today, voice.rtl, below + BETWEEN, TOTAL_HIGH, most)
        marks += [*panel(plane, verbatim(instrument), brief, voice), *line_of(plane, series, (), voice)]
        below = plane.top + plane.high
    days = below + BELOW - 3
    marks += [*days_below(plane, voice, days), *weeks_below(plane, voice, days)]
    small = explained(brief)
    marks += explanations(small, voice, days)
    high = below + BELOW + len(small) * ROW
    return Drawing(WIDTH, high, tuple(marks), said=plain(voice.text(in_words(brief))), rtl=voice.rtl)


def series_of(totals: Sequence[TotalGiven]) -> Iterator[tuple[str, Points]]:
    """Give the totals of each form apart: two wordings are never one line; one with a missing item has no total."""
    ordered = sorted(totals, key=lambda one: (one.instrument, one.form, one.on))
    for (instrument, _form), group in groupby(ordered, key=lambda one: (one.instrument, one.form)):
        series = [(one.on, one.total) for one in group if one.total is not None]
        if series:
            yield instrument, series


def panel(plane: Plane, title: Line, brief: Brief, voice: Voice) -> list[Mark]:
    """Draw what one panel stands on: its name, its scale, the meetings."""
    near = "right" if plane.rtl else "left"
    edges = (EDGE / 2, WIDTH - EDGE / 2)
    marks: list[Mark] = [
        Words(WIDTH - EDGE if plane.rtl else EDGE, plane.top - 12, plain(voice.text(title)), at=near, grey="black")  # type: ignore[arg-type]  # one of two
    ]
    for number in (0, plane.most):
        y = plane.y(number)
        marks.append(Stroke(((EDGE, y), (WIDTH - EDGE, y)), "light", 0.6))
        marks.append(Words(edges[1] if plane.rtl else edges[0], y + 3, figure(number, voice), 8, "middle"))
    marks += [
        Stroke(((plane.x(on), plane.y(0)), (plane.x(on), plane.y(plane.most))), "light", 0.6)
        for on in brief.meetings
        if plane.first <= on <= plane.last
    ]
    return marks


def line_of(plane: Plane, points: Points, gaps: Sequence[date], voice: Voice) -> list[Mark]:
    """Draw the line, which stops at a gap, then the dots with their numbers."""
    marks: list[Mark] = [
        Stroke(((plane.x(one), plane.y(a)), (plane.x(two), plane.y(b))), "dark", 1.2)
        for (one, a), (two, b) in pairwise(points)
        if not any(one < gap < two for gap in gaps)
    ]
    for on, number in points:
        marks.append(Dot(plane.x(on), plane.y(number), 2.6))
        if len(points) <= NUMBERED:
            marks.append(Words(plane.x(on), plane.y(number) - 5, figure(number, voice), 8, "middle", "black"))
    return marks


def mood_title(brief: Brief) -> Line:
    """Name the panel of the moods, and say what a ring is where there is one."""
    if all(one.worst is None for one in brief.moods):
        return pgettext("chart", "Mood")
    # Translators: above a picture: dots are moods of a week, an empty ring is the lowest mood of that week
    return pgettext("chart", "Mood; a ring is the lowest of the week")


def lowest_of(plane: Plane, brief: Brief) -> list[Mark]:
    """Draw the lowest mood of each week as an empty ring; round a full dot where both are the same."""
    return [Dot(plane.x(one.on), plane.y(one.worst), RING, full=False) for one in brief.moods if one.worst is not None]


def days_below(plane: Plane, voice: Voice, y: float) -> list[Mark]:
    """Name the first and the last day under the picture."""
    sides = ("right", "left") if plane.rtl else ("left", "right")
    days = (plane.first, plane.last) if plane.last > plane.first else (plane.last,)
    return [
        Words(plane.x(on), y, plain(voice.short_day(on)), 8, side)  # type: ignore[arg-type]  # one of two
        for on, side in zip(days, sides, strict=False)
    ]


def figure(number: int, voice: Voice) -> str:
    """Give a number in the reader's digits."""
    return plain(voice.blank(Count(number)))


def in_words(brief: Brief) -> Line:
    """Say in words what is drawn, for somebody who hears the page."""
    each = [
        # Translators: one mood, read aloud from a picture; {mood} is a number from 0 to 10
        pgettext("chart", "{day}: {mood}", day=Day(one.on), mood=Count(number))
        if one.worst is None
        # Translators: one mood, read aloud from a picture; {worst} is the lowest of that week; both from 0 to 10
        else pgettext(
            "chart", "{day}: {mood}, lowest {worst}", day=Day(one.on), mood=Count(number), worst=Count(one.worst)
        )
        for one, number in brief.numbered
    ]
    # Translators: a picture read aloud; {moods} is a list such as "Monday, 2 March: 4"
    moods = pgettext(
        "chart", "Mood from 0 to 10. {moods}", moods=listed(each) if each else pgettext("chart", "Nothing yet.")
    )
    return rows(moods, events_in_words(brief), tasks_in_words(brief))


def events_in_words(brief: Brief) -> Line | None:
    """Say what happened on which day."""
    # Translators: an event, read aloud from a picture; {words} are a client's own words
    each = [pgettext("chart", "{day}: {words}", day=Day(one.on), words=Name(one.words)) for one in brief.events]
    # Translators: a picture read aloud; {events} is a list such as "Monday, 2 March: my sister called"
    return pgettext("chart", "What happened: {events}", events=listed(each)) if each else None


def tasks_in_words(brief: Brief) -> Line | None:
    """Say which tasks were tried and which were not."""
    # Translators: a task, read aloud from a picture
    tried, not_tried = pgettext("chart", "{day}: tried"), pgettext("chart", "{day}: not tried")
    each = [(tried if one.tried else not_tried).fill(day=Day(one.on)) for one in brief.told]
    # Translators: a picture read aloud; {tasks} is a list such as "Monday, 2 March: tried"
    return pgettext("chart", "Tasks: {tasks}", tasks=listed(each)) if each else None


def draw_weeks(asked: dict[str, Any], voice: Voice) -> tuple[bytes, str]:
    """Draw the weeks as the outbox asks for them, as a picture."""
    drawing = weeks_of(Brief.model_validate(asked["brief"]), voice)
    with fresh(voice, (drawing.width * POINT, drawing.height * POINT), 0, 9) as sheet:
        return png_of(drawing, sheet), "weeks.png"

"""
What stands above and below the moods on the picture of the weeks: events, numbers of own words, tasks, and the weeks.

All of it stands at its day and says no more than that it was then.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.reports.drawing import Dot, Mark, Stroke, Words
from bot.reports.plane import EDGE, WIDTH, Plane
from bot.reports.sheet import plain
from flows.brief import Brief
from locales.line import Count, Line, pgettext
from locales.voice import Voice

LANES, LANE = 3, 15.0
LABEL, WIDE = 20, 6.5  # letters of a label, and how wide one may be: on a phone they are drawn larger
ROW = 17.0
APART, DAY_APART = 11.0, 70.0  # numbers and days that stand closer are left out
WEEK = timedelta(days=7)
# Translators: stands small under a picture of weeks: above it stands how words of the client about events begin
EVENTS = pgettext("chart", "Above: what was told, on the day it was told")
# Translators: stands small under a picture of weeks: numbers such as 1 and 2 on it are found again in a list
PINS = pgettext("chart", "Small numbers: own words, in the list")
# Translators: stands small under a picture of weeks: what a dot and a ring in the row of tasks mean
TASKS = pgettext("chart", "Tasks: a dot was tried, a ring was not")


def lanes_of(brief: Brief, plane: Plane) -> list[tuple[int, float, str]]:
    """Give for each event its lane, its place and its label; where no lane is free, a mark without a label."""
    free, found = [-1.0] * LANES, []
    for on, words in sorted((one.on, one.words) for one in brief.events if plane.first <= one.on <= plane.last):
        text = shortly(words)
        half = len(text) * WIDE / 2
        middle = min(max(plane.along(on), half), WIDTH - half)
        lane = next((n for n, until in enumerate(free) if until < middle - half), None)
        if lane is None:
            found.append((0, plane.x(on), ""))
        else:
            free[lane] = middle + half
            found.append((lane, WIDTH - middle if plane.rtl else middle, text))
    return found


def band_of(brief: Brief, plane: Plane) -> float:
    """Give how high the events stand above the moods."""
    lanes = [lane for lane, _x, _text in lanes_of(brief, plane)]
    return (max(lanes) + 1) * LANE if lanes else 0


def events_above(brief: Brief, plane: Plane) -> Iterator[Mark]:
    """Draw each event: a short stroke at its day, and above it how the client's words begin."""
    bottom = plane.top - 14
    for lane, x, text in lanes_of(brief, plane):
        y = bottom - lane * LANE
        if text:
            yield Words(x, y - 3, plain(text), 8, "middle", "black")
    for one in brief.events:
        if plane.first <= one.on <= plane.last:
            x = plane.x(one.on)
            yield Stroke(((x, bottom), (x, plane.top)), "dark", 0.8)


def shortly(words: str) -> str:
    """Give the beginning of some words, on one row."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LABEL else f"{flat[: LABEL - 1].rstrip()}…"


def pins_below(brief: Brief, plane: Plane, voice: Voice) -> list[Mark]:
    """Draw the numbers of own words under their days; where there is no room, every other one."""
    found: list[Mark] = []
    last = -APART
    for one in brief.moods:
        if one.pin and abs(plane.x(one.on) - last) >= APART:
            last = plane.x(one.on)
            found.append(Words(last, plane.y(0) + 12, plain(voice.blank(Count(one.pin))), 8, "middle", "dark"))
    return found


def tasks_below(brief: Brief, plane: Plane, y: float) -> list[Mark]:
    """Draw each task that the client told of."""
    return [Dot(plane.x(one.on), y, 2.6, full=one.tried) for one in brief.told if plane.first <= one.on <= plane.last]


def weeks_below(plane: Plane, voice: Voice, y: float) -> list[Mark]:
    """Draw where each week begins, and name as many of them as there is room for."""
    mondays = [plane.first + timedelta(days=n) for n in range(1, (plane.last - plane.first).days)]
    found: list[Mark] = []
    named = [plane.along(plane.first), plane.along(plane.last)]
    for on in mondays:
        if on.weekday() == 0:
            x = plane.x(on)
            found.append(Stroke(((x, y - 15), (x, y - 11)), "light", 0.6))
            if all(abs(plane.along(on) - one) >= DAY_APART for one in named):
                named.append(plane.along(on))
                found.append(Words(x, y, plain(voice.short_day(on)), 8, "middle"))
    return found


def explained(brief: Brief) -> Sequence[Line]:
    """Say what small marks mean, where there are any."""
    there = ((EVENTS, brief.events), (PINS, any(one.pin for one in brief.moods)), (TASKS, brief.told))
    return [line for line, any_ in there if any_]


def explanations(lines: Sequence[Line], voice: Voice, top: float) -> Iterator[Mark]:
    """Put what is explained under the picture, each on a row of its own."""
    for number, line in enumerate(lines, 1):
        x, side = (WIDTH - EDGE, "right") if voice.rtl else (EDGE, "left")
        yield Words(x, top + number * ROW, plain(voice.text(line)), 8, side)  # type: ignore[arg-type]  # one of two


def days_of(brief: Brief) -> list[date]:
    """Give every day that has to lie on the picture."""
    given = [*(one.on for one in brief.moods), *(one.on for one in brief.totals)]
    return given or [brief.today]

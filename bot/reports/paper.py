"""
The staying-well plan on paper: one page as PDF, and the same page as a picture.

One drawing code serves both and every shipped script.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

from bot.reports.drawing import picture_of
from bot.reports.sheet import Sheet, fresh, largest_that_fits, plain
from flows.content.plan_lines import agreed_line, sections_of
from flows.ending_readings import PlanShown
from locales.line import Day, pgettext
from locales.voice import Voice

SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.5)  # points
MARGIN = {"pdf": 18.0, "picture": 10.0}  # millimetres
SHEET = {"pdf": (210.0, 297.0), "picture": (148.0, 210.0)}  # millimetres: A4 to print, A5 for a phone
DOTS = 180 / 72  # of the picture: about 1050 by 1490, sharp on a phone and under 10,000 in all


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page, in the words of one reader: a title, parts with their lines, small print."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    small: tuple[str, ...]


def page_of(plan: PlanShown, voice: Voice, *, initials: bool = False) -> Page:
    """Put a plan into the words of its reader."""
    parts = tuple(
        (plain(voice.text(part.title)), tuple(plain(voice.text(line)) for line in part.lines))
        for part in sections_of(plan, initials=initials)
    )
    agreed = agreed_line(plan)
    # Translators: small print on the page of the plan; {day} is when this page was made
    made = pgettext("paper", "As it stood: {day}.", day=Day(plan.today))
    small = tuple(plain(voice.text(line)) for line in (agreed, made) if line is not None)
    # Translators: the title on the page of the staying-well plan
    return Page(plain(voice.text(pgettext("paper", "My plan to stay well"))), parts, small)


def draw_plan(asked: dict[str, Any], voice: Voice) -> tuple[bytes, str]:
    """Draw the plan as the outbox asks for it, and give the file with its name."""
    plan = PlanShown.model_validate(asked["plan"])
    page = page_of(plan, voice, initials=bool(asked.get("initials")))
    made_at = datetime.combine(plan.today, time(), UTC)
    if asked["kind"] == "pdf":
        return pdf_of(page, voice, made_at), "plan.pdf"
    return picture_of(pdf_of(page, voice, made_at, kind="picture"), DOTS), "plan.png"


def pdf_of(page: Page, voice: Voice, made_at: datetime, *, kind: str = "pdf") -> bytes:
    """Draw one page as PDF in the largest letters that fit; only a very long plan takes a second page."""
    with fresh(voice, SHEET[kind], MARGIN[kind]) as sheet:
        largest_that_fits(sheet, [partial(fill, sheet, page, size) for size in SIZES])
        sheet.set_creation_date(made_at)
        return bytes(sheet.output())


def fill(sheet: Sheet, page: Page, size: float) -> None:
    """Put everything on a sheet in letters of a size."""
    sheet.size = size
    sheet.paragraph(page.title, size=sheet.size * 1.6, bold=True)
    for title, lines in page.parts:
        sheet.part(title, lines)
    sheet.ln(sheet.size * 0.3)
    for line in page.small:
        sheet.paragraph(line, size=sheet.size * 0.75)

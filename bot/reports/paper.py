"""
The staying-well plan on paper: one page as PDF, and the same page as a picture.

One drawing code serves both and every shipped script: letters are shaped by HarfBuzz, and what is written from right to
left stands so.  The fonts come with the house, so that a page looks the same everywhere.
"""

import contextlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pypdfium2
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from flows.content.plan_lines import agreed_line, sections_of
from flows.ending_readings import PlanShown
from locales.line import Day, pgettext
from locales.voice import FSI, PDI, Voice

FONTS = Path(__file__).parent / "fonts"
FACES = {"LATIN": "NotoSans", "CYRILLIC": "NotoSans", "ARABIC": "NotoNaskhArabic"}
LARGEST, SMALLEST, STEP = 13.0, 6.5, 0.5  # points
MARGIN = {"pdf": 18.0, "picture": 10.0}  # millimetres
SHEET = {"pdf": (210.0, 297.0), "picture": (148.0, 210.0)}  # millimetres: A4 to print, A5 for a phone
DOTS = 180 / 72  # of the picture: about 1050 by 1490, sharp on a phone and under 10,000 in all
INVISIBLE = str.maketrans("", "", FSI + PDI)
INK, LINE = 40, 190  # grey
BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


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


def plain(text: str) -> str:
    """
    Take out the marks of direction, which paper does not need: each paragraph finds its own.

    The groups of a telephone number are tied together, else they change places where one reads from the right.
    """
    return BETWEEN_DIGITS.sub("\u00a0", text.translate(INVISIBLE))


def draw(asked: dict[str, Any], voice: Voice) -> tuple[bytes, str]:
    """Draw what the outbox asks for, and give the file with its name."""
    plan = PlanShown.model_validate(asked["plan"])
    page = page_of(plan, voice, initials=bool(asked.get("initials")))
    made_at = datetime.combine(plan.today, time(), UTC)
    if asked["kind"] == "pdf":
        return pdf_of(page, voice, made_at), "plan.pdf"
    return picture_of(pdf_of(page, voice, made_at, kind="picture")), "plan.png"


def pdf_of(page: Page, voice: Voice, made_at: datetime, *, kind: str = "pdf") -> bytes:
    """Draw one page as PDF in the largest letters that fit; only a very long plan takes a second page."""
    size = LARGEST
    while True:
        with contextlib.closing(_Sheet(voice, kind, size)) as sheet:
            sheet.fill(page)
            if sheet.pages_count == 1 or size <= SMALLEST:
                sheet.set_creation_date(made_at)
                return bytes(sheet.output())
        size -= STEP


def picture_of(pdf: bytes) -> bytes:
    """Draw the first page of a PDF as a PNG."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=DOTS).to_pil()
    document.close()
    found = io.BytesIO()
    image.save(found, format="PNG", optimize=True)
    return found.getvalue()


class _Sheet(FPDF):
    """One sheet in one size of letters."""

    def __init__(self, voice: Voice, kind: str, size: float) -> None:
        super().__init__(format=SHEET[kind])
        self.size, self.rtl = size, voice.rtl
        self.set_margin(MARGIN[kind])
        self.set_auto_page_break(auto=True, margin=MARGIN[kind])
        self.set_lang(voice.language.replace("_", "-"))
        own = FACES.get(voice.tongue.script, "NotoSans")
        for face in dict.fromkeys((own, *FACES.values())):
            self.add_font(face, "", FONTS / f"{face}-Regular.ttf")
            self.add_font(face, "B", FONTS / f"{face}-Bold.ttf")
        self.set_font(own, size=size)
        self.set_fallback_fonts([face for face in dict.fromkeys(FACES.values()) if face != own], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True, direction="rtl" if self.rtl else "ltr")
        self.set_text_color(INK)
        self.set_draw_color(LINE)
        self.face = own

    def close(self) -> None:
        """Close the files of the fonts."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def fill(self, page: Page) -> None:
        """Put everything on the sheet."""
        self.add_page()
        self.paragraph(page.title, size=self.size * 1.6, bold=True)
        for title, lines in page.parts:
            self.part(title, lines)
        self.ln(self.size * 0.3)
        for line in page.small:
            self.paragraph(line, size=self.size * 0.75)

    def part(self, title: str, lines: Sequence[str]) -> None:
        """Put one part on the sheet: a heading, a thin line, its lines."""
        self.ln(self.size * 0.18)
        self.paragraph(title, size=self.size * 1.05, bold=True)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(self.size * 0.08)
        for line in lines:
            self.paragraph(line)

    def paragraph(self, text: str, *, size: float | None = None, bold: bool = False) -> None:
        """Put one paragraph on the sheet, at the side where its language begins."""
        points = size or self.size
        # A paragraph that ended in another script's letters leaves those set: only a change of size is written anew.
        self.set_font(self.face, style="B" if bold else "", size=points + 1)
        self.set_font_size(points)
        self.multi_cell(
            0, points * 0.55, text, align="R" if self.rtl else "L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )  # fmt: skip

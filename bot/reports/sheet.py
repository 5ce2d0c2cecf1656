"""
A sheet of paper in one reader's script: letters are shaped by HarfBuzz, and what is written from right to left stands so.

The fonts come with the house, so that a page looks the same everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from locales.voice import FSI, PDI, Voice

FONTS = Path(__file__).parent / "fonts"
FACES = {"LATIN": "NotoSans", "CYRILLIC": "NotoSans", "ARABIC": "NotoNaskhArabic"}
INK, LINE = 40, 190  # grey
INVISIBLE = str.maketrans("", "", FSI + PDI)
BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def plain(text: str) -> str:
    """
    Take out the marks of direction, which paper does not need: each paragraph finds its own.

    The groups of a telephone number are tied together, else they change places where one reads from the right.
    """
    return BETWEEN_DIGITS.sub("\u00a0", text.translate(INVISIBLE))


class Sheet(FPDF):
    """One sheet in one size of letters; sizes of the sheet are millimetres, of letters points."""

    def __init__(self, voice: Voice, sheet: tuple[float, float], margin: float, size: float) -> None:
        super().__init__(format=sheet)
        self.size, self.rtl = size, voice.rtl
        self.set_margin(margin)
        self.set_auto_page_break(auto=margin > 0, margin=margin)
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
        self.letters(points, bold=bold)
        self.multi_cell(
            0, points * 0.55, text, align="R" if self.rtl else "L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )  # fmt: skip

    def words_at(self, x: float, y: float, text: str, *, size: float, at: str, grey: int) -> None:
        """Put a few words where they are wanted; y is the line they stand on."""
        self.letters(size, bold=False)
        high, wide = self.font_size, {"left": self.w - x, "middle": 2 * min(x, self.w - x), "right": x}[at]
        self.set_text_color(grey)
        self.c_margin = 0
        self.set_xy({"left": x, "middle": x - wide / 2, "right": x - wide}[at], y - 0.8 * high)
        self.cell(wide, high, text, align={"left": "L", "middle": "C", "right": "R"}[at])
        self.set_text_color(INK)

    def letters(self, points: float, *, bold: bool) -> None:
        """Choose the letters; a paragraph that ended in another script's leaves those set, so a size is written anew."""
        self.set_font(self.face, style="B" if bold else "", size=points + 1)
        self.set_font_size(points)


@contextmanager
def fresh(voice: Voice, sheet: tuple[float, float], margin: float, size: float) -> Iterator[Sheet]:
    """Give a sheet and close its fonts afterwards."""
    made = Sheet(voice, sheet, margin, size)
    try:
        yield made
    finally:
        made.close()

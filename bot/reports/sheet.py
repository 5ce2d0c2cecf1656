"""
A sheet of paper in one reader's script: letters are shaped by HarfBuzz, and what is written from right to left stands so.

The fonts come with the house, so that a page looks the same everywhere.  What is tried for its size is measured and not
drawn, and each word is measured once, so that a page is ready in a second whatever somebody wrote.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from locales.voice import FSI, PDI, Voice

FONTS = Path(__file__).parent / "fonts"
FACES = {"LATIN": "NotoSans", "CYRILLIC": "NotoSans", "ARABIC": "NotoNaskhArabic"}
INK, LINE, PALE = 40, 190, 232  # grey
SLANT, ACROSS = 35, 22  # degrees and points of what stands across a page
INVISIBLE = str.maketrans("", "", FSI + PDI)
BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
SPACES = re.compile(r"[ \t]+")


def plain(text: str) -> str:
    """
    Take out the marks of direction, which paper does not need: each paragraph finds its own.

    The groups of a telephone number are tied together, else they change places where one reads from the right.
    """
    return BETWEEN_DIGITS.sub("\u00a0", text.translate(INVISIBLE))


class Sheet(FPDF):
    """One sheet in one size of letters; sizes of the sheet are millimetres, of letters points."""

    def __init__(
        self, voice: Voice, sheet: tuple[float, float], margin: float, size: float = 9, *, across: str = ""
    ) -> None:
        super().__init__(format=sheet)
        self.size, self.rtl, self.across, self.trying = size, voice.rtl, across, False
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
        self.face, self.c_margin = own, 0.0
        self.widths: dict[tuple[str, bool], float] = {}  # of words, in letters of one point

    def header(self) -> None:
        """Say on each page for whom it was made and when: across it, under everything else."""
        if self.across:
            with self.rotation(SLANT, self.w / 2, self.h / 2):
                self.words_at(self.w / 2, self.h / 2, self.across, size=ACROSS, at="middle", grey=PALE)
            self.set_xy(self.l_margin, self.t_margin)

    def close(self) -> None:
        """Close the files of the fonts."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def holds(self, fill: Callable[[], None]) -> bool:
        """Say whether one page holds everything, without drawing it."""
        self.trying = True
        self.set_y(self.t_margin)
        fill()
        self.trying = False
        return self.y <= self.h - self.b_margin

    def part(self, title: str, lines: Sequence[str]) -> None:
        """Put one part on the sheet: a heading, a thin line, its lines."""
        self.ln(self.size * 0.18)
        self.paragraph(title, size=self.size * 1.05, bold=True)
        if not self.trying:
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(self.size * 0.08)
        for line in lines:
            self.paragraph(line)

    def paragraph(self, text: str, *, size: float | None = None, bold: bool = False) -> None:
        """Put one paragraph on the sheet, at the side where its language begins."""
        points = size or self.size
        for row in self.rows_of(text, points, bold=bold):
            if self.trying:
                self.y += points * 0.55
                continue
            self.letters(points, bold=bold)
            side = "R" if self.rtl else "L"
            self.cell(0, points * 0.55, row, align=side, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def rows_of(self, text: str, points: float, *, bold: bool) -> Iterator[str]:
        """Break a text into rows as wide as the sheet."""
        widest = (self.w - self.l_margin - self.r_margin) / points
        space = self.width_of(" ", bold=bold)
        for line in text.splitlines() or [""]:
            row, wide = "", 0.0
            for word in SPACES.split(line):
                for piece in self.pieces(word, widest, bold=bold):
                    more = self.width_of(piece, bold=bold)
                    if row and wide + space + more > widest:
                        yield row
                        row, wide = piece, more
                    else:
                        row, wide = (f"{row} {piece}", wide + space + more) if row else (piece, more)
            yield row

    def pieces(self, word: str, widest: float, *, bold: bool) -> Iterator[str]:
        """Give a word, or what of it fits on a row, halved until it does."""
        if len(word) < 2 or self.width_of(word, bold=bold) <= widest:
            yield word
            return
        for half in (word[: len(word) // 2], word[len(word) // 2 :]):
            yield from self.pieces(half, widest, bold=bold)

    def width_of(self, word: str, *, bold: bool) -> float:
        """Give how wide a word is in letters of one point; shaping is slow, and people use the same words again."""
        if (word, bold) not in self.widths:
            self.letters(self.size, bold=bold)
            self.widths[word, bold] = self.get_string_width(word) / self.size
        return self.widths[word, bold]

    def words_at(self, x: float, y: float, text: str, *, size: float, at: str, grey: int) -> None:
        """Put a few words where they are wanted; y is the line they stand on."""
        self.letters(size, bold=False)
        high, wide = self.font_size, {"left": self.w - x, "middle": 2 * min(x, self.w - x), "right": x}[at]
        self.set_text_color(grey)
        self.set_xy({"left": x, "middle": x - wide / 2, "right": x - wide}[at], y - 0.8 * high)
        self.cell(wide, high, text, align={"left": "L", "middle": "C", "right": "R"}[at])
        self.set_text_color(INK)

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:  # noqa: FBT001 - as in fpdf
        """Keep letters and their marks together: apart, a mark of Arabic stands beside its letter and joins nothing."""
        found: list[Fragment] = []
        for one in super()._preload_bidirectional_text(text, markdown):
            if found and one.has_same_style(found[-1]):
                found[-1].characters.extend(one.characters)
            else:
                found.append(one)
        return found

    def letters(self, points: float, *, bold: bool) -> None:
        """Choose the letters; a paragraph that ended in another script's leaves those set, so a size is written anew."""
        self.set_font(self.face, style="B" if bold else "", size=points + 1)
        self.set_font_size(points)


def largest_that_fits(sheet: Sheet, fills: Sequence[Callable[[], None]]) -> None:
    """Fill a sheet in the first way, the largest first, that one page holds, found by halving; in the last where none is."""
    sheet.add_page()
    last = len(fills) - 1
    best = bisect_left(range(last), 1, key=lambda n: int(sheet.holds(fills[n])))
    sheet.set_y(sheet.t_margin)
    fills[best]()


@contextmanager
def fresh(
    voice: Voice, sheet: tuple[float, float], margin: float, size: float = 9, *, across: str = ""
) -> Iterator[Sheet]:
    """Give a sheet and close its fonts afterwards; `across` stands on each page of it."""
    made = Sheet(voice, sheet, margin, size, across=across)
    try:
        yield made
    finally:
        made.close()

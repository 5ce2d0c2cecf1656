"""The brief on paper: one page for one reader, whose name and time stand across it."""

from datetime import datetime
from itertools import count, takewhile

from bot.reports.chart import POINT, weeks_of
from bot.reports.drawing import Drawing, OnSheet, put_on
from bot.reports.paper import LARGEST, MARGIN, SHEET, SMALLEST, STEP
from bot.reports.sheet import Sheet, fresh, plain
from flows.brief import Brief
from flows.content.brief_lines import brief_sections, head_lines
from locales.voice import Voice

PALE, SLANT = 232, 35


def pdf_of(brief: Brief, voice: Voice, mark: str, made_at: datetime) -> bytes:
    """Draw the brief in the largest letters that fit on one page, found by halving; in the smallest where none fit."""
    drawing = weeks_of(brief, voice)
    sizes = list(takewhile(lambda size: size >= SMALLEST, count(LARGEST - 2, -STEP)))
    too_large, fits = -1, len(sizes) - 1
    best: bytes | None = None
    while fits - too_large > 1 or best is None:
        tried = (too_large + fits) // 2 if fits - too_large > 1 else fits
        pages, pdf = drawn(brief, voice, mark, made_at, drawing, sizes[tried])
        if pages > 1 and tried < fits:
            too_large = tried
        else:
            fits, best = tried, pdf
    return best


def drawn(brief: Brief, voice: Voice, mark: str, made_at: datetime, drawing: Drawing, size: float) -> tuple[int, bytes]:
    """Draw the brief in letters of a size, and give how many pages it takes."""
    with fresh(voice, SHEET["pdf"], MARGIN["pdf"], size) as sheet:
        fill(sheet, brief, voice, mark, drawing)
        sheet.set_creation_date(made_at)
        return sheet.pages_count, bytes(sheet.output())


def fill(sheet: Sheet, brief: Brief, voice: Voice, mark: str, drawing: Drawing) -> None:
    """Put everything on a sheet: the mark across it first, then words, then the weeks."""
    sheet.add_page()
    with sheet.rotation(SLANT, sheet.w / 2, sheet.h / 2):
        sheet.words_at(sheet.w / 2, sheet.h / 2, plain(mark), size=22, at="middle", grey=PALE)
    sheet.set_xy(sheet.l_margin, sheet.t_margin)
    sheet.paragraph(plain(brief.name), size=sheet.size * 1.6, bold=True)
    for line in head_lines(brief):
        sheet.paragraph(plain(voice.text(line)), size=sheet.size * 0.85)
    for part in brief_sections(brief):
        sheet.part(plain(voice.text(part.title)), [plain(voice.text(line)) for line in part.lines])
    scale = (sheet.w - sheet.l_margin - sheet.r_margin) / (drawing.width * POINT)
    if sheet.get_y() + drawing.height * POINT * scale > sheet.h - sheet.b_margin:
        sheet.add_page()
    top = sheet.get_y() + sheet.size * 0.3
    put_on(OnSheet(sheet, sheet.l_margin, top, scale), drawing.marks)
    sheet.set_xy(sheet.l_margin, top + drawing.height * POINT * scale)
    sheet.paragraph(plain(mark), size=sheet.size * 0.75)

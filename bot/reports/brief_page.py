"""The brief on paper: one page for one reader, whose name and time stand across it."""

from datetime import datetime

from bot.reports.chart import POINT, weeks_of
from bot.reports.drawing import OnSheet, put_on
from bot.reports.paper import LARGEST, MARGIN, SHEET, SMALLEST, STEP
from bot.reports.sheet import Sheet, fresh, plain
from flows.brief import Brief
from flows.content.brief_lines import brief_sections, head_lines
from locales.voice import Voice

PALE, SLANT = 232, 35


def pdf_of(brief: Brief, voice: Voice, mark: str, made_at: datetime) -> bytes:
    """Draw the brief in the largest letters that fit on one page."""
    size = LARGEST - 2
    while True:
        with fresh(voice, SHEET["pdf"], MARGIN["pdf"], size) as sheet:
            fill(sheet, brief, voice, mark)
            if sheet.pages_count == 1 or size <= SMALLEST:
                sheet.set_creation_date(made_at)
                return bytes(sheet.output())
        size -= STEP


def fill(sheet: Sheet, brief: Brief, voice: Voice, mark: str) -> None:
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
    drawing = weeks_of(brief, voice)
    scale = (sheet.w - sheet.l_margin - sheet.r_margin) / (drawing.width * POINT)
    if sheet.get_y() + drawing.height * POINT * scale > sheet.h - sheet.b_margin:
        sheet.add_page()
    top = sheet.get_y() + sheet.size * 0.3
    put_on(OnSheet(sheet, sheet.l_margin, top, scale), drawing.marks)
    sheet.set_xy(sheet.l_margin, top + drawing.height * POINT * scale)
    sheet.paragraph(plain(mark), size=sheet.size * 0.75)

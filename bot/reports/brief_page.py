"""The brief on paper: one page for one reader, whose name and time stand across it, whatever was written."""

from datetime import datetime
from functools import partial
from typing import Any

from bot.reports.chart import POINT, weeks_of
from bot.reports.drawing import Drawing, OnSheet, put_on
from bot.reports.paper import MARGIN, SHEET
from bot.reports.sheet import Sheet, fresh, largest_that_fits, plain
from flows.brief import Brief
from flows.content.brief_lines import brief_sections, head_lines, other_line
from flows.questions import Json
from locales.line import pgettext
from locales.voice import Voice

# Letters in points; of a text so many letters, and of what there is so many of a kind: the page is read in a minute.
TRIES = (
    (11.0, 400, 12), (10.0, 400, 12), (9.0, 400, 12), (8.0, 400, 12), (8.0, 240, 8), (8.0, 160, 5), (7.0, 160, 5),
    (7.0, 100, 3), (6.5, 60, 2), (6.5, 40, 1),
)  # fmt: skip
CUT = "…"
# Translators: small print on the brief on paper: what ends in three dots stands in the notes as a whole
CUT_SHORT = pgettext("paper", "…: more in the notes")
NEWEST, FIRST = ("safety", "moods", "gaps", "raised", "reviews"), ("tasks", "people")
NAME, HIGHEST = 40, 95.0  # letters of a name; millimetres of the weeks


def pdf_of(brief: Brief, voice: Voice, mark: str, made_at: datetime) -> bytes:
    """Draw the brief in the largest letters that fit on one page; where none do, of long texts their beginning."""
    drawing = weeks_of(brief, voice)
    with fresh(voice, SHEET["pdf"], MARGIN["pdf"], across=plain(mark)) as sheet:
        largest_that_fits(sheet, [partial(fill, sheet, brief, voice, drawing, *one) for one in TRIES])
        sheet.set_creation_date(made_at)
        return bytes(sheet.output())


def fill(sheet: Sheet, brief: Brief, voice: Voice, drawing: Drawing, size: float, letters: int, most: int) -> None:
    """Put everything on a sheet: words, then the weeks, then for whom it is."""
    sheet.size, shown = size, shortened(brief, letters, most)
    sheet.paragraph(plain(shown.name), size=size * 1.6, bold=True)
    for line in head_lines(shown):
        sheet.paragraph(plain(voice.text(line)), size=size * 0.85)
    parts = [(voice.text(part.title), [voice.text(line) for line in part.lines]) for part in brief_sections(shown)]
    for title, lines in parts:
        sheet.part(plain(title), [plain(line) for line in lines])
    draw(sheet, drawing)
    more = other_line(shown)
    small = [CUT_SHORT] if any(CUT in line for _title, lines in parts for line in lines) else []
    for line in (*small, *([more] if more is not None else [])):
        sheet.paragraph(plain(voice.text(line)), size=size * 0.75)
    sheet.paragraph(sheet.across, size=size * 0.75)


def draw(sheet: Sheet, drawing: Drawing) -> None:
    """Put the weeks where the words end, as wide as the words but never higher than a third of the page."""
    room = sheet.w - sheet.l_margin - sheet.r_margin
    scale = min(room / (drawing.width * POINT), HIGHEST / (drawing.height * POINT))
    high, top = drawing.height * POINT * scale, sheet.get_y() + sheet.size * 0.3
    if not sheet.trying:
        left = sheet.l_margin + (room - drawing.width * POINT * scale if sheet.rtl else 0)
        put_on(OnSheet(sheet, left, top, scale), drawing.marks)
    sheet.set_xy(sheet.l_margin, top + high)


def shortened(brief: Brief, letters: int, most: int) -> Brief:
    """Give a brief of the newest of each kind, with the beginning of long texts; the notes have the rest."""
    new = tuple(one for one in brief.moods if one.new) or brief.moods[-1:]
    kept = {"moods": new, **{name: getattr(brief, name) for name in (*NEWEST, *FIRST) if name != "moods"}}
    less: dict[str, Any] = {name: kept[name][-most:] for name in NEWEST} | {name: kept[name][:most] for name in FIRST}
    left = sum(len(kept[name]) - len(less[name]) for name in NEWEST if name != "gaps")
    named = {"name": cut(brief.name, NAME), "people": tuple(cut(name, NAME) for name in less["people"])}
    found = brief.model_copy(update=less | named | {"other": brief.other + left})
    return Brief.model_validate(cut_texts(found.model_dump(mode="json"), letters))


def cut_texts(kept: Json, letters: int) -> Json:
    """Cut what people wrote, wherever it stands; sentences of ours are whole."""
    match kept:
        case dict():
            return {
                name: cut(part, letters) if name == "text" and isinstance(part, str) else cut_texts(part, letters)
                for name, part in kept.items()
            }
        case list():
            return [cut_texts(one, letters) for one in kept]
        case _:
            return kept


def cut(text: str, letters: int) -> str:
    """Give the beginning of a text, which ends with a whole word where it can, on one row."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return text
    start = flat[:letters]
    return f"{start.rpartition(' ')[0] or start} {CUT}"

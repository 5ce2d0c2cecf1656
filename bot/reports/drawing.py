"""
Drawings: lines, dots and words on a plane, put on paper, into a picture or onto a page by the same few strokes.

Lengths are points, counted from the upper left corner.  There are two greys and black, and no colour that concludes.
"""

import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import pypdfium2

from bot.reports.sheet import Sheet

Grey = Literal["black", "dark", "light"]
GREYS: dict[Grey, int] = {"black": 30, "dark": 105, "light": 205}
DOTS = 200 / 72
POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    grey: Grey = "black"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A small circle, full or empty."""

    x: float
    y: float
    radius: float
    full: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A few words; `at` says which end of them stands at x, as it is seen and not as it is read."""

    x: float
    y: float
    text: str
    size: float = 9.0
    at: Literal["left", "middle", "right"] = "left"
    grey: Grey = "dark"


Mark = Stroke | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, how large it is, and what it says to somebody who cannot see it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    said: str
    rtl: bool = False


class Surface(Protocol):
    """Something that the three kinds of marks can be put on."""

    def stroke(self, mark: Stroke) -> None:
        """Draw a line."""

    def dot(self, mark: Dot) -> None:
        """Draw a dot."""

    def words(self, mark: Words) -> None:
        """Put words."""


def put_on(surface: Surface, marks: Sequence[Mark]) -> None:
    """Put every mark on a surface."""
    for mark in marks:
        match mark:
            case Stroke():
                surface.stroke(mark)
            case Dot():
                surface.dot(mark)
            case Words():
                surface.words(mark)


class _Svg:
    """A surface that becomes SVG; greys are classes, so that a page can turn them for the dark."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def stroke(self, mark: Stroke) -> None:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
        self.parts.append(f'<polyline class="{mark.grey}" points="{points}" stroke-width="{mark.width}"/>')

    def dot(self, mark: Dot) -> None:
        kind = "full" if mark.full else "empty"
        self.parts.append(f'<circle class="{kind}" cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius}"/>')

    def words(self, mark: Words) -> None:
        anchor = {"left": "start", "middle": "middle", "right": "end"}[mark.at]
        self.parts.append(
            f'<text class="{mark.grey}" x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{mark.size}" '
            f'text-anchor="{anchor}" direction="ltr" unicode-bidi="plaintext">{html.escape(mark.text)}</text>'
        )


def svg_of(drawing: Drawing) -> str:
    """Give a drawing as SVG that a page can hold as it is."""
    surface = _Svg()
    put_on(surface, drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="{html.escape(drawing.said)}" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}">{"".join(surface.parts)}</svg>'
    )


class OnSheet:
    """A surface that is a place on a sheet of paper."""

    def __init__(self, sheet: Sheet, left: float, top: float, scale: float = 1.0) -> None:
        self.sheet, self.left, self.top, self.scale = sheet, left, top, scale * POINT

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give a place on the sheet in millimetres."""
        return self.left + x * self.scale, self.top + y * self.scale

    def stroke(self, mark: Stroke) -> None:
        """Draw a line."""
        self.sheet.set_draw_color(GREYS[mark.grey])
        self.sheet.set_line_width(mark.width * self.scale)
        self.sheet.polyline([self.at(*point) for point in mark.points])

    def dot(self, mark: Dot) -> None:
        """Draw a dot."""
        x, y = self.at(mark.x, mark.y)
        self.sheet.set_draw_color(GREYS["black" if mark.full else "dark"])
        self.sheet.set_fill_color(GREYS["black"] if mark.full else 255)
        self.sheet.set_line_width(self.scale)
        self.sheet.circle(x, y, mark.radius * self.scale, style="DF")

    def words(self, mark: Words) -> None:
        """Put words."""
        x, y = self.at(mark.x, mark.y)
        self.sheet.words_at(x, y, mark.text, size=mark.size * self.scale / POINT, at=mark.at, grey=GREYS[mark.grey])


def png_of(drawing: Drawing, sheet: Sheet) -> bytes:
    """Give a drawing as a PNG, on a fresh sheet that is as large as the drawing."""
    sheet.add_page()
    put_on(OnSheet(sheet, 0, 0), drawing.marks)
    return picture_of(bytes(sheet.output()), DOTS)


def picture_of(pdf: bytes, dots: float) -> bytes:
    """Draw the first page of a PDF as a PNG."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=dots).to_pil()
    document.close()
    found = io.BytesIO()
    image.save(found, format="PNG", optimize=True)
    return found.getvalue()

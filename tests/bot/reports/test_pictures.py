"""
The plan as it is seen: its picture and its page to print, in a language from the left and one from the right.

The pictures of the docs are drawn by the same plan, so that a change of how it looks is seen in review:
`PICTURES=docs/pictures` draws them anew.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from bot.reports.paper import DOTS, MARGIN, draw_plan, page_of
from flows.course_readings import WordsShown
from flows.ending_readings import PlanShown
from flows.entries import Said
from flows.tools import Field
from locales.languages import shipped
from locales.voice import voice_for
from tests.flows.known import PLAN_MADE

PICTURES = os.environ.get("PICTURES")
KEPT = Path(__file__).resolve().parents[3] / "docs" / "pictures"
SIDES = {"en": "ltr", "ar": "rtl"}
INK = 160  # darker is a letter; the thin lines between the parts are lighter
DOTTED = 5  # dots of the picture between a letter and the points above or below it
MOVED = 0.1  # of 255, on average: what another version of the drawing library may change, and another word may not
POINT = 72 / 25.4  # of a millimetre
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "plan_signs.own": ("I stop answering my sister's calls",),
        "plan_situations.what": ("The first of March", "Letters from the court"),
        "plan_situations.action": ("Cook her soup with Ivan", "Open them with Ana, not alone"),
        "plan_situations.who": ("Ivan", "Ana"),
        "plan_worked.thing": ("Going out before ten, even for five minutes", "Saying it in one sentence"),
        "plan_people.who": ("Ana",), "plan_people.ask": ("to sit with me, no talking",),
        "plan_bands.fine": ("I sing in the kitchen",), "plan_bands.fine_do": ("Choir on Thursdays",),
        "plan_bands.slipping": ("Dishes stay, I cancel things",), "plan_bands.slipping_do": ("Ring Ana the same day",),
        "plan_bands.slipping_who": ("Ana",), "plan_bands.help": ("I do not get up for two days",),
        "plan_bands.help_do": ("Ring the clinic",), "plan_bands.help_who": ("Ivan",),
        "care": ("Harbour clinic, 000 000 333, within a week",),
    },
    "ar": {
        "plan_signs.own": ("لا أرد على اتصالات أختي",),
        "plan_situations.what": ("الأول من آذار",), "plan_situations.action": ("أطبخ حساءها مع إيفان",),
        "plan_situations.who": ("Ivan",), "plan_worked.thing": ("الخروج قبل الساعة 10 ولو خمس دقائق",),
        "plan_people.who": ("آنا",), "plan_people.ask": ("أن تجلس معي دون كلام",),
        "plan_bands.fine": ("أغني في المطبخ",), "plan_bands.slipping": ("ألغي المواعيد",),
        "plan_bands.slipping_do": ("أتصل بآنا",), "plan_bands.help": ("لا أنهض ليومين",),
        "plan_bands.help_do": ("أتصل بالعيادة 000 000 111",),
        "care": ("عيادة المرفأ، 000 000 333، خلال أسبوع",),
    },
}  # fmt: skip


def plan_in(language: str) -> PlanShown:
    """Give a plan whose own words are in one language; where we have none, those of the tests."""
    own = WORDS.get(language)
    if own is None:
        return PLAN_MADE
    parts: dict[str, tuple[Field, ...]] = {"plan_signs": tuple(Field(name="signs", code=c) for c in ("sleep", "away"))}
    for place, words in own.items():
        part, _, name = place.partition(".")
        round_ = 1 if part in {"plan_situations", "plan_worked", "plan_people"} else 0
        fields = (Field(name=name, round=number * round_, said=Said(text=text)) for number, text in enumerate(words, 1))
        parts[part] = (*parts.get(part, ()), *fields)
    (care,) = parts.pop("care")
    return PLAN_MADE.model_copy(update={"parts": parts, "care": WordsShown(said=care.said, language=language)})


def drawn(plan: PlanShown, language: str, kind: str) -> bytes:
    """Draw a plan as the outbox asks for it."""
    content, _name = draw_plan({"plan": plan.model_dump(mode="json"), "kind": kind}, voice_for(language))
    return content


def look(content: bytes, kind: str) -> Image.Image:
    """Look at the plan: at the picture itself, or at the one printed page."""
    if kind == "picture":
        return Image.open(io.BytesIO(content)).convert("L")
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    image: Image.Image = document[0].render(scale=DOTS).to_pil().convert("L")
    document.close()
    return image


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Say how much two pictures differ, on average of a dot, of 255."""
    assert one.size == other.size
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def rows(image: Image.Image) -> Iterator[tuple[int, int]]:
    """Give from where to where each row of letters goes; the dots above and below belong to it."""
    dark = image.point(lambda grey: 255 * (grey < INK)).filter(ImageFilter.MaxFilter(DOTTED))
    boxes = [dark.crop((0, y, image.width, y + 1)).getbbox() for y in range(image.height)]
    for is_row, found in groupby(boxes, key=bool):
        if is_row:
            row = [box for box in found if box is not None]
            yield min(box[0] for box in row) + DOTTED // 2, max(box[2] for box in row) - DOTTED // 2


@pytest.mark.parametrize(("language", "side"), SIDES.items())
def test_picture_looks_as_in_the_docs(language: str, side: str) -> None:
    content = drawn(plan_in(language), language, "picture")
    if PICTURES:
        (Path(PICTURES) / f"plan-{side}.png").write_bytes(content)

    assert unlike(look(content, "picture"), Image.open(KEPT / f"plan-{side}.png").convert("L")) < MOVED


def test_a_line_more_is_another_picture() -> None:
    more = plan_in("en").model_copy(update={"care": None})

    assert unlike(*(look(drawn(plan, "en", "picture"), "picture") for plan in (plan_in("en"), more))) > MOVED


@pytest.mark.parametrize("kind", ["picture", "pdf"])
@pytest.mark.parametrize("language", SIDES)
def test_every_row_begins_where_its_language_begins_and_none_leaves_the_margins(language: str, kind: str) -> None:
    image = look(drawn(plan_in(language), language, kind), kind)
    margin = MARGIN[kind] * POINT * DOTS
    left, right, slack = (
        margin - 1,
        image.width - margin + 1,
        6 * DOTS,
    )  # of a dot that is cut in two one half stands outside
    found = list(rows(image))

    assert len(found) > 15
    assert all(left <= begin and end <= right for begin, end in found)
    begins = [right - end if SIDES[language] == "rtl" else begin - left for begin, end in found]
    assert max(begins) < slack
    assert max(right - end if SIDES[language] == "ltr" else begin - left for begin, end in found) > image.width / 3
    box = image.point(lambda grey: 255 * (grey < 250)).getbbox()
    assert box is not None
    assert box[1] >= margin - 1
    assert box[3] <= image.height - margin


@pytest.mark.parametrize("language", [one.code for one in shipped()])
def test_no_letter_of_any_shipped_language_is_an_empty_box_or_is_lost(language: str) -> None:
    assert lost(plan_in(language), language) == []


def test_a_letter_that_no_font_has_is_found() -> None:
    plan = plan_in("en").model_copy(update={"care": WordsShown(said=Said(text="a 漢"), language="en")})

    assert lost(plan, "en") == ["漢"]


def lost(plan: PlanShown, language: str) -> list[str]:
    """Give the letters of a plan that its page does not hold, or holds without ink."""
    page = page_of(plan, voice_for(language))
    written = "".join((page.title, *page.small, *(text for title, lines in page.parts for text in (title, *lines))))
    content = drawn(plan, language, "pdf")
    document = pypdfium2.PdfDocument(content)
    sheet, high, image = document[0].get_textpage(), document[0].get_height(), look(content, "pdf")
    read = str(sheet.get_text_range())
    empty = [
        letter for at, letter in enumerate(read) if letter.isalnum() and not inked(image, sheet.get_charbox(at), high)
    ]
    document.close()
    return [*(letters(written) - letters(read)).elements(), *empty]


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text; signs and spaces may be laid out otherwise."""
    return Counter(letter for letter in text if letter.isalnum())


def inked(image: Image.Image, box: tuple[float, float, float, float], high: float) -> bool:
    """Say whether there is ink where a letter stands."""
    left, bottom, right, top = box
    place = (int(left * DOTS), int((high - top) * DOTS), int(right * DOTS) + 1, int((high - bottom) * DOTS) + 1)
    return any(image.crop(place).histogram()[:INK])

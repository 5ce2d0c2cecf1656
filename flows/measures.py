"""
Measures: questionnaires in their official wording, one form a language, scored exactly.

The wording is data and is never edited.  A total stands only where every item was answered: the developers of PHQ-9 and
GAD-7 (Kroenke, Spitzer and Williams 2001; Spitzer, Kroenke, Williams and Löwe 2006) define it as the plain sum of all
items, so a missing item leaves the total missing.  It is never counted as zero and never made up from the others
(prorating is off): an average over items left out on purpose would hide exactly the one that matters.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

CODE = r"^[A-Za-z0-9][A-Za-z0-9-]{0,19}$"
LONGEST_ITEM = 600  # characters: an item, its stem and its options stay one message


class Form(BaseModel):
    """
    One measure in one language, exactly as its file gives it.

    `options` and `option_values` go together, in the order of the paper; `status` says whether somebody has tied the
    wording to the published form; `doubts` stay with it wherever staff see it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    instrument: str = Field(pattern=CODE)
    lang: str = Field(min_length=2, max_length=12)
    stem: str = Field(min_length=1, max_length=LONGEST_ITEM)
    items: tuple[str, ...] = Field(min_length=1, max_length=40)
    options: tuple[str, ...] = Field(min_length=2, max_length=11)
    option_values: tuple[int, ...]
    difficulty_item: str | None = None
    difficulty_options: tuple[str, ...] = ()
    status: Literal["pinned", "unpinned"] = "unpinned"
    basis: str = ""
    source: Mapping[str, Any] = {}
    doubts: tuple[str, ...] = ()
    licence: str = Field(min_length=1)
    safety_item: int | None = Field(
        default=None, ge=1
    )  # of a programme's own measure: the item that is item 9 of PHQ-9
    fingerprint: str = ""  # SHA-256 of the file, put in by whoever reads it

    @model_validator(mode="after")
    def it_can_be_answered(self) -> "Form":
        """Refuse a form whose options cannot be told apart, or whose items stand there twice."""
        if len(self.options) != len(self.option_values):
            raise ValueError(
                f"found {len(self.options)} options and {len(self.option_values)} values; give each a value"
            )
        for name, found in (("items", self.items), ("options", self.options), ("option_values", self.option_values)):
            if len(set(found)) != len(found):
                raise ValueError(f"'{name}' holds the same thing twice; compare it with the printed form")
        if any(not text.strip() or len(text) > LONGEST_ITEM for text in (*self.items, *self.options)):
            raise ValueError(f"an item or option is empty or longer than {LONGEST_ITEM} characters")
        if self.safety_item is not None and self.safety_item > len(self.items):
            raise ValueError(f"found safety_item {self.safety_item} of {len(self.items)} items; count from 1")
        return self

    @property
    def asks_for_safety(self) -> int | None:
        """Give the place of the item about being better off dead, counted from 0; none where there is no such item."""
        if self.safety_item is not None:
            return self.safety_item - 1
        return SAFETY_ITEMS.get(self.instrument)

    @property
    def asks_how_difficult(self) -> bool:
        """Say whether the form has its last, unscored question with its options."""
        return bool(self.difficulty_item and self.difficulty_options)


SAFETY_ITEMS = {"PHQ-9": 8}  # by instrument: the place of item 9


class Compared(BaseModel):
    """A programme has compared one form with the published paper, and says who did and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    instrument: str = Field(pattern=CODE)
    lang: str = Field(min_length=2, max_length=12)
    compared_by: str = Field(min_length=1)
    compared_on: date


def missing(answers: Sequence[int | None]) -> int:
    """Count the items without an answer."""
    return sum(answer is None for answer in answers)


def total_of(answers: Sequence[int | None]) -> int | None:
    """Add up the answers; none where one is missing."""
    given = [answer for answer in answers if answer is not None]
    return sum(given) if len(given) == len(answers) else None


def phq2_of(answers: Sequence[int | None]) -> int | None:
    """Give the PHQ-2, the sum of the first two items of a PHQ-9 (0 to 6); none where one of them is missing."""
    return total_of(answers[:2])


def usable(forms: Sequence[Form], compared: Sequence[Compared], instrument: str | None = None) -> tuple[Form, ...]:
    """Give the forms that may be shown to clients: tied to the published paper, or compared with it by the programme."""
    checked = {(one.instrument, one.lang) for one in compared}
    return tuple(
        form
        for form in forms
        if (instrument is None or form.instrument == instrument)
        and (form.status == "pinned" or (form.instrument, form.lang) in checked)
    )


def form_of(forms: Sequence[Form], instrument: str, lang: str) -> Form | None:
    """Find one form."""
    return next((form for form in forms if (form.instrument, form.lang) == (instrument, lang)), None)


# Published cut points, for a printed legend that a programme may switch on for staff; nobody is labelled by them.
CUT_POINTS: Mapping[str, tuple[tuple[int, ...], int, str]] = {
    "PHQ-9": ((5, 10, 15, 20), 27, "Kroenke, Spitzer, Williams 2001"),
    "GAD-7": ((5, 10, 15), 21, "Spitzer, Kroenke, Williams, Löwe 2006"),
}


def band_of(instrument: str, total: int) -> int:
    """Give how many published cut points a total has reached."""
    return sum(total >= point for point in CUT_POINTS[instrument][0])

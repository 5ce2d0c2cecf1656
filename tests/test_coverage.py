"""What the page on clinical coverage names, exists; and every element of the source text has its row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import flows.client
import flows.staff  # noqa: F401 - the conversations register themselves as they are imported
from flows import registry
from flows.entries import ENTRIES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "clinical-coverage.md"
GROUPS = {"A": 12, "B": 10, "C": 11, "D": 14, "E": 12, "V": 11}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [A-Z]\d+ \|", line)
]


def named(cell: str) -> list[str]:
    """Give what a cell names."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_element_has_one_row() -> None:
    assert [row[0] for row in ROWS] == [f"{group}{n}" for group, last in GROUPS.items() for n in range(1, last + 1)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_what_a_row_names_is_there_or_the_reason_is_given(row: list[str]) -> None:
    _id, _element, conversations, entries, shown_by = row
    if conversations.startswith("*Not done by the bot"):
        assert len(conversations.split()) > 8
        return
    assert {flow for flow in named(conversations) if flow.islower()} <= {one.name for one in registry.all_flows()}
    assert set(named(entries)) <= ENTRIES.keys()
    assert all((ROOT / path).is_file() for path in named(shown_by))
    assert named(conversations)
    assert named(shown_by)


PARTS = re.findall(r"^- \*\*([A-Z]\d+)\*\*: (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("element", "reason"), PARTS)
def test_a_part_that_is_not_done_belongs_to_a_row_that_is_and_has_a_reason(element: str, reason: str) -> None:
    row = next(row for row in ROWS if row[0] == element)

    assert named(row[2]) or row[2].startswith("*Not done by the bot")
    assert len(reason.split()) > 10


def test_parts_stand_in_the_order_of_the_table() -> None:
    order = [row[0] for row in ROWS]

    assert len(PARTS) > 15
    assert [element for element, _reason in PARTS] == sorted((one for one, _ in PARTS), key=order.index)

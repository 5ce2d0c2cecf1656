"""
Tables as text: one row a line, cells apart by tabs, numbers as numbers, and no cell that a spreadsheet would run.

A text whose first character could begin a formula gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10), and so does one
that begins with an apostrophe: thus one apostrophe is taken off again by whoever wants the text as it was.  What could
break a row is written as an escape, so that a row is always exactly one line.
"""

import re
from collections.abc import Sequence
from typing import TextIO

Value = str | int | None

FORMULA = frozenset("=+-@\t\0\r\n\uff1d\uff0b\uff0d\uff20")  # the last four are the full-width forms of the first
MARK = "'"
GUARDED = FORMULA | {MARK}
UNFIT = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SHORT = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class Table:
    """A table that is written row by row; nothing of it is held in memory."""

    def __init__(self, paper: TextIO, columns: Sequence[str]) -> None:
        self.paper = paper
        self.columns = tuple(columns)
        self.rows = 0
        self._write(self.columns)

    def add(self, row: Sequence[Value]) -> None:
        """Write one row."""
        if len(row) != len(self.columns):
            raise ValueError(f"a row has {len(row)} cells, the table {len(self.columns)} columns")
        self._write(row)
        self.rows += 1

    def _write(self, row: Sequence[Value]) -> None:
        self.paper.write("\t".join(map(cell, row)) + "\n")


def cell(value: Value) -> str:
    """Give one cell: a number as it is, a text so that it stays a text, nothing where nothing is known."""
    match value:
        case None:
            return ""
        case int():
            return str(int(value))
        case _:
            return quoted(UNFIT.sub(_escape, harmless(value)))


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet might take for a formula."""
    return MARK + text if text[:1] in GUARDED else text


def quoted(text: str) -> str:
    """Put a text with quotation marks into quotation marks, for whoever reads tables expects it so."""
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def _escape(found: re.Match[str]) -> str:
    letter = found.group()
    return SHORT.get(letter) or f"\\u{ord(letter):04x}"

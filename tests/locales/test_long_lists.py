"""Long lists: hundreds of lines are read as well as two."""

import pytest

from flows.content.words import listed, paragraphs, rows
from locales.line import verbatim
from locales.voice import voice_for

NUMBERS = [verbatim(str(number)) for number in range(2000)]


@pytest.mark.parametrize(("join", "between"), [(rows, "\n"), (paragraphs, "\n\n")])
def test_hundreds_of_lines_stand_under_each_other(join: object, between: str) -> None:
    assert voice_for("en").text(join(*NUMBERS)) == between.join(map(str, range(2000)))  # type: ignore[operator]  # one of two


@pytest.mark.parametrize("many", [1, 2, 3, 2000])
def test_list_of_hundreds_is_one_line(many: int) -> None:
    assert voice_for("en").text(listed(NUMBERS[:many])) == ", ".join(map(str, range(many)))

"""The reading level: counted as Flesch and Kincaid did, and told sentence by sentence."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.house.reading_level import Sentence, grade, levels, report, syllables


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the", 1),
        ("write", 1),
        ("wrote", 1),
        ("asked", 1),
        ("wanted", 2),
        ("times", 1),
        ("little", 2),
        ("today", 2),
        ("person", 2),
        ("remember", 3),
        ("interpersonal", 5),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, expected: int) -> None:
    assert syllables(word) == expected


def test_the_grade_follows_the_formula() -> None:
    # 6 words of one syllable in one sentence: 0.39 × 6 + 11.8 × 1 − 15.59
    assert grade([Sentence(1, "The cat sat on the mat.")]) == pytest.approx(-1.45)


def test_blanks_and_tags_are_read_as_short_words_and_scraps_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "flows" / "client").mkdir(parents=True)
    text = 'A = _("Hello <b>{name}</b>, how are you? Yes.")\nB = pgettext("button", "Not now")\n'
    (tmp_path / "flows" / "client" / "mood.py").write_text(text, encoding="utf-8")

    assert [one.text for level in levels(tmp_path) for one in level.sentences] == ["Hello Ann, how are you?"]


def test_the_report_names_the_hardest_sentence_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "flows" / "client").mkdir(parents=True)
    hard = "Considerable interpersonal difficulties necessitate encouragement."
    (tmp_path / "flows" / "client" / "mood.py").write_text(f'\nA = _("{hard} How are you now?")\n', encoding="utf-8")

    told = list(report(tmp_path))

    assert "flows/client/mood.py  (2 sentences)" in told[0]
    assert told[1].endswith(f"line 2: {hard}")
    assert len(told) == 2


def test_the_command_tells_every_file_of_the_client() -> None:
    found = CliRunner().invoke(app, ["reading-level"])

    assert found.exit_code == 0
    assert "flows/client/check_in.py" in found.output
    assert "flows/content/tasks/grief.py" in found.output

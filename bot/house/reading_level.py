"""
How easily the English can be read that clients get: the grade of Flesch and Kincaid, for each file of theirs.

The formula is 0.39 × words a sentence + 11.8 × syllables a word − 15.59.  It is written here, because the libraries that
know it bring dictionaries for syllables along, and want plain text where ours has blanks.  Syllables are estimated from
the spelling.  A file may reach grade 6; its hardest sentences are reported, for a person to judge.  Buttons and other
scraps of fewer than four words are no sentences and are left out.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.house.source import Fault, Module, called, modules

FOR_CLIENTS = ("flows/client/", "flows/content/tasks/")
TEXTS = ("flows/content/safety_texts.py", "flows/content/help_labels.py", "flows/content/consent_texts.py")
HARDEST = 6.0  # the grade that a file may have
ASIDE = 8.0  # the grade from which a sentence is worth a look
SCRAP = 4  # words
MARKS = {"_": (0,), "pgettext": (1,), "ngettext": (0, 1), "npgettext": (1, 2)}  # where the English stands


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a file, and how hard it is."""

    line: int
    text: str

    @property
    def words(self) -> int:
        """Count the words."""
        return len(_words(self.text))

    @property
    def grade(self) -> float:
        """Give the grade of this sentence alone."""
        return grade([self])


@dataclass(frozen=True, slots=True)
class Level:
    """How hard one file is."""

    file: str
    sentences: tuple[Sentence, ...]

    @property
    def grade(self) -> float:
        """Give the grade of the file."""
        return grade(self.sentences)

    @property
    def hard(self) -> tuple[Sentence, ...]:
        """Give the sentences worth a look, the hardest first."""
        return tuple(sorted((one for one in self.sentences if one.grade > ASIDE), key=lambda one: -one.grade))


def clients_can_read_it(root: Path) -> list[Fault]:
    """What clients read stays within grade 6, file by file."""
    return [
        Fault(level.file, level.sentences[0].line, f"reads at grade {level.grade:.1f}; at most {HARDEST:.0f}")
        for level in levels(root)
        if level.grade > HARDEST
    ]


def levels(root: Path) -> list[Level]:
    """Give the level of every file with sentences for clients."""
    found = [
        Level(module.name, tuple(_sentences(module))) for module in modules(root, "flows") if _is_for_clients(module)
    ]
    return [level for level in found if level.sentences]


def report(root: Path) -> Iterator[str]:
    """Say the grade of every file, and under it the sentences worth a look."""
    for level in levels(root):
        yield f"{level.grade:5.1f}  {level.file}  ({len(level.sentences)} sentences)"
        yield from (f"         {one.grade:4.1f}  line {one.line}: {one.text}" for one in level.hard)


def grade(sentences: tuple[Sentence, ...] | list[Sentence]) -> float:
    """Give the grade of Flesch and Kincaid."""
    words = [word for one in sentences for word in _words(one.text)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Estimate the syllables from the spelling: groups of vowels, without a silent ending."""
    bare = re.sub(r"(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$", lambda end: end.group()[0], word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def _is_for_clients(module: Module) -> bool:
    return module.name.startswith(FOR_CLIENTS) or module.name in TEXTS


def _sentences(module: Module) -> Iterator[Sentence]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called(node.func) in MARKS:
            for place in MARKS[called(node.func)]:
                match node.args[place : place + 1]:
                    case [ast.Constant(value=str(text))]:
                        said = (Sentence(node.lineno, one) for one in _split(text))
                        yield from (one for one in said if one.words >= SCRAP)


def _split(text: str) -> list[str]:
    """Cut a text into its sentences, a short word in each blank and no tags."""
    plain = re.sub(r"<[^>]+>", "", re.sub(r"\{\w+\}", "Ann", text))
    return [one.strip() for one in re.split(r"(?<=[.!?…:])[”\"»)]*\s+|\n+", plain) if one.strip()]


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)

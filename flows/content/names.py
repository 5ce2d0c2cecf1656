"""
Names in somebody's own words: whom the client hides is left out, and the others may become first letters.

A name counts where it stands as whole words, however it is written: large or small, with other accents, apostrophes or
vowel marks, and in Arabic with a particle joined to it.  Of a name of several words only all of them together count,
because *my sister* would else take every *my* along.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal
from unicodedata import category, normalize

LETTERS_AT_MOST = 2  # of a name that became initials
LEFT_OUT = "…"
APOSTROPHES = "'’ʼ‘`´"
PARTICLES, STEM = frozenset("وفبلك"), 3  # written together with the word that follows, which keeps so many letters
UNHEARD = ("Mn", "Cf")  # accents, vowel marks, and what only joins or turns letters
STRETCHED, DOTLESS = "ـ", "ı"
JOINED, COLOURED = "\u200d", "\ufe0f"  # what makes one small picture of two, and draws it in colours
JOINS = frozenset(f"{APOSTROPHES}{JOINED}-‐‑. \N{NO-BREAK SPACE}")  # what may stand between two words of one name


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, and how it is told from others."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text."""

    start: int
    end: int
    hidden: bool


Key = tuple[str, ...]


def veiled(text: str, *, hidden: Collection[str], names: Collection[str] = (), initials: bool = False) -> str:
    """Give a text without the hidden names, and where `initials` says so with the first letters of the others."""
    known = {key_of(name): False for name in names} | {key_of(name): True for name in hidden}
    made, done = "", 0
    for hit in hits(text, {key: is_hidden for key, is_hidden in known.items() if key}):
        name = text[hit.start : hit.end]
        made += text[done : hit.start] + (LEFT_OUT if hit.hidden else initials_of(name) if initials else name)
        done = hit.end
    return made + text[done:]


def is_one_of(name: str, others: Collection[str]) -> bool:
    """Say whether a name is one of these, however it is written."""
    return key_of(name) in {key_of(other) for other in others} - {()}


def initials_of(name: str) -> str:
    """Give the first letters of a name."""
    firsts = [part[word.start] for part in name.split() if (word := next(words_in(part), None)) is not None]
    return " ".join(f"{letter}." for letter in firsts[:LETTERS_AT_MOST]) or LEFT_OUT


def key_of(name: str) -> Key:
    """Give what tells a name from others."""
    return tuple(word.key for word in words_in(name))


def words_in(text: str) -> Iterator[Word]:
    """Give the words of a text; an apostrophe parts two, and a small picture is a word of its own."""
    at = 0
    for kind, run in groupby(text, kind_of):
        letters = "".join(run)
        if kind and (key := folded(letters)):
            yield Word(at, at + len(letters), key)
        at += len(letters)


def kind_of(letter: str) -> Literal["", "word", "picture"]:
    """Say whether a letter belongs to a word, or to a small picture."""
    kind = category(letter)
    if letter == COLOURED:
        return "picture"
    if letter not in APOSTROPHES and (kind[0] in "LMN" or kind == "Cf"):
        return "word"
    return "picture" if kind in {"So", "Sk"} and letter not in APOSTROPHES else ""


def folded(word: str) -> str:
    """Give a word as it is compared: small, and without what is not written by everybody."""
    spelled = normalize("NFKD", normalize("NFKD", word).casefold())
    kept = (letter for letter in spelled if category(letter) not in UNHEARD and letter != STRETCHED)
    return "".join(kept).replace(DOTLESS, "i")


def hits(text: str, known: Mapping[Key, bool]) -> Iterator[Hit]:
    """Give where known names stand, the longest first."""
    words, at = list(words_in(text)), 0
    longest = max(map(len, known), default=0)
    while at < len(words):
        spans = (words[at : at + count] for count in range(longest, 0, -1) if at + count <= len(words))
        hit, many = next(((found, len(span)) for span in spans if (found := hit_at(text, span, known))), (None, 1))
        if hit is not None:
            yield hit
        at += many


def hit_at(text: str, span: Sequence[Word], known: Mapping[Key, bool]) -> Hit | None:
    """Give the known name that some words are together; none when they are another, or stand apart."""
    gaps = (text[one.end : other.start] for one, other in pairwise(span))
    if not all(JOINS.issuperset(gap) for gap in gaps):
        return None
    rest = tuple(word.key for word in span[1:])
    for start, first in beginnings(text, span[0]):
        if (first, *rest) in known:
            return Hit(start, span[-1].end, known[first, *rest])
    return None


def beginnings(text: str, word: Word) -> Iterator[tuple[int, str]]:
    """Give a word whole, then without one and two particles that are written together with it."""
    yield word.start, word.key
    for cut in (1, 2):
        if PARTICLES.issuperset(text[word.start : word.start + cut]) and len(word.key) - cut >= STEM:
            yield word.start + cut, word.key[cut:]

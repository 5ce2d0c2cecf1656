"""What one text is made of: its blanks, tags, links and letters, and the room it takes on a screen."""

import re
import string
import unicodedata
from collections.abc import Iterable

TAG = re.compile(r"</?[A-Za-z][^>]*>")
LINKS = re.compile(
    r"https?://\S+|(?<![\w<])/[A-Za-z_]\w*|(?<!\w)@\w+|\w+\.(?:com|org|net|me|info)\b|\+?\d[\d ()-]{4,}\d|\d{3,}"
)
BLANK = re.compile(r"\{[^}]*\}")
LATIN = re.compile(r"[A-Za-z]{2,}")


def blanks(text: str) -> set[str]:
    """Give the names of the blanks of a text, with whatever was written after them."""
    try:
        return {
            f"{name}{f'!{how}' if how else ''}{spec or ''}" for _, name, spec, how in parsed(text) if name is not None
        }
    except ValueError:
        return {"a single brace"}


def parsed(text: str) -> Iterable[tuple[str, str | None, str | None, str | None]]:
    """Take a text apart at its blanks."""
    return string.Formatter().parse(text)


def tags(text: str) -> list[str]:
    """Give the tags of a text, sorted."""
    return sorted(TAG.findall(text))


def nested(text: str) -> bool:
    """Say whether every tag is closed, the last one opened first."""
    opened: list[str] = []
    for tag in TAG.findall(text):
        if not tag.startswith("</"):
            opened.append(tag[1:-1].split()[0])
        elif not opened or opened.pop() != tag[2:-1]:
            return False
    return not opened


def links(text: str) -> list[str]:
    """Give what leads somewhere: addresses, names, commands, telephone numbers."""
    return sorted(LINKS.findall(TAG.sub(" ", text)))


def bare(text: str) -> str:
    """Give a text without its tags, blanks and links."""
    return BLANK.sub("", LINKS.sub("", TAG.sub("", text)))


def letters(text: str) -> str:
    """Give the letters of a text that are not in a tag, a blank or a link."""
    return "".join(letter for letter in bare(text) if letter.isalpha())


def latin_words(text: str) -> set[str]:
    """Give the words of a text that are written in Latin letters."""
    return set(LATIN.findall(bare(text)))


def begins_wrong(row: str) -> bool:
    """Say whether the first letter of a row runs from the left; blanks stand in isolates and do not count."""
    first = letters(row)[:1]
    return bool(first) and unicodedata.bidirectional(first) not in {"R", "AL"}


def columns(text: str) -> int:
    """Count the columns that a text takes: wide letters are two, marks above a letter and of direction are none."""
    seen = (letter for letter in text if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in seen)

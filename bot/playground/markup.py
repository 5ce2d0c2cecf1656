"""
Telegram's HTML as its server reads it: a text and the entities that lie on it, or the refusal that it gives.

Offsets and lengths count UTF-16 units, as Telegram counts them.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.refusals import Refused

TEXT = 4096
CAPTION = 1024
# The server knows four names and any number, and does not insist on the semicolon.
ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)(?![a-zA-Z])|#(\d{1,7})(?!\d)|#x([0-9a-fA-F]{1,6})(?![0-9a-fA-F]));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ATTRIBUTE = re.compile(r"""\s*([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""")
NAME = re.compile(r"[^\s>]*")
REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*>""")  # a ">" between quotes ends nothing
KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip

Entity = dict[str, Any]  # JSON, as the Bot API gives it


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text without its tags, and what lies on it."""

    text: str
    entities: tuple[Entity, ...] = ()

    @property
    def length(self) -> int:
        """Count UTF-16 units."""
        return units(self.text)


@dataclass(slots=True)
class _Open:
    tag: str
    at: int  # in UTF-16 units
    entity: Entity


def units(text: str) -> int:
    """Count what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(text: str, parse_mode: str | None) -> Parsed:
    """Read a text in its parse mode, or refuse it; spaces around it are cut, as the server does."""
    if not parse_mode:
        return _trimmed(Parsed(text))
    if parse_mode.lower() != "html":
        raise Refused(400, f"Bad Request: unsupported parse_mode '{parse_mode}' (the stand-in reads HTML only)")
    return _trimmed(_Reader(text).read())


class _Reader:
    """Walks once over a text in Telegram's HTML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.kept: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> Parsed:
        """Give the text without tags, and its entities."""
        while self.place < len(self.text):
            if self.text.startswith("</", self.place):
                self._end_tag()
            elif self.text[self.place] == "<":
                self._start_tag()
            else:
                self._letters()
        if self.open:
            raise self._refused(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Parsed("".join(self.kept), tuple(self.entities))

    def _letters(self) -> None:
        """Keep what stands before the next tag."""
        end = self.text.find("<", self.place)
        words = ENTITY.sub(_decoded, self.text[self.place : end if end >= 0 else None])
        self.place = end if end >= 0 else len(self.text)
        self.kept.append(words)
        self.length += units(words)

    def _start_tag(self) -> None:
        begin = self.place
        tag = NAME.match(self.text, begin + 1)[0].lower()  # type: ignore[index]  # it matches nothing at least
        if begin + 1 + len(tag) >= len(self.text):
            raise self._refused(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in KINDS:
            raise self._refused(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        rest = REST.match(self.text, begin + 1 + len(tag))
        if rest is None:
            raise self._refused(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        given = self._attributes(tag, rest[0][:-1], begin)
        if tag == "span" and given.get("class") != "tg-spoiler":
            raise self._refused(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(_Open(tag, self.length, _entity(tag, given)))
        self.place = rest.end()

    def _attributes(self, tag: str, written: str, begin: int) -> dict[str, str]:
        if tag == "blockquote" and written.strip() == "expandable":
            return {"expandable": ""}
        if ATTRIBUTE.sub("", written).strip():
            where = f'in declaration of an attribute of the tag "{tag}" at byte offset {self._bytes(begin)}'
            raise self._refused(f"Expected equal sign {where}")
        return {match[1].lower(): ENTITY.sub(_decoded, match[2].strip("\"'")) for match in ATTRIBUTE.finditer(written)}

    def _end_tag(self) -> None:
        begin, end = self.place, self.text.find(">", self.place)
        if not self.open:
            raise self._refused(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        if end < 0:
            raise self._refused(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        tag, last = self.text[begin + 2 : end].strip().lower(), self.open.pop()
        if tag and tag != last.tag:
            found = f'expected "</{last.tag}>", found "</{tag}>"'
            raise self._refused(f"Unmatched end tag at byte offset {self._bytes(begin)}, {found}")
        if self.length > last.at and last.entity.get("url") != "":
            self.entities.append({**last.entity, "offset": last.at, "length": self.length - last.at})
        self.place = end + 1

    def _bytes(self, place: int) -> int:
        return len(self.text[:place].encode("utf-8", "surrogatepass"))

    def _refused(self, why: str) -> Refused:
        return Refused(400, f"Bad Request: can't parse entities: {why}")


def _entity(tag: str, given: dict[str, str]) -> Entity:
    match tag:
        case "a":
            return {"type": "text_link", "url": given.get("href", "")}
        case "blockquote" if "expandable" in given:
            return {"type": "expandable_blockquote"}
        case "tg-time":
            return {"type": "date_time", "unix_time": int(unix) if (unix := given.get("unix", "")).isdecimal() else 0}
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": given.get("emoji-id", "")}
    return {"type": KINDS[tag]}


def _decoded(found: re.Match[str]) -> str:
    if found[1]:
        return NAMED[found[1]]
    number = int(found[2]) if found[2] else int(found[3], 16)
    return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else found[0]


def _trimmed(parsed: Parsed) -> Parsed:
    """Cut spaces at both ends, and move the entities with the text."""
    cut = units(parsed.text) - units(parsed.text.lstrip())
    text = parsed.text.strip()
    length = units(text)
    moved = []
    for entity in parsed.entities:
        begin = max(0, entity["offset"] - cut)
        end = min(length, entity["offset"] + entity["length"] - cut)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return Parsed(text, tuple(moved))

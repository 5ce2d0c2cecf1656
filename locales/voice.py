"""
A Voice: one reader's language, zone and digits, which turns Lines into text.

Blanks are filled by one regular expression, never by `str.format`: a translation cannot reach into our objects.  A
translation whose blanks do not fit is not used; the English line is, and the operator is told which.
"""

import html
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from locales import catalogs, formats
from locales.languages import LANGUAGES, Language
from locales.line import Blank, City, Clock, Count, Day, Line, Moment, Name

log = logging.getLogger("interlude.voice")
BLANK = re.compile(r"\{(\w+)\}")
TAGS = re.compile(r"</?[bi]>")
BIDI_CONTROLS = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
RTL_LETTER = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FSI, PDI = "\u2068", "\u2069"


@dataclass(frozen=True)
class Voice:
    """Speaks one language to one reader."""

    language: str
    zone: str = "UTC"
    native: bool = False
    variant: str = ""

    @property
    def tongue(self) -> Language:
        """Give the row of the table of languages."""
        return LANGUAGES[self.language]

    @property
    def rtl(self) -> bool:
        """Say whether the language is written from right to left."""
        return self.tongue.rtl

    @property
    def build(self) -> str:
        """Name the build of the catalog."""
        return catalogs.build(self.language)

    def text(self, line: Line) -> str:
        """Give a line as plain text."""
        return self._said(line, str, lambda words: TAGS.sub("", words))

    def html(self, line: Line) -> str:
        """Give a line as Telegram's HTML; what people wrote is escaped."""
        return self._said(line, lambda value: html.escape(value, quote=False), str)

    def _said(self, line: Line, escape: Callable[[str], str], finish: Callable[[str], str]) -> str:
        if line.context == "verbatim":
            return escape(clean(self.blank(dict(line.blanks)["words"])))
        words = self.words(line)
        values = dict(line.blanks)
        if set(BLANK.findall(words)) - set(values):
            log.warning("voice: '%s' has blanks in '%s' that are not filled", line.msgid, self.language)
            words = line.msgid if not set(BLANK.findall(line.msgid)) - set(values) else BLANK.sub("…", line.msgid)
        return BLANK.sub(lambda found: self._filled(values[found[1]], escape, finish), finish(words))

    def words(self, line: Line) -> str:
        """Look a line up, here and then along the chain; English is the line itself."""
        for code in (self.language, *self.tongue.chain):
            found = _look_up(code, line)
            if found:
                return found
        return line.msgid if line.plural is None or _count(line) == 1 else line.plural

    def _filled(self, value: Blank, escape: Callable[[str], str], finish: Callable[[str], str]) -> str:
        if isinstance(value, Line):
            return self._said(value, escape, finish)
        said = escape(self.blank(value))
        if self.rtl or RTL_LETTER.search(said):
            return f"{FSI}{said}{PDI}"
        return said

    def blank(self, value: Blank) -> str:
        """Give the value of a blank as the reader writes it."""
        match value:
            case Name(text):
                return clean(text)
            case Count(n) | int(n):
                return formats.number(self.tongue, n, native=self.native)
            case Day(on):
                return formats.digits(self.tongue, formats.day(self.tongue, on), native=self.native)
            case Moment(at):
                return formats.moment(self.tongue, at, self.zone, native=self.native)
            case Clock(time):
                return formats.clock(self.tongue, time, native=self.native)
            case City(zone):
                return formats.city(self.tongue, zone)
            case Line():
                return self.text(value)
            case str():
                return value


def clean(text: str) -> str:
    """Take the invisible marks that turn the direction of writing out of what a person wrote."""
    return text.translate(BIDI_CONTROLS)


@cache
def voice_for(language: str, *, zone: str = "UTC", digits: str = "latin", variant: str = "") -> Voice:
    """Give the Voice for a reader; an unknown language or zone falls back to English and UTC."""
    known = language if language in LANGUAGES else "en"
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        zone = "UTC"
    return Voice(known, zone, digits == "native", variant)


def weekday_name(voice: Voice, iso: int) -> str:
    """Give the name of an ISO weekday in the reader's language."""
    return formats.weekday(voice.tongue, iso)


def _count(line: Line) -> int:
    value = dict(line.blanks).get("n", Count(1))
    return value.n if isinstance(value, Count) else 1


def _look_up(code: str, line: Line) -> str | None:
    known = catalogs.translations(code)
    missing = object()
    if line.plural is None:
        found = known.pgettext(line.context, line.msgid) if line.context else known.gettext(line.msgid)
        here = found != line.msgid
    else:
        n = _count(line)
        found = (
            known.npgettext(line.context, line.msgid, line.plural, n)
            if line.context
            else known.ngettext(line.msgid, line.plural, n)
        )
        here = found not in {line.msgid, line.plural}
    return found if here and found is not missing else None

"""
A Voice: one reader's language, zone and digits, which turns Lines into text.

Blanks are filled by one regular expression, never by `str.format`: a translation cannot reach into our objects.  A
translation whose blanks do not fit is not used; the English line is, and the operator is told which.
"""

import html
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations
from zoneinfo import ZoneInfo

from locales import catalogs, formats
from locales.languages import LANGUAGES, Language
from locales.line import Blank, City, Clock, Count, Day, Line, Moment, Name

log = logging.getLogger("interlude.voice")
BLANK = re.compile(r"\{(\w+)\}")
TAGS = re.compile(r"</?(?:[bi]|code)>")
BIDI_CONTROLS = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
RTL_LETTER = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
VERBATIM = "verbatim"  # the context of a person's own words
FSI, PDI = "\u2068", "\u2069"


@dataclass(frozen=True)
class Voice:
    """Speaks one language to one reader."""

    language: str
    zone: str = "UTC"
    native: bool = False

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
        if line.context == VERBATIM:
            return escape(clean(self.blank(dict(line.blanks)["words"])))
        found, values = self.words(line), dict(line.blanks)
        words = fitted(found, line)
        if words != found:
            log.warning("voice: '%s' has blanks in '%s' that do not fit", line.msgid, self.language)
        return BLANK.sub(lambda blank: self._filled(values[blank[1]], escape, finish), finish(words))

    def words(self, line: Line) -> str:
        """Look a line up, here and then along the chain; English is the line itself."""
        chain = (self.language, *self.tongue.chain)
        return look_up(line, (catalogs.translations(code) for code in chain)) or english(line)

    def _filled(self, value: Blank, escape: Callable[[str], str], finish: Callable[[str], str]) -> str:
        own = isinstance(value, Line) and value.context == VERBATIM
        if isinstance(value, Line) and not own:
            return self._said(value, escape, finish)
        plain = self.blank(value)
        # A person's own words are isolated as a name is; a telephone number is not, because it is tapped and copied.
        apart = self.rtl and not (own and not any(letter.isalpha() for letter in plain))
        return f"{FSI}{escape(plain)}{PDI}" if apart or RTL_LETTER.search(plain) else escape(plain)

    def short_day(self, on: date) -> str:
        """Give a day as short as it can be, for the edge of a picture."""
        return formats.digits(self.tongue, formats.short_day(self.tongue, on), native=self.native)

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
def voice_for(language: str, *, zone: str = "UTC", digits: str = "latin") -> Voice:
    """Give the Voice for a reader; an unknown language or zone falls back to English and UTC."""
    known = language if language in LANGUAGES else "en"
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        zone = "UTC"
    return Voice(known, zone, digits == "native")


def weekday_name(voice: Voice, iso: int) -> str:
    """Give the name of an ISO weekday in the reader's language."""
    return formats.weekday(voice.tongue, iso)


def look_up(line: Line, chain: Iterable[GNUTranslations]) -> str | None:
    """Find the words of a line in the first catalog of a chain that has them."""
    for known in chain:
        if line.plural is None:
            found = known.pgettext(line.context, line.msgid) if line.context else known.gettext(line.msgid)
        elif line.context:
            found = known.npgettext(line.context, line.msgid, line.plural, _count(line))
        else:
            found = known.ngettext(line.msgid, line.plural, _count(line))
        if found and found not in {line.msgid, line.plural}:
            return found
    return None


def english(line: Line) -> str:
    """Give the line as its flow says it."""
    return line.msgid if line.plural is None or _count(line) == 1 else line.plural


def fitted(words: str, line: Line) -> str:
    """
    Give words whose blanks are those of the line and can be filled; else the English, which says no less.

    The number alone may be left out: a language that says it in the word, such as Arabic for two, writes no digit.
    """
    wanted, given = set(BLANK.findall(english(line))) - {"n"}, {name for name, _value in line.blanks}
    if wanted <= set(BLANK.findall(words)) <= given:
        return words
    return english(line) if wanted <= given else BLANK.sub("…", english(line))


def _count(line: Line) -> int:
    value = dict(line.blanks).get("n", Count(1))
    return value.n if isinstance(value, Count) else 1

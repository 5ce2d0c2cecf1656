"""
The languages: own name, direction, plural rule, and whether a named clinician has signed them.

Plural rules are our own, pinned, because the tables of the libraries differ from one release to the next; a test holds
them against CLDR.  Only names in this table ever reach the file system.
"""

from dataclasses import dataclass
from typing import Literal

from babel import Locale, UnknownLocaleError

Status = Literal["released", "growing", "pretend"]
TWO = "nplurals=2; plural=(n != 1);"
SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)


@dataclass(frozen=True, slots=True)
class Language:
    """One language; `formats` is the locale whose days and numbers are used, `chain` where a missing line is looked for."""

    code: str
    own_name: str
    status: Status
    plurals: str = TWO
    rtl: bool = False
    script: str = "LATIN"
    formats: str = ""
    native_digits: bool = False
    chain: tuple[str, ...] = ("en",)

    @property
    def forms(self) -> int:
        """Count the plural forms."""
        return int(self.plurals.split(";")[0].removeprefix("nplurals="))


LANGUAGES: dict[str, Language] = {
    "en": Language("en", "English", "released", formats="en_GB", chain=()),
    "uk": Language("uk", "Українська", "growing", SLAVIC, script="CYRILLIC", formats="uk"),
    "ar": Language("ar", "العربية", "growing", ARABIC, rtl=True, script="ARABIC", formats="ar_SY", native_digits=True),
    "en_XA": Language("en_XA", "[Éñglîšh]", "pretend", formats="en_GB"),
    "ar_XB": Language("ar_XB", "[ar_XB]", "pretend", ARABIC, rtl=True, formats="ar"),
}


def shipped(*, pretend: bool = False) -> tuple[Language, ...]:
    """Give the languages that a person may be spoken to in."""
    return tuple(one for one in LANGUAGES.values() if pretend or one.status != "pretend")


def choosable(*, growing: bool = False) -> tuple[Language, ...]:
    """Give the languages that a person may choose; one that is still growing only where the programme says so knowingly."""
    return tuple(one for one in shipped() if one.status == "released" or growing)


def settle_language(code: str | None, choices: frozenset[str] | None = None, default: str = "en") -> str:
    """
    Find the shipped language nearest to what a Telegram app reports.

    Telegram sends tags such as 'pt-br' and, from custom language packs, ones that no standard knows.
    """
    known = choices if choices is not None else frozenset(one.code for one in shipped())
    parts = (code or "").replace("_", "-").split("-")
    while parts and parts[0]:
        try:
            found = Locale.parse("-".join(parts), sep="-")
        except (ValueError, UnknownLocaleError, TypeError):
            parts.pop()
            continue
        for name in (str(found), f"{found.language}_{found.script}", found.language):
            if name in known:
                return name
        parts.pop()
    return default


def own_name_of(tag: str) -> str:
    """Give the own name of any language by its tag, such as 'pt-BR'; the tag itself where nobody knows it."""
    known = LANGUAGES.get(tag.replace("-", "_"))
    if known is not None:
        return known.own_name
    try:
        found = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return found.get_display_name(found) or tag

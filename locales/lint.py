"""
The checks of the catalogs: what a translator's hand may slip on, named with the line and the remedy.

Each check takes a language and its catalog and gives faults; `check_catalogs` asks them all.  They are the checks 1-10
and 12 of a multilingual test-suite (blanks, plurals, tags, links, direction, budgets, completeness, sameness, order);
those that need a conversation to run live in `tests/flows/test_languages.py`.
"""

import gettext
import io
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.messages.catalog import Catalog, Message

from locales import catalogs
from locales.extract import extract, updated, with_plurals, written
from locales.languages import LANGUAGES, Language

TAG = re.compile(r"</?[A-Za-z][^>]*>")
ALLOWED = frozenset(f"<{slash}{name}>" for name in ("b", "i", "u", "s", "code", "blockquote") for slash in ("", "/"))
LINKS = re.compile(
    r"https?://\S+|(?<![\w<])/[A-Za-z_]\w*|(?<!\w)@\w+|\w+\.(?:com|org|net|me|info)\b|\+?\d[\d ()-]{4,}\d|\d{3,}"
)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BUDGETS = {"button": 24, "menu": 24, "command": 40, "picture": 16, "list": 40, "log": 48}  # columns of a small phone
LONGEST = 700  # of one line, so that a message of five paragraphs with names stays under Telegram's 4096
ALWAYS = ("safety", "consent")
SAME = 12  # characters: a longer line that equals the English was forgotten
COUNTED = range(201)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to put right in a catalog."""

    language: str
    line: str
    trouble: str

    def __str__(self) -> str:
        """Give the line the translator reads."""
        where = f" in '{self.line[:60]}'" if self.line else ""
        return f"locales/{self.language}: {self.trouble}{where}"


Check = Callable[[Language, Catalog], Iterable[Fault]]


def check_catalogs() -> list[str]:
    """Ask every check of every language of a checkout; an installed copy carries only what was checked before."""
    if not catalogs.path_of("en").exists():
        return []
    template = extract(catalogs.ROOT.parent)
    found = [*source_faults(template), *stale(template)]
    for language in LANGUAGES.values():
        if language.status != "pretend" and language.code != "en":
            found += faults_of(language, catalogs.read(language.code))
    return [str(fault) for fault in sorted(set(found))]


def faults_of(language: Language, catalog: Catalog) -> list[Fault]:
    """Ask every check of one catalog."""
    return [fault for check in CHECKS for fault in check(language, catalog)]


def blanks_match(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """Every form has the blanks of the source; only a form for a single number may leave the number out."""
    for message in worded(catalog):
        for form, text in enumerate(forms(message)):
            wanted, found = blanks(sources(message)[-1]), blanks(text)
            spared = {"n"} if len(numbers_of(language.plurals, form)) == 1 and plural(message) else set()
            if any(not name.isidentifier() for name in found) or found | spared != wanted | spared:
                missing, strange = sorted(wanted - found - spared), sorted(found - wanted)
                yield fault(language, message, f"blanks differ: missing {missing}, not known {strange}")


def plurals_are_filled(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """Every plural form is there, and they are not all the same."""
    for message in catalog:
        if not plural(message) or not any(forms(message)):
            continue
        if len(forms(message)) != language.forms or not all(forms(message)):
            yield fault(language, message, f"{language.forms} plural forms are needed, each with words")
        elif language.forms > 1 and len(set(forms(message))) == 1:
            yield fault(language, message, "all plural forms are the same")


def plural_rule_is_pinned(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """The header, the compiled catalog and CLDR agree with our table for every number up to 200."""
    headers = {name.lower(): value for name, value in catalog.mime_headers}
    compiled = gettext.GNUTranslations(io.BytesIO(catalogs.compile_catalog(catalog))).info()
    for where, said in (("header", headers.get("plural-forms")), ("compiled", compiled.get("plural-forms"))):
        if (said or "").rstrip(";").replace(" ", "") != language.plurals.rstrip(";").replace(" ", ""):
            yield Fault(language.code, "", f"the plural rule of the {where} is not that of languages.py")
    rule, cldr = form_of(language.plurals), Locale.parse(language.formats).plural_form
    if len({(rule(n), cldr(n)) for n in COUNTED}) != len({rule(n) for n in COUNTED}):
        yield Fault(language.code, "", "the plural rule of languages.py does not split numbers as CLDR does")


def tags_match(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """Tags are those of the source, all of them allowed, and no sign of HTML stands alone."""
    for message in worded(catalog):
        for text in forms(message):
            if tags(text) != tags(sources(message)[-1]):
                yield fault(language, message, f"tags differ: {' '.join(tags(text)) or 'none'}")
            if set(tags(text)) - ALLOWED:
                yield fault(language, message, "Telegram does not know these tags")
            if set(TAG.sub("", text)) & set("<>&"):
                yield fault(language, message, "'<', '>' or '&' stands alone; write it in words")


def links_match(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """No link, name, command or telephone number comes in or goes."""
    for message in worded(catalog):
        for text in forms(message):
            if links(text) != links(sources(message)[-1]):
                yield fault(language, message, f"links or numbers differ: {links(text)}; a catalog adds none")


def direction_holds(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """No mark of direction is typed by hand; each line of a right-to-left language begins with one of its letters."""
    for message in worded(catalog):
        for text in forms(message):
            if TURNING.search(text):
                yield fault(language, message, "a mark of direction was typed; the Voice sets them")
            if language.rtl and any(begins_wrong(row) for row in text.split("\n")):
                yield fault(language, message, "a line begins with a Latin letter, and would run from the left")


def budgets_hold(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """A label fits its place, and no line is longer than a message can carry."""
    for message in worded(catalog):
        most = BUDGETS.get(message.context or "", LONGEST)
        for text in forms(message):
            if (wide := columns(TAG.sub("", text))) > most:
                yield fault(language, message, f"{wide} columns, and there is room for {most}")


def nothing_is_missing(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """A released language is whole; safety and consent are whole in every language; nothing is fuzzy anywhere."""
    for message in catalog:
        if not message.id:
            continue
        if message.fuzzy:
            yield fault(language, message, "marked fuzzy; a person decides whether it holds")
        if not any(forms(message)) and (language.status == "released" or message.context in ALWAYS):
            yield fault(language, message, "not translated")


def not_left_in_english(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """A longer line does not equal the English, and is written in the language's own script."""
    for message in worded(catalog):
        for text in forms(message):
            said = letters(text)
            if len(text) > SAME and text in sources(message) and said:
                yield fault(language, message, "the same as the English")
            elif said and not any(unicodedata.name(letter, "").startswith(language.script) for letter in said):
                yield fault(language, message, f"no letter of the {language.script.capitalize()} script")


CHECKS: tuple[Check, ...] = (
    blanks_match,
    plurals_are_filled,
    plural_rule_is_pinned,
    tags_match,
    links_match,
    direction_holds,
    budgets_hold,
    nothing_is_missing,
    not_left_in_english,
)


def stale(template: Catalog) -> Iterator[Fault]:
    """The template and every catalog are what an extraction would write now."""
    if (catalogs.ROOT / "messages.pot").read_bytes() != written(template):
        yield Fault("messages.pot", "", "not what the code says. Run: python -m locales.extract")
    for language in LANGUAGES.values():
        if language.status == "pretend":
            continue
        fresh = with_plurals(written(updated(language, template)), language)
        if catalogs.path_of(language.code).read_bytes() != fresh:
            yield Fault(language.code, "", "not up to date. Run: python -m locales.extract")


def source_faults(template: Catalog) -> Iterator[Fault]:
    """The English is said one way only: no twins by case or final stop, no loose ends, a context for a single word."""
    known: dict[tuple[str | None, str], str] = {}
    for message in template:
        for text in sources(message) if message.id else ():
            twin = known.setdefault((message.context, text.casefold().rstrip(".!… ")), text)
            if twin != text:
                yield Fault("en", text, f"differs from '{twin}' by case or final stop only")
            if text != text.strip(" ") or "..." in text or "  " in text.replace("   ", ""):
                yield Fault("en", text, "spaces at an edge or doubled, or three dots for '…'")
            if not message.context and len(letters(text)) == len(TAG.sub("", text)) and " " not in text:
                yield Fault("en", text, "a single word needs a context")


def worded(catalog: Catalog) -> Iterator[Message]:
    """Give the messages that have a translation."""
    return (message for message in catalog if message.id and all(forms(message)))


def forms(message: Message) -> tuple[str, ...]:
    """Give the translation in all its forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def sources(message: Message) -> tuple[str, ...]:
    """Give the English: one form, or one and many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def plural(message: Message) -> bool:
    """Say whether a message counts."""
    return bool(message.id) and not isinstance(message.id, str)


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


def links(text: str) -> list[str]:
    """Give what leads somewhere: addresses, names, commands, telephone numbers."""
    return sorted(LINKS.findall(TAG.sub(" ", text)))


def letters(text: str) -> str:
    """Give the letters of a text that are not in a tag or a blank."""
    bare = re.sub(r"\{[^}]*\}", "", LINKS.sub("", TAG.sub("", text)))
    return "".join(letter for letter in bare if letter.isalpha())


def begins_wrong(row: str) -> bool:
    """Say whether the first letter of a row runs from the left; blanks stand in isolates and do not count."""
    first = letters(row)[:1]
    return bool(first) and unicodedata.bidirectional(first) not in {"R", "AL"}


def columns(text: str) -> int:
    """Count the columns that a text takes on a screen."""
    bare = [letter for letter in text if not unicodedata.combining(letter) and letter != "\ufe0f"]
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in bare)


def form_of(plurals: str) -> Callable[[int], int]:
    """Turn a plural rule into a function, as gettext does."""
    return gettext.c2py(plurals.partition("plural=")[2].rstrip("; "))


@cache
def numbers_of(plurals: str, form: int) -> tuple[int, ...]:
    """Give the numbers up to 200 for which a form stands."""
    rule = form_of(plurals)
    return tuple(n for n in COUNTED if rule(n) == form)


def fault(language: Language, message: Message, trouble: str) -> Fault:
    """Name a fault of one message."""
    return Fault(language.code, sources(message)[0], trouble)

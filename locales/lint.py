"""
The checks of the catalogs: what a translator's hand may slip on, named with the line and the remedy.

Each check takes a language and its catalog and gives faults; `check_catalogs` asks them all.  They are the checks 1-10
and 12 of a multilingual test-suite (blanks, plurals, tags, links, direction, budgets, completeness, sameness, order);
those that need a conversation to run live in `tests/flows/test_languages.py`.
"""

import ast
import gettext
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message

from locales import catalogs
from locales.extract import KEYWORDS, ROOMS, extract, updated, with_plurals, written
from locales.languages import LANGUAGES, Language
from locales.wording import TAG, begins_wrong, blanks, columns, latin_words, letters, links, nested, tags

ALLOWED = frozenset(f"<{slash}{name}>" for name in ("b", "i", "u", "s", "code", "blockquote") for slash in ("", "/"))
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Columns of a small phone; what a client changes in something kept is chosen by the name of its field, on a button.
BUDGETS = {"button": 24, "menu": 24, "field": 24, "command": 40, "picture": 16, "list": 40, "log": 48}
LONGEST = 700  # of one line, so that a message of five paragraphs with names stays under Telegram's 4096
ALWAYS = ("safety", "consent")
SAME = 12  # characters: a longer line that equals the English was forgotten
KEPT = frozenset({"Telegram"})  # words that keep their Latin letters in every language
COUNTED = range(201)
EXTRACT = "Run: python -m locales.extract"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to put right in a catalog."""

    language: str
    line: str
    trouble: str
    remedy: str = ""

    def __str__(self) -> str:
        """Give the sentence that the translator reads."""
        where = f" in '{self.line[:60]}'" if self.line else ""
        return f"locales/{self.language}: {self.trouble}{where}.{' ' if self.remedy else ''}{self.remedy}"


Check = Callable[[Language, Catalog], Iterable[Fault]]


def check_catalogs() -> list[str]:
    """Ask every check of every language of a checkout; an installed copy carries only what was checked before."""
    if not catalogs.path_of("en").exists():
        return []
    root = catalogs.ROOT.parent
    template = extract(root)
    found = [*marked_plainly(root), *source_faults(template), *stale(template)]
    for language in LANGUAGES.values():
        if language.status != "pretend":
            found += faults_of(language, catalogs.read(language.code))
    return [str(fault) for fault in sorted(set(found))]


def faults_of(language: Language, catalog: Catalog) -> list[Fault]:
    """Ask every check of one catalog."""
    return [fault for check in CHECKS for fault in check(language, catalog)]


def blanks_match(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """Every form has the blanks of the source; only a form for a single number may leave the number out."""
    for message, form, text in worded(catalog):
        wanted, found = blanks(sources(message)[-1]), blanks(text)
        spared = {"n"} if len(numbers_of(language.plurals, form)) == 1 and plural(message) else set()
        if any(not name.isidentifier() for name in found) or found | spared != wanted | spared:
            missing, strange = sorted(wanted - found - spared), sorted(found - wanted)
            trouble = f"blanks differ: missing {missing}, not known {strange}"
            yield fault(language, message, trouble, "Copy each {blank} from the English, letter by letter.")


def plurals_are_filled(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """Every plural form is there, and they are not all the same."""
    for message in catalog:
        if not plural(message) or not any(forms(message)):
            continue
        if len(forms(message)) != language.forms or not all(forms(message)):
            trouble = f"{language.forms} plural forms are needed, each with words"
            yield fault(language, message, trouble, "A form left empty would be said in English; fill it.")
        elif language.forms > 1 and len(set(forms(message))) == 1:
            trouble = "all plural forms are the same"
            yield fault(language, message, trouble, f"Write each form for its numbers: {language.plurals}")


def plural_rule_is_pinned(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """The header, the compiled catalog and CLDR agree with our table for every number up to 200."""
    headers = {name.lower(): value for name, value in catalog.mime_headers}
    compiled = gettext.GNUTranslations(io.BytesIO(catalogs.compile_catalog(catalog))).info()
    for where, said in (("header", headers.get("plural-forms")), ("compiled catalog", compiled.get("plural-forms"))):
        if (said or "").rstrip(";").replace(" ", "") != language.plurals.rstrip(";").replace(" ", ""):
            yield Fault(language.code, "", f"the plural rule of the {where} is not that of languages.py", EXTRACT)
    rule, cldr = form_of(language.plurals), Locale.parse(language.formats).plural_form
    if len({(rule(n), cldr(n)) for n in COUNTED}) != len({rule(n) for n in COUNTED}):
        trouble = "the plural rule of languages.py does not split numbers as CLDR does"
        yield Fault(language.code, "", trouble, "Compare it with the CLDR page of the language.")


def tags_match(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """Tags are those of the source, all of them allowed, well nested, and no sign of HTML stands alone."""
    for message, _form, text in worded(catalog):
        if tags(text) != tags(sources(message)[-1]):
            trouble = f"tags differ: {' '.join(tags(text)) or 'none'}"
            yield fault(language, message, trouble, "Keep the tags of the English.")
        elif not nested(text):
            yield fault(language, message, "tags are not closed in their order", "Write <b>words</b>.")
        if set(tags(text)) - ALLOWED:
            yield fault(language, message, "Telegram does not know these tags", "Use <b> or <i>.")
        if set(TAG.sub("", text)) & set("<>&"):
            yield fault(language, message, "'<', '>' or '&' stands alone", "Write it in words.")


def links_match(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """No link, name, command or telephone number comes in or goes."""
    for message, _form, text in worded(catalog):
        if links(text) != links(sources(message)[-1]):
            trouble = f"links or numbers differ: {', '.join(links(text)) or 'none'}"
            yield fault(
                language, message, trouble, "A catalog adds none and changes none; helplines are the programme's."
            )


def direction_holds(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """No mark of direction is typed by hand; each line of a right-to-left language begins with one of its letters."""
    for message, _form, text in worded(catalog):
        if TURNING.search(text):
            yield fault(language, message, "a mark of direction was typed", "Take it out; the Voice sets them.")
        if language.rtl and any(begins_wrong(row) for row in text.split("\n")):
            trouble = "a line begins with a Latin letter, and would run from the left"
            yield fault(language, message, trouble, "Begin with a word of the language.")


def budgets_hold(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """A label fits its place, and no line is longer than a message can carry."""
    for message, _form, text in worded(catalog):
        most = BUDGETS.get(message.context or "", LONGEST)
        if (wide := columns(TAG.sub("", text))) > most:
            trouble = f"{wide} columns, and there is room for {most}"
            yield fault(language, message, trouble, "Say it shorter; it is never cut.")


def nothing_is_missing(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """A released language is whole; safety and consent are whole in every language; nothing is fuzzy anywhere."""
    for message in catalog:
        if not message.id:
            continue
        if message.fuzzy:
            yield fault(language, message, "marked fuzzy", "Look whether it says the same, then take the mark away.")
        needed = language.status == "released" or message.context in ALWAYS
        if language.chain and needed and not any(forms(message)):
            yield fault(language, message, "not translated", f"Translate it; {needed_because(language, message)}.")


def needed_because(language: Language, message: Message) -> str:
    """Say why a line may not be left out."""
    if message.context in ALWAYS:
        return f"a line about {message.context} is said in no other language"
    return f"'{language.code}' is released, so nothing of it may be missing"


def not_left_in_english(language: Language, catalog: Catalog) -> Iterator[Fault]:
    """A line does not equal the English, and is written in the language's own script."""
    for message, _form, text in worded(catalog) if language.chain else ():
        said = letters(text)
        if len(text) > SAME and text in sources(message) and said:
            yield fault(language, message, "the same as the English", "Translate it.")
        elif said and not any(unicodedata.name(letter, "").startswith(language.script) for letter in said):
            trouble = f"no letter of the {language.script.capitalize()} script"
            yield fault(language, message, trouble, "Write it in the language's own letters.")
        elif language.script != "LATIN" and (foreign := latin_words(text) - KEPT):
            trouble = f"Latin letters: {', '.join(sorted(foreign))}"
            yield fault(language, message, trouble, "Write it in the language's own letters.")


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
        yield Fault("messages.pot", "", "not what the code says", EXTRACT)
    for language in LANGUAGES.values():
        if language.status == "pretend":
            continue
        fresh = with_plurals(written(updated(language, template)), language)
        if catalogs.path_of(language.code).read_bytes() != fresh:
            yield Fault(language.code, "", "not up to date", EXTRACT)


def source_faults(template: Catalog) -> Iterator[Fault]:
    """The English is said one way only: no twins by case or final stop, no loose ends, a context for a single word."""
    known: dict[tuple[str | None, str], str] = {}
    for message in template:
        for text in sources(message) if message.id else ():
            twin = known.setdefault((message.context, text.casefold().rstrip(".!… ")), text)
            if twin != text:
                yield Fault("en", text, f"differs from '{twin}' by case or final stop only", "Say both the same way.")
            if text != text.strip(" ") or "..." in text or "  " in text.replace("   ", ""):
                yield Fault("en", text, "spaces at an edge or doubled, or three dots for '…'", "Take them out.")
            if not message.context and len(letters(text)) == len(TAG.sub("", text)) and " " not in text:
                yield Fault(
                    "en", text, "a single word needs a context", 'Write pgettext("button", …) or another place.'
                )


def marked_plainly(root: Path) -> Iterator[Fault]:
    """Every marker is given plain strings: what is put together while it runs can be neither found nor translated."""
    for file in (file for room in ROOMS for file in sorted((root / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=marker), args=args) if marker in KEYWORDS:
                    texts = args[: {"_": 1, "npgettext": 3}.get(marker, 2)]
                    if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
                        where = f"{file.relative_to(root)}:{node.lineno}"
                        yield Fault("en", where, f"{marker}(…) is not given a plain string", "Use a {blank} instead.")


def worded(catalog: Catalog) -> Iterator[tuple[Message, int, str]]:
    """Give every form of the messages that have a translation, with its number."""
    for message in catalog:
        if message.id and all(forms(message)):
            yield from ((message, form, text) for form, text in enumerate(forms(message)))


def forms(message: Message) -> tuple[str, ...]:
    """Give the translation in all its forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def sources(message: Message) -> tuple[str, ...]:
    """Give the English: one form, or one and many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def plural(message: Message) -> bool:
    """Say whether a message counts."""
    return bool(message.id) and not isinstance(message.id, str)


def form_of(plurals: str) -> Callable[[int], int]:
    """Turn a plural rule into a function, as gettext does."""
    return gettext.c2py(plurals.partition("plural=")[2].rstrip("; "))


@cache
def numbers_of(plurals: str, form: int) -> tuple[int, ...]:
    """Give the numbers up to 200 for which a form stands."""
    rule = form_of(plurals)
    return tuple(n for n in COUNTED if rule(n) == form)


def fault(language: Language, message: Message, trouble: str, remedy: str) -> Fault:
    """Name a fault of one message."""
    return Fault(language.code, sources(message)[0], trouble, remedy)

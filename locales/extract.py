"""
Extraction: every marked line into `messages.pot`, and from there into each language's `.po`.

Run: `python -m locales.extract`.  Nothing is guessed: a changed English line is untranslated until a person has looked
at it, and its former translation stays beside it as a comment.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from locales import catalogs
from locales.languages import LANGUAGES, Language

ROOMS = ("flows", "bot", "locales")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
BUTTON_LENGTH = 24


def extract(root: Path) -> Catalog:
    """Collect every marked line of the rooms."""
    found = Catalog(project="Interlude", version="", charset="utf-8", fuzzy=False)
    for room in ROOMS:
        lines = extract_from_dir(
            str(root / room),
            [("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=False,
        )
        for filename, _number, message, comments, context in sorted(lines, key=lambda line: (line[0], line[1])):
            flags = [f"max-length:{BUTTON_LENGTH}"] if context == "button" else []
            found.add(message, None, [(f"{room}/{filename}", 1)], flags=flags, auto_comments=comments, context=context)
    return found


def written(catalog: Catalog) -> bytes:
    """Write a catalog the same way each time: sorted by file, without line numbers or dates."""
    made = io.BytesIO()
    write_po(made, catalog, sort_by_file=True, include_lineno=False, omit_header=False, width=0, include_previous=True)
    lines = made.getvalue().decode().splitlines(keepends=True)
    dated = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Generated-By',
        '"Last-Translator',
        '"Report-Msgid',
        '"Language-Team',
    )
    return "".join(line for line in lines if not line.startswith(dated)).encode()


def updated(language: Language, template: Catalog) -> Catalog:
    """Bring the catalog of a language up to the template, without guessing."""
    path = catalogs.path_of(language.code)
    known = catalogs.read(language.code) if path.exists() else Catalog(locale=language.code)
    known.update(template, no_fuzzy_matching=True, update_header_comment=False)
    known.obsolete.clear()
    known.fuzzy = False
    return known


def main() -> int:
    """Write the template and bring every language up to it."""
    root = catalogs.ROOT.parent
    template = extract(root)
    (catalogs.ROOT / "messages.pot").write_bytes(written(template))
    for language in LANGUAGES.values():
        if language.status != "pretend":
            path = catalogs.path_of(language.code)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(with_plurals(written(updated(language, template)), language))
            missing = sum(1 for message in catalogs.read(language.code) if message.id and not message.string)
            sys.stdout.write(f"{language.code}: {len(template)} lines, {missing} waiting\n")
    return 0


def with_plurals(content: bytes, language: Language) -> bytes:
    """Put our own plural rule into the header, whatever the library thinks."""
    lines = content.decode().splitlines(keepends=True)
    return "".join(
        f'"Plural-Forms: {language.plurals}\\n"\n' if line.startswith('"Plural-Forms') else line for line in lines
    ).encode()


if __name__ == "__main__":
    sys.exit(main())

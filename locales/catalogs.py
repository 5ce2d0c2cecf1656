"""
Catalogs: the translated lines of each language.

In a checkout the `.po` files are read and compiled in memory; an installed copy carries compiled `.mo` files, which
are never committed.
"""

import hashlib
import io
from datetime import UTC, datetime
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.languages import LANGUAGES
from locales.pseudo import pretend

ROOT = Path(__file__).parent
# Our files hold no date, and Babel would put the minute of reading in its place: every start would be another build.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


class CatalogMissing(Exception):
    """A language is in the table and has no catalog; the programme does not start with it."""

    def __init__(self, language: str, path: Path) -> None:
        super().__init__(
            f"catalog '{language}': neither '{path}' nor its compiled form is there. Run: python -m locales.extract"
        )


@cache
def translations(language: str) -> GNUTranslations:
    """Give the compiled catalog of one language, without its fallbacks."""
    return GNUTranslations(io.BytesIO(compiled(language)))


@cache
def build(language: str) -> str:
    """Name the build of a catalog: what is kept beside every message that was sent."""
    return hashlib.sha256(compiled(language)).hexdigest()[:12]


@cache
def compiled(language: str) -> bytes:
    """Give the catalog as gettext reads it."""
    if LANGUAGES[language].status == "pretend":
        return compile_catalog(pretend(template(), LANGUAGES[language]))
    source = path_of(language)
    if source.exists():
        return compile_catalog(read(language))
    ready = source.with_suffix(".mo")
    if not ready.exists():
        raise CatalogMissing(language, source)
    return ready.read_bytes()


def compile_catalog(catalog: Catalog) -> bytes:
    """Compile a catalog in memory; lines marked fuzzy are left out."""
    catalog.creation_date = UNDATED
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def read(language: str) -> Catalog:
    """Read the `.po` file of a language."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=LANGUAGES[language].code)


def template() -> Catalog:
    """Read the template: every line of ours, in English."""
    path = ROOT / "messages.pot"
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def path_of(language: str) -> Path:
    """Say where the `.po` file of a language lies."""
    return ROOT / LANGUAGES[language].code / "LC_MESSAGES" / "messages.po"

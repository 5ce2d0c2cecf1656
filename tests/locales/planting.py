"""Makes small catalogs, with whatever a test plants in them."""

import io
from gettext import GNUTranslations

from babel.messages.catalog import Catalog

from locales.catalogs import compile_catalog
from locales.languages import Language

Planted = tuple[str | tuple[str, str], str | tuple[str, ...], str | None]  # source, translation, context


def catalog(language: Language, *lines: Planted) -> Catalog:
    """Make a catalog of lines."""
    made = Catalog(locale=language.code, fuzzy=False)
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", language.plurals)]
    for source, said, context in lines:
        made.add(source, said, context=context)
    return made


def spoken(language: Language, *lines: Planted) -> GNUTranslations:
    """Make a catalog of lines and compile it."""
    return GNUTranslations(io.BytesIO(compile_catalog(catalog(language, *lines))))

"""Pretend languages for tests: every line accented, longer and in brackets, blanks and tags kept."""

import re

from babel.messages.catalog import Catalog

from locales.languages import Language

ACCENTS = str.maketrans("aceiounysdlzrtACEIOUNYSD", "áçéîöúñýšđľžŕťÁÇÉÎÖÚÑÝŠĐ")
KEPT = re.compile(r"(\{\w+\}|</?(?:[bi]|code)>)")
ALEF = "\u0623"


def pretend(template: Catalog, language: Language) -> Catalog:
    """Make the catalog of a pretend language out of the template."""
    made = Catalog(locale=language.formats, fuzzy=False)  # of no known locale, the plural rule is dropped when compiled
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", language.plurals)]
    for message in template:
        if message.id and isinstance(message.id, str):
            made.add(message.id, dressed(message.id, rtl=language.rtl), context=message.context)
        elif message.id:
            forms = tuple(dressed(message.id[min(form, 1)], rtl=language.rtl) for form in range(language.forms))
            made.add(message.id, forms, context=message.context)
    return made


def dressed(text: str, *, rtl: bool = False) -> str:
    """Dress one line up."""
    parts = KEPT.split(text)
    accented = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in parts)
    longer = "~" * max(1, len(text) * 2 // 5)
    rows = accented.replace("\n", f"\n{ALEF}") if rtl else accented
    return f"[{ALEF if rtl else ''}{rows} {longer}]"

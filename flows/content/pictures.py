"""
The pictures of the two-sided confirmation: the client names three aloud, the therapist finds them among others.

Everyday things with short names, far apart in sound and in look, without religion, food taboos, weapons, flags or shoes.
"""

from functools import reduce

from flows.content.words import layout
from locales.line import Line, pgettext

# Translators: a picture that the client names aloud to the therapist; keep the small picture, use the everyday word
PICTURES: dict[str, Line] = {
    "boat": pgettext("picture", "⛵ boat"),
    "key": pgettext("picture", "🔑 key"),
    "sun": pgettext("picture", "☀️ sun"),
    "tree": pgettext("picture", "🌳 tree"),
    "bell": pgettext("picture", "🔔 bell"),
    "fish": pgettext("picture", "🐟 fish"),
    "book": pgettext("picture", "📘 book"),
    "lamp": pgettext("picture", "💡 lamp"),
    "bird": pgettext("picture", "🐦 bird"),
    "chair": pgettext("picture", "🪑 chair"),
    "apple": pgettext("picture", "🍎 apple"),
    "clock": pgettext("picture", "🕐 clock"),
    "ball": pgettext("picture", "⚽ ball"),
    "house": pgettext("picture", "🏠 house"),
    "spoon": pgettext("picture", "🥄 spoon"),
    "bicycle": pgettext("picture", "🚲 bicycle"),
}


def picture_rows(code: str) -> Line:
    """Show the pictures of a code such as 'boat,key,sun'."""
    return reduce(_beside, [PICTURES[name] for name in code.split(",")])


def _beside(first: Line, second: Line) -> Line:
    return layout("{first}   {second}", first, second)

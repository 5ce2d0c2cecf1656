"""
The words that are heard in every state: the persistent keyboard, the commands, and what people write for help or stop.

Shown labels come from the catalogs.  Heard words are more: every label of every language, every former wording, and
what people simply write.  A former wording is never taken away, because keyboards stay on phones for years.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from locales.languages import LANGUAGES
from locales.line import Line, pgettext
from locales.voice import Voice, voice_for

Keyboard = Literal["client", "staff", "waiting"]

# Translators: one of the words the client may choose for the button that opens the help card; this is the plain one
NEED_HELP = pgettext("menu", "Need help")
# Translators: another word for the help button, which says nothing to somebody who looks at the phone
MORE = pgettext("menu", "More")
# Translators: another word for the help button, as in the list of people in a phone
CONTACTS = pgettext("menu", "Contacts")
# Translators: opens the short list of what can be done
MENU = pgettext("menu", "Menu")
# Translators: opens the therapist's list of clients
CLIENTS = pgettext("menu", "Clients")

HELP_LABELS: Mapping[str, Line] = {"help": NEED_HELP, "more": MORE, "neutral": CONTACTS}
LABELS: tuple[tuple[str, Line], ...] = (
    *(("help", label) for label in HELP_LABELS.values()),
    ("menu", MENU),
    ("clients", CLIENTS),
)
ROWS: Mapping[str, tuple[str, ...]] = {"client": ("help", "menu"), "staff": ("clients", "menu"), "waiting": ("help",)}

# What keyboards out there may still say; add a wording here on the day it is changed.
FORMER: Mapping[str, tuple[str, ...]] = {"help": ("I need help now", "Plan / Help"), "stop": (), "menu": ()}
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "help": {
        "en": ("help", "help me", "need help", "i need help", "sos"),
        # Many who read Ukrainian write Russian when it is hard.
        "uk": (
            "допомога", "допоможіть", "допоможи", "поможіть", "допоможіть мені", "потрібна допомога", "мені потрібна допомога",
            "потребую допомоги", "рятуйте", "врятуйте", "сос", "помощь", "помогите", "помоги", "нужна помощь", "спасите",
        ),
        "ar": (
            "مساعدة", "المساعدة", "ساعدني", "ساعديني", "ساعدوني", "أحتاج مساعدة", "أحتاج إلى مساعدة", "أحتاج المساعدة",
            "بحاجة إلى مساعدة", "بحاجة لمساعدة", "أنا بحاجة إلى مساعدة", "النجدة", "نجدة", "أنقذني", "أنقذوني",
        ),
    },
    "stop": {
        "en": ("stop", "unsubscribe"),
        "uk": ("стоп", "зупинись", "зупиніться", "зупинити", "припини", "припиніть", "досить", "досить писати"),
        "ar": ("توقف", "توقفي", "قف", "وقف", "أوقف", "أوقفي", "إيقاف", "كفى", "خلص"),
    },
}  # fmt: skip
# Letters that are written for one another: what is heard must not hang on the keyboard of a phone.
ALIKE = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ٱ": "ا", "ک": "ك", "ʼ": "", "’": "", "'": ""})
# Commands by the wish that each is; the ones with words are shown in the list of commands.
COMMANDS: Mapping[str, tuple[str, Line | None]] = {
    "help": ("help", pgettext("command", "People and numbers")),
    "menu": ("menu", pgettext("command", "What you can do here")),
    "settings": ("settings", pgettext("command", "Times and language")),
    "language": ("language", pgettext("command", "Another language")),
    "stop": ("stop", pgettext("command", "No more messages")),
    "start": ("start", None),
    "privacy": ("privacy", None),
    "mydata": ("mydata", None),
    "forget": ("forget", None),
    "words": ("words", None),
    "contact": ("contact", None),
    "checkin": ("check_in", None),
    "role": ("role", None),
    "try": ("try", None),
    "clients": ("clients", None),
    "session": ("session", None),
    "assign": ("clients", None),  # a task is given from a client's card
    "page": ("page", None),
    "brief": ("clients", None),  # and the brief is opened there
    "task": ("task", None),
    "plan": ("plan", pgettext("command", "My plan")),
    "numbers": ("numbers", None),
    "supervision": ("supervision", None),
    "alerts": ("alerts", None),
    "today": ("today", None),
    "sheet": ("sheet", None),
    "programme": ("counts", None),
    "invite": ("invite", None),
    "away": ("away", None),
}


def heard(text: str) -> str | None:
    """Name the wish that a text is, in whatever language; None when it is only a text."""
    return _heard().get(plain(text))


def wish_of_command(text: str) -> tuple[str | None, str] | None:
    """Split `/command@bot payload` into wish and payload; the wish of an unknown command is None."""
    if not text.startswith("/"):
        return None
    command, _, payload = text[1:].partition(" ")
    found = COMMANDS.get(command.partition("@")[0].casefold())
    return (found[0] if found else None), payload.strip()


def keyboard_labels(keyboard: str, voice: Voice, help_label: str = "help") -> list[str]:
    """Give the labels of the one persistent row; the help button wears the client's own choice."""
    shown = dict(LABELS) | {"help": HELP_LABELS.get(help_label, NEED_HELP)}
    return [voice.text(shown[name]) for name in ROWS[keyboard]]


def command_list(voice: Voice) -> list[dict[str, str]]:
    """Give the list of commands with descriptions that say nothing to somebody who looks at the phone."""
    return [{"command": name, "description": voice.text(line)} for name, (_, line) in COMMANDS.items() if line]


def command_lists() -> Iterator[dict[str, Any]]:
    """Give the parameters of `setMyCommands`: once for everybody, once for each language with a two-letter code."""
    yield {"commands": command_list(voice_for("en"))}
    for code in LANGUAGES:
        if len(code) == 2 and code != "en":
            yield {"commands": command_list(voice_for(code)), "language_code": code}


def plain(text: str) -> str:
    """Give what somebody meant to write: no case, no marks, no signs around it, no invisible letters, one of those alike."""
    letters = unicodedata.normalize("NFKD", text).casefold().translate(ALIKE)
    kept = "".join(letter if _is_word(letter) else " " for letter in letters if not _is_mark(letter))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _is_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN"


def _is_mark(letter: str) -> bool:
    """Say whether a letter is only a mark: an accent, a vowel sign, the Arabic stretch, a direction."""
    return unicodedata.category(letter) in {"Mn", "Cf"} or letter == "ـ"


@cache
def _heard() -> dict[str, str]:
    found: dict[str, str] = {}
    for wish, line in LABELS:
        found.update({plain(voice_for(code).text(line)): wish for code in LANGUAGES})
        found[plain(line.msgid)] = wish
    for wish, wordings in FORMER.items():
        found.update({plain(words): wish for words in wordings})
    for wish, by_language in WORDS.items():
        found.update({plain(words): wish for wordings in by_language.values() for words in wordings})
    return found

"""What the phones of the playground show, as values that the page draws."""

from typing import Any

from bot.playground.believable import ADDRESS
from bot.playground.chats import Button, Note
from bot.playground.phone import Phone
from locales.languages import LANGUAGES, settle_language

SHOWN = 200  # messages; nobody scrolls further in a playground
Json = dict[str, Any]


def phone_shown(phone: Phone, zone: str) -> Json:
    """Give one phone: whose it is, where, and what is on its screen."""
    talk, code = phone.talk, settle_language(phone.talk.language_code)
    return {
        "name": talk.first_name,
        "language": code,
        "dir": "rtl" if LANGUAGES[code].rtl else "ltr",
        "zone": zone,
        "started": talk.started,
        "blocked": talk.blocked,
        "again": talk.last_press is not None,
        "keys": [[key["text"] for key in row] for row in (talk.keyboard or {}).get("keyboard", [])],
        "commands": commands_shown(phone, code),
        "toast": phone.toast,
        "toasts": len(talk.toasts),
        "notes": [note_shown(note, spoken(phone, note)) for note in talk.notes[-SHOWN:]],
    }


def spoken(phone: Phone, note: Note) -> int:
    """Give how long a voice note is, also where the bot passes one on and only Telegram knows."""
    if note.kind != "voice":
        return 0
    notes = (one for talk in phone.standin.talks.values() for one in talk.notes)
    return max(one.seconds for one in notes if one.file == note.file)


def commands_shown(phone: Phone, code: str) -> list[Json]:
    """Give the bot's commands in the language of this app, as Telegram chooses them."""
    lists = phone.standin.about.commands
    return lists.get(("default", code)) or lists.get(("default", ""), [])


def note_shown(note: Note, seconds: int = 0) -> Json:
    """Give one message; of one that was taken away, only that it was there."""
    if note.deleted:
        return {"id": note.id, "mine": note.mine, "date": note.date, "deleted": True}
    return {
        "id": note.id,
        "mine": note.mine,
        "date": note.date,
        "deleted": False,
        "text": "/start" if note.mine and note.text.startswith("/start ") else note.text,
        "entities": [] if note.mine else list(note.entities),
        "kind": note.kind,
        "file": note.file,
        "seconds": seconds,
        "edited": note.edited,
        "silent": note.silent and not note.mine,
        "rows": [[button_shown(button) for button in row] for row in note.rows],
    }


def button_shown(button: Button) -> Json:
    """Give an inline button, with whatever it does."""
    return {
        "text": button.text,
        "data": button.data,
        "code": button.code,
        "url": button.url,
        "copied": button.copied,
    }


def waiting_invitation(therapist: Phone, client: Phone) -> str:
    """Give the newest start link on the therapist's screen that the client has not opened yet, or ''."""
    for text in reversed(therapist.texts):
        if ADDRESS in text:
            token = text.partition(ADDRESS)[2].split()[0]
            opened = any(note.mine and note.text == f"/start {token}" for note in client.talk.notes)
            return "" if opened else token
    return ""

"""Private chats as Telegram keeps them and as a phone shows them."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from bot.playground.keyboards import Markup
from bot.playground.markup import Entity

Json = Any  # what json.loads gives


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: what stands on it, and what it does."""

    text: str
    data: str = ""  # what the bot hears when it is pressed
    url: str = ""
    copied: str = ""  # what it puts on the clipboard

    @property
    def code(self) -> str:
        """Give the part of the button's data that names the option."""
        return self.data.partition(".")[2] or self.data


@dataclass(slots=True)
class Note:
    """One message of a private chat."""

    id: int
    mine: bool  # written by the person, not by the bot
    text: str
    date: int
    entities: tuple[Entity, ...] = ()
    markup: Markup | None = None  # inline buttons only; a reply keyboard belongs to the chat
    kind: str = "text"  # text, photo, voice, document, sticker
    file: str | None = None
    seconds: int = 0  # of a voice note
    edited_at: int | None = None
    deleted: bool = False
    protected: bool = False
    silent: bool = False
    answers: int | None = None  # the message it replies to
    fixed: bool = False  # it brought a reply keyboard, and such a message can never be edited

    @property
    def edited(self) -> bool:
        """Say whether the bot has changed it since."""
        return self.edited_at is not None

    @property
    def rows(self) -> list[list[Button]]:
        """Give the inline buttons, row by row."""
        return [[_button(button) for button in row] for row in (self.markup or {}).get("inline_keyboard", [])]

    @property
    def buttons(self) -> list[Button]:
        """Give the inline buttons in one list."""
        return list(itertools.chain.from_iterable(self.rows))


@dataclass(slots=True)
class Talk:
    """One person's private chat with the bot."""

    id: int
    first_name: str
    language_code: str
    notes: list[Note] = field(default_factory=list)
    keyboard: Markup | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False  # the account is gone
    toasts: list[str] = field(default_factory=list)  # what flashed over the chat, oldest first
    doing: str = ""  # "typing", until the next message
    last_press: tuple[int, str] | None = None  # message and data, for the finger that taps twice

    def note(self, number: int) -> Note | None:
        """Find a message that is still there."""
        return next((note for note in reversed(self.notes) if note.id == number and not note.deleted), None)

    @property
    def keys(self) -> list[str]:
        """Give the labels of the reply keyboard."""
        return [key["text"] for row in (self.keyboard or {}).get("keyboard", []) for key in row]

    def person(self) -> Json:
        """Give the person as updates carry them."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.language_code}

    def as_json(self) -> Json:
        """Give the chat as updates and answers carry it."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}


@dataclass(frozen=True, slots=True)
class File:
    """A file on Telegram's computers."""

    id: str
    content: bytes
    path: str  # as `getFile` names it
    media_type: str


def message_json(talk: Talk, note: Note, bot: Json) -> Json:
    """Give a message as the Bot API does."""
    body: dict[str, Json] = {"message_id": note.id, "date": note.date, "chat": talk.as_json()}
    body["from"] = talk.person() if note.mine else bot
    if note.edited_at is not None:
        body["edit_date"] = note.edited_at
    if note.protected:
        body["has_protected_content"] = True
    if note.markup:
        body["reply_markup"] = note.markup
    return body | _content(note)


def _content(note: Note) -> dict[str, Json]:
    file = {"file_id": note.file, "file_unique_id": (note.file or "")[-16:]}
    entities = list(note.entities)
    caption: dict[str, Json] = {"caption": note.text} if note.text else {}
    caption |= {"caption_entities": entities} if note.text and entities else {}
    match note.kind:
        case "photo":
            return {"photo": [{**file, "width": 360, "height": 360}], **caption}
        case "voice":
            return {"voice": {**file, "duration": note.seconds, "mime_type": "audio/ogg"}, **caption}
        case "document":
            return {"document": file, **caption}
        case "sticker":
            look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": {**file, **look, "emoji": note.text}}
    return {"text": note.text, **({"entities": entities} if entities else {})}


def _button(button: Json) -> Button:
    copied = button.get("copy_text", {}).get("text", "")
    return Button(button["text"], button.get("callback_data", ""), button.get("url", ""), copied)

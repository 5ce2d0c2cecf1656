"""A Phone: a pretend person's Telegram, for tests and for the playground."""

from dataclasses import dataclass
from typing import Any

from bot.playground.standin import Note, StandIn, Talk


class NotOnScreen(LookupError):
    """The button that was to be tapped is not on the screen."""

    def __init__(self, wanted: str, seen: list[str]) -> None:
        super().__init__(f"phone: no button '{wanted}'. On the screen are: {', '.join(seen) or 'none'}")


@dataclass
class Phone:
    """One person's phone: what is on its screen, and what fingers can do."""

    standin: StandIn
    talk: Talk

    @classmethod
    def of(cls, standin: StandIn, id: int, first_name: str = "Anna", language_code: str = "en") -> "Phone":  # noqa: A002 - Telegram's own word
        """Give the phone of a person, who need not have met the bot."""
        return cls(standin, standin.talk(id, first_name, language_code))

    def start(self, payload: str = "") -> None:
        """Tap Start, or a start link."""
        self.standin.say(self.talk, f"/start {payload}".strip())

    def write(self, text: str) -> None:
        """Write something."""
        self.standin.say(self.talk, text)

    def speak(self, seconds: int = 4, recording: bytes = b"OggS a pretend voice note") -> str:
        """Record a voice note; gives its file id."""
        id_ = f"voice-{self.talk.id}-{len(self.standin.files)}"
        self.standin.files[id_] = recording
        self.standin.say(self.talk, kind="voice", voice={"file_id": id_, "file_unique_id": id_, "duration": seconds})
        return id_

    def sticker(self) -> None:
        """Send a sticker."""
        self.standin.say(self.talk, kind="sticker", sticker={"file_id": "s", "file_unique_id": "s", "emoji": "x", "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False})  # fmt: skip

    def tap(self, label: str) -> None:
        """Tap the newest inline button with that label or code, or the key of the reply keyboard."""
        for note in reversed(self.screen):
            for button in buttons(note):
                data = str(button.get("callback_data", ""))
                if label in {button["text"], bare(button["text"]), data.split(".", 1)[-1]}:
                    self.standin.press(self.talk, note, data)
                    return
        if label in self.keys:
            self.write(label)
            return
        raise NotOnScreen(label, [bare(b["text"]) for note in self.screen for b in buttons(note)] + self.keys)

    def press(self, data: str, note: Note | None = None) -> None:
        """Press with any data, as a forged client would."""
        self.standin.press(self.talk, note or self.screen[-1], data)

    def block(self) -> None:
        """Block the bot."""
        self.standin.block(self.talk, blocked=True)

    def unblock(self) -> None:
        """Unblock the bot."""
        self.standin.block(self.talk, blocked=False)

    @property
    def screen(self) -> list[Note]:
        """Give what is visible now, oldest first."""
        return [note for note in self.talk.notes if not note.deleted]

    @property
    def texts(self) -> list[str]:
        """Give the bot's messages as plain text."""
        return [bare(note.text) for note in self.screen if not note.mine]

    @property
    def last(self) -> str:
        """Give the bot's newest message."""
        return self.texts[-1] if self.texts else ""

    @property
    def labels(self) -> list[str]:
        """Give the labels of the newest message that has buttons."""
        for note in reversed(self.screen):
            if buttons(note):
                return [bare(button["text"]) for button in buttons(note)]
        return []

    @property
    def codes(self) -> list[str]:
        """Give the codes of the newest message that has buttons."""
        for note in reversed(self.screen):
            if buttons(note):
                return [str(button.get("callback_data", "")).split(".", 1)[-1] for button in buttons(note)]
        return []

    @property
    def keys(self) -> list[str]:
        """Give the labels of the reply keyboard."""
        rows = (self.talk.keyboard or {}).get("keyboard", [])
        return [key["text"] if isinstance(key, dict) else key for row in rows for key in row]


def buttons(note: Note) -> list[dict[str, Any]]:
    """Give the inline buttons of a message."""
    return [button for row in (note.markup or {}).get("inline_keyboard", []) for button in row]


def bare(text: str) -> str:
    """Give a text without the invisible marks of direction."""
    return text.translate(dict.fromkeys([0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F]))

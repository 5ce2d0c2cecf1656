"""
A Phone: a pretend person's Telegram, for tests and for the playground.

Fingers write, tap and speak; the screen shows what that person would see.  Nothing else of the stand-in is needed to
hold a conversation:

    phone = Phone.of(standin, 1001, "Olha", "uk")
    phone.start("a-start-link")
    phone.tap("Go on")
    assert "Saved" in phone.last
"""

from dataclasses import dataclass

from bot.playground.chats import Button, Note, Talk
from bot.playground.standin import StandIn

RECORDING = b"OggS a pretend voice note"
MARKS = dict.fromkeys([0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0xFE0F])


class NotOnScreen(LookupError):
    """The button that was to be tapped is not on the screen; the test or the finger has it wrong."""

    def __init__(self, wanted: str, seen: list[str]) -> None:
        self.wanted, self.seen = wanted, seen
        super().__init__(f"phone: no button '{wanted}' is on the screen. There are: {', '.join(seen) or 'none'}.")


@dataclass(frozen=True)
class Phone:
    """One person's phone: what is on its screen, and what fingers can do."""

    standin: StandIn
    talk: Talk

    @classmethod
    def of(cls, standin: StandIn, id: int, first_name: str = "Anna", language_code: str = "en") -> "Phone":  # noqa: A002 - Telegram's own word
        """Give the phone of a person, who need not have met the bot."""
        return cls(standin, standin.talk(id, first_name, language_code))

    # -- fingers

    def start(self, payload: str = "") -> None:
        """Tap Start, or open a start link; who had blocked the bot lets it in again by that."""
        if self.talk.blocked:
            self.unblock()
        self.standin.say(self.talk, f"/start {payload}".strip())

    def write(self, text: str) -> None:
        """Write something."""
        self.standin.say(self.talk, text)

    def speak(self, seconds: int = 4, recording: bytes = RECORDING) -> str:
        """Record a voice note; gives its file id."""
        file = self.standin.keep_file(recording, "voice", "audio/ogg")
        self.standin.say(self.talk, kind="voice", file=file.id, seconds=seconds)
        return file.id

    def sticker(self, emoji: str = "🙂") -> None:
        """Send a sticker."""
        file = self.standin.keep_file(b"RIFF a pretend sticker", "sticker", "image/webp")
        self.standin.say(self.talk, emoji, kind="sticker", file=file.id)

    def tap(self, label: str) -> None:
        """Tap the newest inline button with that label or code, or else the key of the reply keyboard."""
        for note in reversed(self.screen):
            for button in note.buttons:
                if button.data and label in {button.text, bare(button.text), button.code}:
                    self.press(button.data, note)
                    return
        key = next((key for key in self.keys if label in {key, bare(key)}), None)
        if key is None:
            raise NotOnScreen(label, [bare(button.text) for note in self.screen for button in note.buttons] + self.keys)
        self.write(key)

    def tap_again(self) -> None:
        """Press the last button once more, as an impatient finger or a reconnecting app does, even if it is gone."""
        if self.talk.last_press is None:
            raise NotOnScreen("the last one", [])
        number, data = self.talk.last_press
        note = next(note for note in self.talk.notes if note.id == number)
        self.standin.press(self.talk, note, data)

    def press(self, data: str, note: Note | None = None) -> None:
        """Press a button with any data, as a forged client would."""
        self.standin.press(self.talk, note or self.screen[-1], data)

    def block(self) -> None:
        """Block the bot."""
        self.standin.block(self.talk, blocked=True)

    def unblock(self) -> None:
        """Let the bot in again."""
        self.standin.block(self.talk, blocked=False)

    def leave_telegram(self) -> None:
        """Give up the account."""
        self.standin.leave(self.talk)

    def set_language(self, code: str) -> None:
        """Set the language of this person's Telegram app; the bot sees it with the next update."""
        self.talk.language_code = code

    # -- the screen

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
        return [bare(button.text) for button in self._buttons()]

    @property
    def codes(self) -> list[str]:
        """Give the codes of the newest message that has buttons."""
        return [button.code for button in self._buttons()]

    @property
    def keys(self) -> list[str]:
        """Give the labels of the reply keyboard."""
        return self.talk.keys

    @property
    def toast(self) -> str:
        """Give what flashed over the chat last."""
        return bare(self.talk.toasts[-1]) if self.talk.toasts else ""

    def _buttons(self) -> list[Button]:
        return next((note.buttons for note in reversed(self.screen) if note.buttons), [])


def bare(text: str) -> str:
    """Give a text without its invisible marks."""
    return text.translate(MARKS)

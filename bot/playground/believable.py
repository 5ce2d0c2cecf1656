"""Two weeks of a believable life, played through the real conversations on both phones."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.playground.phone import NotOnScreen, Phone
from locales.languages import settle_language

Settle = Callable[[], Awaitable[None]]
ReadOnPage = Callable[[], Awaitable[None]]
ADDRESS = "?start="

SPEAKS = "%"  # a move: a voice note

# What the client of the story writes, in the languages that a phone may be set to.
HARD = {
    "en": "A hard call with my sister on Sunday.",
    "uk": "У неділю була важка розмова з сестрою.",
    "ar": "مكالمة صعبة مع أختي يوم الأحد.",
}
RAISED = {
    "en": "I want to talk about Sunday.",
    "uk": "Хочу поговорити про неділю.",
    "ar": "أريد أن نتحدث عن يوم الأحد.",
}
GOOD = {
    "en": "Tea with Olha. We laughed.",
    "uk": "Пили чай з Ольгою. Сміялися.",
    "ar": "شربت الشاي مع علا وضحكنا.",
}
JOINING = ("{language}", "on", "on", "adult", "fine", "keep_and_show", "yes", "18:00", "yes", "~skip", "6")
ACCEPTING = ("{language}", "begin", "={name}", "1,2,3,4,5", "yes")


@dataclass
class Life:
    """Two phones and the days between them."""

    therapist: Phone
    client: Phone
    settle: Settle
    forward: Callable[[timedelta], Awaitable[None]]
    to_next_prompt: Callable[[], Awaitable[bool]]
    read_on_page: ReadOnPage | None = None  # where staff read on the page, and the chat only leads there

    async def play(self, link: str) -> None:
        """Play from the first link to the second week."""
        await accept(self.therapist, link, self.settle)
        await self.join()
        await self.check_in("4", "hard", f"={self.words(HARD)}", f"={self.words(RAISED)}")
        await self.look()
        await self.check_in("6", "good", f"={self.words(GOOD)}", SPEAKS)
        await self.look()

    def words(self, said: Mapping[str, str]) -> str:
        """Give what the client says, in the client's language."""
        return said.get(settle_language(self.client.talk.language_code), said["en"])

    async def join(self) -> None:
        """Invite the client, let them join, and compare the pictures."""
        await join(self.therapist, self.client, self.settle)

    async def check_in(self, mood: str, link: str, words: str, raised: str) -> None:
        """Wait for the next check-in and answer it, in moves as `go` makes them."""
        await self.to_next_prompt()
        await go(self.client, self.settle, "yes", mood, link, words, raised, "no")

    async def look(self) -> None:
        """Let the therapist read what is new on the next morning."""
        await self.forward(timedelta(hours=15))
        await read_notes(self.therapist, self.client.talk.first_name, self.settle, self.read_on_page)


async def go(phone: Phone, settle: Settle, *moves: str) -> None:
    """Make moves one after another: a code is tapped, '=words' are written, '%' is spoken."""
    for move in moves:
        if move.startswith("="):
            phone.write(move[1:])
        elif move == SPEAKS:
            phone.speak()
        else:
            phone.tap(move)
        await settle()


async def accept(phone: Phone, token: str, settle: Settle, language: str | None = None) -> None:
    """Let a therapist accept an invitation."""
    phone.start(token)
    await settle()
    code = language or phone.talk.language_code
    await go(phone, settle, *(move.format(language=code, name=phone.talk.first_name) for move in ACCEPTING))


async def invite(phone: Phone, settle: Settle, label: str) -> str:
    """Let a therapist make a link for one client, and give its token."""
    phone.write("/invite")
    await settle()
    await go(phone, settle, f"={label}", "~own")
    return newest_token(phone)


async def join(therapist: Phone, client: Phone, settle: Settle, language: str | None = None) -> None:
    """Invite a client, let them join with good defaults, and compare the pictures."""
    await come_in(therapist, client, settle, language)
    await compare(therapist, client, settle)


async def come_in(therapist: Phone, client: Phone, settle: Settle, language: str | None = None) -> None:
    """Invite a client, and let them join as far as the pictures."""
    token = await invite(therapist, settle, client.talk.first_name)
    client.start(token)
    await settle()
    code = language or client.talk.language_code
    await go(client, settle, *(move.format(language=code) for move in JOINING))


async def compare(therapist: Phone, client: Phone, settle: Settle) -> None:
    """Let the therapist choose the row of pictures that the client sees."""
    therapist.tap("~open.confirm_client")
    await settle()
    seen = signs(client.last)
    for note in reversed(therapist.screen):
        for row in (note.markup or {}).get("inline_keyboard", []):
            for button in row:
                if signs(button["text"]) == seen:
                    therapist.press(button["callback_data"], note)
                    await settle()
                    return
    raise NotOnScreen(" ".join(seen), therapist.labels)


async def open_log(therapist: Phone, name: str, settle: Settle) -> None:
    """Open the notes of one client."""
    await open_card(therapist, name, settle)
    await go(therapist, settle, "client_log")


async def read_notes(therapist: Phone, name: str, settle: Settle, on_page: ReadOnPage | None) -> None:
    """Let the therapist read, where this house reads: in the chat or on the page."""
    await open_log(therapist, name, settle)
    if on_page is None:
        await go(therapist, settle, "read")
    else:
        await on_page()


async def open_card(therapist: Phone, name: str, settle: Settle) -> None:
    """Open what can be done for one client."""
    therapist.write("/clients")
    await settle()
    therapist.tap(name)
    await settle()


def newest_token(phone: Phone) -> str:
    """Read the newest start link on a screen."""
    text = next(text for text in reversed(phone.texts) if ADDRESS in text)
    return text.partition(ADDRESS)[2].split()[0]


def signs(text: str) -> list[str]:
    """Give the little pictures of a text, whatever the language beside them."""
    return [letter for letter in text if ord(letter) > 0x2600 and letter not in "\ufe0f\u2068\u2069"]

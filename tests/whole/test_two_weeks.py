"""
Two weeks of three clients in three languages and zones, with one therapist, across the change of the clocks.

Everything goes through HTTP, under a virtual clock.  What is expected is written down as a table, not computed.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.playground.believable import accept, compare, go, invite, open_log
from bot.playground.chats import Note
from bot.playground.phone import Phone, bare
from bot.programme_files import FICTIONAL
from tests.conftest import Database
from tests.whole.living import Living, living

BEGIN = datetime(
    2026, 3, 23, 9, tzinfo=UTC
)  # a Monday; on the 29th Kyiv and London go forward by an hour, Cairo does not
END = datetime(2026, 4, 6, 9, tzinfo=UTC)
JITTER = timedelta(minutes=10)
LATIN = re.compile("[A-Za-z]{3,}")
# What stays in Latin letters in every language: names that people and programmes have, and addresses.
SAME_EVERYWHERE = re.compile(
    r"Olena|Mariia|Layla|Anna|Harbour Friends|Lumenia (Listening|Family) Line|\(invented\)|findahelpline\.com|English"
)

# The local wall clock of each check-in, with the same moment in UTC: the wall stays, the offset moves.
EXPECTED = {
    "Mariia": (("2026-03-26 18:00 +0200", "2026-03-26 16:00"), ("2026-04-02 18:00 +0300", "2026-04-02 15:00")),
    "Layla": (("2026-03-26 18:00 +0200", "2026-03-26 16:00"), ("2026-04-02 18:00 +0200", "2026-04-02 16:00")),
    "Anna": (("2026-03-26 18:00 +0000", "2026-03-26 18:00"), ("2026-04-02 18:00 +0100", "2026-04-02 17:00")),
}
CLOCKS = {
    "Europe/Kyiv": ("no", "11:00", "Europe/Kyiv"),
    "Africa/Cairo": ("no", "11:00", "Africa/Cairo"),
    "Europe/London": ("yes",),
}
WEEKS = {
    "Mariia": (("3", "hard", "Посварилися з братом."), ("6", "good", "Брат подзвонив сам.")),
    "Layla": (("2", "hard", "اشتقت إلى أمي كثيرًا."), ("5", "both", "زرت جارتي ثم بكيت.")),
    "Anna": (("7", "nothing", ""), ("4", "hard", "My boss said <b>no</b> & left.")),
}


@dataclass
class Client:
    """One client of the story."""

    phone: Phone
    zone: str
    language: str
    prompted: list[Note] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name on the phone."""
        return self.phone.talk.first_name

    def is_prompted(self) -> bool:
        """Say whether the newest question is the beginning of a check-in that waits."""
        newest = next((note for note in reversed(self.phone.screen) if note.buttons), None)
        waits = newest is not None and newest not in self.prompted and "later" in {key.code for key in newest.buttons}
        if newest is not None and waits:
            self.prompted.append(newest)
        return waits

    async def check_in(self, world: Living) -> None:
        """Answer the check-in of the week."""
        mood, link, words = WEEKS[self.name][len(self.prompted) - 1]
        told = (f"={words}",) if words else ()
        await go(self.phone, world.settle, "yes", mood, link, *told, "~skip", "no")


async def test_three_clients_in_three_languages_live_through_the_change_of_the_clocks(
    database: Database, tmp_path: Path
) -> None:
    async with living(database, BEGIN, programme(tmp_path)) as world:
        olena, clients = await everybody_joins(world)

        await live_until_the_end(world, clients)

        for client in clients:
            assert came_at(client) == list(EXPECTED[client.name])
            assert_speaks_one_language(client)
            assert_hears_of_nobody_else(client, clients)
            await assert_log_holds_their_own_words(world, olena, client)
            assert "Olena" in client.phone.last  # who has read it
        assert sum(len(client.prompted) for client in clients) == 6


def programme(folder: Path) -> Path:
    """Write a programme whose country has three zones."""
    text = (FICTIONAL / "programme.toml").read_text(encoding="utf-8")
    text = re.sub(r'zone = ".*"', 'zone = "Europe/London"', text, count=1)
    text = re.sub(r"zones = .*", 'zones = ["Europe/London", "Europe/Kyiv", "Africa/Cairo"]', text)
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    return folder


async def everybody_joins(world: Living) -> tuple[Phone, list[Client]]:
    """Let the therapist accept, then let three clients join, each in their own language and zone."""
    olena = world.phone(2001, "Olena", "en")
    await accept(olena, await world.staff_link(), world.settle)
    clients = [
        Client(world.phone(1001, "Mariia", "uk"), "Europe/Kyiv", "uk"),
        Client(world.phone(1002, "Layla", "ar"), "Africa/Cairo", "ar"),
        Client(world.phone(1003, "Anna", "en"), "Europe/London", "en"),
    ]
    for client in clients:
        token = await invite(olena, world.settle, client.name)
        client.phone.start(token)
        await world.settle()
        clock = CLOCKS[client.zone]
        moves = (client.language, "on", "on", "adult", "fine", "keep_and_show", "yes", "18:00", *clock, "~skip", "6")
        await go(client.phone, world.settle, *moves)
        await compare(olena, client.phone, world.settle)
    return olena, clients


async def live_until_the_end(world: Living, clients: list[Client]) -> None:
    """Go from prompt to prompt, and let each be answered as it comes."""
    while await world.to_next_prompt(END - world.calendar.now()):
        for client in clients:
            if client.is_prompted():
                await client.check_in(world)
    await world.until(END)


def came_at(client: Client) -> list[tuple[str, str]]:
    """Give when the check-ins came, by the client's wall clock and in UTC, without the minutes of jitter."""
    moments = [datetime.fromtimestamp(note.date, UTC) for note in client.prompted]
    return [(f"{full(moment.astimezone(ZoneInfo(client.zone))):%Y-%m-%d %H:%M %z}", f"{full(moment):%Y-%m-%d %H:%M}")
            for moment in moments]  # fmt: skip


def full(moment: datetime) -> datetime:
    """Give the full hour of a moment that is at most ten minutes after it."""
    hour = moment.replace(minute=0, second=0)
    assert moment - hour <= JITTER
    return hour


def assert_speaks_one_language(client: Client) -> None:
    """Every message and button is in the client's own language."""
    own = [words for _, _, words in WEEKS[client.name] if words]
    for note in client.phone.talk.notes:
        texts = [bare(note.text), *(button.text for button in note.buttons)]
        said = " ".join(text for text in texts if not note.mine and not any(words in text for words in own))
        assert client.language == "en" or not LATIN.search(SAME_EVERYWHERE.sub("", said)), said


def assert_hears_of_nobody_else(client: Client, clients: list[Client]) -> None:
    """No name and no word of another client is on this screen."""
    seen = "\n".join(client.phone.texts)
    for other in clients:
        if other is not client:
            assert other.name not in seen
            assert not any(words in seen for _, _, words in WEEKS[other.name] if words)


async def assert_log_holds_their_own_words(world: Living, olena: Phone, client: Client) -> None:
    """The therapist reads codes in the therapist's language, and words exactly as they were written."""
    await open_log(olena, client.name, world.settle)
    page = "\n".join(text for text in olena.texts if text.startswith(client.name) and "of 10" in text)
    for mood, _link, words in WEEKS[client.name]:
        assert f"mood: {mood} of 10" in page
        assert words in page
    await go(olena, world.settle, "read")

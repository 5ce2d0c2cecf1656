"""An `ask` gives the type that its question promises: mypy refuses a file of wrong flows, line by line."""

import subprocess
import sys
from pathlib import Path

WRONG = """
from datetime import timedelta
from enum import Enum
from flows.chat import Chat
from flows.questions import Choice, Option, Scale, Words
from locales.line import _

class Mood(Enum):
    LOW = "low"
    HIGH = "high"

MOOD = Choice(_("How?"), [Option(Mood.LOW, _("Low")), Option(Mood.HIGH, _("High"))])
TENSION = Scale(_("How tense?"), low_words=_("calm"), high_words=_("tense"))
NOTE = Words(_("What happened?"))

async def wrong(chat: Chat) -> None:
    text: str = await chat.ask("mood", MOOD)  # expected: Choice[Mood]
    mood: Mood = await chat.ask("tension", TENSION)  # expected: Question[Mood]
    number: int = await chat.ask("skipped", TENSION.or_skip())  # expected: Question[int | Skipped]
    other: int = await chat.ask("expired", TENSION.within(timedelta(hours=1)))  # expected: Question[int | Expired]
    words: str = await chat.ask("note", NOTE)  # expected: Words
    chat.keep("a word")  # expected: Entry
    chat.wish("a word")  # expected: Wished
    chat.say("said", "a word")  # expected: Line

async def right(chat: Chat) -> None:
    mood: Mood = await chat.ask("mood", MOOD)
    tension: int = await chat.ask("tension", TENSION)
"""


def test_wrong_flows_are_refused_where_they_are_wrong(tmp_path: Path) -> None:
    file = tmp_path / "wrong_flows.py"
    file.write_text(WRONG)

    said = mypy(file).splitlines()

    for number, line in enumerate(WRONG.splitlines(), 1):
        _code, marked, expected = line.partition("  # expected: ")
        found = [fault for fault in said if f"wrong_flows.py:{number}:" in fault]
        assert bool(found) == bool(marked), (line, found)
        assert expected in " ".join(found)


def mypy(file: Path) -> str:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(file)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout

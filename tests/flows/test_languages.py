"""Every flow in every language: to its end, with one journal, whenever the language changes, and with no word unmarked."""

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from locales.languages import LANGUAGES
from tests.flows.player import Player
from tests.flows.walking import history, walk, walks

CODES = tuple(LANGUAGES)
SCRIPTS = {"uk": re.compile("[a-zA-Z]{3,}"), "ar": re.compile("[a-zA-Z]{3,}")}
# Names of people, places and languages, which are the same everywhere.
NAMES = re.compile(
    r"Mira|Olena|Nova|Zoe|Ruth|Harbour Friends|Lumenia (Listening|Family) Line|English|Українська|العربية|"
    r"findahelpline\.com|Europe/\w+|Africa/\w+|\[\w+\]"
)


def screen(player: Player) -> list[str]:
    """Give every text that the person sees now or has been told."""
    return [player.asked, *player.labels, *player.said.values(), *player.refusals]


@pytest.mark.parametrize(("flow", "way"), walks())
def test_every_flow_runs_in_every_language_with_one_journal(flow: str, way: int) -> None:
    english = walk(flow, way, "en")

    for code in CODES[1:]:
        assert history(walk(flow, way, code)) == history(english)


@pytest.mark.parametrize(("flow", "way"), walks())
def test_language_switched_at_every_step_gives_the_same_journal_and_asks_again(flow: str, way: int) -> None:
    turning = itertools.cycle(CODES)

    def switch(player: Player) -> None:
        asked = (player.key, player.question.shape())
        player.language = next(turning)
        assert (player.key, player.question.shape()) == asked
        assert player.asked

    assert history(walk(flow, way, "en", switch)) == history(walk(flow, way, "en"))


@pytest.mark.parametrize(("flow", "way"), walks())
def test_every_visible_letter_comes_from_a_catalog(flow: str, way: int) -> None:
    seen: list[str] = []

    walk(flow, way, "en_XA", lambda player: seen.extend(screen(player)))

    assert [text for text in seen if re.search(r"[^\W\d_]", outside_brackets(NAMES.sub("", text)))] == []


@pytest.mark.parametrize("code", SCRIPTS)
@pytest.mark.parametrize(("flow", "way"), walks())
def test_no_english_is_left_on_any_screen(flow: str, way: int, code: str) -> None:
    seen: list[str] = []

    walk(flow, way, code, lambda player: seen.extend(screen(player)))

    assert [text for text in seen if SCRIPTS[code].search(NAMES.sub("", text))] == []


def outside_brackets(text: str) -> str:
    """Give what stands in no pair of brackets."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            kept.append(letter)
    return "".join(kept)


EVERY = """
from tests.flows.walking import history, walk, walks
for flow, way in walks():
    print(flow, way, history(walk(flow, way, "en")))
"""


def test_every_flow_replays_the_same_under_two_hash_seeds() -> None:
    root = Path(__file__).parents[2]

    said = [
        subprocess.run(
            [sys.executable, "-c", EVERY], cwd=root, env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1")
    ]  # fmt: skip

    assert said[0] == said[1]
    assert said[0].count("\n") > 50

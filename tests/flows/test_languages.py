"""Every flow in every language: to its end, with one journal, whenever the language changes, and with no word unmarked."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from locales.languages import LANGUAGES, shipped
from locales.line import Line
from locales.voice import FSI, PDI, voice_for
from locales.wording import TAG, nested
from tests.flows.scenes import Scene
from tests.flows.screens import troubles
from tests.flows.walking import courses, deeds, every_course, every_flow, played, said, scenes, walked

# All tests of a flow run on one worker, so that its roads are found once.
FLOWS = pytest.mark.parametrize(
    "flow", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in every_flow()]
)
CODES = tuple(LANGUAGES)
SHIPPED = tuple(one.code for one in shipped())
LATIN = re.compile("[a-zA-Z]{2,}")
# Names of people, places and languages, and a messenger's, which are the same everywhere.
NAMES = re.compile(
    r"Mira|Olena|Nova|Zoe|Ruth|Ada|Ida|Eva|Harbour Friends|Lumenia (Listening|Family) Line|English|Українська|العربية|"
    r"findahelpline\.com|Europe/\w+|Africa/\w+|Telegram|PHQ-[29]|GAD-7"
)
# What the reader's calendar and clock say: the formats of a pretend language are those of a real one.
CALENDAR = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d+ (January|February|March|April)|London|Kyiv|Cairo")


@FLOWS
def test_every_road_of_a_flow_leads_to_its_end(flow: str) -> None:
    ends = {(str(scene), course): walked(scene, course, ("en",)).over for scene, course in every_course(flow)}

    assert [road for road, over in ends.items() if not over] == []


@FLOWS
def test_language_switched_at_every_step_gives_the_same_journal_and_asks_in_the_new_one(flow: str) -> None:
    for scene, course in every_course(flow, usual=True):
        turning, alone = walked(scene, course, CODES), walked(scene, course, ("en",))

        assert turning.history == alone.history
        assert turning.said == [said(lines, CODES[n % len(CODES)]) for n, lines in enumerate(alone.asked)]


@FLOWS
def test_every_visible_letter_comes_from_a_catalog(flow: str) -> None:
    assert [text for text in seen(flow, "en_XA") if re.search(r"[^\W\d_]", unmarked(text))] == []


@FLOWS
@pytest.mark.parametrize("code", ["uk", "ar"])
def test_no_english_is_left_on_any_screen(flow: str, code: str) -> None:
    assert [text for text in seen(flow, code) if LATIN.search(NAMES.sub("", TAG.sub("", text)))] == []


@FLOWS
@pytest.mark.parametrize("code", CODES)
def test_every_screen_is_whole_in_every_language(flow: str, code: str) -> None:
    broken = [text for text in seen(flow, code) if not nested(text) or set("{}") & set(text)]

    assert broken == []
    assert [text for text in seen(flow, code) if text.count(FSI) != text.count(PDI)] == []


@FLOWS
@pytest.mark.parametrize("code", SHIPPED)
def test_every_screen_fits_telegram_and_a_phone_of_360_pixels(flow: str, code: str) -> None:
    screens = dict.fromkeys(
        one for scene, course in every_course(flow) for one in walked(scene, course, ("en",)).screens
    )

    assert [trouble for screen in screens for trouble in troubles(screen, code)] == []


def test_scenes_and_courses_do_everything_that_can_be_done() -> None:
    done = {deed for course in courses(Scene("check_in", prompted=True)) for deed in course}

    assert {"yes", "later", "skip", "hard", "~skip", "~back", "~write", "~speak", *map(str, range(11))} <= done
    assert {"~skip", "~back", "nothing"} <= set(deeds(played(Scene("check_in"), ("3",))))
    assert len(scenes("check_in")) > 5


def seen(flow: str, code: str) -> list[str]:
    """Give everything that a person sees on any course of a flow, as Telegram's HTML."""
    return [voice_for(code).html(line) for line in shown(flow)]


@cache
def shown(flow: str) -> dict[Line, None]:
    """Give every line of a flow once; that a course is the same in every language is held by a test of its own."""
    return dict.fromkeys(line for scene, course in every_course(flow) for line in walked(scene, course, ("en",)).seen)


def unmarked(text: str) -> str:
    """Give the letters that stand in no bracket, are no name, and do not come from the calendar."""
    depth, kept = 0, []
    for letter in CALENDAR.sub("", NAMES.sub("", TAG.sub("", text))):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            kept.append(letter)
    return "".join(kept)


EVERY = """
from tests.flows.scenes import Scene
from tests.flows.screens import troubles
from tests.flows.walking import every_flow, roads, walked
for scene in map(Scene, every_flow()):
    for course in roads(scene):
        print(scene, course, walked(scene, course, ("en",)).history)
"""


def test_every_flow_replays_the_same_under_two_hash_seeds() -> None:
    root = Path(__file__).parents[2]

    started = [
        subprocess.Popen(
            [sys.executable, "-c", EVERY], cwd=root, env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            stdout=subprocess.PIPE, text=True,
        )
        for seed in ("0", "1")
    ]  # fmt: skip
    said = [process.communicate()[0] for process in started]

    assert said[0] == said[1]
    assert [process.returncode for process in started] == [0, 0]
    assert said[0].count("\n") > 250

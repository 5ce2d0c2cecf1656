"""
Random walks through every flow: answers, words, voice, skipping, leaving, going back, another language, a restart.

After any of them there is a next thing to do or an end, every message fits Telegram and every row of labels a phone of
360 pixels.  Every flow is walked, each a few times, and no walk is shorter than a handful of deeds.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine import play
from locales.languages import shipped
from tests.flows.player import Player
from tests.flows.scenes import OTHERWISE, Scene
from tests.flows.screens import screens_of, troubles
from tests.flows.walking import BACK, act, deeds, every_flow

FLOWS = pytest.mark.parametrize("flow", every_flow())
LANGUAGES = [one.code for one in shipped()]
SHORTEST, LONGEST = 5, 40
WALKS = settings(max_examples=8, deadline=None)
RESTART, SWITCH = "restart", "switch"
DEEDS = st.tuples(st.integers(0, 30), st.sampled_from(["deed"] * 8 + [RESTART, SWITCH]))
STEPS = st.lists(DEEDS, min_size=SHORTEST, max_size=LONGEST)


def walk(scene: Scene, language: str, steps: list[tuple[int, str]]) -> Player:
    """Walk through a scene, look at every screen, and end it with plain answers."""
    player = scene.opened(language)
    for choose, kind in steps:
        look(player)
        if player.over:
            break
        if kind == SWITCH:
            player.language = LANGUAGES[choose % len(LANGUAGES)]
        elif kind == RESTART:
            restarted(player)
        else:
            found = deeds(player)
            assert found, f"nothing can be done at {player.key}"
            act(player, found[choose % len(found)])
    return player


def restarted(player: Player) -> None:
    """Play the journal anew, as another process would: the same question is open."""
    again = play(player.flow.function, player.args, player.rows, player.now)
    before = player.standing.open
    assert getattr(again.open, "key", None) == getattr(before, "key", None)
    assert [effect.key for effect in again.effects] == [effect.key for effect in player.effects]


def look(player: Player) -> None:
    """Hold what every screen must hold."""
    assert [found for screen in screens_of(player) for found in troubles(screen, player.language)] == []


def ended(player: Player) -> bool:
    """Say whether plain answers lead to the end; going back is none."""
    for _step in range(120):
        if player.over:
            return True
        found = [deed for deed in deeds(player) if deed != BACK]
        act(player, found[-1] if "~skip" in found[-2:] else found[0])
    return player.over


@FLOWS
@WALKS
@given(language=st.sampled_from(LANGUAGES), other=st.integers(0, len(OTHERWISE)), steps=STEPS)
def test_no_walk_raises_or_comes_to_a_dead_end(
    flow: str, language: str, other: int, steps: list[tuple[int, str]]
) -> None:
    player = walk(Scene(flow, other if other < len(OTHERWISE) else None), language, steps)

    assert ended(player), f"{flow} never ended; it stood at {player.key}"


@FLOWS
@WALKS
@given(steps=STEPS)
def test_what_stands_after_going_back_is_what_a_straight_walk_gives(flow: str, steps: list[tuple[int, str]]) -> None:
    player = walk(Scene(flow), "en", steps)
    straight = play(player.flow.function, player.args, list(player.standing.rows), player.now)

    assert [effect.key for effect in straight.effects] == [effect.key for effect in player.effects]
    assert [repr(effect.what) for effect in straight.effects] == [repr(effect.what) for effect in player.effects]

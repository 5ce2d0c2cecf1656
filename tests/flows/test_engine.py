"""The engine: what is replayed, what is refused, and what goes back."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from flows import registry
from flows.chat import Asking, Chat, Ending, Keep, Reading, Say, Waiting
from flows.engine import CAP, FlowFunction, Row, Standing, answer, play, rewind, told
from flows.entries import Entry
from flows.errors import FlowRefused, FlowUnknown, ForeignAwait, RunTooLong, StepMoved, StepRepeated
from flows.questions import Choice, Expired, NotTaken, Option, Pressed, Raw, Scale, Sent, Skipped, Spoke, Words, Wrote
from locales.line import _, verbatim

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Ready(Enum):
    """Whether the client is ready."""

    YES = "yes"
    LATER = "later"


class Noted(Entry):
    """An entry of the tests."""

    kind: ClassVar[str] = "noted"
    mood: int
    word: str | None


class Plan(BaseModel):
    """A reading of the tests."""

    model_config = ConfigDict(frozen=True)
    weekday: int


READY = Choice(_("Ready?"), [Option(Ready.YES, _("Yes")), Option(Ready.LATER, _("Later"))])
MOOD = Scale(_("How was it?"), low_words=_("worst"), high_words=_("best"))
WORD = Words(_("A word?")).or_skip()


async def small(chat: Chat) -> Ending | None:
    """Ask three things and keep them."""
    plan = await chat.read("plan", Plan)
    if await chat.ask("ready", READY) is Ready.LATER:
        return chat.later()
    mood = await chat.ask("mood", MOOD, fills="noted.mood")
    chat.say("mood", _("You tapped {n}.", n=mood))
    word = await chat.ask("word", WORD)
    chat.keep(Noted(mood=mood, word=None if word is Skipped.SKIPPED else word.text))
    chat.say("bye", _("Saved. {day}", day=plan.weekday))
    return None


def walk(flow: FlowFunction, raws: Sequence[Raw | str], journal: Sequence[Row] = ()) -> tuple[Standing, list[Row]]:
    """Play a flow with answers; a text `back` goes one question back; every row passes through JSON."""
    rows = list(journal)

    def settle() -> Standing:
        standing = play(flow, {}, rows, NOON)
        while isinstance(standing.open, Reading):
            rows.extend([*standing.added, told(standing, {"weekday": 4}, NOON)])
            standing = play(flow, {}, rows, NOON)
        rows.extend(standing.added)
        return play(flow, {}, rows, NOON)

    standing = settle()
    for raw in raws:
        if isinstance(raw, str):
            if standing.answered:
                rows.append(rewind(standing, standing.answered[-1].key, NOON))
        elif isinstance(standing.open, Asking):
            row = answer(standing, raw, NOON)
            if isinstance(row, Row):
                rows.append(Row(**{**json.loads(json.dumps(asdict(row), default=str)), "at": NOON}))
        standing = settle()
    return standing, rows


def kept(standing: Standing) -> list[object]:
    """Give the entries that stand."""
    return [effect.what.entry for effect in standing.effects if isinstance(effect.what, Keep)]


def test_a_flow_stops_at_its_first_open_question() -> None:
    standing, _rows = walk(small, [])

    assert isinstance(standing.open, Asking)
    assert standing.open.key == "ready"


def test_answers_come_back_as_the_type_the_question_promises() -> None:
    standing, _rows = walk(small, [Pressed("yes"), Wrote("٧"), Wrote("a good talk")])

    assert [Noted(mood=7, word="a good talk")] == kept(standing)
    assert standing.open is None


def test_later_ends_the_run_as_later() -> None:
    standing, _rows = walk(small, [Pressed("later")])

    assert Ending("later") == standing.ending


def test_skipping_gives_skipped_and_never_an_empty_word() -> None:
    standing, _rows = walk(small, [Pressed("yes"), Pressed("4"), Pressed("~skip")])

    assert [Noted(mood=4, word=None)] == kept(standing)


@pytest.mark.parametrize(
    "raw", [Wrote("eleven"), Wrote("11"), Wrote("-1"), Sent("sticker"), Spoke("file", 3), Pressed("12")]
)
def test_an_answer_that_does_not_fit_is_asked_again(raw: Raw) -> None:
    standing, _rows = walk(small, [Pressed("yes")])

    assert isinstance(answer(standing, raw, NOON), NotTaken)


def test_two_questions_swapped_in_the_code_are_refused_not_mixed_up() -> None:
    async def swapped(chat: Chat) -> None:
        """Ask in the other order."""
        await chat.read("plan", Plan)
        await chat.ask("mood", MOOD)
        await chat.ask("ready", READY)

    _standing, rows = walk(small, [Pressed("yes"), Pressed("3")])

    with pytest.raises(StepMoved, match=r"'ready.*'mood"):
        play(swapped, {}, rows, NOON)


def test_a_question_whose_codes_changed_is_refused() -> None:
    async def changed(chat: Chat) -> None:
        """Ask with one more option."""
        await chat.read("plan", Plan)
        await chat.ask(
            "ready", Choice(_("Ready?"), [Option("yes", _("Yes")), Option("no", _("No")), Option("later", _("Later"))])
        )

    _standing, rows = walk(small, [Pressed("yes")])

    with pytest.raises(StepMoved):
        play(changed, {}, rows, NOON)


def test_other_words_for_the_same_codes_replay() -> None:
    async def reworded(chat: Chat) -> None:
        """Ask the same in other words."""
        await chat.read("plan", Plan)
        await chat.ask("ready", Choice(_("Shall we?"), [Option(Ready.LATER, _("Not now")), Option(Ready.YES, _("Go"))]))

    _standing, rows = walk(small, [Pressed("yes")])

    assert play(reworded, {}, rows, NOON).open is None


def test_a_step_key_used_twice_is_refused() -> None:
    async def twice(chat: Chat) -> None:
        """Use one key twice."""
        await chat.ask("mood", MOOD)
        await chat.ask("mood", MOOD)

    with pytest.raises(StepRepeated, match="mood"):
        walk(twice, [Pressed("1")])


def test_a_loop_with_numbered_keys_is_fine() -> None:
    async def three(chat: Chat) -> None:
        """Ask three times."""
        for n in range(3):
            part = chat.under(f"round[{n}]")
            chat.keep(Noted(mood=await part.ask("mood", MOOD), word=None), key=str(n))

    standing, _rows = walk(three, [Pressed("1"), Pressed("2"), Pressed("3")])

    assert [entry.mood for entry in kept(standing) if isinstance(entry, Noted)] == [1, 2, 3]


async def test_a_foreign_await_is_named() -> None:
    async def sleepy(_chat: Chat) -> None:
        """Await something else."""
        await asyncio.sleep(0)

    with pytest.raises(ForeignAwait):
        play(sleepy, {}, [], NOON)


def test_the_cap_is_reached_before_it_hurts() -> None:
    rows = [Row(n, 0, f"k[{n}]", "x", 1, NOON) for n in range(CAP + 1)]

    with pytest.raises(RunTooLong):
        play(small, {}, rows, NOON)


def test_restart_goes_on_with_a_short_journal() -> None:
    async def endless(chat: Chat) -> Ending:
        """Ask, then go on as a new run."""
        return chat.restart(last=await chat.ask("mood", MOOD))

    standing, _rows = walk(endless, [Pressed("8")])

    assert Ending("restart", {"last": 8}) == standing.ending


def test_the_calendar_is_looked_at_once() -> None:
    async def clocked(chat: Chat) -> None:
        """Look, then ask."""
        seen = await chat.now("now")
        chat.say("seen", verbatim(seen.isoformat()))
        await chat.ask("mood", MOOD)

    standing, rows = walk(clocked, [])
    later = play(clocked, {}, rows, NOON + timedelta(days=3))

    assert standing.effects == later.effects


def test_a_wait_is_told_by_a_timer() -> None:
    async def waiting(chat: Chat) -> None:
        """Wait for tomorrow."""
        now = await chat.now("now")
        await chat.until("tomorrow", now + timedelta(days=1))
        chat.say("here", _("Here it is."))

    standing, rows = walk(waiting, [])

    assert isinstance(standing.open, Waiting)
    assert NOON + timedelta(days=1) == standing.open.until
    assert play(waiting, {}, [*rows, told(standing, None, NOON)], NOON).open is None


def test_a_question_answers_itself_when_its_time_is_over() -> None:
    async def timed(chat: Chat) -> None:
        """Ask for two hours."""
        if await chat.ask("mood", MOOD.within(timedelta(hours=2))) is Expired.EXPIRED:
            chat.say("over", _("That is fine."))

    standing, _rows = walk(timed, [Pressed("~expired")])

    assert [effect.key for effect in standing.effects] == ["say:over"]


def test_back_is_a_new_row_and_history_is_kept() -> None:
    standing, rows = walk(small, [Pressed("yes"), Pressed("3"), "back", Pressed("6"), Pressed("~skip")])

    assert [Noted(mood=6, word=None)] == kept(standing)
    assert [row.value for row in rows if row.key == "mood"] == [3, 6]
    assert [row.turn for row in rows if row.key == "mood"] == [0, 1]


def test_effects_after_back_carry_a_higher_turn_and_those_before_do_not() -> None:
    async def said(chat: Chat) -> None:
        """Speak before and after each question."""
        chat.say("hello", _("Hello."))
        await chat.ask("one", MOOD)
        chat.say("middle", _("Half way."))
        await chat.ask("two", MOOD)
        chat.say("end", _("Done."))

    standing, _rows = walk(said, [Pressed("1"), Pressed("2"), "back", Pressed("3")])

    assert {effect.key: effect.turn for effect in standing.effects} == {"say:hello": 0, "say:middle": 0, "say:end": 1}


answers = st.lists(
    st.one_of(
        st.sampled_from(["yes", "0", "5", "10", "~skip"]).map(Pressed), st.text(max_size=5).map(Wrote), st.just("back")
    ),
    max_size=20,
)


@given(answers)
@settings(max_examples=200)
def test_after_any_walk_the_standing_entries_equal_a_straight_walk(raws: list[Raw | str]) -> None:
    standing, _rows = walk(small, raws)
    straight = [row for row in standing.rows if row in standing.answered]
    journal: list[Row] = []

    again = play(small, {}, journal, NOON)
    for row in straight:
        while isinstance(again.open, Reading):
            journal.append(told(again, {"weekday": 4}, NOON))
            again = play(small, {}, journal, NOON)
        journal.append(Row(len(journal) + 1, 0, row.key, row.shape, row.value, NOON))
        again = play(small, {}, journal, NOON)

    assert kept(standing) == kept(again)
    says = [effect.what for effect in standing.effects if isinstance(effect.what, Say)]
    assert says == [effect.what for effect in again.effects if isinstance(effect.what, Say)]


def test_an_abandoned_run_knows_what_was_answered() -> None:
    standing, _rows = walk(small, [Pressed("yes"), Pressed("3")])

    assert standing.filled == {"noted.mood": 3}


def test_a_flow_with_finally_does_not_register() -> None:
    async def careless(chat: Chat) -> None:
        """Clean up at every question."""
        try:
            await chat.ask("mood", MOOD)
        finally:
            chat.say("bye", _("Bye."))

    with pytest.raises(FlowRefused, match="finally"):
        registry.flow("careless", window=timedelta(days=1))(careless)


def test_a_flow_with_a_clock_or_chance_does_not_register() -> None:
    async def chancy(chat: Chat) -> None:
        """Look at a clock and throw a die."""
        import random

        if datetime.now(UTC).hour > random.randint(1, 5):
            await chat.ask("mood", MOOD)

    with pytest.raises(FlowRefused, match=r"(?s)clock.*|random"):
        registry.flow("chancy", window=timedelta(days=1))(chancy)


def test_a_flow_that_awaits_something_else_does_not_register() -> None:
    async def asleep(_chat: Chat) -> None:
        """Sleep."""
        await asyncio.sleep(0)

    with pytest.raises(FlowRefused, match="await"):
        registry.flow("asleep", window=timedelta(days=1))(asleep)


def test_an_unknown_flow_is_named_with_those_that_are_known() -> None:
    with pytest.raises(FlowUnknown, match="no flow 'nothing'"):
        registry.find("nothing")


def test_two_versions_of_a_flow_live_side_by_side() -> None:
    registry.flow("tests.small", version=1, window=timedelta(days=1))(small)
    registry.flow("tests.small", version=2, window=timedelta(days=1))(small)

    assert registry.find("tests.small", 1).version == 1
    assert registry.find("tests.small").version == 2


SEEDED = """
from tests.flows.test_engine import small, walk
from flows.questions import Pressed, Wrote
standing, rows = walk(small, [Pressed("yes"), Pressed("3"), "back", Pressed("6"), Wrote("words")])
print([(r.seq, r.turn, r.key, r.shape, r.value) for r in rows], [(e.key, e.turn) for e in standing.effects])
"""


def test_a_replay_is_the_same_under_two_hash_seeds() -> None:
    root = str(Path(__file__).parents[2])
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SEEDED],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": root, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]

    assert outputs[0] == outputs[1]

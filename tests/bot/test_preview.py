"""The preview: every conversation is there in every language, and its diagram shows where each answer leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.preview.page import beside, chat, drawing, other_words, part
from bot.preview.samples import samples
from bot.preview.texts import consents, elsewhere, in_context, safety_texts, texts, unfilled
from bot.preview.walking import END, roads, story
from flows import registry
from flows.course_readings import MyCourse
from locales import catalogs
from locales.languages import shipped
from locales.voice import voice_for

# All tests run on one worker, so that the roads of every flow are found once; finding them takes a while.
pytestmark = [pytest.mark.xdist_group("preview"), pytest.mark.timeout(300)]
FLOWS = [flow for flow in registry.all_flows() if not flow.name.startswith("tests.")]


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: str(flow.name))
def test_every_conversation_can_be_played_to_its_end_without_a_database(flow: registry.Flow) -> None:
    steps = story(flow)

    assert steps or flow.name in ("start", "page", "my_page")  # what these say, others post for them
    assert len(steps) < 80


def test_a_chat_is_in_its_language_and_direction() -> None:
    steps = story(registry.find("tell_again"))

    assert 'dir="rtl"' in chat(steps, "ar")
    assert "What would you like to read again?" in chat(steps, "en")


def test_diagram_holds_every_question_and_the_end() -> None:
    found = roads(registry.find("hard_date"))

    assert {"begin", "plan", "how_now", END} == set(found.nodes)
    assert found.edges["begin", END] == ["no"]
    assert "how_now" in drawing(found)


def test_samples_are_of_the_face_that_talks() -> None:
    assert MyCourse in samples("client")
    assert {type(one).__name__ for one in samples("staff").values()} >= {"Me", "ClientCard", "Queue"}


# Files whose words clients can meet.  What is said by the host of a conversation is told in the list of other words.
MET = re.compile(r"flows/(client|content)/")
NOT_IN_CONTEXT = {
    "flows/content/(course_entry|ending|entry|measure|tool)_lines": "words of the log, one for each kind of entry",
    "flows/content/(page|brief|course)_lines": "words of staff: the page, the brief, the card of a client",
    "flows/content/tasks/": "the library of tasks: one idea stands in a conversation, all are in the list",
    "flows/content/pictures": "the pictures that are told apart at joining; three of them stand there",
    "flows/content/tools/": "names of fields in the log and on the button that changes them",
}
NOT_IN_CONTEXT_EITHER = {
    "This is something to try before you meet again.": "only while nobody is connected",
    "For: {label}\nThe link works once, until: {day}.\n{address}": "to staff, beside the picture of a link",
}


def test_what_a_client_can_meet_stands_where_it_is_said() -> None:
    missing = [
        line.msgid
        for file, lines in elsewhere().items()
        for line in lines
        if MET.match(file) and line.context != "button" and not any(re.match(one, file) for one in NOT_IN_CONTEXT)
    ]

    assert sorted(missing) == sorted(NOT_IN_CONTEXT_EITHER)


def test_only_names_of_fields_of_a_tool_are_in_the_list_of_other_words() -> None:
    lines = [line for file, found in elsewhere().items() if "/tools/" in file for line in found]

    assert {line.context for line in lines} == {"field"}


@pytest.mark.parametrize("code", [one.code for one in shipped()])
def test_no_line_of_the_catalogs_is_missing_from_the_page(code: str) -> None:
    told = {(line.context, line.msgid) for lines in elsewhere().values() for line in lines}
    lines = {(message.context, as_one(message.id)) for message in catalogs.template() if message.id}

    page, voice = other_words([code]), voice_for(code)

    assert lines - told - in_context() == set()
    assert [one for found in elsewhere().values() for one in found if unfilled(one, voice) not in page] == []


def as_one(msgid: str | Sequence[str]) -> str:
    """Give the first form of a message."""
    return msgid if isinstance(msgid, str) else msgid[0]


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        ("measure", "Please talk to someone today."), ("measure", "I could not reach: Olena."), ("exchange", "This one rests for now."),
        ("check_in", "What got in the way?"), ("measure", "Away: Olena."), ("my_task", "Nothing is agreed"),
        ("forget", "The key that could open them"), ("booster", "No one reads here any more."),
    ],
)  # fmt: skip
def test_safety_and_what_seldom_happens_stands_under_its_conversation(flow: str, words: str) -> None:
    shown = part(registry.find(flow), ["en"])

    assert words in shown


@pytest.mark.parametrize("words", ["From today no one reads", "Your meetings have come to their end", "Read by Olena."])
def test_what_comes_from_others_stands_beside_the_conversations(words: str) -> None:
    assert words in beside(["en"])


def test_every_safety_and_consent_text_stands_with_its_version() -> None:
    titles = [text.title for text in texts()]

    for one in safety_texts():
        assert f"safety text: {one.id}, version {one.version}, draft" in titles
    assert f"consent: {consents()[0].id}, version {consents()[0].version}" in titles


def test_one_command_writes_the_page(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["preview", str(file), "--language", "en"])

    assert done.exit_code == 0
    written = file.read_text(encoding="utf-8")
    assert all(f'id="{flow.name}"' in written for flow in FLOWS)


def test_a_language_that_is_not_shipped_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["preview", str(tmp_path / "p.html"), "--language", "xx"])

    assert done.exit_code == 2
    assert "is not shipped" in done.output

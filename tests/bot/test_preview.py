"""The preview: every conversation is there in every language, and its diagram shows where each answer leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.preview.page import chat, drawing
from bot.preview.samples import samples
from bot.preview.walking import END, roads, story
from flows import registry
from flows.course_readings import MyCourse

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

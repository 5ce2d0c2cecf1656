"""The client's own words: as they were written, and private at one tap."""

from datetime import UTC, datetime

from flows.readings import EntryShown, MyEntries
from flows.wishes import MakePrivate
from tests.flows.player import Player

ENTRY = EntryShown(
    id="e1", kind="mood_reported", value={"mood": 4, "link": "hard", "words": {"text": "він пішов"}},
    at=datetime(2026, 3, 1, 18, tzinfo=UTC), language="uk",
)  # fmt: skip


def test_own_words_are_shown_as_they_were_written() -> None:
    player = Player("my_words", MyEntries(entries=(ENTRY,)))

    assert "він пішов" in player.said["mine[0]"]
    assert "mood: 4 of 10" in player.said["mine[0]"]
    assert player.extras["mine[0]"]["protect"]


def test_an_entry_is_made_private_by_its_number() -> None:
    player = Player("my_words", MyEntries(entries=(ENTRY,)))
    player.tap("1")

    assert [MakePrivate(entry="e1", private=True)] == player.wishes
    assert player.ended == "restart"


def test_nothing_written_yet_is_said_without_reproach() -> None:
    player = Player("my_words", MyEntries())

    assert player.over
    assert "Nothing yet" in player.said["none"]

"""Supervision: a mark with the counsellor's own question, and a queue that only a supervisor closes."""

from flows.entries import Said
from flows.readings import ClientLog
from flows.supervision import Queue
from flows.supervision_wishes import Discussed, MarkEntry
from tests.flows.known import MARK, PLACE, QUEUE
from tests.flows.player import Player

LOG = ClientLog(client="c1", name="Mira", entries=(MARK.entry,) if MARK.entry else ())


def test_an_entry_is_marked_with_a_question() -> None:
    player = Player("mark", LOG, PLACE, args={"client": "c1"})
    player.tap("1")
    player.write("How do I go on?")

    assert player.wishes == [MarkEntry(client="c1", entry="e1", question=Said(text="How do I go on?"))]


def test_nothing_can_be_marked_of_a_client_who_does_not_share() -> None:
    player = Player("mark", LOG.model_copy(update={"shares": False}), args={"client": "c1"})

    assert player.over
    assert player.wishes == []


def test_queue_shows_who_asks_about_whom_and_what() -> None:
    player = Player("supervision", QUEUE)

    assert "12, about 34" in player.said["mark[1]"]
    player.tap("1")
    player.write("agreed on a call")
    assert player.wishes == [Discussed(mark="m1", outcome=Said(text="agreed on a call"))]


def test_a_counsellor_reads_the_own_marks_and_closes_none() -> None:
    player = Player("supervision", QUEUE.model_copy(update={"mine_to_close": False}))

    assert player.over
    assert player.wishes == []


def test_what_is_not_shared_any_more_is_not_shown() -> None:
    hidden = MARK.model_copy(update={"entry": None})

    assert "does not share this any more" in Player("supervision", Queue(marks=(hidden,))).said["mark[1]"]

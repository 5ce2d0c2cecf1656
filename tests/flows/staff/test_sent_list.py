"""What was sent and what became of it: every state has words, and no answer is unknown, never a refusal."""

from flows.course_readings import SentShown
from flows.staff.watching import STATES
from flows.timing import Outcome
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD
from tests.flows.told import AT

OF_STORAGE = {
    "planned",
    "pending",
    "sending",
    "sent",
    "unknown",
    "aside",
    "failed",
    "withdrawn",
    "answered",
    "missed",
    "parked",
}


def test_every_state_has_words() -> None:
    assert set(STATES) >= {outcome.value for outcome in Outcome} | OF_STORAGE


def test_silence_is_unknown() -> None:
    sent = (SentShown(flow="task_time", due_at=AT, state="missed"),)
    player = Player("sent_list", STAFF_CARD.model_copy(update={"sent": sent}), args={"client": "c1"})

    assert "the moment of a task, no answer: unknown why" in [*player.said.values()][-1]


def test_empty_list_says_so() -> None:
    player = Player("sent_list", STAFF_CARD.model_copy(update={"sent": ()}), args={"client": "c1"})

    assert [*player.said.values()] == ["Nothing was planned so far."]

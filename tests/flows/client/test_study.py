"""A study: asked in the programme's own words, a no changes nothing, and a yes is taken back at one tap."""

import pytest

from flows.readings import Place, StudyShown
from flows.wishes import AnswerConsent
from locales.line import verbatim
from tests.flows.known import PLACE, SETTINGS
from tests.flows.player import Player

STUDY = StudyShown(name="Reminders", about=verbatim("How often people answer.").to_json(), contact="Dr Roe, 000 444")
WITH_STUDY = PLACE.model_copy(update={"study": STUDY})


@pytest.mark.parametrize(("answer", "agreed"), [("Yes, it may", True), ("No", False)])
def test_study_is_asked_about_in_its_own_words(answer: str, agreed: bool) -> None:
    player = Player("study", WITH_STUDY, SETTINGS)
    for words in ("A study: Reminders.", "How often people answer.", "without your name", "Dr Roe, 000 444"):
        assert words in player.asked
    player.tap(answer)

    assert player.wishes == [AnswerConsent(part="research", answer=agreed, text_id="research", version=1)]


def test_a_yes_to_a_study_is_taken_back_at_one_tap() -> None:
    player = Player("study", WITH_STUDY, SETTINGS.model_copy(update={"research": True}))

    assert player.over
    assert [wish.answer for wish in player.wishes] == [False]
    assert "cannot be called back" in player.said["study"]


def test_without_a_study_nothing_is_asked() -> None:
    player = Player("study", PLACE, SETTINGS)

    assert (player.over, player.wishes) == (True, [])


@pytest.mark.parametrize(
    ("place", "research", "label"), [(WITH_STUDY, None, "About the study"), (PLACE, True, "Leave the study")]
)
def test_privacy_offers_it_where_there_is_one_or_was(place: Place, research: bool | None, label: str) -> None:
    player = Player("privacy", SETTINGS.model_copy(update={"research": research}), place)
    player.tap(label)

    assert "study" in (player.key or "") or player.said["study"]


def test_privacy_says_nothing_of_studies_where_there_is_none() -> None:
    assert not any("study" in label for label in Player("privacy", SETTINGS, PLACE).labels)

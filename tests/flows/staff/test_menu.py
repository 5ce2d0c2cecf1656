"""The menu of staff: every door leads somewhere, and their language is their own."""

from flows import registry
from flows.wishes import SetLanguage
from tests.flows.known import PLACE, THERAPIST
from tests.flows.player import Player


def test_every_door_of_the_menu_leads_to_a_conversation_of_staff() -> None:
    player = Player("staff_menu", THERAPIST, PLACE)

    assert {"staff"} == {registry.find(name).face for name in player.opens}
    assert player.extras["menu"]["keyboard"] == "staff"


def test_page_is_offered_where_there_is_one() -> None:
    player = Player("staff_menu", THERAPIST, PLACE.model_copy(update={"page": True}))

    assert "page" in player.opens


def test_another_language_changes_nothing_for_clients() -> None:
    player = Player("staff_language", PLACE)
    player.tap("العربية")

    assert [SetLanguage(language="ar")] == player.wishes
    assert "Your clients keep theirs." in player.said["language_set"]

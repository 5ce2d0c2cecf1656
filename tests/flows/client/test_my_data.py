"""What is kept about me: counted, with who has looked."""

from datetime import date

from flows.readings import Looked, MyHoldings
from flows.wishes import OpenPage, SendCopy
from tests.flows.known import PLACE
from tests.flows.player import Player


def test_what_is_kept_is_counted_and_every_look_is_listed() -> None:
    looked = Looked(name="Olena", on=date(2026, 3, 1))

    player = Player(
        "my_data", PLACE, MyHoldings(entries=12, name="Mira", first_on=date(2026, 2, 1), readings=(looked,))
    )

    assert "Entries: 12" in player.said["kept"]
    assert "Olena" in player.said["kept"]
    assert player.opens == ["my_words", "my_copy", "privacy", "forget"]


def test_looks_before_those_listed_are_named_where_they_stand() -> None:
    looked = Looked(name="Olena", on=date(2026, 3, 1))
    kept = Player("my_data", PLACE, MyHoldings(readings=(looked,), older_looks=True)).said["kept"]

    assert kept.index("Olena") < kept.index("Those before stand in your copy.")


def test_page_is_offered_where_there_is_one() -> None:
    player = Player("my_data", PLACE.model_copy(update={"page": True}), MyHoldings())

    assert player.opens[0] == "my_page"
    assert Player("my_page").wishes == [OpenPage()]


def test_copy_comes_into_the_chat_only_if_the_client_wants_it_there() -> None:
    player = Player("my_copy")
    assert "whoever opens this chat can read it" in player.asked
    player.tap("Send it here")
    assert player.wishes == [SendCopy()]

    refused = Player("my_copy")
    refused.tap("No")
    assert refused.wishes == []

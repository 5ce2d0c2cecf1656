"""What is kept about me: counted, with who has looked."""

from datetime import UTC, date, datetime

from flows.readings import Looked, MyHoldings
from tests.flows.player import Player


def test_what_is_kept_is_counted_and_every_look_is_listed() -> None:
    looked = Looked(name="Olena", at=datetime(2026, 3, 1, 10, tzinfo=UTC))

    player = Player("my_data", MyHoldings(entries=12, name="Mira", first_on=date(2026, 2, 1), readings=(looked,)))

    assert "Entries: 12" in player.said["kept"]
    assert "Olena" in player.said["kept"]
    assert player.opens == ["my_words", "privacy", "forget"]

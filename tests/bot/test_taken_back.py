"""What a client takes back, leaves or has not shared: it is kept nowhere twice, and reaches nobody it was not meant for."""

from __future__ import annotations

import pytest

from flows.questions import Pressed, Wrote
from flows.readings import ClientLog, MyEntries
from storage import invites, persons
from storage.base import Store
from tests.bot.talking import JOINS, Talking


@pytest.fixture(scope="module")
def dialect() -> str:
    """Play on SQLite: both kinds of database are held to each other in `tests/storage` and `tests/whole`."""
    return "sqlite"


@pytest.fixture
def house(store: Store) -> Talking:
    return Talking(store)


async def test_name_that_was_taken_back_is_not_kept(house: Talking) -> None:
    client = await house.invited(await house.staff())

    await house.answer(client, *JOINS[:9], Wrote("Anna Kovalenko"), "~back", "~skip", "7")

    assert (await house.fresh(client)).name is None


async def test_withdrawing_the_sharing_takes_back_the_pages_of_a_reading_that_is_over(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(staff, "client_log", Pressed("nothing"), args={"client": client.id}, about=client.id)

    await house.say(client, "privacy", Pressed("share"))

    sent = await house.sent(staff)
    assert not any("mood: 7" in text for text in sent)
    assert any("private" in text for text in sent)


async def test_client_who_has_stopped_is_connected_without_a_word(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff)
    await house.sent(client)
    async with house.store.write() as tx:
        await persons.change(tx, client.id, stopped_at=tx.now)
        invite = (await invites.of_person(tx, client.id, ["client"]))[0]

    await house.say(staff, "confirm_client", Pressed(str(invite.code)), args={"client": client.id})

    assert (await house.fresh(client)).state == "active"
    assert await house.sent(client) == []


async def test_what_was_left_unfinished_before_sharing_stays_private(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff, *JOINS[:5], "keep", *JOINS[6:])
    await house.say(client, "check_in", Pressed("2"))
    left = await house.floor(client)
    await house.say(client, "privacy", Pressed("share"), Pressed("yes"))

    async with house.store.write() as tx:
        await house.conversation.expire(tx, left)

    assert [entry.kind for entry in (await house.read(client, MyEntries)).entries] == [
        "mood_reported",
        "run_unfinished",
    ]
    assert (await house.read(staff, ClientLog, client=client.id)).entries == ()


async def test_what_was_kept_already_is_not_kept_again_as_unfinished(house: Talking) -> None:
    client = await house.connected(await house.staff())
    await house.say(client, "check_in", Pressed("4"), Pressed("nothing"), Wrote("About Sunday."))
    left = await house.floor(client)

    async with house.store.write() as tx:
        await house.conversation.expire(tx, left)

    kinds = [entry.kind for entry in (await house.read(client, MyEntries)).entries]
    assert kinds == ["mood_reported", "mood_reported", "raised"]

"""People, their links, invitations and consents."""

import asyncio
from datetime import timedelta

import pytest

from storage import chats, consents, invites, log, persons, runs
from storage.base import Store
from storage.clocks import SetCalendar
from storage.invites import Invite
from tests.storage.conftest import Join, there


async def test_name_and_chat_are_sealed_and_come_back(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        await persons.change(tx, anna.id, name="Мира <b>")

    async with store.read() as tx:
        found = there(await persons.get(tx, anna.id))
    assert (found.name, found.chat_id) == ("Мира <b>", 1000)


async def test_chat_speaks_for_a_client_and_a_member_of_staff_at_once(store: Store, join: Join) -> None:
    client, staff = await join(chat=77), await join("staff", "therapist", chat=77)

    async with store.read() as tx:
        assert [one.id for one in await persons.in_chat(tx, client.chat_index)] == [client.id, staff.id]


async def test_chat_that_moved_leaves_the_old_one(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        new = tx.index(1, 555)
        await persons.claim(tx, anna.id, new, 555)

    async with store.read() as tx:
        assert await persons.in_chat(tx, anna.chat_index) == []
        assert [one.chat_id for one in await persons.in_chat(tx, new)] == [555]


async def test_carers_are_those_of_now(store: Store, join: Join) -> None:
    olena, ruth, anna = await join("staff", "therapist"), await join("staff", "supervisor"), await join()
    async with store.write() as tx:
        await persons.link(tx, anna.id, olena.id, "therapist")
        await persons.link(tx, anna.id, ruth.id, "supervisor")
        await persons.unlink(tx, anna.id, olena.id)

    async with store.read() as tx:
        assert [(one.id, kind) for one, kind in await persons.carers(tx, anna.id)] == [(ruth.id, "supervisor")]
        assert await persons.clients_of(tx, olena.id) == []


@pytest.mark.parametrize(
    ("role", "link", "state", "reachable", "alone"),
    [
        ("therapist", "therapist", "active", True, 0),
        ("therapist", "therapist", "active", False, 1),
        ("therapist", "therapist", "ended", True, 1),
        ("therapist", "offered", "active", True, 1),
        ("therapist", None, "active", True, 1),
        ("supervisor", None, "active", True, 0),
        ("supervisor", "therapist", "active", False, 1),
    ],
)
async def test_client_is_alone_when_no_carer_and_no_supervisor_takes_messages(
    store: Store, join: Join, role: str, link: str | None, state: str, *, reachable: bool, alone: int
) -> None:
    staff, client = await join("staff", role), await join()
    async with store.write() as tx:
        if link is not None:
            await persons.link(tx, client.id, staff.id, link)
        await persons.change(tx, staff.id, state=state)
        await chats.set_face(tx, staff.chat_index, "staff")
        if not reachable:
            await chats.mark_unreachable(tx, staff.chat_index)

        assert await persons.count_alone(tx) == alone


async def invite(store: Store, join: Join) -> tuple[str, Invite]:
    olena, anna = await join("staff", "therapist"), await join()
    async with store.write() as tx:
        return await invites.make(tx, "client", made_by=olena.id, person=anna.id)


async def test_link_is_claimed_by_one_of_two_who_come_at_once(store: Store, join: Join) -> None:
    token, _made = await invite(store, join)

    async def come(index: bytes) -> Invite | None:
        async with store.write() as tx:
            return await invites.claim(tx, token, index)

    won = await asyncio.gather(*(come(bytes([number]) * 32) for number in range(6)))

    assert sum(one is not None for one in won) == 1


@pytest.mark.parametrize("spoiled", ["late", "revoked", "guessed"])
async def test_link_that_is_no_longer_good_lets_nobody_in(
    store: Store, join: Join, calendar: SetCalendar, spoiled: str
) -> None:
    token, made = await invite(store, join)
    if spoiled == "late":
        calendar.forward(invites.LIFE + timedelta(seconds=1))
    if spoiled == "revoked":
        async with store.write() as tx:
            await invites.revoke(tx, made.id)

    async with store.write() as tx:
        tried = token + "x" if spoiled == "guessed" else token
        assert await invites.find(tx, tried) is None
        assert await invites.claim(tx, tried, b"1" * 32) is None


async def test_token_is_kept_nowhere(store: Store, join: Join) -> None:
    token, made = await invite(store, join)

    assert token not in repr(made)
    assert len(token) == 22


async def test_chat_of_a_move_is_sealed_until_both_sides_agree(store: Store, join: Join) -> None:
    token, _made = await invite(store, join)
    async with store.write() as tx:
        claimed = there(await invites.claim(tx, token, b"1" * 32))
        assert await invites.kept_chat(tx, claimed) is None
        await invites.keep_chat(tx, claimed, 4711)
        assert await invites.kept_chat(tx, claimed) == 4711


async def test_last_answer_to_a_consent_stands_even_at_one_moment(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        for said in (True, False, True, False):
            await consents.answer(tx, anna.id, "share", answer=said, text_id="share", version=1, language="en")
        await consents.answer(tx, anna.id, "store", answer=True, text_id="store", version=1, language="en")

    async with store.read() as tx:
        assert dict(await consents.standing(tx, anna.id)) == {"share": False, "store": True}
        assert not await consents.allows(tx, anna.id, "share")
        assert not await consents.allows(tx, anna.id, "message")
        given = [(one.part, one.answer) for one in await consents.history(tx, anna.id) if one.part == "share"]
        assert given == [("share", said) for said in (True, False, True, False)]


async def test_own_entry_is_made_private_and_shown_again_by_its_client_only(store: Store, join: Join) -> None:
    anna, bohdan = await join(), await join()
    async with store.write() as tx:
        run = await runs.begin(tx, person=anna.id, about=anna.id, flow="check_in", version=1, args={}, closes_at=tx.now)
        await log.keep(
            tx, client=anna.id, run=run.id, step="s", turn=0, kind="raised", value={"words": "x"}, private=False
        )
        (entry,) = await log.own(tx, anna.id)

        assert not await log.set_private(tx, bohdan.id, entry.id, private=True)
        assert [one.private for one in await log.own(tx, anna.id)] == [False]
        assert await log.set_private(tx, anna.id, entry.id, private=True)
        assert [one.private for one in await log.own(tx, anna.id)] == [True]
        await log.supersede(tx, run, ["s"])
        assert not await log.set_private(tx, anna.id, entry.id, private=True)

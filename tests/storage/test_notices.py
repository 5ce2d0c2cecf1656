"""Notices: for whom one still waits, the newest first; on both databases."""

import pytest

from storage import notices, persons
from storage.base import Store
from tests.storage.conftest import Join


@pytest.mark.parametrize(
    ("role", "links", "state", "waits"),
    [
        ("therapist", ("therapist",), "active", True),
        ("therapist", ("therapist", None), "active", False),  # handed over
        ("therapist", ("therapist", None, "therapist"), "active", True),
        ("therapist", (), "active", True),  # covers
        ("therapist", ("offered", None), "active", True),  # covers, and was not taken as the next one
        ("therapist", ("therapist",), "ended", False),
        ("supervisor", (), "active", True),
        ("supervisor", ("therapist", None), "active", True),
        ("supervisor", (), "ended", False),
    ],
)
async def test_notice_waits_for_whoever_works_here_and_has_not_given_the_client_up(
    store: Store, join: Join, role: str, links: tuple[str | None, ...], state: str, *, waits: bool
) -> None:
    staff, client = await join("staff", role), await join()
    other, who_left, another = await join("staff", "therapist"), await join("staff", "therapist"), await join()
    async with store.write() as tx:
        for kind in links:
            if kind is None:
                await persons.unlink(tx, client.id, staff.id)
            else:
                await persons.link(tx, client.id, staff.id, kind)
        await notices.note(tx, client.id, staff.id, "contact", "a letter")
        await persons.link(tx, another.id, other.id, "therapist")
        await persons.link(tx, another.id, who_left.id, "therapist")
        await persons.change(tx, who_left.id, state="ended")  # what is so of another notice says nothing of this one
        for one in (other, who_left):
            await notices.note(tx, another.id, one.id, "contact", "another letter")
        await persons.change(tx, staff.id, state=state)

        assert len(await notices.waiting(tx, staff.id)) == waits
        assert len(await notices.of_staff(tx, staff.id, tx.now, 9)) == waits
        others, many = await notices.unseen(tx, staff.id, 9)
        assert ([one.staff for one in others], many) == ([other.id], 1)
        others, many = await notices.unseen(tx, other.id, 9)
        assert ([one.staff for one in others], many) == ([staff.id] * waits, waits)
        assert await notices.clients_unseen(tx) == {another.id, *([client.id] if waits else [])}

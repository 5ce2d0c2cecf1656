"""Notices that cannot wait: to whom, whether they arrived, who has seen them, and what goes further."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.wishes.notifying import tell_undelivered
from flows.alerts import Notices, NoticeShown
from flows.readings import ClientLog
from flows.wishes import Acknowledge, Notify
from storage import chats, notices, outbox, persons
from storage.clocks import SetCalendar
from storage.persons import Person
from tests.bot.talking import Talking


async def shown(house: Talking, staff: Person) -> tuple[NoticeShown, ...]:
    found = await house.read(staff, Notices)
    assert isinstance(found, Notices)
    return found.notices


async def test_notice_is_on_its_way_then_accepted_then_seen(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(client, Notify(notice="contact"))
    assert [one.arrived for one in await shown(house, staff)] == ["on_its_way"]
    await house.sent(staff)
    assert [(one.arrived, one.seen_at) for one in await shown(house, staff)] == [("arrived", None)]

    await house.wish(staff, Acknowledge(client=client.id), about=client)
    assert [one.seen_at is not None for one in await shown(house, staff)] == [True]


async def test_button_of_a_notice_says_that_it_was_seen(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(client, Notify(notice="contact"))
    row = next(one for one in await house.posted(staff) if one.kind == "notice")

    assert [button["code"] for (button,) in row.payload["buttons"]] == ["~open.client_log", "~open.noted"]
    await house.say(staff, "noted", args={"client": client.id}, about=client.id)
    assert (await shown(house, staff))[0].seen_at is not None


async def test_opening_the_notes_is_seeing_what_was_sent_about_them(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(client, Notify(notice="contact"))
    await house.read(staff, ClientLog, client=client.id)

    assert (await shown(house, staff))[0].seen_at is not None


@pytest.mark.parametrize("notice", ["reachable", "share_on", "task_told"])
async def test_what_can_wait_is_no_notice_of_this_kind(house: Talking, two: tuple[Person, Person], notice: str) -> None:
    staff, client = two
    await house.wish(client, Notify(notice=notice))

    assert await shown(house, staff) == ()


async def test_one_sees_for_oneself_alone(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    other = await house.staff("Taras")
    async with house.store.write() as tx:
        await persons.link(tx, client.id, other.id, "therapist")
    await house.wish(client, Notify(notice="contact"))
    await house.wish(staff, Acknowledge(client=client.id), about=client)

    assert (await shown(house, staff))[0].seen_at is not None
    assert (await shown(house, other))[0].seen_at is None


async def test_supervisors_hear_at_once_of_what_reaches_no_therapist(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    async with house.store.write() as tx:
        await chats.mark_unreachable(tx, await persons.chat_index(tx, staff.id) or b"")
    await house.wish(client, Notify(notice="contact"))

    assert any("could not be delivered" in text for text in await house.sent(ruth))


async def test_what_was_on_its_way_when_the_chat_was_lost_goes_to_the_supervisors(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(client, Notify(notice="contact"))
    async with house.store.write() as tx:
        await outbox.withdraw(tx, person=staff.id, keep_safety=False)
        await tell_undelivered(tx, staff)

    assert any("could not be delivered" in text for text in await house.sent(ruth))
    assert [one.arrived for one in await shown(house, staff)] == ["failed"]


async def test_supervisors_see_what_others_have_not_seen_and_nothing_of_what_was_said(
    house: Talking, two: tuple[Person, Person]
) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(two[1], Notify(notice="contact"))
    found = await house.read(ruth, Notices)

    assert [(one.to, one.kind, one.own_client) for one in found.others] == [("Olena", "contact", False)]
    assert found.notices == ()


async def test_former_client_is_not_on_the_list(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(client, Notify(notice="contact"))
    async with house.store.write() as tx:
        await persons.unlink(tx, client.id, staff.id)

    assert await shown(house, staff) == ()


async def test_after_four_weeks_a_notice_leaves_the_list(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(client, Notify(notice="contact"))
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(days=29))

    assert await shown(house, staff) == ()


async def test_supervisors_see_the_newest_that_others_have_not_seen_and_how_many_more(
    house: Talking, two: tuple[Person, Person]
) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    assert isinstance(house.store.calendar, SetCalendar)
    for n in range(23):
        house.store.calendar.set(house.store.calendar.now() + timedelta(hours=1))
        await house.wish(two[1], Notify(notice="contact"), step=str(n))
    last = house.store.calendar.now()
    await house.say(ruth, "alerts")

    found: Notices = await house.read(ruth, Notices)
    assert (len(found.others), found.older, found.others[0].sent_at) == (20, 3, last)
    assert "Older ones, not shown: 3" in (await house.sent(ruth))[-1]


async def test_offer_that_was_refused_does_not_hide_a_notice_from_who_covers(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    taras = await house.staff("Taras")
    async with house.store.write() as tx:
        await persons.link(tx, client.id, taras.id, persons.OFFERED)
        await persons.unlink(tx, client.id, taras.id)
        await notices.note(tx, client.id, taras.id, "contact", "a letter")

    assert [one.kind for one in await shown(house, taras)] == ["contact"]
    assert await shown(house, staff) == ()

"""Contacts, silence by staff, and reading: who is told, and what waits."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from bot.unread import watch
from bot.wishes.notifying import UNREAD
from flows import course_wishes as wishes
from flows.course import TaskState
from flows.course_readings import MyCourse
from flows.ending_wishes import LeaveGoodbye
from flows.entries import Said
from flows.questions import Pressed
from flows.wishes import AnswerConsent, MarkSeen, Notify
from storage import contacts, due, invites, persons, tasks
from storage.persons import Person
from tests.bot.course.looking import SHORT, card, give, sessions
from tests.bot.talking import Talking, words

TUESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 5)


async def test_client_who_asks_to_be_contacted_makes_a_contact_and_not_two(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    for _time in range(2):
        await house.wish(client, Notify(notice="contact"))

    (contact,) = (await card(house, two)).contacts
    assert contact.reason == "asked"
    await house.wish(staff, wishes.MadeContact(contact=contact.id), about=client)
    assert (await card(house, two)).contacts == ()


async def test_quiet_now_takes_back_what_is_on_its_way(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    (session,) = await sessions(house, client)
    await house.wish(staff, wishes.MoveSession(session=session.id, on=THURSDAY, time="15:00"), about=client)

    await house.wish(staff, wishes.QuietNow(client=client.id), about=client)
    await house.wish(staff, wishes.MoveSession(session=session.id, on=THURSDAY, time="16:00"), about=client, step="b")

    assert await house.sent(client) == []
    assert (await card(house, two)).quiet


async def test_whoever_died_is_never_written_to_again(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await give(house, staff, client)

    await house.wish(staff, wishes.EndCourse(client=client.id, how="died"), about=client)

    assert (await house.fresh(client)).state == "ended"
    assert await house.sent(client) == []
    async with house.store.read() as tx:
        assert (await persons.settings(tx, client.id)).quiet_at is not None
        assert {task.state for task in await tasks.of_client(tx, client.id)} == {TaskState.CLOSED}


@pytest.mark.parametrize("private", [False, True])
async def test_whatever_the_client_tells_begins_the_watch_that_somebody_reads_it(
    house: Talking, two: tuple[Person, Person], *, private: bool
) -> None:
    staff, client = two
    house.conversation.after_entry = partial(watch, days=7)
    await house.wish(staff, LeaveGoodbye(client=client.id, words=SHORT), about=client)
    if private:
        await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))
    async with house.store.read() as tx:
        assert await due.waiting_for(tx, UNREAD, client.id) is None
    await house.wish(client, wishes.TellTask(words=Said(text="Visit Ana")))

    async with house.store.read() as tx:
        assert (await due.waiting_for(tx, UNREAD, client.id) is None) is private


async def test_own_voice_is_sent_with_a_fixed_line_under_it(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.posted(client)
    await house.wish(staff, MarkSeen(client=client.id, word="voice", voice="file-7"))

    (row,) = await house.posted(client)
    assert row.payload["voice"] == "file-7"
    assert words(row.payload) == "Read by Olena."


async def test_seen_lets_the_questions_go_on(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    async with house.store.write() as tx:
        await contacts.plan(tx, client.id, tx.now, "unread")

    await house.wish(staff, MarkSeen(client=client.id, word="read"))

    async with house.store.read() as tx:
        assert await contacts.open_of(tx, client.id) == []


async def test_last_read_is_a_day_on_which_somebody_read_and_not_one_on_which_people_met(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    (session,) = await sessions(house, client)
    await house.wish(staff, wishes.LogSession(session=session.id, state="held"), about=client)
    mine: MyCourse = await house.read(client, MyCourse)
    assert mine.last_read_on is None

    await house.wish(staff, MarkSeen(client=client.id, word="read"))
    mine = await house.read(client, MyCourse)
    assert mine.last_read_on == date(2026, 3, 2)


async def test_a_wish_to_be_contacted_reaches_the_therapist_once_both_sides_have_met(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff)
    await house.say(client, "get_in_touch")
    assert not any("Asks to be contacted" in text for text in await house.sent(staff))

    async with house.store.read() as tx:
        invite = (await invites.of_person(tx, client.id, ["client"]))[0]
    await house.say(staff, "confirm_client", Pressed(str(invite.code)), args={"client": client.id})

    assert any("Asks to be contacted, not urgent" in text for text in await house.sent(staff))

"""Notices that cannot wait: who is told at once when somebody is not there, and who hears when nobody has looked."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest

from bot.doors import Doors
from bot.wishes.leaving import leave
from flows import measure_wishes as measuring
from flows.alerts import Notices
from flows.course import Safety, Tried
from flows.course_wishes import NoteSafety, ReviewTask
from flows.handing import AnswerHandover, OfferHandover
from flows.measure_readings import Reached
from flows.tool_wishes import SwitchTool
from flows.wishes import Acknowledge, Notify, OpenPage, SetAway, Wished
from locales.line import Line
from storage import chats, outbox, persons
from storage.base import Transaction
from storage.outbox import ToSend
from storage.persons import Person
from tests.bot.course.looking import forward, give, ticker_of
from tests.bot.talking import Talking

ITEM9: Wished = measuring.SafetyAnswered(instrument="PHQ-9", answer=3)
HOME: Wished = measuring.NotSafeAtHome()
CALL: Wished = Notify(notice="contact")
LOST: Wished = Notify(notice="unreachable")
NOT_OPENED = "A notice has not been opened so far"


async def lose(house: Talking, staff: Person) -> None:
    """Let somebody's chat take no messages any more."""
    async with house.store.write() as tx:
        index = await persons.chat_index(tx, staff.id) or b""
        await chats.set_face(tx, index, "staff")
        await chats.mark_unreachable(tx, index)


async def away(house: Talking, staff: Person, cover: str | None = None) -> None:
    """Let somebody be away this week."""
    await house.wish(staff, SetAway(away_from=date(2026, 3, 1), away_until=date(2026, 3, 8), cover=cover), step="away")


async def after(house: Talking, hours: int) -> None:
    await forward(house, ticker_of(house), house.store.calendar.now() + timedelta(hours=hours))


# -- what nobody has seen
@pytest.mark.parametrize("wish", [CALL, LOST, ITEM9, HOME])
async def test_every_notice_that_cannot_wait_goes_further_once_when_nobody_has_seen_it(
    house: Talking, two: tuple[Person, Person], wish: Wished
) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    async with house.store.write() as tx:
        await chats.mark_unreachable(tx, (await persons.chat_index(tx, two[1].id) or b"") if wish is LOST else b"")
    await house.wish(two[1], wish)
    await after(house, 23)
    assert not any(NOT_OPENED in text for text in await house.sent(ruth))
    await after(house, 80)

    assert [text.count(NOT_OPENED) for text in await house.sent(ruth) if NOT_OPENED in text] == [1]


async def test_what_was_told_for_one_notice_is_not_told_again_for_the_next(
    house: Talking, two: tuple[Person, Person]
) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(two[1], ITEM9)
    await after(house, 12)
    await house.wish(two[1], CALL, step="call")
    await after(house, 60)

    assert len([text for text in await house.sent(ruth) if NOT_OPENED in text]) == 1


async def test_phone_that_takes_messages_again_is_no_news_for_supervisors(
    house: Talking, two: tuple[Person, Person]
) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(two[1], LOST)
    await after(house, 30)

    assert await house.sent(ruth) == []


@pytest.mark.parametrize(
    ("deed", "goes_further"),
    [
        (lambda client: Acknowledge(client=client), False),
        (lambda client: NoteSafety(client=client, answer=Safety.NO_CONCERN), False),
        (lambda client: OpenPage(client=client), True),  # a link that was asked for, and not opened
        (lambda client: SwitchTool(client=client, tool="my_people", on=True), True),
    ],
)
async def test_only_what_shows_that_somebody_has_looked_keeps_it_from_going_further(
    house: Talking, two: tuple[Person, Person], deed: object, *, goes_further: bool
) -> None:
    staff, client = two
    house.wishes = type(house.wishes)(house.programme.model_copy(update={"page_at": "https://p.example"}), str)
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(client, ITEM9)
    await after(house, 2)
    await house.wish(staff, deed(client.id), about=client, step="deed")  # type: ignore[operator]
    await after(house, 30)

    assert any(NOT_OPENED in text for text in await house.sent(ruth)) == goes_further


async def test_programme_that_lets_nothing_go_further_is_obeyed(house: Talking, two: tuple[Person, Person]) -> None:
    house.programme = house.programme.model_copy(update={"escalate_hours": 0})
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(two[1], ITEM9)
    await after(house, 80)

    assert await house.sent(ruth) == []


# -- who is there
async def test_who_covers_hears_at_once_while_the_therapist_is_away(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    taras, ruth = await house.staff("Taras"), await house.staff("Ruth", role="supervisor")
    await away(house, staff, "Taras")
    await house.wish(client, ITEM9)

    told = await house.sent_to_all()
    assert "Answer: 3" in told[taras.id]
    assert "Answer: 3" in told[staff.id]
    assert ruth.id not in told
    seen: Notices = await house.read(taras, Notices)
    assert [(one.kind, one.own_client) for one in seen.notices] == [("item9", False)]


@pytest.mark.parametrize("cover", [None, "Somebody else", "Taras"])
async def test_supervisors_hear_at_once_where_nobody_covers_who_is_there(
    house: Talking, two: tuple[Person, Person], cover: str | None
) -> None:
    staff, client = two
    taras, ruth = await house.staff("Taras"), await house.staff("Ruth", role="supervisor")
    await away(house, staff, cover)
    await lose(house, taras)
    await house.wish(client, ITEM9)

    told = await house.sent_to_all()
    assert "Answer: 3" in told[ruth.id]
    assert taras.id not in told


async def test_supervisor_who_covers_hears_once(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await away(house, staff, "Ruth")
    await house.wish(client, HOME)

    assert (await house.sent_to_all())[ruth.id].count("Not safe at home") == 1


async def test_colleague_who_has_left_is_not_counted_as_told(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    async with house.store.write() as tx:
        await persons.change(tx, staff.id, state="ended")  # and the link stands, as it should not
    await house.wish(client, ITEM9)

    told = await house.sent_to_all()
    assert "could not be delivered" in told[ruth.id]
    assert "Answer: 3" in told[ruth.id]  # what it was, for whoever is to do something now
    assert staff.id not in told


async def test_it_is_an_error_when_nobody_is_left_and_the_client_is_told_the_truth(
    house: Talking, two: tuple[Person, Person], caplog: pytest.LogCaptureFixture
) -> None:
    staff, client = two
    async with house.store.write() as tx:
        await persons.change(tx, staff.id, role="supervisor")  # the only one, and the therapist too
    await lose(house, staff)
    with caplog.at_level(logging.ERROR):
        await house.wish(client, ITEM9)

    assert caplog.messages == [f"notices: nobody is left who could be told about client {client.id}"]
    reached: Reached = await house.read(client, Reached)
    assert (reached.name, reached.reachable, reached.anybody) == ("Olena", False, False)


async def test_client_reads_the_name_of_somebody_whom_the_note_has_reached(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    taras = await house.staff("Taras")
    async with house.store.write() as tx:
        await persons.link(tx, client.id, taras.id, "therapist")
    await lose(house, staff)

    reached: Reached = await house.read(client, Reached)
    assert (reached.name, reached.reachable) == ("Taras", True)


# -- handed over, or left
@pytest.mark.parametrize(
    ("wish", "told_anew"), [(ITEM9, NOT_OPENED), (HOME, "Not safe at home"), (CALL, "Asks to be contacted")]
)
@pytest.mark.parametrize("sent", [True, False])
async def test_who_goes_on_with_a_client_hears_of_what_nobody_has_seen(
    house: Talking, two: tuple[Person, Person], wish: Wished, told_anew: str, *, sent: bool
) -> None:
    staff, client = two
    taras, ruth = await house.staff("Taras"), await house.staff("Ruth", role="supervisor")
    await house.wish(client, wish)
    if sent:
        await house.sent_to_all()
    await house.wish(staff, OfferHandover(client=client.id, to=taras.id), about=client)
    await house.wish(client, AnswerHandover(to=taras.id, yes=True), step="yes")

    assert any(told_anew in text for text in await house.sent(taras))
    assert (await house.read(staff, Notices)).notices == ()
    found: Notices = await house.read(ruth, Notices)
    assert {one.to for one in found.others} == {"Taras"}
    await after(house, 80)
    assert len([text for text in await house.sent(ruth) if NOT_OPENED in text]) == 1


async def test_what_was_seen_is_not_told_anew(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    taras = await house.staff("Taras")
    await house.wish(client, HOME)
    await house.wish(staff, Acknowledge(client=client.id), about=client)
    await house.wish(staff, OfferHandover(client=client.id, to=taras.id), about=client)
    await house.wish(client, AnswerHandover(to=taras.id, yes=True), step="yes")

    assert not any("Not safe" in text for text in await house.sent(taras))


async def test_supervisors_hear_of_what_somebody_who_leaves_has_not_seen(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(client, CALL)
    async with house.store.write() as tx:
        await leave(tx, staff)

    assert NOT_OPENED in (await house.sent_to_all())[ruth.id]
    assert (await house.read(ruth, Notices)).others == ()
    assert [one.kind for one in (await house.read(ruth, Notices)).notices] == ["not_opened"]
    await after(house, 80)
    assert not any(NOT_OPENED in text for text in await house.sent(ruth))


# -- what the buttons open
async def press_all(house: Talking, staff: Person, rows: list[ToSend]) -> list[str]:
    """Press every button of messages, as their reader would, and give what was said."""

    async def none(*_: object) -> tuple[Line, ...]:
        return ()

    doors = Doors(house.conversation, none, none, none, none, frozenset())  # type: ignore[arg-type]
    for row in rows:
        for (button,) in row.payload.get("buttons", ()):
            async with house.store.write() as tx:
                await doors.begin(tx, staff, button["code"].removeprefix("~open."), await the_row(tx, row))
    return await house.sent(staff)


async def the_row(tx: Transaction, row: ToSend) -> outbox.Posted | None:
    return await outbox.get(tx, row.id)


@pytest.mark.parametrize("wish", [ITEM9, HOME, CALL])
async def test_supervisors_are_offered_only_what_opens_for_them(
    house: Talking, two: tuple[Person, Person], wish: Wished
) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await lose(house, staff)
    await house.wish(client, wish)
    rows = [row for row in await house.posted(ruth) if row.kind == "notice"]

    codes = {button["code"] for row in rows for (button,) in row.payload["buttons"]}
    assert codes == {"~open.noted", "~open.alerts"}
    said = await press_all(house, ruth, rows)
    assert any("noted that you have seen" in text for text in said)
    assert any("Notices:" in text for text in said)


async def test_task_that_was_not_safe_is_told_to_supervisors_once(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    task = await give(house, staff, client)
    await house.wish(client, ReviewTask(task=task.id, tried=Tried.NOT_SAFE), step="review")

    assert (await house.sent_to_all())[ruth.id].count("Not safe, says the client") == 1


async def test_old_buttons_about_a_client_who_is_not_theirs_any_more_say_so(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await house.wish(client, ITEM9)
    rows = [row for row in await house.posted(staff) if row.kind == "notice"]
    async with house.store.write() as tx:
        await persons.unlink(tx, client.id, staff.id)

    assert await press_all(house, staff, rows) == [
        "That button is from an older message.",
        "It is noted that you have seen every notice about: –. It does not go further.",
    ]

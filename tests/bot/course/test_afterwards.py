"""The months after a course: the monthly look, the last word, and a way back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.unread import watch
from bot.wishes.ending import LAST_WORD
from flows import course_wishes as wishes
from flows import ending_wishes as endings
from flows.agreed import OwnWords
from flows.ending_readings import ThenShown
from flows.entries import Said
from flows.questions import Wrote
from flows.readings import WhoReads
from flows.tool_readings import MyTools
from flows.wishes import AnswerConsent, PlanCheckIns, SetZone
from storage import contacts, due, log
from storage.clocks import SetCalendar
from storage.persons import Person
from tests.bot.course.looking import forward, kinds, planned, ticker_of
from tests.bot.course.test_endings import BYE, asked_themselves, ended
from tests.bot.talking import Talking


async def test_monthly_look_comes_until_its_last_day_and_then_the_last_word(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    until = house.store.calendar.now().date() + timedelta(days=90)
    await house.wish(staff, endings.LookMonthly(client=client.id, until=until), about=client)
    ticker = ticker_of(house)
    await ended(house, two)
    await house.sent(client)
    berlin = ZoneInfo("Europe/Berlin")

    for number in range(1, 4):
        on = date(2026, 3, 2) + timedelta(days=28 * number)
        await forward(house, ticker, datetime(on.year, on.month, on.day, 12, tzinfo=berlin))
        assert any("Which of your three steps" in text for text in await house.sent(client)), number
        await house.answer(client, "fine")

    await forward(house, ticker, datetime(until.year, until.month, until.day, 12, tzinfo=berlin))
    assert any("From today no one reads" in text for text in await house.sent(client))
    await forward(house, ticker, datetime(2026, 9, 1, 12, tzinfo=berlin))
    assert await house.sent(client) == []
    who: WhoReads = await house.read(client, WhoReads)
    assert who.name is None


async def test_after_the_last_word_nobody_watches_asks_or_offers_anything(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    house.conversation.after_entry = partial(watch, days=house.programme.unread_days)
    ticker = ticker_of(house)
    await ended(house, two)
    await asked_themselves(house, client)
    await forward(house, ticker, house.store.calendar.now() + timedelta(days=15))
    await house.sent_to_all()

    await asked_themselves(house, client)
    await forward(house, ticker, house.store.calendar.now() + timedelta(days=40))

    assert not any("not been read" in text for text in await house.sent(client))
    assert await house.sent(staff) == []
    mine: MyTools = await house.read(client, MyTools)
    assert not any(one.fresh for one in mine.tools)


async def test_while_somebody_still_reads_after_the_end_what_is_not_read_is_told(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    house.conversation.after_entry = partial(watch, days=house.programme.unread_days)
    ticker = ticker_of(house)
    await ended(house, two)
    await asked_themselves(house, client)
    await house.sent_to_all()
    await forward(house, ticker, house.store.calendar.now() + timedelta(days=9))

    assert any("Not read for some days" in text for text in await house.sent(staff))


async def test_a_wish_to_meet_again_makes_a_contact_while_somebody_reads(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await ended(house, two)
    await house.sent(staff)
    await house.say(client, "booster")

    assert any("Asks to meet again" in text for text in await house.sent(staff))
    async with house.store.read() as tx:
        assert len(await contacts.open_of(tx, client.id)) == 1


async def test_after_the_last_day_a_wish_to_meet_again_names_the_address(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await house.wish(staff, endings.WriteCare(client=client.id, words=BYE), about=client)
    await ended(house, two)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(days=15))
    await house.sent(staff)
    await house.sent(client)
    await house.say(client, "booster")

    (said,) = await house.sent(client)
    assert "No one reads here any more" in said
    assert "You did this." in said
    assert await house.sent(staff) == []


async def test_a_new_course_takes_the_last_word_back(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await ended(house, two)
    opened = wishes.OpenCourse(client=client.id, template="maintenance", sessions=6)
    await house.wish(staff, opened, about=client, step="again")
    await house.sent(client)
    await forward(house, ticker_of(house), house.store.calendar.now() + timedelta(days=16))

    assert not any("no one reads" in text for text in await house.sent(client))
    async with house.store.read() as tx:
        assert await due.waiting_for(tx, LAST_WORD, client.id) is None


async def test_a_new_course_has_check_ins_and_no_monthly_look(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    until = house.store.calendar.now().date() + timedelta(days=90)
    await house.wish(staff, endings.LookMonthly(client=client.id, until=until), about=client)
    await ended(house, two)
    assert set(await planned(house, client)) == {"monthly_look"}
    opened = wishes.OpenCourse(client=client.id, template="maintenance", sessions=6)
    await house.wish(staff, opened, about=client, step="again")

    assert set(await planned(house, client)) == {"check_in"}
    async with house.store.read() as tx:
        assert await due.waiting_for(tx, LAST_WORD, client.id) is None


async def test_no_check_in_comes_after_a_course_whatever_the_client_sets(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await ended(house, two)
    for answer in (False, True):
        await house.wish(client, AnswerConsent(part="message", answer=answer, text_id="message", version=1))
    await house.wish(client, PlanCheckIns(weekday=4, time="18:00"))
    await house.wish(client, SetZone(zone="Europe/Kyiv"))

    assert await planned(house, client) == {}


async def test_goodbye_goes_both_ways(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await ended(house, two)
    await house.sent(client)
    await house.wish(staff, endings.LeaveGoodbye(client=client.id, words=BYE), about=client)
    assert any("You did this." in text for text in await house.sent(client))

    spoken = OwnWords(said=Said(voice="v1", seconds=9), language="en")
    await house.wish(staff, endings.LeaveGoodbye(client=client.id, words=spoken), about=client, step="voice")
    (voice,) = await house.posted(client)
    assert voice.payload["voice"] == "v1"
    assert [one["code"] for row in voice.payload["buttons"] for one in row] == ["~open.goodbye"]

    await house.say(client, "goodbye")
    await house.answer(client, Wrote("thank you"))
    assert any("A goodbye was left" in text for text in await house.sent(staff))
    assert (await kinds(house, client)).count("goodbye_left") == 3


async def test_first_words_stay_when_a_person_was_changed(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    await house.say(client, "my_people")
    await house.answer(client, Wrote("Ana"), "~skip", "~skip", Wrote("she shouts"), "~skip", "~skip", "yes")
    async with house.store.read() as tx:
        (kept,) = await log.own(tx, client.id, kinds=("tool_kept",))
    await house.say(client, "my_people")
    await house.answer(client, kept.value["record"], "hard", Wrote("less now"))

    then: ThenShown = await house.read(client, ThenShown)
    assert [(one.name, one.hard) for one in then.people] == [("Ana", Said(text="she shouts"))]

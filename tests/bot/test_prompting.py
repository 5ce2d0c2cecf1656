"""Prompts in the life of clients: expected days and times are written down by hand, never computed by our timing."""

from datetime import datetime, timedelta

import pytest

from bot.closing import close_unanswered
from bot.planning import plan_check_in, replan
from bot.prompting import SORRY
from bot.silence import I_STOP_ASKING, THREE_WEEKS, TWO_WEEKS
from storage import chats, consents, outbox, persons, prompts, runs
from storage.base import Store
from storage.clocks import SetCalendar
from tests.bot.timed import Timed, at

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def timed(store: Store, calendar: SetCalendar) -> Timed:
    """Give a small world that stands on Monday 2 March 2026, 09:00 UTC."""
    return Timed(store, calendar)


def within_ten_minutes(moments: list[datetime], expected: list[str]) -> bool:
    pairs = zip(moments, expected, strict=True)
    return all(timedelta() <= moment - at(text) <= TEN_MINUTES for moment, text in pairs)


async def test_five_thursdays_in_berlin_keep_their_wall_time_over_the_change_of_the_clock(timed: Timed) -> None:
    client = await timed.client()
    thursdays = ["2026-03-05T17:00", "2026-03-12T17:00", "2026-03-19T17:00", "2026-03-26T17:00", "2026-04-02T16:00"]

    for thursday in thursdays:
        await timed.live_until((at(thursday) + timedelta(hours=1)).isoformat()[:16])
        await timed.press(client, "skip")

    assert within_ten_minutes(await timed.begun_at(client), thursdays)
    assert set((await timed.outcomes(client)).values()) == {"answered"}


async def test_what_a_client_said_is_the_reason_that_is_kept(timed: Timed) -> None:
    paused = await timed.client(paused_until=at("2026-03-12T00:00"))
    stopped, refused, blocked, waiting = [await timed.client() for _ in range(4)]
    full = await timed.client(weekly_budget=0)
    async with timed.store.write() as tx:
        await persons.change(tx, stopped, stopped_at=tx.now)
        await persons.change(tx, waiting, state="waiting")
        await consents.answer(tx, refused, "message", answer=False, text_id="t", version=1, language="en")
        index = await persons.chat_index(tx, blocked)
        assert index is not None
        await chats.mark_unreachable(tx, index)

    await timed.live_until("2026-03-06T09:00")

    thursday = "2026-03-05/18:00"
    people = {
        paused: "paused", stopped: "stopped", refused: "no_consent", blocked: "unreachable", waiting: "not_yet",
        full: "budget",
    }  # fmt: skip
    assert {who: (await timed.outcomes(who))[thursday] for who in people} == people
    assert [await timed.texts(who) for who in people] == [[]] * 6


async def test_after_a_pause_the_next_thursday_comes_and_no_other(timed: Timed) -> None:
    client = await timed.client(paused_until=at("2026-03-17T00:00"))

    await timed.live_until("2026-03-20T09:00")

    assert await timed.outcomes(client) == {
        "2026-03-05/18:00": "paused", "2026-03-12/18:00": "paused", "2026-03-19/18:00": "begun",
    }  # fmt: skip


async def test_who_opens_it_alone_is_never_asked(timed: Timed) -> None:
    client = await timed.client(opens_self=True)

    await timed.live_until("2026-03-20T09:00")

    assert await timed.outcomes(client) == {}


async def test_a_prompt_waits_for_a_conversation_and_begins_in_the_commit_that_ends_it(timed: Timed) -> None:
    client = await timed.client()
    timed.calendar.set(at("2026-03-05T16:59"))
    await timed.talk(client)
    await timed.press(client)
    await timed.live_until("2026-03-05T17:11")
    before = await timed.outcomes(client)

    for _ in range(19):
        await timed.press(client)

    floor = await timed.floor(client)
    assert before == {"2026-03-05/18:00": "waiting"}
    assert floor is not None
    assert (floor.flow, floor.prompted, floor.opened_at) == ("check_in", True, at("2026-03-05T17:11"))


async def test_a_prompt_begins_after_thirty_idle_minutes(timed: Timed) -> None:
    client = await timed.client()
    timed.calendar.set(at("2026-03-05T16:59"))
    await timed.talk(client)
    await timed.press(client)

    await timed.live_until("2026-03-05T17:28")
    while_idle = await timed.outcomes(client)
    await timed.live_until("2026-03-05T17:30")

    assert [while_idle["2026-03-05/18:00"], (await timed.outcomes(client))["2026-03-05/18:00"]] == ["waiting", "begun"]
    assert await timed.begun_at(client) == [at("2026-03-05T17:29")]


async def test_a_prompt_gives_way_to_a_conversation_of_more_than_its_grace(timed: Timed) -> None:
    client = await timed.client()
    timed.calendar.set(at("2026-03-05T16:59"))
    await timed.talk(client)
    for minutes in range(0, 150, 15):
        await timed.live_until((at("2026-03-05T16:59") + timedelta(minutes=minutes)).isoformat()[:16])
        await timed.press(client)

    assert await timed.outcomes(client) == {"2026-03-05/18:00": "gave_way"}


async def test_a_conversation_nobody_has_answered_gives_the_floor_to_a_prompt(timed: Timed) -> None:
    client = await timed.client()
    timed.calendar.set(at("2026-03-05T16:59"))
    await timed.talk(client)

    await timed.live_until("2026-03-05T17:11")

    floor = await timed.floor(client)
    assert floor is not None
    assert floor.flow == "check_in"


async def test_six_hours_of_downtime_end_in_one_late_check_in_that_says_so(timed: Timed) -> None:
    client = await timed.client(check_in_time="10:00")

    await timed.sleep_until("2026-03-05T15:10")

    assert await timed.outcomes(client) == {"2026-03-05/10:00": "begun"}
    assert (await timed.texts(client))[0] == SORRY.msgid
    assert len(await timed.texts(client)) == 2


async def test_a_late_check_in_waits_for_the_end_of_quiet_hours(timed: Timed) -> None:
    client = await timed.client()

    await timed.sleep_until("2026-03-05T23:10")
    at_night = await timed.outcomes(client)
    await timed.live_until("2026-03-06T08:01")

    assert at_night == {"2026-03-05/18:00": "waiting"}
    assert await timed.begun_at(client) == [at("2026-03-06T08:00")]
    assert (await timed.texts(client))[0] == SORRY.msgid


async def test_three_weeks_of_downtime_give_exactly_one_catch_up(timed: Timed) -> None:
    client = await timed.client()

    await timed.sleep_until("2026-03-20T12:00")
    after = await timed.outcomes(client)
    await timed.live_until("2026-03-26T12:00")

    assert after == {"2026-03-05/18:00": "late", "2026-03-12/18:00": "late", "2026-03-19/18:00": "begun"}
    assert within_ten_minutes(await timed.begun_at(client), ["2026-03-20T11:59"])
    assert (await timed.texts(client)).count(SORRY.msgid) == 1


async def test_a_catch_up_too_close_to_the_next_check_in_is_left_out(timed: Timed) -> None:
    client = await timed.client()

    await timed.sleep_until("2026-03-10T12:00")

    assert await timed.outcomes(client) == {"2026-03-05/18:00": "late"}


async def test_one_client_with_two_late_prompts_gets_one_of_them(timed: Timed) -> None:
    client = await timed.client(check_in_time="10:00")
    async with timed.store.write() as tx:
        other = await prompts.plan_prompt(
            tx, client=client, flow="tests.long_talk", spec='{"weekday": 4, "time": "11:00"}', zone="Europe/Berlin",
            next_due_at=at("2026-03-05T10:00"), next_slot="2026-03-05/11:00", grace=7200,
        )  # fmt: skip

    await timed.sleep_until("2026-03-05T15:10")

    assert other is not None
    assert await timed.outcomes(client) == {"2026-03-05/10:00": "begun", "2026-03-05/11:00": "late"}


async def test_an_unanswered_check_in_is_asked_once_more_and_then_missed(timed: Timed) -> None:
    client = await timed.client()

    await timed.live_until("2026-03-07T18:00")
    asked = await timed.said(client)
    await timed.live_until("2026-03-12T12:00")

    assert len(asked) == 2
    assert all("Ready for a short check-in?" in text for text in asked)
    assert await timed.outcomes(client) == {"2026-03-05/18:00": "missed", "2026-03-05/18:00/again": "begun"}
    assert await timed.floor(client) is None


async def test_an_answered_check_in_is_not_asked_again(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-05T18:00")
    await timed.press(client, "yes")

    await timed.live_until("2026-03-11T18:00")

    assert await timed.outcomes(client) == {"2026-03-05/18:00": "answered"}


async def test_a_conversation_that_ends_with_an_answer_is_answered_each_time_it_came(timed: Timed) -> None:
    client, later = await timed.client(), await timed.client()
    await timed.live_until("2026-03-05T18:00")
    await timed.press(later, "later")
    await timed.live_until("2026-03-07T18:00")
    await timed.press(client, "skip")

    assert await timed.outcomes(client) == {"2026-03-05/18:00": "answered", "2026-03-05/18:00/again": "answered"}
    assert (await timed.outcomes(later))["2026-03-05/18:00"] == "begun"


async def test_three_silent_weeks_reach_the_therapist_and_end_the_prompts(timed: Timed) -> None:
    client = await timed.client()
    therapist = await timed.therapist(client)
    said = []

    for day in ("2026-03-11T18:30", "2026-03-18T18:30", "2026-03-25T18:30", "2026-04-08T09:00"):
        await timed.live_until(day)
        said.append(await timed.texts(therapist))

    two, three = TWO_WEEKS[0].msgid, THREE_WEEKS[0].msgid
    assert said == [[], [two], [two, three], [two, three]]
    assert await timed.texts(client) == [I_STOP_ASKING.msgid]
    assert (await timed.outcomes(client))["2026-03-26/18:00"] == "stopped"


async def test_a_client_who_starts_again_is_asked_for_three_more_weeks(timed: Timed) -> None:
    client = await timed.client()
    therapist = await timed.therapist(client)
    await timed.live_until("2026-03-25T18:30")
    async with timed.store.write() as tx:
        await persons.change(tx, client, stopped_at=None)

    await timed.live_until("2026-04-01T18:30")

    assert (await timed.outcomes(client))["2026-03-26/18:00"] == "missed"
    assert len(await timed.texts(therapist)) == 2


async def test_an_answer_breaks_the_row_of_silent_weeks(timed: Timed) -> None:
    client = await timed.client()
    therapist = await timed.therapist(client)
    await timed.live_until("2026-03-12T18:00")
    await timed.press(client, "skip")

    await timed.live_until("2026-03-25T18:30")

    assert await timed.texts(therapist) == []


async def test_a_check_in_opened_by_the_client_takes_the_place_of_the_next_one(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-03T12:00")
    async with timed.store.write() as tx:
        await timed.conversation.begin(tx, client, "check_in")
    for code in ("6", "nothing", "~skip"):
        await timed.press(client, code)

    await timed.live_until("2026-03-06T12:00")

    assert await timed.outcomes(client) == {"2026-03-05/18:00": "done"}


async def test_a_check_in_put_off_comes_once_more_some_hours_later(timed: Timed) -> None:
    client = await timed.client(check_in_time="12:00")
    await timed.live_until("2026-03-05T11:30")
    first = await timed.floor(client)
    assert first is not None
    await timed.press(client, "later")

    await timed.live_until("2026-03-05T14:31")

    again = await timed.floor(client)
    assert again is not None
    assert (again.flow, again.opened_at) == ("check_in", at("2026-03-05T14:30"))


async def test_a_check_in_put_off_and_opened_meanwhile_is_not_asked(timed: Timed) -> None:
    client = await timed.client(check_in_time="12:00")
    await timed.live_until("2026-03-05T11:30")
    first = await timed.floor(client)
    assert first is not None
    await timed.press(client, "later")
    await timed.live_until("2026-03-05T12:00")
    async with timed.store.write() as tx:
        await timed.conversation.begin(tx, client, "check_in")
    for code in ("6", "nothing", "~skip", "no"):
        await timed.press(client, code)

    await timed.live_until("2026-03-05T15:00")

    assert await timed.floor(client) is None


async def test_a_journey_west_on_the_day_of_a_check_in_asks_no_second_time(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-05T18:00")
    await timed.press(client, "skip")
    async with timed.store.write() as tx:
        await persons.change(tx, client, zone="America/New_York")
        await replan(tx, client)

    await timed.live_until("2026-03-12T23:00")

    # New York has moved its clock on 8 March: 18:00 there is 22:00 UTC.
    assert within_ten_minutes(await timed.begun_at(client), ["2026-03-05T17:00", "2026-03-12T22:00"])


async def test_a_journey_east_keeps_the_next_day(timed: Timed) -> None:
    client = await timed.client()
    async with timed.store.write() as tx:
        await prompts.withdraw_prompts(tx, client)
        await prompts.plan_prompt(
            tx, client=client, flow="tests.long_talk", spec='{"every_days": 1, "starts_on": "2026-03-01", "time": "20:00"}',
            zone="Europe/Berlin", next_due_at=at("2026-03-05T19:00"), next_slot="2026-03-05/20:00", grace=7200,
        )  # fmt: skip
        await persons.change_settings(tx, client, weekly_budget=7)
    await timed.live_until("2026-03-05T19:30")
    async with timed.store.write() as tx:
        await persons.change(tx, client, zone="Asia/Tokyo")
        await replan(tx, client)

    await timed.live_until("2026-03-06T12:00")

    assert within_ten_minutes(await timed.begun_at(client), ["2026-03-05T19:00", "2026-03-06T11:00"])


async def test_another_day_and_time_take_the_place_of_the_old_ones(timed: Timed) -> None:
    client = await timed.client()
    async with timed.store.write() as tx:
        await persons.change_settings(tx, client, check_in_weekday=2, check_in_time="09:30")
        await plan_check_in(tx, client)
        planned = await prompts.of_client(tx, client)

    assert [prompt.next_slot for prompt in planned] == ["2026-03-03/09:30"]


async def test_an_abandoned_run_closes_and_its_delivery_was_answered(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-05T18:00")
    run = await timed.floor(client)
    assert run is not None
    await timed.press(client, "yes")
    await timed.press(client, "6")

    await timed.live_until("2026-03-12T12:00")

    async with timed.store.read() as tx:
        closed = await runs.get(tx, run.id)
    assert closed is not None
    assert closed.state == "expired"
    assert (await timed.outcomes(client))["2026-03-05/18:00"] == "answered"


async def test_apology_for_a_late_check_in_goes_with_the_check_in(timed: Timed) -> None:
    client = await timed.client()
    await timed.sleep_until("2026-03-06T10:00")
    assert SORRY.msgid in (await timed.texts(client))[0]

    async with timed.store.write() as tx:  # before anything of it could be sent
        await close_unanswered(tx, client)

    async with timed.store.read() as tx:
        assert set(await outbox.counts(tx)) == {"withdrawn"}

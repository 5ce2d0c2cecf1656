"""Meetings and the area: what hangs on a meeting goes with it, and nothing is said before both agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from flows import course_wishes as wishes
from flows.course import Area, Phase, Safety, SessionState, Stage
from flows.course_readings import ClientCard, Meetings, MyCourse
from storage import safety_notes
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import card, kinds, planned, sessions
from tests.bot.talking import Talking

TUESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 5)


async def test_opened_course_plans_its_meeting_and_what_hangs_on_it(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two

    assert await planned(house, client) == {
        "check_in": "2026-03-02/18:00",  # the day before the meeting, not the client's Thursday
        "tell_task": "2026-03-03/18:00",
        "did_you_meet": "2026-03-04/10:00",
    }
    assert (await sessions(house, client))[0].meets_at == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert (await kinds(house, client))[-2:] == ["course_opened", "session_planned"]


async def test_course_without_a_date_keeps_the_clients_own_weekday(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)

    await house.wish(staff, wishes.OpenCourse(client=client.id, template="ipt12", sessions=12), about=client)

    assert await planned(house, client) == {"check_in": "2026-03-05/18:00"}


async def test_moved_meeting_moves_everything_and_says_so_once(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    (session,) = await sessions(house, client)

    for on in (THURSDAY, date(2026, 3, 6)):
        moved = wishes.MoveSession(session=session.id, on=on, time="15:00")
        await house.wish(staff, moved, about=client)

    assert await planned(house, client) == {
        "check_in": "2026-03-05/18:00",
        "tell_task": "2026-03-06/18:00",
        "did_you_meet": "2026-03-07/10:00",
    }
    said = await house.sent(client)
    assert [text for text in said if "has moved" in text] == [
        "Your meeting has moved. It is now: Friday, 6 March, 14:00."  # the reader here lives by UTC
    ]


async def test_meeting_that_is_left_out_takes_its_prompts_along(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    (session,) = await sessions(house, client)

    await house.wish(staff, wishes.DropSession(session=session.id), about=client)

    assert await planned(house, client) == {"check_in": "2026-03-05/18:00"}
    assert ["does not take place" in text for text in await house.sent(client)] == [True]


async def test_held_meeting_plans_the_next_at_the_same_time(
    house: Talking, two: tuple[Person, Person], calendar: SetCalendar
) -> None:
    staff, client = two
    (session,) = await sessions(house, client)
    calendar.set(datetime(2026, 3, 3, 10, tzinfo=UTC))

    await house.wish(staff, wishes.LogSession(session=session.id, state="held", same_next=True), about=client)

    held, coming = await sessions(house, client)
    assert (held.state, held.logged_by) == (SessionState.HELD, "staff")
    assert coming.meets_at == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert (await planned(house, client))["check_in"] == "2026-03-09/18:00"
    assert (await planned(house, client))["tell_task"] in ("2026-03-03/18:00", "2026-03-10/18:00")


async def test_step_done_again_plans_no_second_meeting(
    house: Talking, two: tuple[Person, Person], calendar: SetCalendar
) -> None:
    staff, client = two
    (session,) = await sessions(house, client)
    calendar.set(datetime(2026, 3, 3, 10, tzinfo=UTC))
    run = await house.wish(staff, wishes.LogSession(session=session.id, state="held", same_next=True), about=client)

    for same_next in (True, False):
        again = wishes.LogSession(session=session.id, state="held", same_next=same_next)
        await house.wish_again(run, again)

    assert [one.state for one in await sessions(house, client)] == [SessionState.HELD, SessionState.DROPPED]


async def test_clients_word_about_a_meeting_is_shown_as_such_and_never_over_the_therapists(
    house: Talking, two: tuple[Person, Person], calendar: SetCalendar
) -> None:
    staff, client = two
    (session,) = await sessions(house, client)
    calendar.set(datetime(2026, 3, 4, 10, tzinfo=UTC))

    await house.wish(client, wishes.TellMet(session=session.id, state="missed"))
    assert [(one.state, one.logged_by) for one in await sessions(house, client)] == [(SessionState.MISSED, "client")]

    await house.wish(staff, wishes.LogSession(session=session.id, state="held"), about=client)
    await house.wish(client, wishes.TellMet(session=session.id, state="missed"))
    assert [(one.state, one.logged_by) for one in await sessions(house, client)] == [(SessionState.HELD, "staff")]


async def test_client_says_that_it_was_moved_and_the_therapist_is_asked_when(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    (session,) = await sessions(house, client)

    await house.wish(client, wishes.TellMet(session=session.id, state="moved"))

    assert any("The meeting was moved" in text for text in await house.sent(staff))


async def test_meetings_that_have_begun_and_were_not_told_of_are_asked_about(
    house: Talking, two: tuple[Person, Person], calendar: SetCalendar
) -> None:
    staff, client = two
    assert (await house.read(staff, Meetings)).meetings == ()

    calendar.set(datetime(2026, 3, 3, 18, tzinfo=UTC))

    (shown,) = (await house.read(staff, Meetings)).meetings
    assert (shown.client, shown.number, shown.of, shown.state) == (client.id, 1, 6, SessionState.PLANNED)


async def test_phase_is_the_number_of_the_meeting_until_staff_say_otherwise(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    assert (await card(house, two)).phase is Phase.OPENING

    await house.wish(staff, wishes.SetPhase(client=client.id, phase=Phase.ENDING), about=client)

    assert (await card(house, two)).phase is Phase.ENDING


async def test_meetings_beyond_the_number_make_the_course_longer(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    for week in range(1, 7):
        planned_on = wishes.PlanSession(client=client.id, on=TUESDAY + timedelta(days=7 * week), time="10:00")
        await house.wish(staff, planned_on, about=client, step=f"week{week}")

    assert (await card(house, two)).sessions == 7


async def test_area_is_told_to_the_client_only_after_both_agreed(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.CHANGE), about=client)
    assert (await house.read(client, MyCourse)).area is None

    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.CHANGE, agreed=True), about=client, step="b")

    assert (await house.read(client, MyCourse)).area == "change"


async def test_another_stage_lets_safety_be_asked_anew(
    house: Talking, two: tuple[Person, Person], calendar: SetCalendar
) -> None:
    staff, client = two
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.DISPUTE), about=client)
    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=Safety.NO_CONCERN), about=client)
    assert (await card(house, two)).safety is Safety.NO_CONCERN

    calendar.set(calendar.now() + timedelta(days=1))
    later = wishes.ChooseArea(client=client.id, area=Area.DISPUTE, stage=Stage.IMPASSE)
    await house.wish(staff, later, about=client, step="b")

    assert (await card(house, two)).safety is Safety.NOT_ASKED


async def test_safety_note_counts_for_six_weeks(
    house: Talking, two: tuple[Person, Person], calendar: SetCalendar
) -> None:
    staff, client = two
    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=Safety.CONCERN), about=client)

    for days, answer in ((41, Safety.CONCERN), (43, Safety.NOT_ASKED)):
        calendar.set(datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(days=days))
        async with house.store.read() as tx:
            assert await safety_notes.answer_now(tx, client.id) is answer


async def test_card_says_where_the_course_stands(house: Talking, two: tuple[Person, Person]) -> None:
    shown = await card(house, two)

    assert (shown.open, shown.template, shown.held, shown.sessions) == (True, "ipc6", 0, 6)
    assert shown.phase is Phase.OPENING
    assert shown.next_session is not None
    assert shown.usual_time == "10:00"


async def test_card_of_another_therapists_client_is_not_found(house: Talking, two: tuple[Person, Person]) -> None:
    stranger = await house.staff("Taras")

    with pytest.raises(NotFound):
        await house.read(stranger, ClientCard, client=two[1].id)
    with pytest.raises(NotFound):
        await house.wish(stranger, wishes.QuietNow(client=two[1].id))

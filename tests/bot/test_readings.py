"""What flows are told: small values, fresh, and nothing that the gate would refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.readings.cards import help_card_for
from bot.readings.clocks import WORLD
from flows import alerts as of_alerts
from flows import brief as of_brief
from flows import counting as of_counting
from flows import course_readings as of_course
from flows import ending_readings as of_ending
from flows import guiding as of_guiding
from flows import handing as of_handing
from flows import measure_readings as of_measures
from flows import morning as of_morning
from flows import overview as of_overview
from flows import readings as known
from flows import supervision as of_supervision
from flows import tool_readings as of_tools
from flows.programme import Programme
from flows.questions import Pressed, Wrote
from storage.base import Store
from storage.clocks import SetCalendar
from storage.errors import NotFound
from tests.bot.talking import PROGRAMME, Talking

# Values within readings: no flow asks for one by itself.
SMALL = {
    known.Absence,
    known.ClientShown,
    known.ClockChoice,
    known.EntryShown,
    known.Helpline,
    known.Known,
    known.Looked,
    known.StudyShown,
    known.Tongue,
    of_alerts.NoticeShown,
    of_brief.EventTold,
    of_counting.Counts,
    of_brief.MoodGiven,
    of_brief.TaskTold,
    of_brief.TotalGiven,
    of_course.AimShown,
    of_course.ContactShown,
    of_course.IdeaShown,
    of_course.Over,
    of_course.SentShown,
    of_course.SessionShown,
    of_course.TaskShown,
    of_course.WordsShown,
    of_ending.Facts,
    of_ending.PersonThen,
    of_handing.Successor,
    of_measures.FormKnown,
    of_measures.FormName,
    of_measures.MeasureDue,
    of_measures.MeasurePlanShown,
    of_measures.MeasurePoint,
    of_measures.MoodPoint,
    of_morning.Coming,
    of_overview.CounsellorSheet,
    of_overview.Counted,
    of_supervision.MarkShown,
    of_tools.RecordShown,
    of_tools.ToolShown,
    of_tools.ToolSwitch,
}


@pytest.fixture(scope="module")
def dialect() -> str:
    """Play on SQLite: both kinds of database are held to each other in `tests/storage` and `tests/whole`."""
    return "sqlite"


@pytest.fixture
def house(store: Store) -> Talking:
    return Talking(store)


async def test_every_reading_of_the_flows_is_answered(house: Talking) -> None:
    from bot.readings.answering import ANSWERS

    modules = (
        known,
        of_morning,
        of_overview,
        of_handing,
        of_guiding,
        of_alerts,
        of_brief,
        of_course,
        of_measures,
        of_tools,
        of_ending,
        of_supervision,
    )
    rooms = [one for module in modules for one in vars(module).values()]
    everything = {one for one in rooms if isinstance(one, type) and issubclass(one, known.Known)}

    assert everything - SMALL == set(ANSWERS)


async def test_a_growing_language_is_offered_only_where_the_programme_says_so(store: Store) -> None:
    careful = Talking(store, Programme(**{**PROGRAMME.model_dump(), "fictional": False, "growing_languages": False,
                      "helplines": [{**PROGRAMME.helplines[0].model_dump(), "number": "116 123"}]}))  # fmt: skip
    staff = await careful.staff()

    assert [one.code for one in (await careful.read(staff, known.Place)).tongues] == ["en"]
    assert {"en", "uk", "ar"} == {one.code for one in (await Talking(store).read(staff, known.Place)).tongues}


async def test_the_next_reading_day_is_named_by_the_clients_calendar(house: Talking) -> None:
    client = await house.connected(await house.staff())

    who = await house.read(client, known.WhoReads)

    assert ("Olena", (1, 4), date(2026, 3, 5)) == (who.name, who.weekdays, who.looks_by)


async def test_a_supervisor_of_the_programme_is_named(house: Talking) -> None:
    await house.staff("Ruth", role="supervisor")
    client = await house.connected(await house.staff())

    assert (await house.read(client, known.WhoReads)).supervisor == "Ruth"


async def test_without_a_therapist_the_help_card_still_has_its_numbers(house: Talking) -> None:
    async with house.store.read() as tx:
        card = await help_card_for(tx, None, PROGRAMME)

    assert card.name is None
    assert [line.number for line in card.helplines] == ["000 000 111"]


async def test_a_clock_offers_every_time_of_the_world_once(house: Talking) -> None:
    staff = await house.staff()

    now = await house.read(staff, known.TimeNow)

    assert now.clock == "10:00"
    assert len({one.clock for one in now.others}) == len(now.others)
    assert len(now.others) < 100
    assert {"Europe/Kyiv", "Africa/Cairo"} <= {zone for one in now.others for zone in one.zones}
    assert len(WORLD) == len(set(WORLD))


async def test_later_today_is_offered_only_while_there_are_hours_left(house: Talking, calendar: SetCalendar) -> None:
    client = await house.connected(await house.staff())
    morning = await house.read(client, known.CurrentPlan)
    calendar.set(datetime(2026, 3, 2, 18, 30, tzinfo=UTC))

    assert morning.later_today
    assert not (await house.read(client, known.CurrentPlan)).later_today


async def test_new_notes_are_counted_until_they_are_opened(house: Talking, calendar: SetCalendar) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    before = (await house.read(staff, known.Clients)).clients[0].new
    calendar.forward(timedelta(hours=1))
    await house.say(staff, "client_log", args={"client": client.id}, about=client.id)
    calendar.forward(timedelta(hours=1))

    assert before == 1
    assert (await house.read(staff, known.Clients)).clients[0].new == 0


async def test_every_look_of_staff_is_shown_to_the_client(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(staff, "client_log", args={"client": client.id}, about=client.id)

    kept = await house.read(client, known.MyHoldings)

    assert [look.name for look in kept.readings] == ["Olena"]
    assert kept.entries == 1


async def test_another_therapist_reads_nothing(house: Talking) -> None:
    client = await house.connected(await house.staff())
    other = await house.staff("Petro")

    with pytest.raises(NotFound):
        await house.read(other, known.ClientLog, client=client.id)


async def test_a_supervisor_reads_nothing_that_was_not_marked(house: Talking) -> None:
    client = await house.connected(await house.staff())
    supervisor = await house.staff("Ruth", role="supervisor")

    with pytest.raises(NotFound):
        await house.read(supervisor, known.ClientLog, client=client.id)


async def test_the_pictures_stay_the_same_at_every_look_and_are_gone_once_confirmed(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff)
    first = await house.read(staff, known.Waiting, client=client.id)
    again = await house.read(staff, known.Waiting, client=client.id)
    await house.say(staff, "confirm_client", Pressed(first.right), args={"client": client.id})

    assert first == again
    assert len(set(first.shown)) == 3
    assert first.right in first.shown
    assert (await house.read(staff, known.Waiting, client=client.id)).right == ""


async def test_own_words_are_those_of_two_weeks(house: Talking, calendar: SetCalendar) -> None:
    client = await house.connected(await house.staff())
    calendar.forward(timedelta(days=15))
    await house.say(client, "check_in", Pressed("4"), Pressed("~skip"), Wrote("new words"), Pressed("no"))

    entries = (await house.read(client, known.MyEntries)).entries

    assert [entry.kind for entry in entries] == ["mood_reported", "raised"]

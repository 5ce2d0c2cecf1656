"""
Whole courses under the virtual clock, through HTTP: IPC with six meetings, and IPT with sixteen through every area and stage.

What is expected to come, and when on the client's clock, is written down as tables and not computed.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.playground.course_life import IPC6, IPT16, CourseLife
from flows.course import SessionState, TaskState
from storage import courses, log, tasks
from storage.base import Transaction
from tests.conftest import Database
from tests.whole.living import Living, acquainted

BERLIN = ZoneInfo("Europe/Berlin")
JITTER = timedelta(minutes=10)
CHECK_IN, TOLD, TASK, ONE_DAY = "check-in", "what was agreed", "task", "one day"

# Meetings are on Wednesdays at ten; on 29 March the clocks go forward, and no wall time moves.  After the last meeting the
# check-in comes on the client's own weekday.
OF_IPC6 = [
    ("Tue 17 Mar 18:00", CHECK_IN), ("Wed 18 Mar 18:00", TOLD), ("Thu 19 Mar 16:00", TASK),
    ("Tue 24 Mar 18:00", CHECK_IN), ("Wed 25 Mar 18:00", TOLD), ("Tue 31 Mar 18:00", CHECK_IN),
    ("Wed 01 Apr 18:00", TOLD), ("Thu 02 Apr 16:00", TASK), ("Tue 07 Apr 18:00", CHECK_IN),
    ("Thu 09 Apr 16:00", TASK), ("Tue 14 Apr 18:00", CHECK_IN), ("Wed 15 Apr 18:00", TOLD),
    ("Thu 16 Apr 16:00", TASK), ("Tue 21 Apr 18:00", CHECK_IN), ("Thu 30 Apr 18:00", CHECK_IN),
]  # fmt: skip
# After a meeting it is asked what was agreed, unless a task goes on; the task of two days comes on two days.
OF_IPT16 = [
    ("Tue 17 Mar 18:00", CHECK_IN), ("Wed 18 Mar 18:00", TOLD), ("Tue 24 Mar 18:00", CHECK_IN),
    ("Wed 25 Mar 18:00", TOLD), ("Thu 26 Mar 16:00", TASK), ("Tue 31 Mar 18:00", CHECK_IN),
    ("Wed 01 Apr 18:00", TOLD), ("Thu 02 Apr 16:00", TASK), ("Tue 07 Apr 18:00", CHECK_IN),
    ("Thu 09 Apr 16:00", TASK), ("Tue 14 Apr 18:00", CHECK_IN), ("Wed 15 Apr 18:00", TOLD),
    ("Thu 16 Apr 16:00", TASK), ("Tue 21 Apr 18:00", CHECK_IN), ("Wed 22 Apr 18:00", TOLD),
    ("Thu 23 Apr 16:00", TASK), ("Tue 28 Apr 18:00", CHECK_IN), ("Wed 29 Apr 18:00", TOLD),
    ("Thu 30 Apr 16:00", ONE_DAY), ("Fri 01 May 16:00", ONE_DAY), ("Tue 05 May 18:00", CHECK_IN),
    ("Wed 06 May 18:00", TOLD), ("Thu 07 May 16:00", TASK), ("Tue 12 May 18:00", CHECK_IN),
    ("Wed 13 May 18:00", TOLD), ("Thu 14 May 16:00", TASK), ("Tue 19 May 18:00", CHECK_IN),
    ("Wed 20 May 18:00", TOLD), ("Thu 21 May 16:00", TASK), ("Tue 26 May 18:00", CHECK_IN),
    ("Wed 27 May 18:00", TOLD), ("Thu 28 May 16:00", TASK), ("Tue 02 Jun 18:00", CHECK_IN),
    ("Wed 03 Jun 18:00", TOLD), ("Thu 04 Jun 16:00", TASK), ("Tue 09 Jun 18:00", CHECK_IN),
    ("Wed 10 Jun 18:00", TOLD), ("Thu 11 Jun 16:00", TASK), ("Tue 16 Jun 18:00", CHECK_IN),
    ("Wed 17 Jun 18:00", TOLD), ("Thu 18 Jun 16:00", TASK), ("Tue 23 Jun 18:00", CHECK_IN),
    ("Wed 24 Jun 18:00", TOLD), ("Thu 25 Jun 16:00", TASK), ("Tue 30 Jun 18:00", CHECK_IN),
    ("Wed 01 Jul 18:00", TOLD), ("Thu 09 Jul 18:00", CHECK_IN),
]  # fmt: skip


async def lived(world: Living, life: CourseLife, template: str) -> None:
    """Live a course, and hold what must hold in any."""
    await life.play(template, IPC6 if template == "ipc6" else IPT16)
    for moment, _what in life.came:
        local = moment.astimezone(BERLIN)
        assert 9 <= local.hour < 21
    weeks: dict[tuple[int, int], int] = {}
    for moment, _what in life.came:
        week = moment.astimezone(BERLIN).isocalendar()[:2]
        weeks[week] = weeks.get(week, 0) + 1
    assert max(weeks.values()) <= 7
    assert world.house.desk.set_aside == 0
    assert world.house.ticker.parked == 0


@pytest.mark.timeout(300)
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # the course of sixteen is played on the other
async def test_course_of_six_meetings_comes_as_its_table_says(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        life = CourseLife(olena, anna, world.settle, world.forward, world.to_next_prompt, world.calendar.now)
        await lived(world, life, "ipc6")

        assert [(wall(moment), what) for moment, what in life.came] == OF_IPC6
        async with world.house.store.read() as tx:
            kinds = [entry.kind for entry in await log.own(tx, await client_of(tx))]
        assert kinds.count("session_logged") == 6
        assert kinds.count("task_reviewed") >= 4
        assert kinds.count("check_in_skipped") == 0


@pytest.mark.timeout(300)
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)  # the course of six is played on the other
async def test_course_of_sixteen_meetings_goes_through_every_area_and_stage(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        life = CourseLife(olena, anna, world.settle, world.forward, world.to_next_prompt, world.calendar.now)
        await lived(world, life, "ipt16")

        assert [(wall(moment), what) for moment, what in life.came] == OF_IPT16
        async with world.house.store.read() as tx:
            client = await client_of(tx)
            course = await courses.latest(tx, client)
            assert course is not None
            held = [one for one in await courses.sessions(tx, course) if one.state is SessionState.HELD]
            given = await tasks.of_client(tx, client)
            chosen = [entry.value for entry in await log.own(tx, client) if entry.kind == "area_chosen"]
        assert len(held) == 16
        assert {task.facts.idea for task in given} == {week.idea for week in IPT16 if week.idea}
        assert all(task.state in (TaskState.CLOSED, TaskState.AGREED) for task in given)
        assert {(one["area"], one["stage"]) for one in chosen} == {
            ("grief", None), ("change", None), ("loneliness", None),
            ("dispute", "renegotiation"), ("dispute", "impasse"), ("dispute", "dissolution"),
        }  # fmt: skip


def wall(moment: datetime) -> str:
    """Give what the client's clock showed, without the few minutes by which clients are spread."""
    local = moment.astimezone(BERLIN)
    hour = local.replace(minute=0, second=0)
    assert local - hour <= JITTER
    return f"{hour:%a %d %b %H:%M}"


async def client_of(tx: Transaction) -> str:
    """Give the one client of this house."""
    from sqlalchemy import select

    from storage.tables import person

    found = await tx.db.scalar(select(person.c.id).where(person.c.face == "client"))
    assert isinstance(found, str)
    return found

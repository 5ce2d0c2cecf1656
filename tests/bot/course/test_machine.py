"""
Whatever moves, pauses, travels and is answered: no prompt at night, none too many, none for what rests, none lost or doubled.

Hypothesis drives one therapist and one client through weeks around both changes of the clocks.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows import course_wishes as wishes
from flows import wishes as plain
from flows.agreed import OwnWords, TaskPlan
from flows.course import Carried, SessionState, TaskState, Tried
from flows.entries import Said
from storage.base import Store
from storage.clocks import SetCalendar, SetMachine
from storage.prompts import REACHED
from tests.bot.course.world import World

if TYPE_CHECKING:
    from storage.tasks import Task

SPRING, AUTUMN = datetime(2026, 3, 23, 9, tzinfo=UTC), datetime(2026, 10, 19, 9, tzinfo=UTC)
ZONES = ("Europe/Berlin", "Europe/Kyiv", "Africa/Cairo", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu")
CLOCKS = ("08:00", "10:00", "13:30", "17:45")
TIMES = ("09:30", "12:30", "16:00", "18:30")
WORDS = OwnWords(said=Said(text="Call Ana"), language="en")
OF_A_TASK = ("task_time", "task_day", "task_offer")
BUDGET, CEILING = 3, 7


class CourseOfEvents(RuleBasedStateMachine):
    """One course, and everything that may happen to it."""

    template: Path

    @initialize(start=some.sampled_from([SPRING, AUTUMN]))
    def begin(self, start: datetime) -> None:
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        shutil.copytree(self.template, self.folder, dirs_exist_ok=True)
        self.rested: dict[str, datetime] = {}
        self.zones: list[tuple[datetime, str]] = []
        self.do(self.open(start))
        self.zones.append((start, "Europe/Berlin"))

    async def open(self, start: datetime) -> None:
        store = await opened(self.folder, SetCalendar(start))
        self.world = World(store)
        await self.world.meet()
        await self.world.staff_wish(
            wishes.OpenCourse(
                client=self.world.client.id, template="ipc6", sessions=6, first_on=start.date() + timedelta(days=3),
                time="10:00",
            )
        )  # fmt: skip

    def do(self, deed: object) -> object:
        """Run something to its end."""
        return self.runner.run(deed)  # type: ignore[arg-type]

    @property
    def today(self) -> date:
        return self.world.calendar.now().date()

    # -- what happens
    @rule(hours=some.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.do(self.world.forward(timedelta(hours=hours)))

    @rule(days=some.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.do(self.world.forward(timedelta(days=days)))

    @rule(days=some.integers(2, 6), choose=some.integers(0, 20))
    def days_pass_with_an_answer_on_each(self, days: int, choose: int) -> None:
        for number in range(days):
            self.do(self.world.forward(timedelta(days=1)))
            self.client_answers(choose + number, 3)

    @rule(days=some.integers(0, 12), clock=some.sampled_from(CLOCKS), which=some.integers(0, 5))
    def meeting_is_moved(self, days: int, clock: str, which: int) -> None:
        planned = [one for one in self.do(self.world.sessions()) if one.state is SessionState.PLANNED]  # type: ignore[attr-defined]
        if planned:
            on = self.today + timedelta(days=days)
            moved = wishes.MoveSession(session=planned[which % len(planned)].id, on=on, time=clock)
            self.do(self.world.staff_wish(moved))

    @rule(state=some.sampled_from(["held", "missed"]), same_next=some.booleans())
    def meeting_is_logged(self, state: str, same_next: bool) -> None:
        begun = [one for one in self.do(self.world.sessions()) if one.state is SessionState.PLANNED]  # type: ignore[attr-defined]
        for one in begun:
            if one.meets_at <= self.world.calendar.now():
                told = wishes.LogSession.model_validate({"session": one.id, "state": state, "same_next": same_next})
                self.do(self.world.staff_wish(told))

    @rule(days=some.integers(1, 14), clock=some.sampled_from(CLOCKS))
    def meeting_is_planned(self, days: int, clock: str) -> None:
        on = self.today + timedelta(days=days)
        self.do(self.world.staff_wish(wishes.PlanSession(client=self.world.client.id, on=on, time=clock)))

    @rule(which=some.integers(0, 5))
    def meeting_is_left_out(self, which: int) -> None:
        planned = [one for one in self.do(self.world.sessions()) if one.state is SessionState.PLANNED]  # type: ignore[attr-defined]
        if planned:
            self.do(self.world.staff_wish(wishes.DropSession(session=planned[which % len(planned)].id)))

    @rule(idea=some.sampled_from(["g1", "n1", "n4", None]))
    def some_task_is_given(self, idea: str | None) -> None:
        self.task_is_given(idea)

    def task_is_given(self, idea: str | None) -> None:
        given = wishes.ProposeTask(client=self.world.client.id, idea=idea, words=None if idea else WORDS)
        self.do(self.world.staff_wish(given))

    @rule(idea=some.sampled_from(["g1", "n4", None]), days=some.integers(0, 3), clock=some.sampled_from(TIMES))
    def task_is_given_and_planned(self, idea: str | None, days: int, clock: str) -> None:
        self.task_is_given(idea)
        self.task_is_planned(days, clock, -1)

    @rule(days=some.integers(0, 6), clock=some.sampled_from(TIMES), which=some.integers(0, 5))
    def some_task_is_planned(self, days: int, clock: str, which: int) -> None:
        self.task_is_planned(days, clock, which)

    def task_is_planned(self, days: int, clock: str, which: int) -> None:
        for task in self.pick((TaskState.PROPOSED, TaskState.AGREED), which):
            self.do(self.world.client_wish(wishes.AcceptTask(task=task.id)))
            plan = TaskPlan(on=self.today + timedelta(days=days), time=clock)
            self.do(self.world.client_wish(wishes.PlanTask(task=task.id, plan=plan)))

    @rule(tried=some.sampled_from(list(Tried)), which=some.integers(0, 5))
    def task_is_looked_at(self, tried: Tried, which: int) -> None:
        for task in self.pick((TaskState.AGREED,), which):
            self.do(self.world.client_wish(wishes.ReviewTask(task=task.id, tried=tried)))
        self.note_rest()

    @rule(carried=some.sampled_from(list(Carried)), which=some.integers(0, 5))
    def task_is_carried_on_by_staff(self, carried: Carried, which: int) -> None:
        for task in self.pick((TaskState.AGREED,), which):
            self.do(self.world.staff_wish(wishes.CarryTask(task=task.id, carried=carried)))
        self.note_rest()

    @rule(which=some.integers(0, 5))
    def task_is_opened_again(self, which: int) -> None:
        for task in self.pick((TaskState.PAUSED,), which):
            self.do(self.world.staff_wish(wishes.ReopenTask(task=task.id)))
        self.note_rest()

    @rule(zone=some.sampled_from(ZONES))
    def client_travels(self, zone: str) -> None:
        self.do(self.world.client_wish(plain.SetZone(zone=zone)))
        self.zones.append((self.world.calendar.now(), zone))

    @rule(days=some.integers(1, 3))
    def client_pauses(self, days: int) -> None:
        until = self.world.calendar.now() + timedelta(days=days)
        self.do(self.world.client_wish(plain.PauseAll(until=until)))

    @rule()
    def client_goes_on(self) -> None:
        self.do(self.world.client_wish(plain.ResumeAll()))

    @rule(choose=some.integers(0, 20), times=some.integers(1, 8))
    def client_answers_some(self, choose: int, times: int) -> None:
        self.client_answers(choose, times)

    def client_answers(self, choose: int, times: int) -> None:
        for number in range(times):
            if not self.do(self.world.tap(choose + number)):
                break
        self.note_rest()

    def pick(self, states: tuple[TaskState, ...], which: int) -> list[Task]:
        found = [task for task in self.do(self.world.tasks()) if task.state in states]  # type: ignore[attr-defined]
        return [found[which % len(found)]] if found else []

    def note_rest(self) -> None:
        """Remember since when a task rests or is closed."""
        for task in self.do(self.world.tasks()):  # type: ignore[attr-defined]
            if task.state in (TaskState.PAUSED, TaskState.CLOSED):
                self.rested.setdefault(task.id, self.world.calendar.now())
            else:
                self.rested.pop(task.id, None)

    def zone_at(self, moment: datetime) -> str:
        return [zone for since, zone in self.zones if since <= moment][-1]

    # -- what holds
    @precondition(lambda self: hasattr(self, "world"))
    @invariant()
    def nothing_comes_at_night_and_never_too_much(self) -> None:
        known = self.do(self.world.all_prompts())
        came = [one for one in self.do(self.world.deliveries()) if one.outcome in REACHED]  # type: ignore[attr-defined]
        weeks: dict[tuple[int, int], list[str]] = {}
        for one in came:
            local = one.decided_at.astimezone(ZoneInfo(self.zone_at(one.decided_at)))
            assert "09:00" <= local.strftime("%H:%M") < "21:00", (known[one.prompt].flow, local)  # type: ignore[index]
            weeks.setdefault(local.isocalendar()[:2], []).append(known[one.prompt].flow)  # type: ignore[index]
        for week in weeks.values():
            assert len([flow for flow in week if flow != "task_offer"]) <= CEILING
            own = [flow for flow in week if flow not in ("task_offer", "tell_task", "did_you_meet")]
            assert "task_day" in week or len(own) <= BUDGET or len(self.zones) > 1

    @precondition(lambda self: hasattr(self, "world"))
    @invariant()
    def no_task_that_rests_is_asked_about(self) -> None:
        known = self.do(self.world.all_prompts())
        for one in self.do(self.world.deliveries()):  # type: ignore[attr-defined]
            task = known[one.prompt].args.get("task")  # type: ignore[index]
            if one.outcome == "begun" and task in self.rested:
                assert one.decided_at <= self.rested[task]
        for prompt in self.do(self.world.planned()):  # type: ignore[attr-defined]
            assert prompt.args.get("task") not in self.rested or prompt.next_due_at is None

    @precondition(lambda self: hasattr(self, "world"))
    @invariant()
    def nothing_is_lost(self) -> None:
        for prompt in self.do(self.world.planned()):  # type: ignore[attr-defined]
            assert self.do(self.world.waits_for(prompt)) == prompt.next_due_at
        flows = [prompt.flow for prompt in self.do(self.world.planned()) if prompt.next_due_at is not None]  # type: ignore[attr-defined]
        assert flows.count("check_in") == 1

    @precondition(lambda self: hasattr(self, "world"))
    @invariant()
    def two_check_ins_are_never_close(self) -> None:
        known = self.do(self.world.all_prompts())
        came = [
            one.decided_at
            for one in self.do(self.world.deliveries())  # type: ignore[attr-defined]
            if known[one.prompt].flow == "check_in" and one.outcome in REACHED and not one.slot.endswith("/again")  # type: ignore[index]
        ]
        assert all(later - earlier >= timedelta(hours=72) for earlier, later in pairwise(came))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.do(self.world.store.close())
            self.runner.close()
            shutil.rmtree(self.folder)


async def opened(folder: Path, calendar: SetCalendar) -> Store:
    """Open the two databases of a folder."""
    for name in ("data", "keys"):
        (folder / name).mkdir(exist_ok=True)
    data, keys = (f"sqlite+aiosqlite:///{folder / name / name}.sqlite" for name in ("data", "keys"))
    store = await Store.open(data, keys, folder / "keys" / "interlude.key", calendar=calendar, machine=SetMachine())
    await store.migrate()
    return store


@pytest.mark.timeout(300)
def test_whatever_happens_in_a_course_prompts_keep_their_promises(tmp_path: Path) -> None:
    async def migrated() -> None:
        await (await opened(tmp_path, SetCalendar(SPRING))).close()

    asyncio.run(migrated())
    CourseOfEvents.template = tmp_path
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        CourseOfEvents,
        settings=settings(
            max_examples=9, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

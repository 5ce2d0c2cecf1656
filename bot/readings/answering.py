"""Which question of a flow is answered by which look into storage."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.readings import (
    briefs,
    cards,
    clocks,
    courses,
    endings,
    guiding,
    handing,
    logs,
    measures,
    meetings,
    mornings,
    noticing,
    numbers,
    overview,
    people,
    supervising,
    tasks,
    tools,
)
from bot.readings.asked import Asked
from flows import alerts as of_alerts
from flows import brief as of_brief
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
from storage.base import Transaction
from storage.runs import Run

Answer = Callable[[Asked], Awaitable[Any]]
ANSWERS: Mapping[type[Any], Answer] = {
    known.Me: people.me,
    known.Place: people.place,
    known.WhoReads: people.who_reads_mine,
    known.Code: people.code,
    known.Clients: people.clients,
    known.Colleagues: people.colleagues,
    known.Waiting: people.waiting,
    known.HelpCard: cards.help_card,
    known.TimeNow: clocks.time_now,
    known.CurrentPlan: clocks.current_plan,
    known.MySettings: clocks.my_settings,
    known.MyEntries: logs.my_entries,
    known.MyHoldings: logs.my_holdings,
    known.ClientLog: logs.client_log,
    of_course.MyCourse: courses.my_course,
    of_course.MyTask: tasks.my_task,
    of_course.ClientCard: courses.client_card,
    of_course.Ideas: tasks.ideas,
    of_course.Meetings: meetings.meetings,
    of_course.MetMeeting: meetings.met_meeting,
    of_measures.MeasuresDue: measures.measures_due,
    of_measures.FormShown: measures.form_shown,
    of_measures.Reached: measures.reached,
    of_measures.MyNumbers: numbers.my_numbers,
    of_measures.MeasurePlans: measures.measure_plans,
    of_tools.ToolKnown: tools.tool_known,
    of_tools.MyTools: tools.my_tools,
    of_tools.ToolSwitches: tools.tool_switches,
    of_ending.PlanShown: endings.my_plan,
    of_ending.ThenShown: endings.then_shown,
    of_ending.HardDate: endings.hard_date,
    of_ending.EndingCard: endings.ending_card,
    of_brief.Brief: briefs.brief,
    of_guiding.SessionGuide: guiding.session_guide,
    of_handing.Successors: handing.successors,
    of_handing.HandoverShown: handing.handover_shown,
    of_morning.Today: mornings.today,
    of_overview.Sheet: overview.sheet,
    of_overview.Counts: overview.counts,
    of_supervision.Queue: supervising.queue,
    of_alerts.Notices: noticing.my_notices,
}


class Readings:
    """Answers what a flow wants to know."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    async def read(self, tx: Transaction, run: Run, model: type[Any], ids: Mapping[str, str]) -> Any:
        """Give a reading as it is now."""
        return await ANSWERS[model](Asked(tx, self.programme, run, ids))

"""Invented answers to everything that a flow may want to know, so that it can be played without a database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.programme_files import shipped_forms
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
from flows.agreed import CourseFacts
from flows.content.session_cards import SHIPPED_CARDS
from flows.content.tasks.grief import GRIEF
from flows.content.tools import IN_ORDER
from flows.course import Area, Mechanism, SessionState, TaskState
from flows.course_readings import WordsShown
from flows.entries import Link, Said
from flows.tools import Field

TODAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC)
SOON = NOW + timedelta(days=1)
WORDS = Said(text="Tea with Olha. We laughed.")
ENTRY = known.EntryShown(
    id="e1",
    kind="mood_reported",
    value={"mood": 4, "link": "hard", "words": {"text": "A hard call."}},
    at=NOW,
    language="en",
)
TASK = of_course.TaskShown(
    id="t1", state=TaskState.AGREED, words=WordsShown(line=GRIEF[1].wording.to_json()), made_at=NOW, minutes=20,
    smaller=WordsShown(line=GRIEF[1].smaller.to_json()), done_when=WordsShown(line=GRIEF[1].done_when.to_json()),
    by=TODAY + timedelta(days=6), daily=WordsShown(line=GRIEF[1].wording.to_json()),
)  # fmt: skip
MEETING = of_course.SessionShown(
    id="s1", client="c1", name="Anna", meets_at=SOON, state=SessionState.PLANNED, number=2, of=6
)
PLAN = of_ending.PlanShown(
    parts={
        "plan_signs": (Field(name="signs", code="sleep"), Field(name="own", said=Said(text="I cancel things"))),
        "plan_people": (Field(name="who", round=1, said=Said(text="Olha")),),
        "plan_bands": (Field(name="fine", said=Said(text="I sing")), Field(name="slipping", said=Said(text="Dishes stay"))),
    },
    care=WordsShown(said=Said(text="The clinic, 000 000 333"), language="en"), open=True, today=TODAY, therapist="Olena",
    facts=of_ending.Facts(tasks=3, check_ins=6), names=("Olha",),
)  # fmt: skip


def form_shown() -> of_measures.FormShown:
    """Give the English PHQ-9, as it is answered."""
    form = next(one for one in shipped_forms() if (one.instrument, one.lang) == ("PHQ-9", "en"))
    return of_measures.FormShown(
        instrument=form.instrument, lang=form.lang, form=form.fingerprint[:16], stem=form.stem, items=form.items,
        options=form.options, values=form.option_values, difficulty_item=form.difficulty_item,
        difficulty_options=form.difficulty_options, safety_item=form.asks_for_safety,
    )  # fmt: skip


def samples(face: str) -> Mapping[type[Any], Any]:
    """Give one value for everything that may be read, for a client or for staff."""
    me = known.Me(name="Anna") if face == "client" else known.Me(name="Olena", role="therapist")
    return {type(one): one for one in (me, *_people(), *_course(), *_work())}


def _people() -> tuple[known.Known, ...]:
    tongues = (known.Tongue(code="en", own_name="English"), known.Tongue(code="uk", own_name="Українська"))
    line = known.Helpline(name="Lumenia Listening Line", number="000 000 111", hours="24h", free=True)
    return (
        known.Place(programme="Harbour Friends", tongues=tongues),
        known.WhoReads(name="Olena", weekdays=(1, 4), looks_by=TODAY + timedelta(days=3)),
        known.CurrentPlan(next_check_in=TODAY + timedelta(days=7), shares=True, later_today=True),
        known.HelpCard(emergency="000", helplines=(line,), checked_on=TODAY, name="Olena", looks_by=TODAY),
        known.TimeNow(
            zone="Europe/Berlin", clock="13:00", others=(known.ClockChoice(clock="14:00", zones=("Europe/Kyiv",)),)
        ),
        known.Code(pictures=("boat", "key", "sun")),
        known.MySettings(message=True, store=True, share=True),
        known.MyEntries(entries=(ENTRY,)),
        known.MyHoldings(entries=3, name="Anna", readings=(known.Looked(name="Olena", on=TODAY),)),
        known.Clients(clients=(known.ClientShown(id="c1", name="Anna", state="active", new=2),)),
        known.ClientLog(client="c1", name="Anna", entries=(ENTRY,)),
        known.Waiting(client="c1", name="Anna", right="boat,key,sun", shown=("boat,key,sun", "tree,key,sun")),
        known.Colleagues(names=("Ruth",)),
    )


def _course() -> tuple[known.Known, ...]:
    days = tuple(TODAY + timedelta(days=n) for n in range(4))
    idea = of_course.IdeaShown(
        id="g1", words=WordsShown(line=GRIEF[0].wording.to_json()),
        done_when=WordsShown(line=GRIEF[0].done_when.to_json()),
    )  # fmt: skip
    return (
        of_course.MyCourse(
            open=True, held=1, sessions=6, next_session=SOON, session_soon=True, area=Area.GRIEF.value, tasks=(TASK,),
            goal=WordsShown(said=Said(text="Sleep through the night"), language="en"),
        ),
        of_course.MyTask(task=TASK, today=TODAY, days_free=days),
        of_course.MetMeeting(meets_at=NOW, number=2),
        of_course.ClientCard(
            client="c1", name="Anna", language="en", open=True, template="ipc6", held=1, sessions=6,
            next_session=MEETING, facts=CourseFacts(area=Area.GRIEF, agreed=True), tasks=(TASK,), today=TODAY, guide="area",
            aims=(of_course.AimShown(aim=Mechanism.SUPPORT, given=3, tried=2),),
        ),
        of_guiding.SessionGuide(
            client="c1", name="Anna", number=2, of=6, area=Area.GRIEF, ideas=(idea.words,),
            aim=WordsShown(line=SHIPPED_CARDS["area"].aim.to_json()),
            ask=tuple(WordsShown(line=one.to_json()) for one in SHIPPED_CARDS["area"].ask),
            close=WordsShown(line=SHIPPED_CARDS["area"].close.to_json()),
        ),
        of_course.Ideas(client="c1", name="Anna", ideas=(idea,), by=TODAY),
        of_course.Meetings(meetings=(MEETING,)),
        of_ending.EndingCard(
            client="c1", name="Anna", held=4, sessions=6, today=TODAY, language="en", plan=PLAN, last_on=TODAY, reads_until=TODAY
        ),
    )  # fmt: skip


def _work() -> tuple[known.Known, ...]:
    due = of_measures.MeasureDue(
        instrument="PHQ-9", own="en", forms=(of_measures.FormName(lang="en", own_name="English"),)
    )
    plan = of_measures.MeasurePlanShown(instrument="PHQ-9", languages=("en",), every_days=0)
    point = of_measures.MeasurePoint(at=NOW, instrument="PHQ-9", total=9, shown=True)
    mark = of_supervision.MarkShown(id="m1", staff="Olena", client="Anna", entry=ENTRY, marked_at=NOW)
    switches = tuple(of_tools.ToolSwitch(tool=tool.id, on=tool.id == "my_people") for tool in IN_ORDER[:9])
    return (
        form_shown(),
        of_measures.MeasuresDue(due=(due,), mood_before=6),
        of_measures.Reached(name="Olena", close=("Olha",)),
        of_measures.MyNumbers(moods=(of_measures.MoodPoint(at=NOW, mood=4),), measures=(point,), weeks=_brief()),
        of_measures.MeasurePlans(client="c1", name="Anna", plans=(plan,), today=TODAY),
        of_tools.ToolKnown(today=TODAY, name="Olena", people=("Olha",), helped=("Going out before ten",)),
        of_tools.MyTools(tools=(of_tools.ToolShown(tool="my_people"),)),
        of_tools.ToolSwitches(client="c1", name="Anna", tools=switches),
        PLAN,
        of_ending.ThenShown(people=(of_ending.PersonThen(name="Olha", hard=WORDS),), area="grief", name="Olena"),
        of_ending.HardDate(name="Her birthday", on=TODAY + timedelta(days=7), record="r1"),
        of_supervision.Queue(marks=(mark,), mine_to_close=True),
        of_morning.Today(
            coming=(of_morning.Coming(client="c1", name="Anna", meets_at=SOON, mood=4, mood_before=6, raised=2),)
        ),
        of_overview.Sheet(
            on=TODAY, counsellors=(of_overview.CounsellorSheet(name="Olena", clients=4, silent=("Anna",)),)
        ),
        of_overview.Counts(active=9, staff=2, asked=20, answered=14),
        of_handing.Successors(client="c1", name="Anna", staff=(of_handing.Successor(id="s2", name="Taras"),)),
        of_handing.HandoverShown(now="Olena", then="Taras", then_id="s2"),
        of_alerts.Notices(notices=(of_alerts.NoticeShown(client="c1", name="Anna", kind="item9", sent_at=NOW),)),
        _brief(),
    )


def _brief() -> of_brief.Brief:
    moods = (
        of_brief.MoodGiven(on=TODAY - timedelta(days=9), mood=6, new=False),
        of_brief.MoodGiven(on=TODAY - timedelta(days=1), mood=4, link=Link.HARD, words=Said(text="A hard call.")),
    )
    return of_brief.Brief(
        client="c1", name="Anna", today=TODAY, since=TODAY - timedelta(days=8), next_meeting=SOON, number=2, of=6,
        moods=moods, meetings=(TODAY - timedelta(days=8),), tasks=(TASK,), people=("Olha",),
        totals=(of_brief.TotalGiven(on=TODAY - timedelta(days=1), instrument="PHQ-9", total=9, item9=0),),
    )  # fmt: skip

"""What the conversations of the tests know: one programme, one therapist, one client's plan."""

from datetime import UTC, date, datetime, timedelta

from flows import counting as of_counting
from flows.alerts import Notices, NoticeShown
from flows.brief import Brief, MoodGiven, TotalGiven
from flows.content.session_cards import SHIPPED_CARDS
from flows.content.tasks.any_area import ANY_AREA
from flows.content.tasks.grief import GRIEF
from flows.course import Area, Stage, TaskState, Tried
from flows.course_readings import MyCourse, MyTask, TaskShown, WordsShown
from flows.ending_readings import EndingCard, Facts, HardDate, PersonThen, PlanShown, ThenShown
from flows.entries import Link, Said
from flows.guiding import SessionGuide
from flows.handing import HandoverShown, Successor, Successors
from flows.measure_readings import (
    FormKnown,
    FormName,
    FormShown,
    MeasureDue,
    MeasurePlans,
    MeasurePlanShown,
    MeasurePoint,
    MeasuresDue,
    MoodPoint,
    MyNumbers,
    Reached,
)
from flows.morning import Coming, Today
from flows.overview import CounsellorSheet, Counted, Counts, Sheet
from flows.readings import (
    ClockChoice,
    Code,
    CurrentPlan,
    EntryShown,
    HelpCard,
    Helpline,
    Me,
    MySettings,
    Place,
    TimeNow,
    Tongue,
    WhoReads,
)
from flows.supervision import MarkShown, Queue
from flows.tool_readings import MyTools, ToolKnown, ToolShown, ToolSwitch, ToolSwitches
from flows.tools import Field

PLACE = Place(
    programme="Harbour Friends",
    tongues=(
        Tongue(code="en", own_name="English"),
        Tongue(code="uk", own_name="Українська"),
        Tongue(code="ar", own_name="العربية"),
    ),
)
WHO = WhoReads(name="Olena", weekdays=(1, 4), looks_by=date(2026, 3, 5))
NOBODY = WhoReads()
PLAN = CurrentPlan(next_check_in=date(2026, 3, 5), shares=True, stores=True, later_today=True)
CARD = HelpCard(
    emergency="000",
    helplines=(
        Helpline(name="Lumenia Listening Line", number="000 000 111", hours="24h"),
        Helpline(name="Lumenia Family Line", number="000 000 222", hours="08:00-20:00"),
    ),
    checked_on=date(2026, 1, 15),
    second_route="findahelpline.com",
    name="Olena",
    looks_by=date(2026, 3, 5),
)
CLOCK = TimeNow(
    zone="Europe/Berlin",
    clock="13:00",
    others=(
        ClockChoice(clock="12:00", zones=("Europe/London",)),
        ClockChoice(clock="14:00", zones=("Europe/Kyiv", "Africa/Cairo")),
    ),
)
TASK = TaskShown(
    id="t1", state=TaskState.AGREED, words=WordsShown(line=GRIEF[1].wording.to_json()),
    smaller=WordsShown(line=GRIEF[1].smaller.to_json()), done_when=WordsShown(line=GRIEF[1].done_when.to_json()),
    minutes=20, by=date(2026, 3, 9), made_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
)  # fmt: skip
DAILY = TASK.model_copy(
    update={"id": "t2", "days": 3, "daily": WordsShown(line=ANY_AREA[3].daily.to_json() if ANY_AREA[3].daily else None)}
)
DAYS = tuple(date(2026, 3, 2) + timedelta(days=n) for n in range(5))
MY_TASK = MyTask(task=TASK, today=date(2026, 3, 2), days_free=DAYS, next_session=datetime(2026, 3, 10, 9, tzinfo=UTC))
COURSE = MyCourse(
    open=True, held=1, sessions=6, next_session=datetime(2026, 3, 3, 9, tzinfo=UTC), session_soon=True, tasks=(TASK,)
)
ON = datetime(2026, 3, 1, 18, tzinfo=UTC)
PHQ9 = FormShown(
    instrument="PHQ-9", lang="en", form="f" * 16, stem="12?", items=("1.", "9."),
    options=("0.", "1.", "2.", "3."), values=(0, 1, 2, 3), difficulty_item="10?", difficulty_options=("0.", "1."),
    safety_item=1,
)  # fmt: skip
DUE = MeasuresDue(
    due=(MeasureDue(instrument="PHQ-9", own="en", forms=(FormName(lang="en", own_name="12"),)),), mood_before=6
)
REACHED = Reached(name="Olena", close=("12", "34"))
NUMBERS = MyNumbers(
    moods=(MoodPoint(at=ON, mood=4),),
    measures=(
        MeasurePoint(at=ON, instrument="12", total=7, shown=True), MeasurePoint(at=ON, instrument="12"),
        MeasurePoint(at=ON, instrument="12", missing=2, shown=True),
    ),
    weeks=Brief(
        client="c1", today=date(2026, 3, 2),
        moods=(MoodGiven(on=date(2026, 2, 22), mood=6), MoodGiven(on=date(2026, 3, 1), mood=4)),
    ),
)  # fmt: skip
DOUBTED = (FormKnown(lang="12", own_name="12", doubts=("34 56", "78")),)
PLANS = MeasurePlans(
    client="c1", name="12", today=date(2026, 3, 2), known_until=date(2026, 3, 9), known_answer=1,
    plans=(
        MeasurePlanShown(instrument="34", languages=("56",), every_days=14, forms=DOUBTED),
        MeasurePlanShown(instrument="PHQ-9", unchecked=True, forms=(FormKnown(lang="34", own_name="34", checked=False),)),
    ),
)  # fmt: skip
WORD = Said(text="12 345")
KNOWN_TOOL = ToolKnown(today=date(2026, 3, 2), name="Olena", people=("12", "34"), helped=("56 78", "9" * 30))
TOOLS_OPEN = MyTools(
    tools=(ToolShown(tool="my_people"), ToolShown(tool="moment", fresh=True), ToolShown(tool="plan_signs")),
    plan=True, unfinished="timeline", measures=True,
)  # fmt: skip
SWITCHES = ToolSwitches(
    client="c1", name="12",
    tools=(
        ToolSwitch(tool="my_people", on=True, met=True), ToolSwitch(tool="memories_during"),
        ToolSwitch(tool="rehearsal", on=True, closed="concern"),
    ),
)  # fmt: skip
PLAN_MADE = PlanShown(
    parts={
        "plan_signs": (Field(name="signs", code="sleep"), Field(name="signs", code="food"), Field(name="own", said=WORD)),
        "plan_situations": (
            Field(name="what", round=1, said=WORD), Field(name="action", round=1, said=WORD),
            Field(name="who", round=1, said=WORD),
        ),
        "plan_worked": (Field(name="thing", round=1, said=WORD),),
        "plan_people": (Field(name="who", round=1, said=WORD), Field(name="ask", round=1, said=WORD)),
        "plan_bands": (
            Field(name="fine", said=WORD), Field(name="slipping", said=WORD), Field(name="slipping_who", said=WORD),
            Field(name="help_do", said=Said(voice="f1", seconds=5)),
        ),
    },
    care=WordsShown(said=WORD, language="uk"), agreed_on=date(2026, 3, 1), open=True, today=date(2026, 3, 2),
    facts=Facts(tasks=2, moments=1, people=3, check_ins=5), therapist="Olena",
)  # fmt: skip
THEN = ThenShown(people=(PersonThen(name="12", hard=WORD), PersonThen(name="34")), area="grief", name="Olena")
HARD = HardDate(name="12", on=date(2026, 3, 9), plan=WORD, record="r1", fields=(Field(name="name", said=WORD),))
END = EndingCard(
    client="c1", name="12", held=4, sessions=6, last_on=date(2026, 3, 20), today=date(2026, 3, 2), language="ar",
    plan=PLAN_MADE, reads_until=date(2026, 3, 16),
)  # fmt: skip
MARK = MarkShown(
    id="m1", staff="12", client="34", question=WordsShown(said=WORD, language="uk"), marked_at=ON,
    entry=EntryShown(id="e1", kind="raised", value={"words": {"text": "12 345"}}, at=ON, language="uk"),
)  # fmt: skip
COUNTED = of_counting.Counts(
    moments=(of_counting.MomentsWith(name="12", good=1, hard=2),), contacts=4, close=2,
    views=of_counting.Views(stage=Stage.IMPASSE, set_on=date(2026, 3, 1), told="stuck", told_on=date(2026, 3, 2)),
)  # fmt: skip
BRIEF = Brief(
    client="c1", name="Mira", today=date(2026, 3, 12), since=date(2026, 3, 4), next_meeting=datetime(2026, 3, 13, 9, tzinfo=UTC),
    number=3, of=6, opened_on=date(2026, 3, 5),
    moods=(
        MoodGiven(on=date(2026, 3, 3), mood=6, new=False),
        MoodGiven(on=date(2026, 3, 12), mood=4, link=Link.HARD, words=Said(text="12")),
    ),
    meetings=(date(2026, 3, 4),), totals=(TotalGiven(on=date(2026, 3, 12), instrument="PHQ-9", total=12, item9=1, form="a"),),
    raised=(EntryShown(id="e2", kind="raised", value={"words": {"text": "34"}}, at=datetime(2026, 3, 12, 9, tzinfo=UTC), language="en"),),
    people=("56",), counts=COUNTED, other=2,
)  # fmt: skip
NOTICE = NoticeShown(client="c1", name="12", kind="item9", sent_at=ON)
NOTICES = Notices(notices=(NOTICE,))
SHEET = Sheet(
    on=date(2026, 3, 2),
    counsellors=(
        CounsellorSheet(
            name="12", clients=4, held=9, planned=3, not_seen=("34",), no_safety_note=("34", "56"), overdue=("34",),
            silent=("56",), ending=("34",), marked=2,
        ),
    ),
)  # fmt: skip
COUNTS = Counts(active=9, staff=2, languages=(Counted(own_name="12", clients=9),), asked=20, answered=14, unread=1)
SUCCESSORS = Successors(client="c1", name="12", staff=(Successor(id="s2", name="34"),))
OFFER = HandoverShown(now="12", then="34", then_id="s2")
COMING = Coming(client="c1", name="12", meets_at=ON, mood=4, mood_before=6, task=Tried.PART, raised=2, safety=True)
MORNING = Today(coming=(COMING,))
GUIDE = SessionGuide(
    client="c1", name="12", number=2, of=6, area=Area.GRIEF, ideas=(WordsShown(line=GRIEF[0].wording.to_json()),),
    aim=WordsShown(line=SHIPPED_CARDS["area"].aim.to_json()),
    ask=tuple(WordsShown(line=one.to_json()) for one in SHIPPED_CARDS["area"].ask),
    close=WordsShown(line=SHIPPED_CARDS["area"].close.to_json()),
)  # fmt: skip
QUEUE = Queue(marks=(MARK,), mine_to_close=True)
CODE = Code(pictures=("boat", "key", "sun"))
CLIENT = Me(name="Mira")
THERAPIST = Me(name="Olena", role="therapist")
SETTINGS = MySettings(message=True, store=True, share=True)

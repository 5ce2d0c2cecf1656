"""What may also be the case: for each thing that a flow looks at, the other ways it can be, one at a time."""

from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from bot.preview.samples import ENTRY, MEETING, NOW, PLAN, SOON, TASK, TODAY, WORDS
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
from flows.agreed import CourseFacts, TaskPlan
from flows.client.mood import BEST, WORST
from flows.content.session_cards import SHIPPED_CARDS, SessionCard
from flows.content.tools import IN_ORDER
from flows.course import Area, Carried, Mechanism, Stage, TaskState, Tried
from flows.course_readings import WordsShown
from flows.entries import Said
from flows.staff.alerts import KINDS
from flows.staff.watching import STATES
from flows.tools import Field
from locales.line import verbatim

AWAY = known.Absence(away_from=TODAY, away_until=TODAY + timedelta(days=7))
COVERED = AWAY.model_copy(update={"cover": "Ruth"})
OWN = WordsShown(said=WORDS, language="en")
FOREIGN = WordsShown(said=Said(text="Чай з Ольгою."), language="uk")
VOICED = WordsShown(said=Said(voice="f1", seconds=5), language="en")
PROPOSED = TASK.model_copy(update={"state": TaskState.PROPOSED, "why": OWN})
FULL_PLAN = TaskPlan(on=TODAY, time="16:00", where=WORDS, first_step=WORDS, obstacle=WORDS, plan_b=WORDS)
DAILY = TASK.model_copy(update={"id": "t2", "days": 3, "noted": 2})
CLOSED = TASK.model_copy(update={"state": TaskState.CLOSED, "tried": Tried.DONE, "carried": Carried.KEEP})
RATED = {"rated": True, "low_words": WordsShown(line=WORST.to_json()), "high_words": WordsShown(line=BEST.to_json())}
RECORD = of_tools.RecordShown(record="r1", at=NOW, fields=(Field(name="name", said=WORDS),))
LOWEST = of_brief.MoodGiven(on=TODAY, mood=4, worst=2)
MISSING = of_brief.TotalGiven(on=TODAY, instrument="PHQ-9", total=None, missing=1)
VIEWS = of_counting.Views(stage=Stage.RENEGOTIATION, set_on=TODAY, told="stuck", told_on=TODAY)
COUNTED = of_counting.Counts(
    moments=(of_counting.MomentsWith(name="Olha", good=2, hard=1),), contacts=4, close=2, views=VIEWS
)
NOTICE = of_alerts.NoticeShown(client="c1", name="Anna", kind="item9", sent_at=NOW)
COMING = of_morning.Coming(client="c1", name="Anna", meets_at=SOON, mood=4)
IDEA = of_course.IdeaShown(id="g1", words=OWN, done_when=OWN)
ELSEWHERE = of_measures.MeasureDue(
    instrument="PHQ-9",
    forms=tuple(of_measures.FormName(lang=code, own_name=name) for code, name in (("en", "English"), ("uk", "Українська"))),
)  # fmt: skip
SITUATION = tuple(Field(name=name, round=1, said=WORDS) for name in ("what", "action", "who", "ask"))
MEASURED = ENTRY.model_copy(
    update={
        "kind": "measure_answered",
        "value": {"instrument": "PHQ-9", "language": "en", "form": "f", "answers": [1] * 9, "total": 9},
    }
)
CONTACTS = tuple(
    of_course.ContactShown(id="x1", reason=why, by=TODAY, overdue=late)
    for why, late in (("planned", False), ("asked", True), ("referred", False))
)
CLIENTS = tuple(
    known.ClientShown(id="c1", name=name, **state)
    for name, state in (
        ("Anna", {"state": "active", "reachable": False, "stopped": True, "shares": False}),
        ("Olha", {"state": "active", "paused_until": NOW}),
        ("Taras", {"state": "joining"}),
        (None, {"state": "waiting"}),
        ("Ruth", {"state": "invited"}),
        ("Ada", {"state": "ended"}),
    )
)
SENT = tuple(of_course.SentShown(flow="check_in", due_at=NOW, state=state) for state in STATES)

STUDY = known.StudyShown(name="…", about=verbatim("…").to_json(), contact="…")


def guide(card: SessionCard) -> dict[str, Any]:
    """Give what a session card puts on the screen."""
    ask = tuple(WordsShown(line=one.to_json()) for one in card.ask)
    return {
        "aim": WordsShown(line=card.aim.to_json()),
        "ask": ask,
        "close": WordsShown(line=card.close.to_json()),
        "area": None,
    }


OTHERWISE: tuple[tuple[type[BaseModel], dict[str, Any]], ...] = (
    (known.Place, {"open_to_clients": False}),
    (known.Place, {"page": True}),
    (known.Place, {"safety_notices": False}),
    (known.Place, {"study": STUDY}),
    (known.WhoReads, {"name": None, "weekdays": (), "looks_by": None}),
    (known.WhoReads, {"weekdays": (1, 2, 3, 4, 5), "supervisor": "Ruth"}),
    (known.WhoReads, {"absence": COVERED}),
    (known.WhoReads, {"absence": AWAY}),
    (known.CurrentPlan, {"next_check_in": None, "later_today": False}),
    (known.CurrentPlan, {"shares": False, "stores": False}),
    (known.CurrentPlan, {"study_now": True}),
    (known.HelpCard, {"name": None, "looks_by": None, "second_route": "findahelpline.com"}),
    (known.HelpCard, {"looks_by": None}),
    (known.HelpCard, {"absence": COVERED}),
    (known.HelpCard, {"absence": AWAY}),
    (known.MySettings, {"message": False, "store": False, "share": False}),
    (known.MySettings, {"research": True}),
    (known.MySettings, {"opens_self": True, "paused": True}),
    (known.MySettings, {"paused": True, "paused_until": SOON}),
    (known.MyEntries, {"entries": ()}),
    (known.MyEntries, {"entries": (ENTRY.model_copy(update={"private": True, "changed": True}),)}),
    (known.MyEntries, {"entries": (MEASURED,)}),
    (known.MyHoldings, {"entries": 0, "first_on": None, "name": None, "readings": ()}),
    (known.MyHoldings, {"first_on": TODAY, "zone": "Europe/Kyiv", "older_looks": True}),
    (known.Clients, {"clients": ()}),
    (known.Clients, {"clients": CLIENTS}),
    (known.ClientLog, {"entries": (), "name": None}),
    (known.ClientLog, {"shares": False}),
    (known.Waiting, {"moving": True}),
    (known.Waiting, {"right": "", "name": None}),
    (known.Colleagues, {"names": ()}),
    (known.Code, {"pictures": ()}),
    (known.TimeNow, {"others": (known.ClockChoice(clock="14:00", zones=("Europe/Kyiv", "Africa/Cairo")),)}),
    (known.Me, {"name": None, "native_digits": True}),
    (known.Me, {"joined": False}),
    (known.Me, {"connected": False}),
    (known.Me, {"help_label": "neutral"}),
    (known.Me, {"role": "supervisor"}),
    (of_course.MyCourse, {"open": False, "session_soon": False, "tasks": (), "next_session": None, "goal": None}),
    (of_course.MyCourse, {"tasks": (TASK, DAILY), "area": None, "formulation": None}),
    (of_course.MyCourse, {"last_read_on": TODAY}),
    (of_course.MyCourse, {"worst": True, "formulation": OWN, "word": OWN}),
    (of_course.MyCourse, {"goal": VOICED, "formulation": VOICED}),
    *((of_course.MyCourse, {"area": area.value}) for area in Area),
    (of_course.MyTask, {"task": None}),
    (of_course.MyTask, {"task": PROPOSED}),
    (of_course.MyTask, {"task": PROPOSED.model_copy(update={"smaller": None, "words": VOICED})}),
    (of_course.MyTask, {"task": DAILY}),
    (of_course.MyTask, {"task": DAILY.model_copy(update={"days": 1, **RATED})}),
    (of_course.MyTask, {"task": TASK.model_copy(update={"plan": FULL_PLAN})}),
    (of_course.MetMeeting, {"meets_at": None}),
    (of_course.ClientCard, {"open": False, "tasks": (), "next_session": None}),
    (of_course.ClientCard, {"facts": CourseFacts(), "shares": False, "quiet": True, "new": 2, "unlogged": (MEETING,)}),
    (of_course.ClientCard, {"contacts": CONTACTS, "sent": SENT}),
    (of_course.ClientCard, {"language": "ar", "tasks": (TASK.model_copy(update={"state": TaskState.PAUSED}), DAILY)}),
    (of_course.ClientCard, {"facts": CourseFacts(area=Area.DISPUTE, second=Area.GRIEF, stage=Stage.IMPASSE, agreed=True)}),
    (of_course.ClientCard, {"aims": tuple(of_course.AimShown(aim=aim, given=3, tried=2) for aim in Mechanism)}),
    (of_course.ClientCard, {"done": tuple(CLOSED.model_copy(update={"tried": one}) for one in Tried)}),
    (of_course.ClientCard, {"done": tuple(CLOSED.model_copy(update={"carried": one}) for one in Carried)}),
    (of_course.Ideas, {"ideas": (), "by": None}),
    (of_course.Ideas, {"ideas": tuple(IDEA.model_copy(update={"id": f"g{n}"}) for n in range(9))}),
    *((of_course.Ideas, {"ideas": (IDEA.model_copy(update={"closed": why}),)}) for why in ("not_asked", "concern", "phone_not_private")),
    (of_course.Meetings, {"meetings": ()}),
    (of_guiding.SessionGuide, {"aim": None}),
    *((of_guiding.SessionGuide, guide(card)) for card in SHIPPED_CARDS.values()),
    (of_guiding.SessionGuide, {"draft": False, "ideas": ()}),
    (of_measures.MeasuresDue, {"due": ()}),
    (of_measures.MeasuresDue, {"due": (ELSEWHERE,), "at_once": False}),
    (of_measures.Reached, {"name": None, "close": (), "duty": "Under sixteen, a worker must pass it on."}),
    (of_measures.Reached, {"reachable": False}),
    (of_measures.Reached, {"reachable": False, "anybody": False}),
    (of_measures.Reached, {"notices": False}),
    (of_measures.MyNumbers, {"moods": (), "measures": (), "weeks": None}),
    (of_measures.MyNumbers, {"measures": (
        of_measures.MeasurePoint(at=NOW, instrument="PHQ-9"),
        of_measures.MeasurePoint(at=NOW, instrument="PHQ-9", missing=2, shown=True),
    )}),
    (of_measures.MeasurePlans, {"worst": True, "known_until": TODAY, "known_answer": 1}),
    (of_measures.MeasurePlans, {"numbers": "at_once"}),
    (of_measures.MeasurePlans, {"plans": (of_measures.MeasurePlanShown(
        instrument="PHQ-9", unchecked=True,
        forms=(of_measures.FormKnown(lang="uk", own_name="Українська", checked=False, doubts=("Item 4 differs.",)),),
    ),)}),
    *((of_tools.ToolKnown, {"closed": why}) for why in ("daylight", "off", "concern", "not_asked")),
    (of_tools.ToolKnown, {"name": None}),
    (of_tools.ToolKnown, {"shares": False, "people": (), "helped": ()}),
    (of_tools.ToolKnown, {"records": (RECORD,)}),
    (of_tools.MyTools, {"tools": (), "plan": False, "unfinished": None}),
    (of_tools.MyTools, {"plan": True, "unfinished": "timeline", "measures": True,
                        "tools": tuple(of_tools.ToolShown(tool=tool.id, fresh=not n) for n, tool in enumerate(IN_ORDER))}),
    (of_tools.ToolSwitches, {"tools": tuple(
        of_tools.ToolSwitch(tool=tool.id, on=True, met=True, closed="concern" if number % 2 else None)
        for number, tool in enumerate(IN_ORDER)
    )}),
    (of_ending.PlanShown, {"parts": {}, "open": False, "care": None, "facts": of_ending.Facts(tasks=1)}),
    (of_ending.PlanShown, {"parts": {}, "care": None, "facts": of_ending.Facts(), "therapist": None}),
    (of_ending.PlanShown, {"parts": {"plan_situations": SITUATION, "plan_people": SITUATION}}),
    (of_ending.PlanShown, {"ended": True, "hidden": ("Olha",)}),
    (of_ending.PlanShown, {"agreed_on": TODAY, "facts": of_ending.Facts(tasks=2, moments=1, people=3, check_ins=5)}),
    (of_ending.ThenShown, {"people": (), "area": None, "name": None, "shares": False}),
    *((of_ending.ThenShown, {"people": (of_ending.PersonThen(name="Olha"),), "area": area.value}) for area in Area),
    (of_ending.HardDate, {"plan": WORDS}),
    (of_ending.HardDate, {"name": None}),
    (of_ending.EndingCard, {"spoken": True, "care": True, "goodbye": True, "agreed_on": TODAY, "monthly_until": TODAY}),
    (of_ending.EndingCard, {"plan": None}),
    (of_ending.EndingCard, {"plan": of_ending.PlanShown(today=TODAY)}),
    (of_ending.EndingCard, {"plan": PLAN.model_copy(update={"care": None}), "language": "ar"}),
    (of_handing.Successors, {"staff": (), "name": None}),
    (of_handing.HandoverShown, {"now": None}),
    (of_handing.HandoverShown, {"then_id": ""}),
    (of_alerts.Notices, {"notices": ()}),
    (of_alerts.Notices, {"notices": tuple(NOTICE.model_copy(update={"kind": kind, "arrived": "failed"}) for kind in KINDS)}),
    (of_alerts.Notices, {"notices": (NOTICE.model_copy(update={"seen_at": NOW, "escalated_at": NOW, "arrived": "on_its_way"}),)}),
    (of_alerts.Notices, {"others": (NOTICE.model_copy(update={"to": "Taras"}),)}),
    (of_brief.Brief, {"shares": False}),
    (of_brief.Brief, {"moods": (), "totals": (), "raised": (), "people": (), "since": None, "next_meeting": None}),
    (of_brief.Brief, {"moods": (LOWEST,), "gaps": (TODAY,), "totals": (MISSING,), "known_until": TODAY, "safety": (ENTRY,)}),
    (of_brief.Brief, {"moods": (), "totals": (), "tasks": (), "first_check_in": TODAY, "meetings": ()}),
    (of_brief.Brief, {"counts": COUNTED}),
    (of_brief.Brief, {"counts": COUNTED.model_copy(update={"views": VIEWS.model_copy(update={"set_on": None})})}),
    (of_brief.Brief, {"raised": (ENTRY,), "other": 2, "opened_on": TODAY}),
    (of_supervision.Queue, {"marks": ()}),
    (of_supervision.Queue, {"mine_to_close": False, "marks": (
        of_supervision.MarkShown(id="m1", staff="Olena", client="Anna", outcome=OWN, question=FOREIGN, marked_at=NOW),
    )}),
    (of_overview.Sheet, {"example": True}),
    (of_overview.Sheet, {"counsellors": (of_overview.CounsellorSheet(
        name="Olena", clients=4, held=9, planned=3, not_seen=("Anna",), no_safety_note=("Anna",), overdue=("Anna",),
        ending=("Anna",), marked=2,
    ),)}),
    (of_overview.Counts, {"languages": (of_overview.Counted(own_name="English", clients=9),), "unread": 1}),
    (of_morning.Today, {"coming": ()}),
    (of_morning.Today, {"numbers": False}),
    (of_morning.Today, {"coming": (COMING.model_copy(update={"safety": True}),)}),
    (of_morning.Today, {"coming": tuple(COMING.model_copy(update={"task": one, "raised": 1, "mood": None}) for one in Tried)}),
)  # fmt: skip

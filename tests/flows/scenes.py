"""Scenes: every flow as usual, and once with each thing that it looks at being otherwise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from flows import registry
from flows.agreed import CourseFacts, TaskPlan
from flows.alerts import Notices
from flows.brief import Brief
from flows.client.mood import BEST, WORST
from flows.content.tasks.grief import GRIEF
from flows.course import Area, Carried, Mechanism, SessionState, Stage, TaskState, Tried
from flows.course_readings import (
    AimShown,
    ClientCard,
    ContactShown,
    Ideas,
    IdeaShown,
    Meetings,
    MetMeeting,
    MyCourse,
    MyTask,
    SentShown,
    SessionShown,
    WordsShown,
)
from flows.ending_readings import EndingCard, Facts, HardDate, PlanShown, ThenShown
from flows.entries import Said
from flows.guiding import SessionGuide
from flows.handing import HandoverShown, Successors
from flows.measure_readings import FormName, MeasureDue, MeasurePlans, MeasuresDue, MyNumbers, Reached
from flows.morning import Today
from flows.overview import Sheet
from flows.readings import (
    Absence,
    ClientLog,
    Clients,
    ClientShown,
    Code,
    Colleagues,
    CurrentPlan,
    EntryShown,
    HelpCard,
    Looked,
    Me,
    MyEntries,
    MyHoldings,
    MySettings,
    Place,
    StudyShown,
    Waiting,
    WhoReads,
)
from flows.staff.alerts import KINDS
from flows.staff.watching import STATES
from flows.supervision import Queue
from flows.tool_readings import MyTools, RecordShown, ToolKnown
from flows.tools import Field
from locales.line import verbatim
from tests.flows.known import (
    BRIEF,
    CARD,
    CLIENT,
    CLOCK,
    CODE,
    COMING,
    COUNTS,
    COURSE,
    DAILY,
    DUE,
    END,
    GUIDE,
    HARD,
    KNOWN_TOOL,
    MARK,
    MORNING,
    MY_TASK,
    NOTICE,
    NOTICES,
    NUMBERS,
    OFFER,
    PHQ9,
    PLACE,
    PLAN,
    PLAN_MADE,
    PLANS,
    QUEUE,
    REACHED,
    SETTINGS,
    SHEET,
    SUCCESSORS,
    SWITCHES,
    TASK,
    THEN,
    THERAPIST,
    TOOLS_OPEN,
    WHO,
)
from tests.flows.player import Player
from tests.flows.told import AT, VALUES

ENTRIES = tuple(
    EntryShown(id=f"e{n}", kind=kind, value=value, at=AT, language="uk", private=n == 2, changed=n == 3)
    for n, (kind, value) in enumerate(VALUES)
)
# The log that staff read shows every kind; the client's own needs no more than a few, of which one is a measure.
SOME = (*ENTRIES[:3], next(one for one in ENTRIES if one.kind == "measure_answered"))
CLIENTS = (
    ClientShown(id="c1", name="Mira", state="active", new=3),
    ClientShown(id="c2", name=None, state="waiting"),
    ClientShown(id="c3", name="Nova", state="active", reachable=False, stopped=True, shares=False),
    ClientShown(id="c4", name="Zoe", state="active", paused_until=AT),
    ClientShown(id="c5", name="Ada", state="joining"),
    ClientShown(id="c6", name="Ida", state="invited"),
    ClientShown(id="c7", name="Eva", state="ended"),
)
OWN = WordsShown(said=Said(text="12 345"), language="uk")
VOICED = WordsShown(said=Said(voice="f1", seconds=5), language="uk")
LOW, HIGH = WordsShown(line=WORST.to_json()), WordsShown(line=BEST.to_json())
PROPOSED = TASK.model_copy(update={"state": TaskState.PROPOSED})
WORD = Said(text="12 345")
VERBATIM = verbatim("12 345")
THOUGHT = TaskPlan(on=date(2026, 3, 2), time="16:00", where=WORD, first_step=WORD, obstacle=WORD, plan_b=WORD)
MEETING = MetMeeting(meets_at=AT, number=2)
SESSION = SessionShown(id="s1", client="c1", name="12", meets_at=AT, state=SessionState.PLANNED, number=2, of=6)
MEETINGS = Meetings(meetings=(SESSION,))
IDEA = IdeaShown(
    id="g1", words=WordsShown(line=GRIEF[0].wording.to_json()), done_when=WordsShown(line=GRIEF[0].done_when.to_json())
)
IDEAS = Ideas(
    client="c1", name="12", ideas=tuple(IDEA.model_copy(update={"id": f"g{n}"}) for n in range(8)), by=date(2026, 3, 9)
)
CLOSED = (TASK.model_copy(update={"state": TaskState.CLOSED, "tried": Tried.DONE, "carried": Carried.KEEP}),)
PAUSED = (
    TASK.model_copy(update={"state": TaskState.PAUSED}),
    DAILY.model_copy(update={"by_client": True, "noted": 2, "plan": THOUGHT}),
)
AGREED = CourseFacts(area=Area.DISPUTE, second=Area.GRIEF, stage=Stage.IMPASSE, agreed=True)
STAFF_CARD = ClientCard(
    client="c1", name="12", language="en", open=True, template="ipc6", held=1, sessions=6, next_session=SESSION, guide="area",
    facts=CourseFacts(area=Area.DISPUTE), tasks=(TASK,), today=date(2026, 3, 2),
    aims=tuple(AimShown(aim=aim, given=3, tried=2) for aim in Mechanism),
    contacts=(
        ContactShown(id="x1", reason="planned", by=date(2026, 3, 4)),
        ContactShown(id="x2", reason="asked", by=date(2026, 3, 1), overdue=True),
        ContactShown(id="x3", reason="referred", by=date(2026, 3, 8)),
    ),
    sent=(SentShown(flow="check_in", due_at=AT, state="sent"),),
)  # fmt: skip
ELSEWHERE = MeasureDue(
    instrument="PHQ-9", forms=(FormName(lang="en", own_name="12"), FormName(lang="uk", own_name="34"))
)
RECORD = RecordShown(record="r1", at=AT, fields=(Field(name="name", said=WORD),))
COVERED = Absence(away_from=date(2026, 3, 2), away_until=date(2026, 3, 9), cover="Ruth")
UNCOVERED = COVERED.model_copy(update={"cover": None})
SHOWN = ("boat,key,sun", "tree,key,sun", "bell,fish,sun")
USUAL: tuple[BaseModel, ...] = (
    PLACE, PLAN, CARD, CLOCK, CODE, SETTINGS, WHO,
    MyEntries(entries=SOME),
    MyHoldings(entries=3, first_on=date(2026, 2, 1), name="Mira", zone="Europe/Kyiv", readings=(Looked(name="Olena", on=AT.date()),)),
    Clients(clients=CLIENTS),
    ClientLog(client="c1", name="Mira", entries=ENTRIES),
    Waiting(client="c1", name="Mira", right="boat,key,sun", shown=SHOWN),
    Colleagues(names=("Ruth",)),
    COURSE.model_copy(update={"goal": OWN, "formulation": OWN, "word": OWN, "area": "change"}), MY_TASK, MEETING,
    STAFF_CARD, IDEAS, MEETINGS, PHQ9, DUE, REACHED, NUMBERS, PLANS, KNOWN_TOOL, TOOLS_OPEN, SWITCHES, PLAN_MADE, THEN,
    HARD, END, QUEUE, BRIEF, NOTICES, SHEET, COUNTS, SUCCESSORS, OFFER, MORNING, GUIDE,
)  # fmt: skip
OTHERWISE: tuple[tuple[type[BaseModel], dict[str, Any]], ...] = (
    (Place, {"open_to_clients": False}),
    (Place, {"safety_notices": False}),
    (Place, {"study": StudyShown(name="12", about=VERBATIM.to_json(), contact="34")}),
    (WhoReads, {"name": None, "weekdays": (), "looks_by": None}),
    (WhoReads, {"weekdays": (1, 2, 3, 4, 5), "supervisor": "Ruth"}),
    (WhoReads, {"absence": COVERED}),
    (WhoReads, {"absence": UNCOVERED}),
    (CurrentPlan, {"next_check_in": None, "later_today": False}),
    (CurrentPlan, {"shares": False, "stores": False}),
    (CurrentPlan, {"study_now": True}),
    (MySettings, {"research": True}),
    (HelpCard, {"name": None, "looks_by": None, "second_route": None}),
    (HelpCard, {"absence": COVERED}),
    (HelpCard, {"absence": UNCOVERED}),
    (MySettings, {"message": False, "store": False, "share": False}),
    (MySettings, {"opens_self": True, "paused": True}),
    (MySettings, {"paused": True, "paused_until": AT}),
    (MyEntries, {"entries": ()}),
    (MyHoldings, {"entries": 0, "first_on": None, "name": None, "readings": ()}),
    (Clients, {"clients": ()}),
    (ClientLog, {"entries": (), "name": None}),
    (ClientLog, {"shares": False}),
    (Brief, {"shares": False}),
    (Notices, {"notices": ()}),
    (Sheet, {"example": True}),
    (Today, {"coming": ()}),
    (Today, {"numbers": False}),
    (Today, {"coming": (COMING.model_copy(update={"mood_before": None, "safety": False}),)}),
    (Today, {"coming": tuple(COMING.model_copy(update={"task": one, "raised": 1, "mood": None}) for one in Tried)}),
    (SessionGuide, {"aim": None}),
    (SessionGuide, {"draft": False, "ideas": ()}),
    (Successors, {"staff": (), "name": None}),
    (HandoverShown, {"now": None}),
    (HandoverShown, {"then_id": ""}),
    (Notices, {"notices": tuple(NOTICE.model_copy(update={"kind": kind, "arrived": "failed"}) for kind in KINDS)}),
    (Notices, {"notices": (NOTICE.model_copy(update={"seen_at": AT, "escalated_at": AT, "arrived": "on_its_way"}),)}),
    (Notices, {"others": (NOTICE.model_copy(update={"to": "34"}),)}),
    (Brief, {"moods": (), "totals": (), "raised": (), "people": (), "since": None, "next_meeting": None}),
    (Waiting, {"moving": True}),
    (Waiting, {"right": "", "name": None}),
    (Colleagues, {"names": ()}),
    (Code, {"pictures": ()}),
    (Me, {"name": None, "native_digits": True}),
    (Me, {"joined": False, "help_label": "more"}),
    (Me, {"help_label": "neutral"}),
    (Me, {"role": "supervisor"}),
    (MyCourse, {"open": False, "session_soon": False, "tasks": (), "next_session": None, "goal": None}),
    (MyCourse, {"tasks": (TASK, DAILY), "area": None, "formulation": None}),
    (MyCourse, {"worst": True}),
    (MyCourse, {"goal": VOICED, "formulation": VOICED, "area": "dispute"}),
    (MyTask, {"task": None}),
    (MyTask, {"task": PROPOSED}),
    (MyTask, {"task": PROPOSED.model_copy(update={"smaller": None, "words": VOICED, "why": OWN})}),
    (MyTask, {"task": DAILY}),
    (MyTask, {"task": DAILY.model_copy(update={"rated": True, "low_words": LOW, "high_words": HIGH, "days": 1})}),
    (MyTask, {"task": TASK.model_copy(update={"plan": THOUGHT})}),
    (MetMeeting, {"meets_at": None}),
    (ClientCard, {"open": False, "tasks": (), "contacts": (), "sent": (), "next_session": None}),
    (
        ClientCard,
        {"facts": CourseFacts(), "shares": False, "quiet": True, "new": 2, "unlogged": (SESSION,), "done": CLOSED},
    ),
    (ClientCard, {"language": "ar", "next_session": None, "tasks": PAUSED, "facts": AGREED}),
    (ClientCard, {"sent": tuple(SentShown(flow="task_day", due_at=AT, state=state) for state in STATES)}),
    (Ideas, {"ideas": (), "by": None}),
    (
        Ideas,
        {
            "ideas": tuple(
                IDEA.model_copy(update={"closed": why}) for why in ("not_asked", "concern", "phone_not_private")
            )
        },
    ),
    (Meetings, {"meetings": ()}),
    (MeasuresDue, {"due": ()}),
    (MeasuresDue, {"due": (ELSEWHERE,), "at_once": False}),
    (Reached, {"name": None, "close": (), "duty": "12"}),
    (Reached, {"reachable": False}),
    (Reached, {"notices": False}),
    (Reached, {"anybody": False}),
    (MyNumbers, {"moods": (), "measures": (), "weeks": None}),
    (MeasurePlans, {"worst": True}),
    (MeasurePlans, {"known_until": None, "plans": PLANS.plans[1:], "numbers": "at_once"}),
    (ToolKnown, {"closed": "daylight"}),
    (ToolKnown, {"closed": "off"}),
    (ToolKnown, {"closed": "concern"}),
    (ToolKnown, {"closed": "not_asked"}),
    (ToolKnown, {"shares": False, "people": (), "helped": ()}),
    (ToolKnown, {"records": (RECORD,)}),
    (MyTools, {"tools": (), "plan": False, "unfinished": None}),
    (PlanShown, {"parts": {}, "open": False, "agreed_on": None, "facts": Facts(tasks=1)}),
    (PlanShown, {"parts": {}, "care": None, "facts": Facts(), "therapist": None}),
    (PlanShown, {"ended": True, "hidden": ("12 345",)}),
    (ThenShown, {"people": (), "area": None, "name": None, "shares": False}),
    (HardDate, {"plan": None}),
    (HardDate, {"name": None}),
    (EndingCard, {"spoken": True, "care": True, "goodbye": True, "agreed_on": AT.date(), "monthly_until": AT.date()}),
    (EndingCard, {"plan": None}),
    (EndingCard, {"plan": PlanShown(today=AT.date())}),
    (Queue, {"marks": ()}),
    (Queue, {"mine_to_close": False, "marks": (MARK.model_copy(update={"entry": None, "outcome": OWN}),)}),
)


@dataclass(frozen=True)
class Scene:
    """A flow, and the one thing that differs from the usual."""

    flow: str
    other: int | None = None  # which of OTHERWISE
    prompted: bool = False

    def __str__(self) -> str:
        """Name the scene as a test shows it."""
        differs = "" if self.other is None else f"-{OTHERWISE[self.other][0].__name__}{self.other}"
        return f"{self.flow}{'-prompted' if self.prompted else ''}{differs}"

    @property
    def usual(self) -> bool:
        """Say whether nothing differs."""
        return self.other is None

    @property
    def known(self) -> dict[type[BaseModel], BaseModel]:
        """Give what the flow finds."""
        me = THERAPIST if registry.find(self.flow).face == "staff" else CLIENT
        known: dict[type[BaseModel], BaseModel] = {type(one): one for one in (*USUAL, me)}
        if self.flow == "check_in" and not self.prompted:
            known[MeasuresDue] = MeasuresDue()  # the measure within it is walked once, where it is prompted
        if self.other is not None:
            model, update = OTHERWISE[self.other]
            known[model] = known[model].model_copy(update=update)
        return known

    def opened(self, language: str) -> Player:
        """Begin."""
        args = {"client": "c1", "invite": "1", "task": "t1", "session": "s1", "prompted": self.prompted}
        return Player(self.flow, *self.known.values(), args=args, language=language)

"""What the conversations of the tests know: one programme, one therapist, one client's plan."""

from datetime import UTC, date, datetime, timedelta

from flows.content.tasks.any_area import ANY_AREA
from flows.content.tasks.grief import GRIEF
from flows.course import TaskState
from flows.course_readings import MyCourse, MyTask, TaskShown, WordsShown
from flows.readings import (
    ClockChoice,
    Code,
    CurrentPlan,
    HelpCard,
    Helpline,
    Me,
    MySettings,
    Place,
    TimeNow,
    Tongue,
    WhoReads,
)

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
CODE = Code(pictures=("boat", "key", "sun"))
CLIENT = Me(name="Mira")
THERAPIST = Me(name="Olena", role="therapist")
SETTINGS = MySettings(message=True, store=True, share=True)

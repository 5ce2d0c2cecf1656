"""Tasks as they are shown: in the reader's language where the library says it, in somebody's own words where not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.readings.asked import Asked, Look, found, local
from bot.readings.logs import READ_PART
from bot.readings.meetings import shown_to_staff
from bot.readings.shown import entries_for
from flows.agreed import OwnWords, TaskPlan
from flows.content.library import closed
from flows.content.task_idea import TaskIdea
from flows.course import OVER, Mechanism, TaskState, Tried
from flows.course_readings import AimShown, Ideas, IdeaShown, MyTask, TaskShown, WordsShown
from flows.entries import Said
from locales.line import Line
from storage import courses, persons, safety_notes, tasks
from storage.access import actor_of, gate
from storage.log import Entry
from storage.persons import Person
from storage.tasks import Task

CHOICES = 7  # days that are offered to try something
LATELY = timedelta(weeks=4)
TRIED = (Tried.DONE, Tried.PART)
REWORDED, PLANNED, NOTED = ("task_told", "task_answered"), "task_planned", "day_noted"
REVIEWED, CARRIED = "task_reviewed", "task_carried"
ABOUT = (*REWORDED, PLANNED, NOTED, REVIEWED, CARRIED)  # the entries that hold a client's part in a task


def for_client(asked: Look, task: Task, language: str) -> TaskShown:
    """Give a task as its client reads it."""
    return shown(asked, task, language)


async def tasks_for(
    look: Look, staff: Person, client: str, states: Sequence[TaskState] | None = None, *, words: bool = True
) -> list[Task]:
    """Give a client's tasks to staff whom the gate lets through, with the client's part as far as it is shown and wanted."""
    known = await tasks.of_client(look.tx, client, states)
    told = await entries_for(look.tx, staff, client, kinds=ABOUT, deed=READ_PART) if known and words else []
    return [as_staff_see(one, told) for one in known]


def as_staff_see(task: Task, told: Iterable[Entry]) -> Task:
    """Leave of the client's part in a task what some entry shows: a private entry is not told again by the task."""
    mine = [one for one in told if one.kind in ABOUT and one.value["task"] == task.id]
    last = {one.kind: one.value for one in mine}
    facts, plan = task.facts, last.get(PLANNED, {}).get("plan")
    own_words = (
        worded(facts.words, mine) if facts.words is not None and (facts.by_client or facts.reworded) else facts.words
    )
    days = [(one.value["on"], one.value["number"], one.value["did"]) for one in mine if one.kind == NOTED]
    stands = {
        "words": own_words,
        "plan": stands_as(facts.plan, TaskPlan.model_validate(plan) if plan else None),
        "notes": tuple(one for one in facts.notes if (one.on.isoformat(), one.number, one.did) in days),
        "tried": facts.tried if facts.tried and facts.tried.value == last.get(REVIEWED, {}).get("tried") else None,
        "carried": facts.carried if facts.carried and facts.carried.value == last.get(CARRIED, {}).get("carried") else None,
    }  # fmt: skip
    return replace(task, facts=facts.model_copy(update=stands))


def worded(words: OwnWords, mine: Sequence[Entry]) -> OwnWords:
    """Give the client's own wording where an entry shows it, else none but its language."""
    said_ = [one.value["words"] for one in mine if one.kind in REWORDED and one.value["words"] is not None]
    told = bool(said_) and Said.model_validate(said_[-1]) == words.said
    return words if told else OwnWords(said=Said(), language=words.language)


def stands_as(plan: TaskPlan | None, told: TaskPlan | None) -> TaskPlan | None:
    """Give a plan as it was told, while it stands."""
    return told if plan and told and (plan.on, plan.time) == (told.on, told.time) else None


def aims_of(asked: Look, known: Sequence[Task]) -> tuple[AimShown, ...]:
    """Count the tasks of the last four weeks by what they were for, and how many of them were tried (clinical C11)."""
    ideas = asked.library("en").ideas  # only its marks are read, which have no language
    lately = [one for one in known if one.made_at > asked.tx.now - LATELY and one.facts.idea in ideas]
    given = Counter(ideas[one.facts.idea or ""].mechanism for one in lately)
    tried = Counter(ideas[one.facts.idea or ""].mechanism for one in lately if one.facts.tried in TRIED)
    return tuple(AimShown(aim=aim, given=given[aim], tried=tried[aim]) for aim in Mechanism if given[aim])


def shown(asked: Look, task: Task, language: str) -> TaskShown:
    """Give everything there is to show of a task."""
    facts = task.facts
    idea = asked.library(language).ideas.get(facts.idea) if facts.idea is not None else None
    return TaskShown(
        id=task.id, state=task.state, words=words(task, idea), made_at=task.made_at,
        smaller=said(idea.smaller) if idea and not facts.smaller and facts.words is None else None,
        done_when=said(idea.done_when) if idea else None, why=own(facts.why), minutes=facts.minutes, by=facts.by,
        plan=facts.plan, tried=facts.tried, carried=facts.carried, days=facts.days, noted=len(facts.notes),
        daily=said(idea.daily) if idea and idea.daily else None, rated=bool(idea and idea.rated),
        low_words=said(idea.low_words) if idea and idea.low_words else None,
        high_words=said(idea.high_words) if idea and idea.high_words else None, by_client=facts.by_client,
    )  # fmt: skip


def words(task: Task, idea: TaskIdea | None) -> WordsShown:
    """Give the wording: own words first, else the library's, the smaller version where that was taken."""
    if task.facts.words is not None or idea is None:
        return own(task.facts.words) or WordsShown()
    return said(idea.smaller if task.facts.smaller else idea.wording)


def said(line: Line) -> WordsShown:
    """Give a sentence of the library."""
    return WordsShown(line=line.to_json())


def own(words_: OwnWords | None) -> WordsShown | None:
    """Give somebody's own words; of words that are not shown their language alone."""
    if words_ is None:
        return None
    return WordsShown(said=words_.said if words_.said != Said() else None, language=words_.language)


async def my_task(asked: Asked) -> MyTask:
    """Give the task that a conversation with the client is about: by its id, else the one that is planned next."""
    client = await found(asked.tx, asked.run.about)
    session = await courses.next_session(asked.tx, client.id)
    settings = await persons.settings(asked.tx, client.id)
    today = local(asked.tx.now, client.zone).date()
    task = await wanted_task(asked, client.id, today)
    last = local(session.meets_at, client.zone).date() - timedelta(days=1) if session else None
    return MyTask(
        task=for_client(asked, task, client.language) if task is not None else None,
        today=today,
        days_free=days_free(today, task.facts.by if task and task.facts.by else last),
        time=settings.check_in_time,
        next_session=session.meets_at if session else None,
    )


async def wanted_task(asked: Asked, client: str, today: date) -> Task | None:
    """Find the task, while it may be spoken of: proposed or agreed, never one that rests or is closed."""
    open_now = await tasks.of_client(asked.tx, client, (TaskState.PROPOSED, TaskState.AGREED))
    named = asked.ids.get("task", "")
    if named:
        return next((task for task in open_now if task.id == named), None)
    return min(open_now, key=lambda task: (nearness(task, today), task.made_at), default=None)


def nearness(task: Task, today: date) -> int:
    """Give how many days a task's plan is away; one without a plan comes last."""
    return abs((task.facts.plan.on - today).days) if task.facts.plan is not None else 1000


def days_free(today: date, last: date | None) -> tuple[date, ...]:
    """Give the days on which something could be tried, today first."""
    days = [today + timedelta(days=n) for n in range(CHOICES)]
    return tuple(day for day in days if last is None or day <= max(last, today))


async def ideas(asked: Asked) -> Ideas:
    """Give the ideas that fit a client's course, each with why it may not be given now."""
    staff, id_ = await asked.person(), asked.ids["client"]
    await gate(asked.tx, actor_of(staff), id_, "care")
    client = await found(asked.tx, id_)
    course = await courses.current(asked.tx, id_)
    if course is None:
        return Ideas(client=id_, name=client.name or "–")
    library, facts = asked.library(staff.language), course.facts
    safety = await safety_notes.answer_now(asked.tx, id_, facts.staged_at)
    fitting = library.fitting(facts.areas, facts.stage, medical=facts.medical, ending=facts.ending_spoken)
    session = await courses.next_session(asked.tx, id_)
    meeting = await shown_to_staff(asked.tx, session) if session else None
    today = local(asked.tx.now, staff.zone).date()
    last = local(meeting.meets_at, staff.zone).date() - timedelta(days=1) if meeting else today + timedelta(days=7)
    return Ideas(
        client=id_,
        name=client.name or "–",
        ideas=tuple(idea_shown(idea, closed(idea, safety, facts.areas)) for idea in fitting),
        by=max(today, last),
        has_task=any(task.facts.tried not in OVER for task in await tasks.of_client(asked.tx, id_, tasks.OPEN)),
    )


def idea_shown(idea: TaskIdea, why_closed: str | None) -> IdeaShown:
    """Give one idea."""
    return IdeaShown.model_validate(
        {
            "id": idea.id, "words": said(idea.wording), "done_when": said(idea.done_when), "days": idea.days,
            "draft": idea.draft, "closed": why_closed,
        }
    )  # fmt: skip

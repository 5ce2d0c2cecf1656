"""The course as FHIR: a CarePlan with its goal, and every task as a Task with the intent of a plan."""

from collections.abc import Iterable

from bot.exports.fhir_people import subject
from bot.exports.fhir_shapes import (
    Resource,
    concept,
    extension,
    moment,
    own,
    period,
    plain,
    ref,
    uuid_of,
    whole,
)
from bot.exports.records import Records
from flows.agreed import CourseFacts, OwnWords, TaskFacts, TaskPlan
from flows.course import TaskState, Tried
from flows.entries import Said
from flows.questions import Json
from storage.courses import Course
from storage.tasks import Task

GOAL = "goal"
TASK_STATUS = {TaskState.PROPOSED: "requested", TaskState.AGREED: "accepted", TaskState.PAUSED: "on-hold"}
DONE = (Tried.DONE, Tried.PART)


def courses(records: Records) -> list[Resource]:
    """Give every course with its goal, then every task."""
    made: list[Resource] = []
    for course in records.courses:
        made += [*goal(records, course), care_plan(records, course)]
    return made + [task(records, one) for one in records.tasks]


def care_plan(records: Records, course: Course) -> Resource:
    """Give one course; a problem area stands in the client's copy only where both have spoken of it."""
    zone, facts = records.client.zone, course.facts
    tasks = [one for one in records.tasks if one.course == course.id]
    spoken = moment(course.opened_at, zone)
    return whole(
        "CarePlan", uuid_of(course.id), status=status_of(course), intent="plan",
        extension=[extension("ended", valueCode=course.ended)] if course.ended else [],
        category=[concept(own("plan", "course")), *areas(records, facts)], title=course.template,
        subject=ref(subject(records)), period=period(spoken, moment(course.ended_at, zone)), created=spoken,
        goal=[ref(uuid_of(course.id, GOAL))] if text_of(facts.goal) else [],
        activity=[{"reference": ref(uuid_of(one.id))} for one in tasks], note=notes(facts.formulation),
    )  # fmt: skip


def status_of(course: Course) -> str:
    """Give where a course stands; whatever ended it before its time, nothing failed."""
    if course.ended_at is None:
        return "active"
    return "completed" if course.ended == "finished" else "revoked"


def areas(records: Records, facts: CourseFacts) -> Iterable[Json]:
    """Give what is worked on, as codes of our own."""
    if facts.agreed or not records.own:
        yield from (concept(own("area", one.value)) for one in (facts.area, facts.second) if one is not None)
        if facts.stage is not None:
            yield concept(own("stage", facts.stage.value))


def goal(records: Records, course: Course) -> Iterable[Resource]:
    """Give the goal line of a course, where there is one."""
    words = text_of(course.facts.goal)
    if words is not None:
        yield whole(
            "Goal", uuid_of(course.id, GOAL), lifecycleStatus="active" if course.ended_at is None else "completed",
            description=concept(text=words), subject=ref(subject(records)),
        )  # fmt: skip


def task(records: Records, one: Task) -> Resource:
    """Give one task: what was agreed, what the client thought of beforehand, and what came of it."""
    zone, facts = records.client.zone, one.facts
    changed = [at for at in (one.made_at, one.agreed_at, one.paused_at, one.closed_at) if at is not None]
    words = text_of(facts.words) or (records.wordings.get(one.id) if facts.words is None else None)
    return whole(
        "Task", uuid_of(one.id), basedOn=[ref(uuid_of(one.course))], status=task_status(one, facts), intent="plan",
        businessStatus=concept(own("tried", facts.tried.value)) if facts.tried else None,
        code=concept(own("task", facts.idea or "own_words")), description=plain(words), for_=ref(subject(records)),
        authoredOn=moment(one.made_at, zone), lastModified=moment(max(changed), zone), note=notes(facts.why),
        executionPeriod=period(moment(one.agreed_at, zone), moment(one.closed_at, zone)) if one.agreed_at else None,
        restriction={"period": {"end": facts.by.isoformat()}} if facts.by else None,
        input=[*planned(facts.plan, zone)], output=[*came_of(facts)],
    )  # fmt: skip


def task_status(one: Task, facts: TaskFacts) -> str:
    """Give where a task stands; one that nobody tried is cancelled, never failed."""
    if one.state in TASK_STATUS:
        return TASK_STATUS[one.state]
    if facts.tried in DONE:
        return "completed"
    return "cancelled" if one.agreed_at is not None else "rejected"


def planned(plan: TaskPlan | None, zone: str) -> Iterable[Json]:
    """Give when the client wants to try it, and what they thought of beforehand."""
    if plan is None:
        return
    yield {"type": concept(own("task-part", "when")), "valueString": f"{plan.on.isoformat()} {plan.time} {zone}"}
    for name in ("where", "who", "first_step", "obstacle", "plan_b"):
        said: Said | None = getattr(plan, name)
        words = plain(said.text) if said is not None else None
        if words is not None:
            yield {"type": concept(own("task-part", name)), "valueString": words}


def came_of(facts: TaskFacts) -> Iterable[Json]:
    """Give what came of a task, and what shall happen with it."""
    if facts.tried is not None:
        tried = concept(own("tried", facts.tried.value))
        yield {"type": concept(own("task-part", "tried")), "valueCodeableConcept": tried}
    if facts.carried is not None:
        yield {"type": concept(own("task-part", "carried")), "valueString": facts.carried.value}


def notes(words: OwnWords | None) -> list[Json]:
    """Give somebody's own words as a note."""
    text = text_of(words)
    return [{"text": text}] if text is not None else []


def text_of(words: OwnWords | None) -> str | None:
    """Give the text of own words; a voice note has none."""
    return plain(words.said.text) if words is not None else None

"""
The task library: what a therapist can pick from, and what is closed for a client's safety.

It gives ideas in a fixed order and never chooses one.  Why an idea is closed is for staff alone.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.content.own_tasks import OwnTask, Spoken
from flows.content.task_idea import TaskIdea
from flows.content.tasks.shipped import SHIPPED
from flows.course import Area, Mechanism, Safety, Stage, Touch
from flows.course_readings import Closed
from locales.line import Line

SPOKEN: tuple[Spoken, ...] = ("wording", "smaller", "done_when", "daily", "low_words", "high_words")


@dataclass(frozen=True, slots=True)
class Library:
    """All ideas by their ids, in the order in which they are shown."""

    ideas: Mapping[str, TaskIdea] = field(default_factory=lambda: dict(SHIPPED))

    def fitting(
        self, areas: Sequence[Area], stage: Stage | None = None, *, medical: bool = False, ending: bool = False
    ) -> tuple[TaskIdea, ...]:
        """Give each area's own ideas, those for any stage first, then those for every area."""
        spoken = [one for one in self._spoken(medical=medical) if ending or not one.ending]
        own = [one for area in areas for one in spoken if one.area is area and one.stage in (None, stage)]
        own.sort(key=lambda one: (areas.index(one.area) if one.area else 0, one.stage is not None))
        return (*own, *(one for one in spoken if one.area is None))

    def drafts(self) -> tuple[TaskIdea, ...]:
        """Give the ideas that no clinician has signed."""
        return tuple(one for one in self.ideas.values() if one.draft)

    def _spoken(self, *, medical: bool) -> Iterable[TaskIdea]:
        """Leave out what speaks of an illness, unless the therapist has chosen that explanation."""
        return (one for one in self.ideas.values() if medical or not one.medical)


def closed(idea: TaskIdea, safety: Safety, areas: Collection[Area] = ()) -> Closed | None:
    """
    Say why an idea may not be given now in a course of these areas; none when it may.

    In a dispute, be it the second area, whoever was not asked in private whether they are safe is sent to nobody, by whatever idea.
    """
    match safety:
        case Safety.NOT_ASKED if idea.safety or (Area.DISPUTE in areas and idea.touch is Touch.CONTACT):
            return "not_asked"
        case Safety.CONCERN if idea.touch is Touch.CONTACT:
            return "concern"
        case Safety.PHONE_NOT_PRIVATE if idea.touch is Touch.RECORD:
            return "phone_not_private"
        case _:
            return None


def library_with(own: Sequence[OwnTask] = (), language: str = "en") -> Library:
    """Give the shipped library with a programme's tasks added or changed, their words as this reader gets them."""
    ideas = dict(SHIPPED)
    for task in own:
        shipped = SHIPPED.get(task.id)
        ideas[task.id] = _added(task, language) if shipped is None else _changed(shipped, task, language)
    return Library(ideas)


def _added(task: OwnTask, language: str) -> TaskIdea:
    return TaskIdea(
        id=task.id,
        area=task.area,
        stage=task.stage,
        wording=_needed(task, "wording", language),
        smaller=_needed(task, "smaller", language),
        done_when=_needed(task, "done_when", language),
        mechanism=task.mechanism or Mechanism.SUPPORT,
        touch=task.touch or Touch.NONE,
        safety=task.safety or task.area is Area.DISPUTE,  # whatever the file says
        days=task.days or 0,
        daily=task.said("daily", language),
        rated=bool(task.rated),
        low_words=task.said("low_words", language),
        high_words=task.said("high_words", language),
        medical=bool(task.medical),
        signed_by=task.signed_by,
    )


def _needed(task: OwnTask, words: Spoken, language: str) -> Line:
    found = task.said(words, language)
    assert found is not None, f"'{words}' of '{task.id}' was checked when the file was read"
    return found


def _changed(shipped: TaskIdea, task: OwnTask, language: str) -> TaskIdea:
    """Change only what is given; other words are a draft again until somebody signs them too."""
    return replace(
        shipped,
        wording=task.said("wording", language, shipped.wording) or shipped.wording,
        smaller=task.said("smaller", language, shipped.smaller) or shipped.smaller,
        done_when=task.said("done_when", language, shipped.done_when) or shipped.done_when,
        daily=task.said("daily", language, shipped.daily),
        low_words=task.said("low_words", language, shipped.low_words),
        high_words=task.said("high_words", language, shipped.high_words),
        mechanism=task.mechanism or shipped.mechanism,
        touch=task.touch or shipped.touch,
        safety=shipped.safety or task.safety,
        days=shipped.days if task.days is None else task.days,
        rated=shipped.rated if task.rated is None else task.rated,
        medical=shipped.medical if task.medical is None else task.medical,
        signed_by=task.signed_by or (None if any(getattr(task, one) for one in SPOKEN) else shipped.signed_by),
    )

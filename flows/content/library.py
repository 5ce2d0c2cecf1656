"""The library: every idea that a therapist may pick, those that fit a course, and those that may not be given now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.content.task_idea import TaskIdea
from flows.content.tasks.any_area import ANY_AREA
from flows.content.tasks.grief import GRIEF
from flows.course import Area, Safety, Stage, Touch
from flows.course_readings import Closed

SHIPPED: tuple[TaskIdea, ...] = (*GRIEF, *ANY_AREA)


@dataclass(frozen=True)
class Library:
    """Ideas by their ids, in the order in which they are offered."""

    ideas: Mapping[str, TaskIdea]

    def fitting(self, area: Area | None, stage: Stage | None, *, medical: bool) -> tuple[TaskIdea, ...]:
        """Give the ideas of an area, a dispute's own stage after what fits every stage, then those for every area."""
        allowed = [idea for idea in self.ideas.values() if medical or not idea.medical]
        own = [idea for idea in allowed if area is not None and idea.area is area and idea.stage in (None, stage)]
        return (*own, *(idea for idea in allowed if idea.area is None))

    def closed(self, idea: TaskIdea, safety: Safety) -> Closed | None:
        """Say why an idea may not be given now: nobody asked, contact is a danger, or a record on the phone is."""
        if idea.safety and safety is Safety.NOT_ASKED:
            return "not_asked"
        if idea.safety and idea.touch is Touch.CONTACT and safety is Safety.CONCERN:
            return "concern"
        if idea.touch is Touch.RECORD and safety is Safety.PHONE_NOT_PRIVATE:
            return "phone_not_private"
        return None


def library_with(own: Sequence[object], language: str) -> Library:  # noqa: ARG001 - C3 brings a programme's own ideas
    """Give the shipped ideas, with a programme's own added or in their place, as somebody of a language reads them."""
    return Library({idea.id: idea for idea in SHIPPED})

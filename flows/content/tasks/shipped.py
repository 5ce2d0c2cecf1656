"""All task ideas that Interlude ships, by their ids, in the order in which they are shown."""

from flows.content.task_idea import TaskIdea
from flows.content.tasks.any_area import ANY_AREA
from flows.content.tasks.grief import GRIEF

IN_ORDER: tuple[TaskIdea, ...] = (*GRIEF, *ANY_AREA)
SHIPPED: dict[str, TaskIdea] = {idea.id: idea for idea in IN_ORDER}

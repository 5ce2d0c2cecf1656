"""All task ideas that Interlude ships, by their ids, in the order in which they are shown."""

from flows.content.task_idea import TaskIdea
from flows.content.tasks.any_area import ANY_AREA
from flows.content.tasks.change import CHANGE
from flows.content.tasks.dispute import DISPUTE
from flows.content.tasks.dispute_stages import DISPUTE_STAGES
from flows.content.tasks.grief import GRIEF
from flows.content.tasks.loneliness import LONELINESS

IN_ORDER: tuple[TaskIdea, ...] = (*GRIEF, *DISPUTE, *DISPUTE_STAGES, *CHANGE, *LONELINESS, *ANY_AREA)
SHIPPED: dict[str, TaskIdea] = {idea.id: idea for idea in IN_ORDER}

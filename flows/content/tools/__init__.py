"""The tools that Interlude ships, in the order in which staff see them; all are drafts until a named clinician signs."""

from flows.content.tools.change import CHANGE
from flows.content.tools.dispute import DISPUTE
from flows.content.tools.grief import GRIEF
from flows.content.tools.loneliness import LONELINESS
from flows.content.tools.middle import MIDDLE
from flows.content.tools.opening import OPENING
from flows.content.tools.staying_well import STAYING_WELL
from flows.tools import Tool

IN_ORDER: tuple[Tool, ...] = (*OPENING, *MIDDLE, *GRIEF, *DISPUTE, *CHANGE, *LONELINESS, *STAYING_WELL)
TOOLS: dict[str, Tool] = {tool.id: tool for tool in IN_ORDER}
FIRST = ("my_people", "timeline", "recovery")  # switched on with a course: what the first meetings ask for
ENDING = tuple(tool.id for tool in STAYING_WELL)  # switched on once both have spoken of the ending

"""A tool for a life change: the old role and the new one, the good and the hard of both."""

from flows.content.tools.shared import who
from flows.course import Area
from flows.tools import Step, Tool
from locales.line import _, pgettext

ROLES = Tool(
    id="roles",
    # Translators: a tool: the life before a change and the life after it
    title=pgettext("tool", "Before and now"),
    intro=_("How it was before, and how it is now. Both have good and hard sides."),
    group="change",
    area=Area.CHANGE,
    parts=(
        Step("old_good", _("What was good before?"), pgettext("field", "Good before")),
        Step("old_hard", _("What was hard before?"), pgettext("field", "Hard before")),
        Step("miss", _("What do you miss most?"), pgettext("field", "What I miss")),
        Step("glad", _("What do you not miss?"), pgettext("field", "What I do not miss")),
        Step("new_hard", _("What is hard now?"), pgettext("field", "Hard now")),
        Step("new_good", _("What could be good about it?"), pgettext("field", "What could be good")),
        Step("better", _("What was a bit better than you feared?"), pgettext("field", "Better than feared")),
        who(_("Who knows already how to do this?"), "helper", pgettext("field", "Who knows how")),
    ),
)
CHANGE = (ROLES,)

"""
Tools for grief: memories before, during and after the death, old interests, and dates that may be hard.

IPT works on grief by going through the whole relationship, the good and the hard, before, during and after the death.
Each set is opened by the therapist after both have spoken of it; none is ever asked unprompted.
"""

from flows.content.tools.shared import SHARED
from flows.course import Area
from flows.tools import Step, Tool
from locales.line import _, pgettext

BEFORE = Tool(
    id="memories_before",
    # Translators: a tool: memories of somebody who has died, of the time before
    title=pgettext("tool", "Memories: before"),
    intro=_("Memories of the time together. Good and hard things both belong here. Write only what you want."),
    group="grief",
    area=Area.GRIEF,
    many=True,
    hard=True,
    tidies=True,
    gate=True,
    heading="day",
    parts=(
        Step("day", _("What did a normal day with them look like?"), pgettext("field", "A normal day")),
        Step("good", _("What was good with them?"), pgettext("field", "Good")),
        Step("hard", _("What was hard with them?"), pgettext("field", "Hard")),
        Step("told", _("What would you like to have told them?"), pgettext("field", "What I did not tell them")),
        SHARED,
    ),
)
DURING = Tool(
    id="memories_during",
    # Translators: a tool: memories of the time around a death
    title=pgettext("tool", "Memories: that time"),
    intro=_("The time around the death. Write only what you want. You can stop after one line."),
    group="grief",
    area=Area.GRIEF,
    many=True,
    hard=True,
    tidies=True,
    gate=True,
    daylight=True,
    heading="time",
    parts=(
        Step("time", _("What was that time like for you?"), pgettext("field", "That time")),
        Step("there", _("Who was with you then?"), pgettext("field", "Who was there")),
        SHARED,
    ),
)
AFTER = Tool(
    id="memories_after",
    # Translators: a tool: memories of the time after a death
    title=pgettext("tool", "Memories: after"),
    intro=_("What came after. There is no right speed. Write only what you want."),
    group="grief",
    area=Area.GRIEF,
    many=True,
    hard=True,
    tidies=True,
    gate=True,
    heading="days",
    parts=(
        Step("days", _("What changed in your days?"), pgettext("field", "What changed")),
        Step("miss", _("When do you miss them most?"), pgettext("field", "When I miss them")),
        Step("helped", _("What or who has helped since then?"), pgettext("field", "What helped")),
        SHARED,
    ),
)
INTERESTS = Tool(
    id="interests",
    # Translators: a tool: old and new interests
    title=pgettext("tool", "Old and new interests"),
    intro=_("One thing you used to do, and one thing you might try. Small is fine."),
    group="grief",
    area=Area.GRIEF,
    many=True,
    heading="might",
    parts=(
        Step("used", _("What did you use to like doing?"), pgettext("field", "I used to")),
        Step("might", _("What might you try?"), pgettext("field", "I might try")),
    ),
)
HARD_DATES = Tool(
    id="hard_dates",
    # Translators: a tool: days that may be hard, such as a birthday or the day of a death
    title=pgettext("tool", "Hard dates"),
    intro=_("Days that may be hard: a birthday, a feast, the day it happened. A plan can make them lighter."),
    group="grief",
    area=Area.GRIEF,
    many=True,
    hard=True,
    gate=True,
    heading="name",
    parts=(
        Step("name", _("What do you call this day?"), pgettext("field", "Day"), needed=True),
        Step("date", _("In which month is it?"), pgettext("field", "Date"), kind="date"),
        Step("plan", _("What would you like to do on that day?"), pgettext("field", "My plan")),
        Step(
            "quiet",
            _("What shall I do on that day?"),
            pgettext("field", "On that day"),
            kind="pick",
            options=(
                # Translators: the program sends nothing on a hard day
                ("quiet", pgettext("hard day", "Be quiet")),
                # Translators: the program sends one short message on a hard day
                ("message", pgettext("hard day", "One short message")),
            ),
        ),
    ),
)
GRIEF = (BEFORE, DURING, AFTER, INTERESTS, HARD_DATES)

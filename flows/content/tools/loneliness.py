"""Tools for loneliness: contacts as they come, and a ladder from easy to hard."""

from flows.content.tools.shared import FAR, NEAR, who
from flows.course import Area
from flows.tools import Rounds, Step, Tool
from locales.line import _, pgettext

ENCOUNTERS = Tool(
    id="encounters",
    # Translators: a tool: contacts with people, also small ones
    title=pgettext("tool", "Who I met"),
    intro=_("Any contact counts, from one minute on. A hello in the shop is one."),
    group="loneliness",
    area=Area.LONELINESS,
    many=True,
    heading="who",
    parts=(
        who(_("Who was it?"), "who", pgettext("field", "Who")),
        Step("where", _("Where was it, and what did you do?"), pgettext("field", "Where")),
        Step("close", _("How close did it feel?"), pgettext("field", "How close"), kind="scale", low=FAR, high=NEAR),
        Step("note", _("Anything you want to keep of it?"), pgettext("field", "Note")),
    ),
)
LADDER = Tool(
    id="ladder",
    # Translators: a tool: steps towards contact, from easy to hard
    title=pgettext("tool", "My ladder"),
    intro=_("Steps to people, from easy to hard. The first one may be very small."),
    group="loneliness",
    area=Area.LONELINESS,
    parts=(
        Rounds(
            "steps",
            label=pgettext("field", "Steps"),
            again=_("Is there a next step, a bit harder?"),
            at_most=6,
            steps=(Step("step", _("What is a step you could take?"), pgettext("field", "Step"), needed=True),),
        ),
        Step(
            "reached",
            _("Which steps have you tried?"),
            pgettext("field", "Tried so far"),
        ),
    ),
)
LONELINESS = (ENCOUNTERS, LADDER)

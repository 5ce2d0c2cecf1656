"""Tools for a dispute: what each expects, where things stand, and an ending with the least harm."""

from flows.content.tools.shared import who
from flows.course import Area, Touch
from flows.tools import Step, Tool
from locales.line import _, pgettext

STANDS = {
    "talking": pgettext("stand", "Talking and trying"),
    "stuck": pgettext("stand", "Stuck, not talking"),
    "out": pgettext("stand", "One of us wants out"),
    "unsure": pgettext("stand", "Not sure"),
}
EXPECTATIONS = Tool(
    id="expectations",
    # Translators: a tool: what one expects of somebody, and what they may expect
    title=pgettext("tool", "What we expect"),
    intro=_("What you expect, and what they may expect. You look at it together when you meet."),
    group="dispute",
    area=Area.DISPUTE,
    touch=Touch.RECORD,
    tidies=True,
    parts=(
        who(_("Who is it about?")),
        Step("mine", _("What do you expect from them?"), pgettext("field", "I expect")),
        Step("theirs", _("What do you think they expect from you?"), pgettext("field", "They may expect")),
        Step("aloud", _("Which of these has anyone said out loud?"), pgettext("field", "Said out loud")),
        Step("ways", _("What could be other ways?"), pgettext("field", "Other ways")),
    ),
)
WHERE_WE_STAND = Tool(
    id="where_we_stand",
    # Translators: a tool: how a disagreement stands, in the client's own view
    title=pgettext("tool", "Where we stand"),
    intro=_("How you see it today. It can change."),
    group="dispute",
    area=Area.DISPUTE,
    touch=Touch.RECORD,
    many=True,
    tidies=True,
    heading="stand",
    parts=(
        Step(
            "stand",
            _("Where do things stand between you?"),
            pgettext("field", "Where we stand"),
            kind="pick",
            options=tuple(STANDS.items()),
        ),
        Step("what", _("What makes you think so?"), pgettext("field", "Why I think so")),
    ),
)
ENDING_LIST = Tool(
    id="ending_list",
    # Translators: a tool: when a relationship ends, what has to be settled and kept
    title=pgettext("tool", "When it ends"),
    intro=_("When something ends, a list can hold a part of it. Write only what you want."),
    group="dispute",
    area=Area.DISPUTE,
    touch=Touch.RECORD,
    hard=True,
    tidies=True,
    gate=True,
    parts=(
        Step("settle", _("What has to be settled?"), pgettext("field", "To settle")),
        Step("stays", _("What do you want to keep?"), pgettext("field", "To keep")),
        who(_("Who stands by you?"), "support", pgettext("field", "Who stands by me")),
        Step("grieve", _("What is sad about it?"), pgettext("field", "What is sad")),
    ),
)
DISPUTE = (EXPECTATIONS, WHERE_WE_STAND, ENDING_LIST)

"""
The parts of the staying-well plan: signs, hard situations, what worked, people, and three bands.

After the ending of IPT: progress, what one can do, early signs, and plans made before they are needed.  It is not a
safety plan: that one is made by people, together, and is not made here.
"""

from flows.content.tools.shared import who
from flows.tools import Rounds, Step, Tool
from locales.line import _, pgettext

SIGNS = Tool(
    id="plan_signs",
    # Translators: a part of the staying-well plan: what shows first that things get worse
    title=pgettext("tool", "My early signs"),
    intro=_("When it began last time, what came first? These are your early signs."),
    group="ending",
    parts=(
        Step(
            "signs",
            _("What came first?"),
            pgettext("field", "First signs"),
            kind="several",
            own="own",
            options=(
                ("sleep", pgettext("sign", "Sleep")),
                ("food", pgettext("sign", "Eating")),
                ("away", pgettext("sign", "Pulling away")),
                ("snapping", pgettext("sign", "Snapping at people")),
                ("tears", pgettext("sign", "Tears")),
                ("pain", pgettext("sign", "Pain in the body")),
                ("drink", pgettext("sign", "Drinking more")),
                ("other", pgettext("sign", "Something else")),
            ),
        ),
        Step("own", _("In your own words: how do you notice it?"), pgettext("field", "In my words")),
        Step("others", _("What do others notice first?"), pgettext("field", "What others notice")),
    ),
)
SITUATIONS = Tool(
    id="plan_situations",
    # Translators: a part of the staying-well plan: situations that may be hard
    title=pgettext("tool", "Hard times ahead"),
    intro=_("Two or three things in the next months that could be hard. And for each, what you can do."),
    group="ending",
    parts=(
        Rounds(
            "situations",
            label=pgettext("field", "Hard times ahead"),
            again=_("Is there another one?"),
            at_most=3,
            steps=(
                Step("what", _("What could be hard?"), pgettext("field", "What could be hard"), needed=True),
                Step(
                    "action",
                    _("What can you do then? These helped you before:"),
                    pgettext("field", "What I can do"),
                    suggests="helped",
                ),
                who(_("Who can help with it?"), "who", pgettext("field", "Who helps")),
            ),
        ),
    ),
)
WORKED = Tool(
    id="plan_worked",
    # Translators: a part of the staying-well plan: what has helped
    title=pgettext("tool", "What worked"),
    intro=_("What did you do that helped? You have written some of it down on the way."),
    group="ending",
    parts=(
        Rounds(
            "helped",
            label=pgettext("field", "What worked"),
            again=_("Is there more that helped?"),
            at_most=5,
            steps=(
                Step(
                    "thing",
                    _("What did you do that helped?"),
                    pgettext("field", "What helped"),
                    suggests="helped",
                    needed=True,
                ),
            ),
        ),
    ),
)
SUPPORTERS = Tool(
    id="plan_people",
    # Translators: a part of the staying-well plan: people to turn to
    title=pgettext("tool", "In my corner"),
    intro=_("Who is in your corner now? And what can you ask them for?"),
    group="ending",
    parts=(
        Rounds(
            "people",
            label=pgettext("field", "In my corner"),
            again=_("Is there someone else?"),
            at_most=5,
            steps=(
                Step("who", _("Who is in your corner?"), pgettext("field", "Who"), kind="who", needed=True),
                Step("ask", _("What can you ask them for?"), pgettext("field", "What I can ask for")),
            ),
        ),
    ),
)
BANDS = Tool(
    id="plan_bands",
    # Translators: a part of the staying-well plan: fine, slipping, need help
    title=pgettext("tool", "My three steps"),
    intro=_("Three steps in your own words: fine, slipping, need help. Later I show you your own words again."),
    group="ending",
    parts=(
        Step("fine", _("When you are fine, how is that?"), pgettext("field", "Fine: how it is")),
        Step("fine_do", _("What keeps you there?"), pgettext("field", "Fine: what I do"), suggests="helped"),
        Step("slipping", _("When you are slipping, how is that?"), pgettext("field", "Slipping: how it is")),
        Step(
            "slipping_do",
            _("What can you do then?"),
            pgettext("field", "Slipping: what I do"),
            suggests="helped",
        ),
        who(_("Who can you turn to then?"), "slipping_who", pgettext("field", "Slipping: who")),
        Step("help", _("When you need help, how is that?"), pgettext("field", "Need help: how it is")),
        Step("help_do", _("What is the first thing to do then?"), pgettext("field", "Need help: first step")),
        who(_("Who do you tell?"), "help_who", pgettext("field", "Need help: who")),
    ),
)
FEELINGS_AT_END = Tool(
    id="ending_feelings",
    # Translators: a tool: how it is to think about finishing
    title=pgettext("tool", "Thinking about the end"),
    intro=_("How it is to think about finishing. Many people feel more than one thing."),
    group="ending",
    many=True,
    heading="words",
    parts=(
        Step(
            "feelings",
            _("How is it to think about finishing?"),
            pgettext("field", "Feelings"),
            kind="several",
            own="words",
            options=(
                ("sad", pgettext("ending", "Sad")),
                ("proud", pgettext("ending", "Proud")),
                ("worried", pgettext("ending", "Worried")),
                ("relieved", pgettext("ending", "Relieved")),
                ("angry", pgettext("ending", "Angry")),
                ("nothing", pgettext("ending", "Nothing much")),
            ),
        ),
        Step("words", _("In your own words?"), pgettext("field", "In my words")),
    ),
)
STAYING_WELL = (FEELINGS_AT_END, SIGNS, SITUATIONS, WORKED, SUPPORTERS, BANDS)

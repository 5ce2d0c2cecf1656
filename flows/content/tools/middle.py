"""
Tools of the middle of a course: a moment with people, what was said, a decision, a rehearsal, and who could help.

After communication analysis, decision analysis and role play as IPT describes them.  The program only holds the words:
the analysis belongs to the meeting.
"""

from flows.content.tools.shared import BEST, FEELINGS, NOT_READY, READY, WORST, who
from flows.course import Touch
from flows.tools import Rounds, Step, Tool
from locales.line import _, pgettext

MOMENT = Tool(
    id="moment",
    # Translators: a tool: a moment with somebody, good or hard
    title=pgettext("tool", "A moment with someone"),
    intro=_("A moment with someone, good or hard. Both are worth keeping."),
    group="middle",
    many=True,
    tidies=True,
    heading="what",
    parts=(
        Step(
            "which",
            _("What kind of moment was it?"),
            pgettext("field", "Kind of moment"),
            kind="pick",
            options=(
                # Translators: a moment that went well
                ("good", pgettext("moment", "A good one")),
                # Translators: a moment that was hard
                ("hard", pgettext("moment", "A hard one")),
            ),
        ),
        who(_("Who was there?")),
        Step("what", _("What was said or done? Two lines are enough."), pgettext("field", "What was said or done")),
        Step(
            "before",
            _("How did you feel just before?"),
            pgettext("field", "Before"),
            kind="scale",
            low=WORST,
            high=BEST,
        ),
        Step("after", _("And after it?"), pgettext("field", "After"), kind="scale", low=WORST, high=BEST),
        Step(
            "feeling",
            _("Which word fits best?"),
            pgettext("field", "Feeling"),
            kind="pick",
            options=FEELINGS,
        ),
        Step(
            "asks",
            _("What might that feeling ask for, and from whom?"),
            pgettext("field", "What it asks for"),
        ),
    ),
)
EXCHANGE = Tool(
    id="exchange",
    # Translators: a tool: a talk with somebody, written down line by line
    title=pgettext("tool", "What was said"),
    intro=_("Let us write down one talk, line by line. Just as it was. You look at it together when you meet."),
    group="middle",
    touch=Touch.RECORD,
    many=True,
    tidies=True,
    heading="want",
    parts=(
        who(_("Who was it with?")),
        Step(
            "how",
            _("How did you talk?"),
            pgettext("field", "How"),
            kind="pick",
            options=(
                ("face", pgettext("talk", "Face to face")),
                ("phone", pgettext("talk", "On the phone")),
                ("text", pgettext("talk", "By text")),
            ),
        ),
        Step("where", _("Where were you?"), pgettext("field", "Where")),
        Step("want", _("What did you want to happen?"), pgettext("field", "What I wanted")),
        Rounds(
            "turns",
            label=pgettext("field", "Line by line"),
            again=_("Did it go on? You can add the next lines."),
            at_most=6,
            steps=(
                Step("mine", _("What did you say? Try to use the real words."), pgettext("field", "I said")),
                Step("theirs", _("What did they say or do?"), pgettext("field", "They said or did")),
            ),
        ),
        Step("ended", _("How did it end?"), pgettext("field", "How it ended")),
        Step("felt_first", _("What did you feel at the start?"), pgettext("field", "Felt at the start")),
        Step("felt_worst", _("And at the worst point?"), pgettext("field", "Felt at the worst point")),
        Step("felt_last", _("And at the end?"), pgettext("field", "Felt at the end")),
        Step("unsaid", _("What did you not say?"), pgettext("field", "Not said")),
        Step("meant", _("What did you mean?"), pgettext("field", "What I meant")),
        Step("heard", _("What do you think they heard?"), pgettext("field", "What they may have heard")),
        Step("anew", _("If you could say one line again, what would it be?"), pgettext("field", "Said anew")),
    ),
)
DECISION = Tool(
    id="decision",
    # Translators: a tool: to weigh a decision
    title=pgettext("tool", "Weigh a decision"),
    intro=_("Let us put a choice on paper. To do nothing for now is a choice, too."),
    group="middle",
    touch=Touch.RECORD,
    many=True,
    tidies=True,
    heading="problem",
    parts=(
        Step("problem", _("What is it about, in one line?"), pgettext("field", "About")),
        Step("outcome", _("How would you like it to turn out?"), pgettext("field", "How I would like it")),
        Rounds(
            "ways",
            label=pgettext("field", "Ways"),
            again=_("Is there one more way?"),
            at_most=5,
            at_least=2,
            steps=(
                Step("way", _("What is one way you could go?"), pgettext("field", "One way"), needed=True),
                Step("pro", _("What speaks for it?"), pgettext("field", "For")),
                Step("con", _("What speaks against it?"), pgettext("field", "Against")),
            ),
        ),
        Step("matters", _("What matters most to you in this?"), pgettext("field", "What matters most")),
        Step("first", _("What would you try first?"), pgettext("field", "Try first")),
        Step("on", _("When?"), pgettext("field", "When"), kind="day"),
        who(_("Who could help?"), "helper", pgettext("field", "Who could help")),
        Step("result", _("If you have tried it: how did it go?"), pgettext("field", "How it went")),
    ),
)
REHEARSAL = Tool(
    id="rehearsal",
    # Translators: a tool: to practise what one wants to say
    title=pgettext("tool", "Practise a talk"),
    intro=_("Your own lines for a talk that is coming. I only keep them. You try them out when you meet."),
    group="middle",
    touch=Touch.CONTACT,
    many=True,
    tidies=True,
    heading="opening",
    parts=(
        who(_("Who is it for?")),
        Step("opening", _("How could you begin? One line."), pgettext("field", "My first line")),
        Step("ask", _("What do you want to ask for? One line."), pgettext("field", "What I ask for")),
        Step("listen", _("A line that shows you listen?"), pgettext("field", "A line to listen")),
        Step("calm", _("A line if it gets hot?"), pgettext("field", "A line to calm down")),
        Step("exit", _("A line to stop, if you need it?"), pgettext("field", "A line to stop")),
        Step(
            "aloud",
            _("Read them aloud, best when you are alone. How often did you?"),
            pgettext("field", "Read aloud"),
            kind="pick",
            options=(
                ("0", pgettext("aloud", "Not yet")),
                ("1", pgettext("aloud", "Once")),
                ("2", pgettext("aloud", "Twice")),
                ("3", pgettext("aloud", "Three times")),
            ),
        ),
        Step(
            "ready",
            _("How ready do you feel?"),
            pgettext("field", "Ready"),
            kind="scale",
            low=NOT_READY,
            high=READY,
        ),
        Step("on", _("On which day could it be?"), pgettext("field", "When"), kind="day"),
    ),
)
SUPPORTS = Tool(
    id="supports",
    # Translators: a tool: who could make the next day easier
    title=pgettext("tool", "Who could help"),
    intro=_("Think of tomorrow. Who could make it a bit easier?"),
    group="middle",
    many=True,
    heading="who",
    parts=(
        who(_("Who could make tomorrow a bit easier?"), "who", pgettext("field", "Who")),
        Step("how", _("What could you ask for?"), pgettext("field", "What I could ask for")),
    ),
)
MIDDLE = (MOMENT, EXCHANGE, DECISION, REHEARSAL, SUPPORTS)

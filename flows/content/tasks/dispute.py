"""Task ideas for a dispute at any stage; each needs a safety note, and is a draft until a named clinician has signed it."""

from flows.content.task_idea import TaskIdea
from flows.course import Area, Mechanism, Touch
from locales.line import _, pgettext

DISPUTE: tuple[TaskIdea, ...] = (
    TaskIdea(
        id="d1",
        area=Area.DISPUTE,
        wording=_("Write down one argument word by word, like a script. Six lines are enough."),
        smaller=_("Write down one line that you said, and one that they said."),
        done_when=_("The argument is written down."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.RECORD,
        safety=True,
    ),
    TaskIdea(
        id="d2",
        area=Area.DISPUTE,
        wording=_(
            "Write what you expect from the other person, and what you think they expect from you. Mark what was ever said out loud."
        ),
        smaller=_("Think of one thing that you expect from the other person. Was it ever said out loud?"),
        done_when=_("Both lists are written."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.RECORD,
        safety=True,
    ),
    TaskIdea(
        id="d3",
        area=Area.DISPUTE,
        wording=_(
            "On five evenings, give a number from 0 to 10 for how tense it was with the other person. Note what happened on the best and on the worst day."
        ),
        smaller=_("On two evenings, give a number from 0 to 10 for how tense it was."),
        done_when=_("Five evenings have their number."),
        mechanism=Mechanism.STRESS,
        touch=Touch.RECORD,
        safety=True,
        days=5,
        daily=_("How tense was it with the other person today?"),
        rated=True,
        low_words=pgettext("scale", "calm"),
        high_words=pgettext("scale", "as tense as it can be"),
    ),
    TaskIdea(
        id="d4",
        area=Area.DISPUTE,
        wording=_("Notice one time when you and the other person got along. What was different?"),
        smaller=_("Remember one time when you got along."),
        done_when=_("One such time is noted."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.RECORD,
        safety=True,
    ),
    TaskIdea(
        id="d5",
        area=Area.DISPUTE,
        wording=_("Find the best time to talk, when nobody is angry. Write down two good times."),
        smaller=_("Think of one time of the day when it is calm."),
        done_when=_("Two times are noted."),
        mechanism=Mechanism.SKILLS,
        safety=True,
    ),
    TaskIdea(
        id="d6",
        area=Area.DISPUTE,
        wording=_("Once this week, before you answer, say back what you heard."),
        smaller=_("Once this week, listen to the end before you answer."),
        done_when=_("It was tried once."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.CONTACT,
        safety=True,
    ),
    TaskIdea(
        id="d7",
        area=Area.DISPUTE,
        wording=_("Write down what you could give, to get what you ask for."),
        smaller=_("Think of one small thing that you could give."),
        done_when=_("One pair is noted: what you give, and what you ask for."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.CONTACT,
        safety=True,
    ),
    TaskIdea(
        id="d8",
        area=Area.DISPUTE,
        wording=_("Talk with one person outside the dispute, who will listen without taking sides."),
        smaller=_("Think of one person who could listen without taking sides."),
        done_when=_("You talked with somebody."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
        safety=True,
    ),
)

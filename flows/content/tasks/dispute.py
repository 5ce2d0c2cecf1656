"""Task ideas for a dispute at any stage; each needs a safety note, and is a draft until a named clinician has signed it."""

from flows.content.task_idea import TaskIdea
from flows.course import Area, Mechanism, Touch
from locales.line import _

DISPUTE: tuple[TaskIdea, ...] = (
    TaskIdea(
        id="d1",
        area=Area.DISPUTE,
        # Translators: a "script" is the text of a play: who said what, one line after the other
        wording=_("Write down one argument word by word, like a script. Six lines are enough."),
        smaller=_("Write down two lines of one argument: one that you said, and one that the other person said."),
        done_when=_("The script is written."),
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
        mechanism=Mechanism.STRESS,
        touch=Touch.RECORD,
        safety=True,
    ),
    TaskIdea(
        id="d3",
        area=Area.DISPUTE,
        wording=_(
            "On five evenings, rate how tense it was with the other person, from 0 to 10. Note what happened on the highest day and on the lowest day."
        ),
        smaller=_("Rate how tense it was with the other person on two evenings. No notes are needed."),
        done_when=_("Five evenings have a number."),
        mechanism=Mechanism.STRESS,
        touch=Touch.RECORD,
        safety=True,
        days=5,
        daily=_("How tense was it with the other person today?"),
        rated=True,
        # Translators: the two ends of the numbers from 0 to 10
        low_words=_("not tense at all"),
        high_words=_("as tense as it can be"),
    ),
    TaskIdea(
        id="d4",
        area=Area.DISPUTE,
        wording=_("Notice one time when you and the other person got along. What was different?"),
        smaller=_("Remember one time when you and the other person got along."),
        done_when=_("One time of getting along is noted."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.RECORD,
        safety=True,
    ),
    TaskIdea(
        id="d5",
        area=Area.DISPUTE,
        wording=_(
            "Choose the best time to talk: not in the heat of an argument, but when it is calmer. Write down two good times."
        ),
        smaller=_("Think of one time of day when a talk would be calmer."),
        done_when=_("Two times are written down."),
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
        # Translators: both things are between the reader and the other person of the dispute
        wording=_("Write down one thing you ask for, and one thing you could give to get it."),
        smaller=_("Think of one small thing that you could give."),
        done_when=_("One pair is noted: what to ask for, and what to give."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.CONTACT,
        safety=True,
    ),
    TaskIdea(
        id="d8",
        area=Area.DISPUTE,
        wording=_("Talk with one person outside the dispute who will listen without taking sides."),
        smaller=_("Think of one person who could listen without taking sides."),
        done_when=_("One such talk took place."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
        safety=True,
    ),
)

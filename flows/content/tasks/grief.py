"""
Task ideas for grief.

Every one is a draft until a named clinician has signed it.  The two about the days and the places of a death need a
safety note before they can be given.
"""

from flows.content.task_idea import TaskIdea
from flows.course import Area, Mechanism, Touch
from locales.line import _

GRIEF: tuple[TaskIdea, ...] = (
    TaskIdea(
        id="g1",
        area=Area.GRIEF,
        # Translators: "what comes up" is feelings, thoughts or memories, whatever they are
        wording=_(
            "Choose one photo of the person who died, or one thing that was theirs. Spend ten minutes with it. Then write three lines about what comes up."
        ),
        smaller=_(
            "Choose one photo of the person who died, or one thing that was theirs. Look at it for two minutes. One word about it is enough."
        ),
        done_when=_("Three lines are written."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.RECORD,
    ),
    TaskIdea(
        id="g2",
        area=Area.GRIEF,
        wording=_("Tell one person one story about the person who died. Choose a story that is not about the death."),
        smaller=_("Think of one story you would like to tell, and to whom."),
        done_when=_("The story was told, and it is noted to whom."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="g3",
        area=Area.GRIEF,
        wording=_(
            "Think of the person who died. Make two lists: what was good with them, and what was hard. Write at least one thing in each."
        ),
        smaller=_("Think of the person who died: one good thing, and one hard thing."),
        done_when=_("Each of the two lists has at least one thing."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.RECORD,
    ),
    TaskIdea(
        id="g4",
        area=Area.GRIEF,
        wording=_(
            "Write a short letter to the person who died. Say one thing you miss, and one thing you never said. You do not have to share it."
        ),
        smaller=_("Write one line to the person who died: one thing you miss. You can keep it to yourself."),
        done_when=_("The letter is written."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.RECORD,
    ),
    TaskIdea(
        id="g5",
        area=Area.GRIEF,
        wording=_(
            "Write down the days around this person's death, like a calendar. Write only facts that you want to remember. Stop when you need to."
        ),
        smaller=_("Write one fact you want to remember from the days around this person's death. Then stop."),
        done_when=_("At least one day or fact is written down."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.RECORD,
        safety=True,
    ),
    TaskIdea(
        id="g6",
        area=Area.GRIEF,
        # Translators: a place that the reader and the person who died had in common, such as a park or a café
        wording=_("Visit a place that you shared with the person who died. Go alone, or with someone you trust."),
        smaller=_("Think of one place that you shared with the person who died. Who could go there with you?"),
        done_when=_("The place was visited, or the decision was not to go."),
        mechanism=Mechanism.FEELINGS,
        safety=True,
    ),
    TaskIdea(
        id="g7",
        area=Area.GRIEF,
        wording=_("Ask one family member or friend how they remember the person who died."),
        smaller=_("Think who you could ask about the person who died, and how you would begin."),
        done_when=_("One family member or friend was asked."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="g8",
        area=Area.GRIEF,
        wording=_("Pick one thing you stopped doing since this person died. Do it for fifteen minutes."),
        smaller=_("Pick one thing you stopped doing since this person died. Do it for three minutes."),
        done_when=_("It was done once."),
        mechanism=Mechanism.FEELINGS,
    ),
    TaskIdea(
        id="g9",
        area=Area.GRIEF,
        wording=_("Say yes to one invitation, or invite someone for tea."),
        smaller=_("Think of one person you could have tea with, and on which day."),
        done_when=_("One invitation was accepted or made."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="g10",
        area=Area.GRIEF,
        # Translators: a "hard date" is a day such as a birthday or the day of the death
        wording=_(
            "Plan the next hard date. Who will you be with? Choose one thing to do to remember the person who died. Choose one thing to rest."
        ),
        smaller=_("Note the next hard date, and one person you could be with on that day."),
        done_when=_("The plan for that date is written."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.RECORD,
    ),
    TaskIdea(
        id="g11",
        area=Area.GRIEF,
        wording=_("Notice one moment when you felt a little better, and who was there. No need to feel bad about it."),
        smaller=_("Notice one moment when you felt a little better. You do not have to write it down."),
        done_when=_("One moment is noted, and who was there."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.RECORD,
    ),
    TaskIdea(
        id="g12",
        area=Area.GRIEF,
        # Translators: a "job" is something to be done in daily life, such as paying a bill; not employment
        wording=_(
            "Name one job that the person who died used to do. Ask someone to show you how, or to share it with you."
        ),
        smaller=_("Name one job that the person who died used to do. Who might know how to do it?"),
        done_when=_("Someone was asked to show the job or to share it."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
    ),
)

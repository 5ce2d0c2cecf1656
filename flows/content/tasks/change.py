"""Task ideas for a life change; drafts until a named clinician has signed them."""

from flows.content.task_idea import TaskIdea
from flows.course import Area, Mechanism, Touch
from locales.line import _

CHANGE: tuple[TaskIdea, ...] = (
    TaskIdea(
        id="t1",
        area=Area.CHANGE,
        wording=_("Think of your life before the change. List what was good, and what was hard."),
        smaller=_("Name one good and one hard thing of your life before."),
        done_when=_("Both sides have something."),
        mechanism=Mechanism.FEELINGS,
    ),
    TaskIdea(
        id="t2",
        area=Area.CHANGE,
        wording=_("Think of your life now. List what is hard, and what could be good."),
        smaller=_("Name one hard thing of your life now, and one that could be good."),
        done_when=_("Both sides of the list have something."),
        mechanism=Mechanism.FEELINGS,
    ),
    TaskIdea(
        id="t3",
        area=Area.CHANGE,
        wording=_("Write a short goodbye to how it was."),
        smaller=_("Write one line of goodbye."),
        done_when=_("The goodbye is written."),
        mechanism=Mechanism.FEELINGS,
    ),
    TaskIdea(
        id="t4",
        area=Area.CHANGE,
        wording=_("Tell one person what you miss. Nothing has to be solved."),
        smaller=_("Say to yourself what you miss."),
        done_when=_("You told somebody."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="t5",
        area=Area.CHANGE,
        wording=_("Find one person who has been through this change. Ask them two questions."),
        smaller=_("Write down the two questions."),
        done_when=_("The questions were asked."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="t6",
        area=Area.CHANGE,
        wording=_("Learn one small thing that your life now needs: a form, a bus line, a recipe, a phone call."),
        smaller=_("Find out who could show you."),
        done_when=_("It is done once."),
        mechanism=Mechanism.SKILLS,
    ),
    TaskIdea(
        id="t7",
        area=Area.CHANGE,
        wording=_("Ask for help with one thing that you used to do alone."),
        smaller=_("Think of one thing in which help would be good, and of whom to ask."),
        done_when=_("You asked for help."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="t8",
        area=Area.CHANGE,
        wording=_("Keep one habit from before, on two days this week."),
        smaller=_("Keep one habit from before, on one day."),
        done_when=_("Two days are noted."),
        mechanism=Mechanism.SKILLS,
        days=2,
        daily=_("Was the habit there today?"),
    ),
    TaskIdea(
        id="t9",
        area=Area.CHANGE,
        wording=_("Visit one place that belongs to your life now, for fifteen minutes."),
        smaller=_("Find such a place, and look at how to get there."),
        done_when=_("You were there."),
        mechanism=Mechanism.SKILLS,
    ),
    TaskIdea(
        id="t10",
        area=Area.CHANGE,
        wording=_("Notice one thing that went better than you feared. Write it in one line."),
        smaller=_("Think of one thing that was a little easier."),
        done_when=_("One line is written."),
        mechanism=Mechanism.FEELINGS,
    ),
    TaskIdea(
        id="t11",
        area=Area.CHANGE,
        wording=_("Say to someone new, in one sentence, who you are now."),
        smaller=_("Write that sentence for yourself."),
        done_when=_("The sentence was said."),
        mechanism=Mechanism.SKILLS,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="t12",
        area=Area.CHANGE,
        wording=_(
            "For a change that is still to come: note what worries you most, and one thing that you can prepare."
        ),
        smaller=_("Note what worries you most."),
        done_when=_("The worry and one step are noted."),
        mechanism=Mechanism.STRESS,
    ),
)

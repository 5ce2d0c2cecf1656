"""Task ideas that fit any area; every one is a draft until a named clinician has signed it."""

from flows.content.task_idea import TaskIdea
from flows.course import Mechanism, Touch
from locales.line import _

ANY_AREA: tuple[TaskIdea, ...] = (
    TaskIdea(
        id="n1",
        area=None,
        wording=_("Choose one duty that can wait this week. Tell the person it affects."),
        smaller=_("Choose one small duty that can wait for a day. Think how you would tell the person it affects."),
        done_when=_("The person it affects was told."),
        mechanism=Mechanism.STRESS,
        touch=Touch.CONTACT,
    ),
    TaskIdea(
        id="n2",
        area=None,
        wording=_("Name two people who could support you this month. What could you ask each of them for?"),
        smaller=_("Name one person who could support you this month."),
        done_when=_("Two names are noted."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.RECORD,
    ),
    TaskIdea(
        id="n3",
        area=None,
        wording=_(
            "Explain depression in one sentence to someone close. You could say: “I have an illness, I am in treatment, it can get better.”"
        ),
        smaller=_("Think of one sentence about depression in your own words. Who close to you could hear it?"),
        done_when=_("The sentence was said to someone close."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
        medical=True,
    ),
    TaskIdea(
        id="n4",
        area=None,
        wording=_("Notice a feeling in your body on three days this week. Note it, and who you were with."),
        smaller=_("Notice a feeling in your body once this week, and who you were with."),
        done_when=_("There are notes from three days."),
        mechanism=Mechanism.FEELINGS,
        touch=Touch.RECORD,
        days=3,
        # Translators: answered by the buttons "Yes, today" and "Not today"
        daily=_("Did you notice a feeling in your body today, and who you were with?"),
    ),
    TaskIdea(
        id="n5",
        ending=True,
        area=None,
        # Translators: "warning signs" are the first changes by which one notices that a bad time may be coming back
        wording=_(
            "As your meetings come to an end, write your first three warning signs. Ask someone close what they noticed first."
        ),
        smaller=_("Write one early warning sign. Think who close to you may have noticed it too."),
        done_when=_("Three signs are written, and someone close was asked."),
        mechanism=Mechanism.SUPPORT,
        touch=Touch.CONTACT,
    ),
)

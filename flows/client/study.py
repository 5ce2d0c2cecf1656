"""A study: what it is and what of a client it would get; yes and no change nothing else, and a yes is taken back at one tap."""

from datetime import timedelta

from flows import consent
from flows.chat import Chat
from flows.content import consent_texts
from flows.questions import Choice
from flows.readings import MySettings, Place
from flows.registry import flow
from locales.line import _, pgettext

# Translators: opens what a study is about
READ_IT = pgettext("button", "Read what it is")


@flow("study", window=timedelta(days=7), menu=True)
async def study(chat: Chat) -> None:
    """Show what the study is, and ask, in a version of its own; nobody hears of a no."""
    place = await chat.read("place", Place)
    mine = await chat.read("mine", MySettings)
    await ask_study(chat, place, mine)


async def ask_study(chat: Chat, place: Place, mine: MySettings) -> None:
    """Withdraw a yes at one tap, or ask in the words of the text."""
    if mine.research:
        consent.record(chat, consent_texts.STUDY, "research", answer=False)
        chat.say(
            "study",
            _("From now on no study gets anything of yours. What was handed over before cannot be called back."),
        )
        return
    if place.study is None:
        chat.say("study", _("There is no study at the moment."))
        return
    asked = Choice(consent_texts.about_study(place.study), consent_texts.STUDY_ANSWERS)
    agreed = await chat.ask("agree_study", asked) == "yes"
    consent.record(chat, consent_texts.STUDY, "research", answer=agreed)
    chat.say("study", _("Thank you. It is kept.") if agreed else _("That is fine. Nothing changes for you."))

"""Privacy: what the client agreed to, each part withdrawn as easily as it was given."""

from datetime import timedelta
from enum import Enum

from flows import consent
from flows.chat import Chat
from flows.client.menu import doors
from flows.client.study import ask_study
from flows.content import consent_texts
from flows.content.words import rows
from flows.questions import Choice, Option
from flows.readings import MySettings, Place, WhoReads
from flows.registry import flow
from flows.wishes import Notify
from locales.line import Line, _, pgettext


class Change(Enum):
    """Which part the client wants to change."""

    MESSAGE = "message"
    SHARE = "share"
    STORE = "store"
    STUDY = "study"
    NOTHING = "nothing"


class Agree(Enum):
    """The answer to a consent question that is asked again."""

    YES = "yes"
    NO = "no"


YES_NO = [
    # Translators: agrees to the consent question above
    Option(Agree.YES, pgettext("button", "Yes")),
    # Translators: does not agree to the consent question above
    Option(Agree.NO, pgettext("button", "No")),
]
# Translators: opens what a study is, and the question whether one takes part
READ_STUDY = pgettext("button", "About the study")
# Translators: opens the question whether everything shall be deleted
DELETE = doors(("forget", pgettext("button", "Delete everything")))


@flow("privacy", window=timedelta(minutes=30), menu=True)
async def privacy(chat: Chat) -> None:
    """Show what was agreed, and change one part."""
    await ask_privacy(chat, await chat.read("mine", MySettings))


async def ask_privacy(chat: Chat, mine: MySettings) -> None:
    """Offer each part with the answer that stands."""
    place = await chat.read("programme", Place)
    match await chat.ask("part", Choice(what_stands(mine), parts(mine, place))):
        case Change.MESSAGE:
            await change_message(chat, mine)
        case Change.SHARE:
            await change_share(chat, mine)
        case Change.STORE:
            chat.say(
                "store", _("Without keeping, I cannot go on. You can pause me, or delete everything."), open=DELETE
            )
        case Change.STUDY:
            await ask_study(chat, place, mine)
        case Change.NOTHING:
            chat.say("unchanged", _("Nothing changed."))


def what_stands(mine: MySettings) -> Line:
    """Say what stands, part by part."""
    return rows(
        _("What you agreed to:"),
        pgettext("consent", "• I may write first.") if mine.message else pgettext("consent", "• I do not write first."),
        pgettext("consent", "• I keep what you write.") if mine.store else pgettext("consent", "• I keep nothing."),
        pgettext("consent", "• Your therapist may see it.")
        if mine.share
        else pgettext("consent", "• Only you see it."),
        pgettext("consent", "• A study may have your numbers.") if mine.research else None,
    )


def parts(mine: MySettings, place: Place) -> list[Option[Change]]:
    """Offer to turn each part round; a study only where there is one, or was."""
    # Translators: takes back the consent that a study may have the client's numbers
    out = Option(Change.STUDY, pgettext("button", "Leave the study"))
    study = [out] if mine.research else [Option(Change.STUDY, READ_STUDY)] if place.study is not None else []
    return [
        # Translators: withdraws the consent that the program may write first
        Option(
            Change.MESSAGE,
            pgettext("button", "Do not write first") if mine.message else pgettext("button", "You may write first"),
        ),
        # Translators: withdraws the consent that the therapist may see the entries
        Option(
            Change.SHARE,
            pgettext("button", "Do not show my notes") if mine.share else pgettext("button", "Show my notes"),
        ),
        # Translators: withdraws the consent that anything may be kept
        Option(Change.STORE, pgettext("button", "Keep nothing more")),
        *study,
        # Translators: leaves everything as it is
        Option(Change.NOTHING, pgettext("button", "Leave it so")),
    ]


async def change_message(chat: Chat, mine: MySettings) -> None:
    """Withdraw *message me* at one tap, or ask for it again in the words of its text."""
    if mine.message:
        consent.record(chat, consent_texts.WRITE_FIRST, "message", answer=False)
        chat.say("message", _("From now on I do not write first. You open me when you like."))
        return
    agreed = await chat.ask("agree_message", Choice(consent_texts.WRITE_FIRST.question, YES_NO)) is Agree.YES
    consent.record(chat, consent_texts.WRITE_FIRST, "message", answer=agreed)
    chat.say("message", _("Thank you. From now on I may write first.") if agreed else _("Nothing changed."))


async def change_share(chat: Chat, mine: MySettings) -> None:
    """Withdraw *share* at one tap, or ask for it again in the words of its text; staff hear only the fact."""
    who = await chat.read("who", WhoReads)
    place = await chat.read("place", Place)
    text = consent_texts.keep_and_show(who.name or "–", safety_notices=place.safety_notices)
    if mine.share:
        consent.record(chat, text, "share", answer=False)
        chat.wish(Notify(notice="share_off"))
        chat.say("share", _("From now on only you see your notes. They stay here."), open=DELETE)
        return
    agreed = await chat.ask("agree_share", Choice(text.question, YES_NO)) is Agree.YES
    consent.record(chat, text, "share", answer=agreed)
    if not agreed:
        chat.say("share", _("Nothing changed."))
        return
    chat.wish(Notify(notice="share_on"))
    chat.say("share", _("Thank you. It is so from now on."), _("Older private notes stay private."))

"""Somebody else may go on: the client decides, and no is as good as yes."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat
from flows.content.words import paragraphs
from flows.handing import AnswerHandover, HandoverShown
from flows.questions import Choice, Option
from flows.registry import flow
from locales.line import Line, Name, _, pgettext


class May(Enum):
    """Whether somebody else may go on."""

    YES = "yes"
    NO = "no"


@flow("handed_over", window=timedelta(days=7), menu=True)
async def handed_over(chat: Chat) -> None:
    """Ask whether somebody else may read and go on."""
    offered = await chat.read("offered", HandoverShown)
    if not offered.then_id:
        chat.say("gone", GONE)
        return
    options = [
        # Translators: the client agrees that somebody else goes on
        Option(May.YES, pgettext("button", "Yes, that is fine")),
        # Translators: the client does not agree that somebody else goes on
        Option(May.NO, pgettext("button", "No")),
    ]
    yes = await chat.ask("may", Choice(question(offered), options)) is May.YES
    if yes and (await chat.read("still", HandoverShown)).then_id != offered.then_id:
        chat.say("gone", GONE)  # the question may stand open for days, and whoever was offered may have left
        return
    chat.wish(AnswerHandover(to=offered.then_id, yes=yes))
    if yes:
        # Translators: {name} is the new therapist
        chat.say("yes", _("Thank you. Who reads your notes from now on: {name}.", name=Name(offered.then or "–")))
    else:
        chat.say("no", _("Thank you for saying so. Nothing has changed, and nobody is cross."))


GONE = _("This was answered already, or is not asked any more. Nothing is lost.")


def question(offered: HandoverShown) -> Line:
    """Say who would go on, what they would read, and that no is fine."""
    # Translators: {name} is somebody of the programme
    first = _("Someone else could go on with you: {name}.", name=Name(offered.then or "–"))
    if offered.now is not None:
        # Translators: {name} is the present therapist
        first = paragraphs(first, _("Who reads your notes now, and then no longer: {name}.", name=Name(offered.now)))
    return paragraphs(
        first, _("If you agree, that person can read what you show, the earlier notes too. You can also say no.")
    )

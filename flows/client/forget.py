"""Forget me: everything is deleted at the client's word, and the client is told what remains elsewhere."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat, Ending
from flows.questions import Choice, Option
from flows.registry import flow
from flows.wishes import Erase, Notify
from locales.line import Line, _, pgettext


class Sure(Enum):
    """Whether everything shall be deleted."""

    NO = "no"
    YES = "yes"


SURE = Choice(
    _("Shall I delete everything that is kept about you? No one can bring it back."),
    [
        # Translators: answers no, so that nothing is deleted
        Option(Sure.NO, pgettext("button", "No, keep it")),
        # Translators: answers yes; everything that is kept about the client is deleted
        Option(Sure.YES, pgettext("button", "Yes, delete all")),
    ],
)


@flow("forget", window=timedelta(minutes=30), menu=True)
async def forget(chat: Chat) -> Ending | None:
    """Ask once, delete, and say what was deleted and what remains."""
    if await chat.ask("sure", SURE) is Sure.NO:
        chat.say("kept", _("Nothing was deleted."))
        return chat.cancel()
    chat.wish(Notify(notice="erased"))
    chat.wish(Erase(reason="asked", receipt=tuple(line.to_json() for line in RECEIPT)))
    return None


# Translators: said after everything was deleted, as a receipt
RECEIPT: tuple[Line, ...] = (
    _("Done. Your entries, your name and your settings are deleted. The key that could open them is destroyed."),
    _("What remains: a note that something was deleted, without your name. Old backups can no longer be opened."),
    _("Telegram has its own copy of this chat. To remove it, delete the chat in Telegram."),
    _("Your meetings are not touched by this. For a new start, ask for a new link."),
)

"""Comparing the three pictures: the second side of joining, and of moving to a new phone."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.content.pictures import picture_rows
from flows.questions import Choice, Option
from flows.readings import Waiting
from flows.registry import flow
from flows.wishes import ConfirmClient, ConfirmMove, RefuseClient, RefuseMove
from locales.line import Line, Name, _, pgettext

NONE_OF_THESE = "none"
TRIES = 2


@flow("confirm_client", face="staff", window=timedelta(days=10))
async def confirm_client(chat: Chat) -> Ending | None:
    """Let the client name three pictures aloud, and find them among three rows."""
    waiting = await chat.read("waiting", Waiting, client=str(chat.args["client"]))
    if not waiting.right:
        chat.say("nobody", _("No one waits with pictures at the moment."))
        return None
    for n in range(TRIES):
        chosen = await chat.under(f"try[{n}]").ask("pictures", Choice(question(waiting, n), options(waiting)))
        if chosen == waiting.right:
            confirm(chat, waiting)
            return None
    match await chat.ask("give_up", Choice(DIFFERENT, GIVE_UP)):
        case "close":
            refuse(chat, waiting)
        case _:
            chat.say("kept", _("Nothing was shown to anyone. You can compare again at any time."))
            return chat.later()
    return None


def question(waiting: Waiting, n: int) -> Line:
    """Ask which pictures the client names; the second time, say that they differed."""
    if n:
        return _("These are not the client's pictures. Please let the client name them once more.")
    # Translators: {name} is the client
    return _("Which three pictures do you hear? Client: {name}.", name=Name(waiting.name or "–"))


def options(waiting: Waiting) -> list[Option[str]]:
    """Offer three rows of pictures, and none of them."""
    # Translators: none of the three rows of pictures is what the client names
    none = Option(NONE_OF_THESE, pgettext("button", "None of these"))
    return [*(Option(code, picture_rows(code)) for code in waiting.shown), none]


def confirm(chat: Chat, waiting: Waiting) -> None:
    """Connect both sides."""
    if waiting.moving:
        chat.wish(ConfirmMove(client=waiting.client))
        chat.say("moved", _("It is done. The client goes on with the new phone."))
        return
    chat.wish(ConfirmClient(client=waiting.client))
    # Translators: {name} is the client
    chat.say(
        "connected", _("Connected: {name}. New notes are in the list of your clients.", name=Name(waiting.name or "–"))
    )


def refuse(chat: Chat, waiting: Waiting) -> None:
    """Close the link for whoever used it."""
    chat.wish(RefuseMove(client=waiting.client) if waiting.moving else RefuseClient(client=waiting.client))
    chat.say("refused", _("The link is closed. Nothing was shown. You can make a new link."))


DIFFERENT = _("The pictures differ. Perhaps somebody else opened the link.")
GIVE_UP = [
    # Translators: keeps the link as it is; the therapist compares again later
    Option("later", pgettext("button", "Compare later")),
    # Translators: closes the link and deletes what was answered with it
    Option("close", pgettext("button", "Close this link")),
]

"""Handing a client over: staff choose a colleague, and nothing changes before the client has said yes."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.handing import OfferHandover, Successors
from flows.questions import Choice, Option
from flows.registry import flow
from locales.line import Name, _, pgettext, verbatim

CLOSE = "close"


@flow("handover", face="staff", window=timedelta(minutes=30), menu=True, of_client=True)
async def handover(chat: Chat) -> Ending | None:
    """Offer a client to a colleague."""
    known = await chat.read("staff", Successors, client=str(chat.args["client"]))
    if not known.staff:
        chat.say("none", _("Nobody else works here yet."))
        return None
    options = [Option(one.id, verbatim(one.name)) for one in known.staff]
    # Translators: closes a screen
    close = Option(CLOSE, pgettext("button", "Close"))
    # Translators: {name} is the client
    asked = _("Who could go on with this client: {name}? The client is asked first; until then nothing changes.")
    chosen = await chat.ask("who", Choice(asked.fill(name=Name(known.name or "–")), [*options, close]))
    if chosen == CLOSE:
        return chat.cancel()
    chat.wish(OfferHandover(client=known.client, to=chosen))
    chat.say("sent", _("The client is asked, outside the quiet hours. You hear of the answer."))
    return None

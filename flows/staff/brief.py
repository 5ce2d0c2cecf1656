"""The brief in the chat: protected, gone within a day, with the weeks as a picture."""

from datetime import timedelta

from flows.brief import Brief
from flows.chat import Chat, Ending
from flows.content.brief_lines import brief_text
from flows.questions import Choice, Option
from flows.registry import flow
from flows.staff.client_card import DONE, NOTES, TASK
from flows.staff.client_log import GONE_IN
from flows.staff.page import leads_to_the_page
from flows.wishes import Begin
from locales.line import Line, _, pgettext, verbatim

CLOSE = "close"
# Translators: opens everything else about a client
CARD = pgettext("button", "Everything else")
DOORS: list[tuple[str, Line]] = [("client_log", NOTES), ("assign_task", TASK), ("client_card", CARD)]
POINTS = 2  # a line needs two


@flow("brief", face="staff", window=timedelta(minutes=30), menu=True, of_client=True)
async def brief(chat: Chat) -> Ending | None:
    """Show what matters before the meeting, and open what comes next."""
    if await leads_to_the_page(chat, str(chat.args["client"])):
        return None
    known = await chat.read("brief", Brief, client=str(chat.args["client"]))
    if not known.shares:
        # Translators: {name} is the client, who has withdrawn the consent to show notes
        chat.say("private", _("{name}: keeps the notes private.", name=verbatim(known.name)))
        return None
    chat.say("brief", *brief_text(known), protect=True, gone_in=GONE_IN)
    if len(known.numbered) >= POINTS:
        drawn = {"brief": known.model_dump(mode="json"), "kind": "chart"}
        # Translators: stands under a picture of the weeks: moods from 0 to 10, and meetings
        chat.say("weeks", _("The weeks: mood from 0 to 10."), paper=drawn, protect=True, gone_in=GONE_IN)
    options = [*[Option(name, line) for name, line in DOORS], Option(CLOSE, DONE)]
    chosen = await chat.ask("door", Choice(_("What next?"), options, columns=2))
    if chosen == CLOSE:
        return chat.cancel()
    chat.wish(Begin(flow=chosen, client=known.client))
    return None

"""Try it: a therapist plays a client's check-in in two minutes; nothing of it is kept."""

from datetime import timedelta

from flows.chat import Chat
from flows.client.check_in import anything_for, ready
from flows.client.help_card import help_lines
from flows.client.menu import doors
from flows.client.mood import WEEK, ask_link
from flows.content.words import paragraphs
from flows.questions import Choice, Option
from flows.readings import HelpCard, Me, WhoReads
from flows.registry import flow
from flows.staff.menu import INVITE, TRY
from locales.line import _, pgettext

# Translators: begins the trial
BEGIN = [Option("begin", pgettext("button", "Begin"))]


@flow("try_it", face="staff", window=timedelta(minutes=30))
async def try_it(chat: Chat) -> None:
    """Play the check-in and the help card as a client sees them, and keep nothing."""
    me = await chat.read("me", Me)
    intro = paragraphs(_("Now you are a client, for two minutes. Nothing of it is kept."), ready(None))
    await chat.ask("ready", Choice(intro, BEGIN))
    await chat.ask("mood", WEEK.or_skip())
    await ask_link(chat)
    await chat.ask("raised", anything_for(WhoReads(name=me.name)).or_skip())
    chat.say("saved", _("A client reads here that it is saved, and when you usually look."))
    chat.say(
        "card",
        _("One tap on <b>Need help</b> shows this, at any time:"),
        *help_lines(await chat.read("help", HelpCard)),
    )
    chat.say("end", _("That was all. Nothing was kept."), open=doors(("try_it", TRY), ("invite_client", INVITE)))

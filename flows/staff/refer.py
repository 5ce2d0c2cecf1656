"""Referring: a counsellor turns to somebody else for a client who needs more help, or another kind of it."""

from datetime import timedelta

from flows.agreed import OwnWords
from flows.chat import Chat, Ending
from flows.content.course_lines import SOON
from flows.content.notices import referred_on
from flows.content.words import paragraphs
from flows.course import Soon
from flows.course_readings import ClientCard
from flows.course_wishes import Refer
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.readings import Me
from flows.registry import flow
from locales.line import Line, _, pgettext

TO = Words(
    _("Who is to help: a person or a place, and how to reach them? The client reads exactly what you write."),
    voice=False,
    max_length=500,
)
PASSES = Words(
    _(
        "What did the client agree that you pass on? Write it in a few words, or skip: then the client reads that nothing is."
    ),
    voice=False,
    max_length=500,
)
SOONS: tuple[Option[Soon], ...] = (
    # Translators: how soon the other help is needed
    Option("today", pgettext("button", "Today")),
    # Translators: how soon the other help is needed
    Option("days", pgettext("button", "Within some days")),
    # Translators: how soon the other help is needed: it can wait until the other side has room
    Option("place", pgettext("button", "When there is a place")),
)


@flow("refer", face="staff", window=timedelta(minutes=30), menu=True, of_client=True)
async def refer(chat: Chat) -> Ending | None:
    """Ask to whom, how soon and what is passed on, show what the client will read, and do it after a yes."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    me = await chat.read("me", Me)
    to = said(await chat.ask("to", TO.or_skip()))
    if to is None or to.text is None:
        return chat.cancel()
    soon = await chat.ask("soon", Choice(_("How soon is it needed?"), SOONS))
    passes = said(await chat.ask("passes", PASSES.or_skip()))
    rests = await ask_rests(chat) if card.tasks else False
    shown = referred_on(me.name, to.text, SOON[soon], passes.text if passes else None, rests=rests)
    if not await ask_sure(chat, card, shown):
        chat.say("nothing", _("Nothing has changed."))
        return None
    agreed = OwnWords(said=passes, language=card.my_language) if passes is not None else None
    words = OwnWords(said=to, language=card.my_language)
    chat.wish(Refer(client=card.client, to=words, soon=soon, passes=agreed, rests=rests))
    chat.say(
        "kept", _("The client is told, and the supervisors hear of it. I ask you later whether you have heard back.")
    )
    return None


async def ask_rests(chat: Chat) -> bool:
    """Ask whether tasks rest; they go on unless the counsellor says so."""
    options = [
        # Translators: the client's tasks go on
        Option("no", pgettext("button", "They go on")),
        # Translators: the client's tasks rest for a while
        Option("yes", pgettext("button", "They rest")),
    ]
    return await chat.ask("rests", Choice(_("What about the tasks?"), options, columns=2)) == "yes"


async def ask_sure(chat: Chat, card: ClientCard, shown: Line) -> bool:
    """Show what the client will read, exactly as it goes, and ask for a yes."""
    options = [
        # Translators: sends to the client what was just shown
        Option("yes", pgettext("button", "Yes, refer")),
        # Translators: does not refer the client to anybody
        Option("no", pgettext("button", "Do nothing")),
    ]
    other = card.my_language != card.language
    note = _("The client reads another language. This goes exactly as you wrote it.") if other else None
    head = _("Have you spoken of it with the client? This is what the client reads:")
    asked = paragraphs(head, shown, *([note] if note is not None else []))
    return await chat.ask("sure", Choice(asked, options, columns=2)) == "yes"

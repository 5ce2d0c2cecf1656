"""Inviting: a one-time link as a picture to scan, for one client, for several, or for a client's new phone."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.words import tongue_options
from flows.questions import Choice, Option, Skipped, Words
from flows.readings import Clients, ClientShown, Place
from flows.registry import flow
from flows.wishes import MakeInvite
from locales.line import Count, _, pgettext, verbatim

THEIR_CHOICE = "~own"
LABEL = Words(
    _("What is this client called here? A nickname is best. The client can see and change it."),
    max_length=40,
    voice=False,
).or_skip()


@flow("invite_client", face="staff", window=timedelta(minutes=30))
async def invite_client(chat: Chat) -> None:
    """Make one link for one client."""
    place = await chat.read("place", Place)
    if not place.open_to_clients:
        chat.say("closed", *HELPLINES_FIRST)
        return
    label = await chat.ask("label", LABEL)
    options = [
        # Translators: the client chooses the language when joining
        Option(THEIR_CHOICE, pgettext("button", "They choose")),
        *tongue_options(place.tongues),
    ]
    language = await chat.ask("language", Choice(_("Which language shall I greet them in?"), options))
    chat.wish(
        MakeInvite(
            what="client",
            label=None if isinstance(label, Skipped) else (label.text or "").strip(),
            language=None if language == THEIR_CHOICE else language,
        )
    )
    chat.say("next", *NEXT)


NEXT = (
    _("Show this picture to your client, or send the link."),
    _("At the end of joining, the client's screen shows three pictures. Let the client name them, then compare."),
)
HELPLINES_FIRST = (
    _("New clients cannot join at the moment."),
    _("No helpline of the programme was checked in the last 90 days. Please tell your programme lead."),
)


@flow("cards", face="staff", window=timedelta(minutes=30))
async def cards(chat: Chat) -> None:
    """Make several links at once, as pictures to print and hand out."""
    place = await chat.read("place", Place)
    if not place.open_to_clients:
        chat.say("closed", *HELPLINES_FIRST)
        return
    options = [Option(str(n), pgettext("number", "{number}", number=Count(n))) for n in (2, 3, 5, 8)]
    number = await chat.ask("how_many", Choice(_("How many cards? Each works once."), options, columns=4))
    for n in range(1, int(number) + 1):
        chat.wish(MakeInvite(what="client"), key=str(n))
    chat.say("printed", _("Print these pictures and hand out one to each client."))


@flow("new_phone", face="staff", window=timedelta(minutes=30))
async def new_phone(chat: Chat) -> None:
    """Make a link with which a client moves to a new phone; nothing moves before the pictures are compared."""
    known = await chat.read("clients", Clients)
    movable = [client for client in known.clients if client.state == "active"]
    if not movable:
        chat.say("none", _("You have no clients here yet."))
        return
    chosen = await chat.ask("who", Choice(_("Who has a new phone?"), by_name(movable)))
    chat.wish(MakeInvite(what="same_client", client=chosen))
    chat.say("next", _("Give this link only to the client. Nothing moves before you have compared the pictures."))


def by_name(clients: list[ClientShown]) -> list[Option[str]]:
    """Offer clients by the names that they have chosen."""
    return [Option(client.id, verbatim(client.name or "–")) for client in clients]

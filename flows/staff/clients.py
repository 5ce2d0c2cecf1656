"""The therapist's list: who wrote something new, who waits, who cannot be reached, who is paused."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.client.menu import doors
from flows.content.words import listed, rows
from flows.questions import Choice, Option
from flows.readings import Clients, ClientShown
from flows.registry import flow
from flows.staff.menu import INVITE, TRY
from flows.wishes import Begin
from locales.line import Line, Moment, Name, _, npgettext, pgettext, verbatim

CLOSE = "close"
AT_MOST = 40


@flow("clients", face="staff", window=timedelta(minutes=30), menu=True)
async def clients(chat: Chat) -> Ending | None:
    """List the clients with what is new, and open one."""
    known = await chat.read("clients", Clients)
    if not known.clients:
        chat.say(
            "none",
            _("No clients yet. Add one, or try it yourself first."),
            open=doors(("try_it", TRY), ("invite_client", INVITE)),
        )
        return None
    listed_now = known.clients[:AT_MOST]
    line = rows(_("Your clients:"), *[one_client(client) for client in listed_now])
    # Translators: closes the list of clients
    close = Option(CLOSE, pgettext("button", "Close"))
    openable = [
        Option(client.id, verbatim(client.name or "–"))
        for client in listed_now
        if client.state in ("waiting", "active")
    ]
    chosen = await chat.ask("who", Choice(line, [*openable, close], columns=2))
    if chosen == CLOSE:
        return chat.cancel()
    client = next(one for one in listed_now if one.id == chosen)
    chat.wish(Begin(flow="confirm_client" if client.state == "waiting" else "client_card", client=client.id))
    return None


def one_client(client: ClientShown) -> Line:
    """Give one client's row: the name, then facts."""
    # Translators: one row of the list; {name} is a client, {facts} a list such as "2 new, messages no longer arrive"
    return _("• {name}: {facts}", name=Name(client.name or "–"), facts=listed(facts(client)))


def facts(client: ClientShown) -> list[Line]:
    """Give the facts of one client's row."""
    if client.state != "active":
        return [STATES[client.state]]
    found = [new_notes(client)]
    if not client.reachable:
        found.append(pgettext("list", "messages no longer arrive"))
    if client.stopped:
        found.append(pgettext("list", "paused by the client"))
    elif client.paused_until is not None:
        # Translators: the client has paused the questions; {moment} is a day with a time
        found.append(pgettext("list", "questions rest until {moment}", moment=Moment(client.paused_until)))
    return found


def new_notes(client: ClientShown) -> Line:
    """Count what was written since the therapist last looked."""
    if not client.shares:
        return pgettext("list", "keeps the notes private")
    if not client.new:
        return pgettext("list", "nothing new")
    # Translators: counts what the client wrote and the therapist has not opened yet
    return npgettext("list", "{n} new note", "{n} new notes", client.new)


STATES: dict[str, Line] = {
    # Translators: the link was made and not yet used
    "invited": pgettext("list", "link not used yet"),
    # Translators: the client is answering the first questions
    "joining": pgettext("list", "is joining"),
    # Translators: the client sees three pictures and waits for the therapist to compare them
    "waiting": pgettext("list", "waits: compare pictures"),
    # Translators: the work with this client is over
    "ended": pgettext("list", "ended"),
}

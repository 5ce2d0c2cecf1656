"""Notices: what staff were told that could not wait, whether it arrived, who has seen it, and one tap to say so."""

from datetime import timedelta

from flows.alerts import Notices, NoticeShown
from flows.chat import Chat, Ending
from flows.content.words import listed, rows
from flows.questions import Choice, Option
from flows.registry import flow
from flows.wishes import Acknowledge, Begin
from locales.line import Count, Line, Moment, Name, _, pgettext, verbatim

MENU = timedelta(minutes=30)
CLOSE = "close"
KINDS: dict[str, Line] = {
    "item9": pgettext("notice", "item 9 was answered"),
    "item9_aloud": pgettext("notice", "item 9 was answered, read aloud"),
    "wants_to_talk": pgettext("notice", "wants to talk"),
    "not_safe": pgettext("notice", "not safe, about a task"),
    "not_safe_home": pgettext("notice", "not safe at home"),
    "unreachable": pgettext("notice", "messages do not arrive"),
    "contact": pgettext("notice", "asks to be contacted, not urgent"),
    "not_opened": pgettext("notice", "a notice was not opened"),
    "not_delivered": pgettext("notice", "a note could not be delivered"),
}
ARRIVED: dict[str, Line] = {
    "on_its_way": pgettext("notice", "on its way"),
    # Translators: Telegram has accepted the message; whether anybody saw it is not known
    "arrived": pgettext("notice", "accepted by Telegram"),
    "failed": pgettext("notice", "could not be delivered"),
}


@flow("noted", face="staff", window=MENU, menu=True, of_client=True)
async def noted(chat: Chat) -> None:
    """Note that the one who talks has seen what was sent about a client."""
    client = str(chat.args["client"])
    known = await chat.read("notices", Notices)
    name = next((one.name for one in known.notices if one.client == client and one.name), "–")
    chat.wish(Acknowledge(client=client))
    # Translators: {name} is the client about whom notices were sent
    chat.say(
        "noted",
        _("It is noted that you have seen every notice about: {name}. It does not go further.", name=Name(name)),
    )


@flow("alerts", face="staff", window=MENU, menu=True)
async def alerts(chat: Chat) -> Ending | None:
    """Show the notices of the last weeks and where each stands; open a client, or say that one has seen them."""
    known = await chat.read("notices", Notices)
    if not known.notices and not known.others:
        chat.say("none", _("No notices in the last four weeks."))
        return None
    chat.say("shown", *notice_lines(known), protect=True, gone_in=20)
    clients = {one.client: one.name or "–" for one in known.notices if one.seen_at is None}
    if not clients:
        return None
    options = [Option(client, verbatim(name)) for client, name in clients.items()]
    # Translators: closes a screen
    close = Option(CLOSE, pgettext("button", "Close"))
    chosen = await chat.ask("which", Choice(_("Whose notices have you seen?"), [*options, close], columns=2))
    if chosen == CLOSE:
        return chat.cancel()
    chat.wish(Acknowledge(client=chosen))
    if next(one for one in known.notices if one.client == chosen).own_client:
        chat.wish(Begin(flow="client_card", client=chosen))
    return None


def notice_lines(known: Notices) -> list[Line]:
    """Give the notices to the one who reads, and those to others that nobody has seen."""
    found = [rows(_("Notices:"), *[one_notice(one) for one in known.notices])] if known.notices else []
    if known.others:
        found.append(rows(_("Not seen by others so far:"), *[one_notice(one) for one in known.others], older(known)))
    return found


def older(known: Notices) -> Line | None:
    """Say how many more notices others have not seen."""
    # Translators: under a list of the newest notices; {number} is how many older ones are not on it
    return _("Older ones, not shown: {number}", number=Count(known.older)) if known.older else None


def one_notice(one: NoticeShown) -> Line:
    """Show one notice: when, about whom, what, and what became of it."""
    state = [ARRIVED[one.arrived]]
    if one.seen_at is not None:
        # Translators: a notice was seen on {moment}
        state.append(pgettext("notice", "seen {moment}", moment=Moment(one.seen_at)))
    else:
        state.append(pgettext("notice", "not seen so far"))
    if one.escalated_at is not None:
        # Translators: the supervisors were told on {moment}
        state.append(pgettext("notice", "supervisors told {moment}", moment=Moment(one.escalated_at)))
    if one.to is not None:
        # Translators: a notice was sent to {name}
        state.insert(0, pgettext("notice", "to {name}", name=Name(one.to)))
    # Translators: one row of a list: {moment} is when, {name} the client, {what} what it was, {state} what became of it
    line = _("• {moment}: {name}, {what}: {state}")
    return line.fill(moment=Moment(one.sent_at), name=Name(one.name or "–"), what=KINDS[one.kind], state=listed(state))

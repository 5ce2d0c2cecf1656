"""The morning: who comes today, one line each; a tap opens the brief."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.content.course_lines import TRIED
from flows.content.words import listed, rows
from flows.morning import Coming, Today
from flows.questions import Choice, Option
from flows.registry import flow
from flows.wishes import Begin
from locales.line import Count, Line, Moment, Name, _, npgettext, pgettext, verbatim

CLOSE = "close"


@flow("today", face="staff", window=timedelta(hours=14), menu=True)
async def today(chat: Chat) -> Ending | None:
    """Show who comes today and what has changed; open a brief."""
    known = await chat.read("today", Today)
    if not known.coming:
        chat.say("none", _("No meeting is planned for today."))
        return None
    lines = [one_coming(one, numbers=known.numbers) for one in known.coming]
    chat.say("coming", rows(_("Today:"), *lines), protect=True, gone_in=20)
    options = [Option(one.client, verbatim(one.name)) for one in known.coming]
    # Translators: closes a screen
    close = Option(CLOSE, pgettext("button", "Close"))
    chosen = await chat.ask("which", Choice(_("Whose brief shall I open?"), [*options, close], columns=2))
    if chosen == CLOSE:
        return chat.cancel()
    chat.wish(Begin(flow="brief", client=chosen))
    return None


def one_coming(one: Coming, *, numbers: bool) -> Line:
    """Give one meeting: when, who, and the facts."""
    # Translators: one row of a list: {moment} is when a meeting is, {name} the client
    head = _("• {moment}: {name}", moment=Moment(one.meets_at), name=Name(one.name))
    found = facts(one, numbers=numbers)
    if not found:
        return head
    # Translators: {head} is a meeting, {facts} a list such as "mood 6, then 4, task: partly, 2 things to raise"
    return _("{head}. {facts}", head=head, facts=listed(found))


def facts(one: Coming, *, numbers: bool) -> list[Line]:
    """Give what has changed since the last meeting, safety first; nothing is judged."""
    # Translators: something about safety stands on top of the brief
    found = [pgettext("morning", "safety first")] if one.safety else []
    if numbers and one.mood is not None and one.mood_before is not None:
        # Translators: the mood before the last meeting, then now; numbers from 0 to 10
        line = pgettext("morning", "mood {before}, then {mood}")
        found.append(line.fill(before=Count(one.mood_before), mood=Count(one.mood)))
    elif numbers and one.mood is not None:
        found.append(pgettext("morning", "mood {mood}", mood=Count(one.mood)))
    if one.task is not None:
        # Translators: {tried} is what became of a task
        found.append(pgettext("morning", "task: {tried}", tried=TRIED[one.task]))
    if one.raised:
        found.append(npgettext("morning", "{n} thing to raise", "{n} things to raise", one.raised))
    return found

"""Supervision: what a counsellor marks with a question, and the queue that a supervisor reads; nothing else is shown."""

from datetime import datetime, timedelta

from flows.chat import Chat, Ending
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import KINDS
from flows.content.task_lines import shown_words
from flows.content.words import rows
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.readings import ClientLog, EntryShown, Place
from flows.registry import flow
from flows.supervision import MarkShown, Queue
from flows.supervision_wishes import Discussed, MarkEntry
from flows.wishes import OpenPage
from locales.line import Count, Line, Moment, Name, _, pgettext, verbatim

MENU = timedelta(minutes=30)
SHOWN, CLOSE = 12, "close"
QUESTION = Words(_("Your question for supervision? One line, or your voice."))


@flow("mark", face="staff", window=MENU, menu=True, of_client=True)
async def mark(chat: Chat) -> Ending | None:
    """Mark one entry of a client for supervision, with the counsellor's own question."""
    log = await chat.read("log", ClientLog, client=str(chat.args["client"]))
    shown = log.entries[-SHOWN:]
    if not log.shares or not shown:
        chat.say("none", _("There is nothing to mark: no entry is shared."))
        return None
    told = kind_lines if (await chat.read("place", Place)).page else entry_lines
    lines = [one_row(number, entry.at, told(entry)) for number, entry in enumerate(shown, 1)]
    chat.say("entries", *lines, protect=True, gone_in=20)
    options = [Option(entry.id, pgettext("button", "{n}", n=Count(n))) for n, entry in enumerate(shown, 1)]
    # Translators: closes a screen
    options.append(Option(CLOSE, pgettext("button", "Close")))
    asked = _("Which one do you want to discuss in supervision? Your supervisor then reads this entry.")
    chosen = await chat.ask("which", Choice(asked, options, columns=5))
    if chosen == CLOSE:
        return chat.cancel()
    words = said(await chat.ask("question", QUESTION.or_skip()))
    chat.wish(MarkEntry(client=log.client, entry=chosen, question=words))
    chat.say("kept", _("It is marked. Your supervisor finds it in the queue."))
    return None


def kind_lines(entry: EntryShown) -> list[Line]:
    """Name what an entry is, where its words are read on the page."""
    return [line for line, kinds in KINDS.values() if entry.kind in kinds]


def one_row(number: int, at: datetime, lines: list[Line]) -> Line:
    """Give one entry with its number."""
    return rows(_("<b>{number}.</b> {moment}", number=Count(number), moment=Moment(at)), *lines)


@flow("supervision", face="staff", window=MENU, menu=True)
async def supervision(chat: Chat) -> Ending | None:
    """Show what was marked, one by one: the entry, the question, and who asks."""
    queue = await chat.read("queue", Queue)
    if not queue.marks:
        chat.say("none", _("Nothing is marked at the moment."))
        return None
    for number, one in enumerate(queue.marks, 1):
        chat.say(f"mark[{number}]", *mark_lines(number, one, on_page=queue.on_page), protect=True, gone_in=20)
    if queue.on_page:
        chat.wish(OpenPage())
    if not queue.mine_to_close:
        return None
    options = [Option(one.id, pgettext("button", "{n}", n=Count(n))) for n, one in enumerate(queue.marks, 1)]
    # Translators: closes a screen
    options.append(Option(CLOSE, pgettext("button", "Close")))
    chosen = await chat.ask("which", Choice(_("Which one have you discussed?"), options, columns=5))
    if chosen == CLOSE:
        return chat.cancel()
    outcome = said(await chat.ask("outcome", Words(_("What came of it? One line.")).or_skip()))
    chat.wish(Discussed(mark=chosen, outcome=outcome))
    chat.say("kept", _("It is kept. The counsellor sees it."))
    return None


def mark_lines(number: int, one: MarkShown, *, on_page: bool = False) -> list[Line]:
    """Give one mark: who asks, about whom, the question, and the entry unless it is read on the page."""
    # Translators: {staff} is the counsellor, {client} the client
    head = _(
        "<b>{number}.</b> {staff}, about {client}", number=Count(number), staff=Name(one.staff or "–"),
        client=Name(one.client or "–"),
    )  # fmt: skip
    found = [head]
    if one.question is not None:
        # Translators: a counsellor's question for supervision follows
        found.append(_("Question: {words}", words=shown_words(one.question)))
    if one.entry is not None:
        found.append(rows(verbatim("—"), *entry_lines(one.entry)))
    elif not on_page:
        found.append(_("The client does not share this any more."))
    if one.outcome is not None:
        found.append(_("What came of it: {words}", words=shown_words(one.outcome)))
    return found

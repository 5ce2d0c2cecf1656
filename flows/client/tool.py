"""
One conversation for every tool: its questions one by one, in small pieces that wait; what is kept can be changed later.

Nothing in it judges, sums up or answers what the client writes.
"""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat, Ending
from flows.client.tool_asking import ask_part
from flows.client.tool_hard import begin_hard, end_hard
from flows.content.tool_lines import record_lines, title_of_record
from flows.content.tools import TOOLS
from flows.content.words import rows
from flows.engine import FlowFunction
from flows.questions import Choice, Option
from flows.registry import flow
from flows.tool_readings import RecordShown, ToolKnown
from flows.tool_wishes import PlanHardDate, Tidy
from flows.tools import HIDDEN_FROM_STAFF, Field, Part, Tool, ToolClosed, ToolDone, ToolKept, by_name
from locales.line import Count, Line, Name, _, pgettext

FORTNIGHT = timedelta(days=14)
ADD, DONE, REMOVE, WHOLE = "~add", "~done", "~remove", "~whole"
LISTED = 24  # records shown in one list; older ones stay in the log
CLOSED: dict[ToolClosed, Line] = {
    "off": _("This is not switched on at the moment."),
    "not_asked": _("Please talk about this one when you meet, first."),
    "concern": _("This one rests for now. You can talk about it when you meet."),
    "phone_not_private": _("This one rests for now. You can talk about it when you meet."),
    "daylight": _("This one is for the day, early in the week. It waits for you."),
}


class Sure(Enum):
    """Whether to take something away."""

    YES = "yes"
    NO = "no"


def conversation_of(tool: Tool) -> FlowFunction:
    """Give the conversation of one tool."""

    async def hold(chat: Chat) -> Ending | None:
        return await use(chat, tool)

    return hold


async def use(chat: Chat, tool: Tool) -> Ending | None:
    """Add a record, or change one that stands."""
    known = await chat.read("known", ToolKnown, tool=tool.id)
    if known.closed is not None:
        chat.say("closed", CLOSED[known.closed])
        return None
    afterwards = await begin_hard(chat, tool) if tool.hard else ""
    if afterwards is None:
        return chat.later()
    chosen = await choose(chat, tool, known)
    if chosen == DONE:
        return chat.cancel()
    if chosen == ADD:
        await add(chat, tool, known)
    else:
        await change(chat, tool, known, next(one for one in known.records if one.record == chosen))
    if tool.hard:
        await end_hard(chat, afterwards, private=not known.shares)
    return None


async def choose(chat: Chat, tool: Tool, known: ToolKnown) -> str:
    """Show what stands, and ask what to do; with nothing there, begin at once."""
    if not known.records:
        chat.say("intro", tool.intro)
        return ADD
    if not tool.many:
        return known.records[-1].record
    shown = known.records[-LISTED:]
    lines = [numbered(number, tool, one) for number, one in enumerate(shown, 1)]
    # Translators: adds another person, event or note to a list
    options = [Option(ADD, pgettext("button", "Add one"))]
    options += [Option(one.record, pgettext("number", "{number}", number=Count(n))) for n, one in enumerate(shown, 1)]
    # Translators: closes a list
    options.append(Option(DONE, pgettext("button", "Done")))
    head = rows(tool.title, *lines, _("To change one, tap its number."))
    return await chat.ask("which", Choice(head, options, columns=4))


def numbered(number: int, tool: Tool, record: RecordShown) -> Line:
    """Give one record in a list."""
    # Translators: one row of a list: a number, then the client's own words
    return _("{number}. {words}", number=Count(number), words=title_of_record(tool, record.fields))


async def add(chat: Chat, tool: Tool, known: ToolKnown) -> None:
    """Ask everything, and keep one record; what was skipped is left out.  Nobody else sees it before the client said so."""
    asking = chat.alone() if tool.asks_who_sees else chat
    made = f"{await chat.now('made_at'):%Y%m%dT%H%M%S%f}-{len(known.records) + 1}"
    fields: list[Field] = []
    for part in tool.parts:
        if part.name in by_name(fields):
            continue  # said already, instead of a choice
        given = await ask_part(asking, tool, part, known)
        fields += given.fields
        if given.left:
            break
    if fields:
        unasked = tool.asks_who_sees and HIDDEN_FROM_STAFF not in by_name(fields)
        await keep(chat, tool, known, ToolKept(tool=tool.id, record=made, fields=tuple(fields)), alone=unasked)
    else:
        chat.say("nothing", _("That is fine. Nothing was kept."))


async def change(chat: Chat, tool: Tool, known: ToolKnown, record: RecordShown) -> None:
    """Show one record whole, and change a part of it; the old words stay in the log as they were."""
    options = [Option(part.name, part.label) for part in tool.parts]
    # Translators: takes a record away
    options.append(Option(REMOVE, pgettext("button", "Take it away")))
    # Translators: closes a record without a change
    options.append(Option(DONE, pgettext("button", "Leave it so")))
    shown = rows(tool.title, *record_lines(tool, record.fields), _("What would you like to change?"))
    chosen = await chat.ask("part", Choice(shown, options, columns=2))
    if chosen == DONE:
        chat.say("same", _("It stays as it is."))
        return
    if chosen == REMOVE:
        await take_away(chat, tool, known, record)
        return
    part = next(one for one in tool.parts if one.name == chosen)
    alone = record.private and part.name != HIDDEN_FROM_STAFF  # what was private stays so until this is asked
    given = await ask_part(chat.alone() if alone else chat, tool, part, known)
    if given.fields:
        fields = replaced(tool, record.fields, part, given.fields)
        kept = ToolKept(tool=tool.id, record=record.record, version=record.version + 1, fields=fields)
        await keep(chat, tool, known, kept, alone=alone)
    else:
        chat.say("same", _("It stays as it is."))


def replaced(tool: Tool, fields: tuple[Field, ...], part: Part, given: tuple[Field, ...]) -> tuple[Field, ...]:
    """Put new answers in the place of those of one part."""
    names = [step.name for step in getattr(part, "steps", (part,))]
    order = {step.name: place for place, step in enumerate(tool.steps())}
    others = [field for field in fields if field.name not in names]
    return tuple(sorted((*others, *given), key=lambda field: (field.round, order.get(field.name, len(order)))))


async def take_away(chat: Chat, tool: Tool, known: ToolKnown, record: RecordShown) -> None:
    """Take a record away after one more question."""
    options = [
        # Translators: takes a record away
        Option(Sure.YES, pgettext("button", "Yes, take it away")),
        # Translators: leaves a record
        Option(Sure.NO, pgettext("button", "No, keep it")),
    ]
    if await chat.ask("sure", Choice(_("Shall this be gone?"), options)) is Sure.NO:
        chat.say("same", _("It stays as it is."))
    else:
        gone = ToolKept(tool=tool.id, record=record.record, version=record.version + 1, removed=True)
        chat.keep(gone, private=record.private or not known.shares)
        chat.say("gone", _("It is gone from your list."))
    if tool.id == "hard_dates":  # after *Back* too: what hangs on the date follows what stands
        chat.wish(PlanHardDate(record=record.record))


async def keep(chat: Chat, tool: Tool, known: ToolKnown, kept: ToolKept, *, alone: bool) -> None:
    """Keep a record; what is for the client alone is never shown to staff, who see at most that it was done."""
    hidden = by_name(kept.fields).get(HIDDEN_FROM_STAFF)
    own = alone or (hidden is not None and hidden.code == "no")
    now = await chat.read("known_now", ToolKnown, tool=tool.id)  # a conversation lasts up to two weeks
    known = now.model_copy(update={"shares": known.shares and now.shares})
    chat.keep(kept, private=own or not known.shares)
    if own and tool.hard:
        chat.keep(ToolDone(tool=tool.id), private=not known.shares)
    if tool.id == "hard_dates":
        chat.wish(PlanHardDate(record=kept.record))
    chat.say("saved", saved(known, own=own))
    if tool.tidies:
        chat.wish(Tidy())
        # Translators: leaves messages in the chat that would be taken away after some minutes
        stay = [["keep_here", pgettext("button", "Keep it in the chat").to_json()]]
        chat.say("tidy", _("In ten minutes I take these messages out of the chat. Your words stay saved."), open=stay)


def saved(known: ToolKnown, *, own: bool) -> Line:
    """Say that it is saved, and for whom."""
    if own or not known.shares or known.name is None:
        return _("It is saved. Only you can see it.") if own or not known.shares else _("It is saved.")
    # Translators: {name} is the therapist
    return _("It is saved. It can be seen by: {name}.", name=Name(known.name))


for _tool in TOOLS.values():
    flow(_tool.id, window=FORTNIGHT, resumes=True, tidies=_tool.tidies)(conversation_of(_tool))

"""How a record of a tool is shown: the client's own words under plain headings; codes in the reader's language."""

from collections.abc import Sequence

from flows.content.tools import TOOLS
from flows.entries import Entry, Said
from flows.tools import HIDDEN_FROM_STAFF, Field, Step, Tool, ToolDone, ToolKept, by_name
from locales.line import Count, Day, Line, Name, _, pgettext, verbatim

SHOWN_IN_LIST = 60  # characters of a heading in a list


def tool_entry_lines(entry: Entry) -> list[Line]:
    """Show an entry of a tool in the log; nothing for another kind of entry."""
    match entry:
        case ToolKept(tool=tool_id, removed=True) if tool_id in TOOLS:
            # Translators: the client took a record away; {tool} is the name of the tool
            return [pgettext("log", "{tool}: taken away", tool=TOOLS[tool_id].title)]
        case ToolKept(tool=tool_id, fields=fields) if tool_id in TOOLS:
            return [TOOLS[tool_id].title, *record_lines(TOOLS[tool_id], fields)]
        case ToolDone(tool=tool_id) if tool_id in TOOLS:
            # Translators: the client wrote something and keeps it private; {tool} is the name of the tool
            return [pgettext("log", "{tool}: written, kept by the client", tool=TOOLS[tool_id].title)]
        case _:
            return []


def record_lines(tool: Tool, fields: Sequence[Field]) -> list[Line]:
    """Give one row for each answer: its heading, then the answer."""
    steps = {step.name: step for step in tool.steps()}
    shown = [field for field in fields if field.name in steps and field.name != HIDDEN_FROM_STAFF]
    return [
        # Translators: one answer: {label} is a heading such as "Good", {value} what the client said
        pgettext("record", "{label}: {value}", label=steps[field.name].label, value=value_of(steps[field.name], field))
        for field in shown
    ]


def value_of(step: Step, field: Field) -> Line:
    """Give one answer as it is read."""
    if field.said is not None:
        return said_line(field.said)
    if field.code is not None:
        return step.words_of(field.code) or verbatim(field.code)
    if field.on is not None:
        return pgettext("day", "{day}", day=Day(field.on))
    # Translators: {number} is a number from 0 to 10
    return pgettext("log", "{number} of 10", number=Count(field.number or 0))


def said_line(said: Said) -> Line:
    """Give own words in the quotation marks of the reader's language, or name the voice note."""
    if said.text is None:
        return pgettext("log", "voice note, seconds: {seconds}", seconds=Count(said.seconds))
    return pgettext("log", "“{words}”", words=Name(said.text))


def title_of_record(tool: Tool, fields: Sequence[Field]) -> Line:
    """Name a record in a list by the words that say most, cut to a line."""
    steps = {step.name: step for step in tool.steps()}
    named = by_name(fields)
    field = named.get(tool.heading) or next((one for one in fields if one.name in steps), None)
    if field is None:
        return _("Nothing yet")
    if field.said is not None and field.said.text is not None:
        text = " ".join(field.said.text.split())
        return verbatim(text if len(text) <= SHOWN_IN_LIST else f"{text[:SHOWN_IN_LIST]}…")
    return value_of(steps[field.name], field)

"""Tools, as staff switch them on: one line for each, and people that were drawn together on paper."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.content.tools import ENDING, TOOLS
from flows.content.words import paragraphs, rows
from flows.entries import Said
from flows.questions import Choice, Option, Skipped, Words
from flows.registry import flow
from flows.staff.assign_task import CLOSED
from flows.tool_readings import ToolSwitch, ToolSwitches
from flows.tool_wishes import KeepForClient, SwitchTool
from flows.tools import Field, ToolKept
from locales.line import Count, Line, _, pgettext, verbatim

MENU = timedelta(minutes=30)
PEOPLE, CLOSE = "~people", "~close"
CIRCLES: tuple[tuple[str, Line], ...] = (
    ("closest", _("Who is closest? Nicknames, with commas between them.")),
    ("middle", _("Who is in the middle?")),
    ("outer", _("Who is further out?")),
)
MOST = 12  # people of one circle


@flow("tools", face="staff", window=MENU, menu=True, of_client=True)
async def tools(chat: Chat) -> Ending | None:
    """Show which tools are on, and switch one."""
    known = await chat.read("tools", ToolSwitches, client=str(chat.args["client"]))
    shown = [one for one in known.tools if one.tool not in ENDING]
    options = [Option(one.tool, pgettext("button", "{n}", n=Count(n))) for n, one in enumerate(shown, 1)]
    # Translators: staff enter the people who were drawn together with the client on paper
    options.append(Option(PEOPLE, pgettext("button", "People from paper")))
    # Translators: closes a screen
    options.append(Option(CLOSE, pgettext("button", "Close")))
    head = _("The client meets one new tool between two meetings. Tap a number to switch.")
    lines = [tool_row(number, one) for number, one in enumerate(shown, 1)]
    chosen = await chat.ask("which", Choice(paragraphs(head, rows(lines[0], *lines[1:])), options, columns=5))
    if chosen == CLOSE:
        return chat.cancel()
    if chosen == PEOPLE:
        await people_from_paper(chat, known)
        return None
    await switch(chat, known, next(one for one in shown if one.tool == chosen))
    return chat.restart(client=known.client)


def tool_row(number: int, switch_: ToolSwitch) -> Line:
    """Give one tool with its state; one that is closed says why."""
    # Translators: a tool is switched on for a client
    state = pgettext("tool", "on") if switch_.on else pgettext("tool", "off")
    # Translators: one row of a list: a number, the name of a tool, and whether it is on
    line = _("{number}. {tool}: {state}", number=Count(number), tool=TOOLS[switch_.tool].title, state=state)
    return rows(line, CLOSED[switch_.closed]) if switch_.on and switch_.closed in CLOSED else line


async def switch(chat: Chat, known: ToolSwitches, found: ToolSwitch) -> None:
    """Switch one tool; what is hard only after both have spoken of it."""
    tool = TOOLS[found.tool]
    if not found.on and tool.gate and not await spoken_of(chat, tool.title):
        chat.say("not_yet", _("Nothing has changed."))
        return
    chat.wish(SwitchTool(client=known.client, tool=found.tool, on=not found.on))
    # Translators: {tool} is the name of a tool that staff have switched off
    off = _("Off: {tool}. What was written stays.")
    # Translators: {tool} is the name of a tool that staff have switched on
    on = _("On: {tool}. The client meets it in the menu, at most one new tool a week.")
    chat.say("kept", (off if found.on else on).fill(tool=tool.title))


async def spoken_of(chat: Chat, title: Line) -> bool:
    """Ask whether both have spoken of something hard."""
    options = [
        # Translators: therapist and client have spoken of something hard
        Option("yes", pgettext("button", "Yes, together")),
        # Translators: therapist and client have not spoken of something hard
        Option("no", pgettext("button", "Not yet")),
    ]
    asked = paragraphs(title, _("This one is hard. Have you spoken of it together?"))
    return await chat.ask("spoken", Choice(asked, options)) == "yes"


async def people_from_paper(chat: Chat, known: ToolSwitches) -> None:
    """Take the people of a paper circle in three messages; the client sees, corrects and adds."""
    made = (await chat.now("made_at")).strftime("%Y%m%dT%H%M%S")
    kept: list[ToolKept] = []
    for circle, line in CIRCLES:
        words = await chat.ask(circle, Words(line, voice=False).or_skip())
        if isinstance(words, Skipped):
            continue
        for number, name in enumerate(names_in(words.text or "")[:MOST], 1):
            fields = (Field(name="name", said=Said(text=name)), Field(name="circle", code=circle))
            kept.append(ToolKept(tool="my_people", record=f"{made}{circle}{number}", fields=fields))
    if not kept:
        chat.say("nothing", _("Nothing has changed."))
        return
    chat.wish(KeepForClient(client=known.client, kept=tuple(kept)))
    shown = [verbatim(one.fields[0].said.text or "–") for one in kept if one.fields[0].said is not None]
    chat.say("kept", rows(_("It is kept. The client can change it and add to it:"), *shown))


def names_in(text: str) -> list[str]:
    """Give the names of a list with commas, as they are written in any script."""
    for comma in ("،", "、", ";", "\n"):
        text = text.replace(comma, ",")
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))

"""The client's menu: what can be done here, each one tap away."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.tools import ENDING, TOOLS
from flows.content.words import who_reads
from flows.course_readings import MyCourse
from flows.readings import Me, WhoReads
from flows.registry import flow
from flows.tool_readings import MyTools
from flows.tool_wishes import MeetTool
from locales.line import Day, Line, _, pgettext

# Translators: an entry of the client's menu
CHECK_IN = pgettext("menu", "Check-in")
# Translators: an entry of the client's menu: what was agreed to try
MY_TASK = pgettext("menu", "My task")
# Translators: an entry of the client's menu: what I have written in the last two weeks
MY_WORDS = pgettext("menu", "What have I written?")
# Translators: an entry of the client's menu: asks the therapist to get in touch; not urgent
GET_IN_TOUCH = pgettext("menu", "Ask to be contacted")
# Translators: an entry of the client's menu
SETTINGS = pgettext("menu", "Settings")
# Translators: an entry of the client's menu: what is kept about me
MY_DATA = pgettext("menu", "What is kept about me")
# Translators: an entry of the client's menu: moods and measures as plain numbers
MY_NUMBERS = pgettext("menu", "My numbers")
# Translators: an entry of the client's menu: the questions of a measure that is due
MEASURE = pgettext("menu", "Longer questions")
# Translators: an entry of the client's menu: the staying-well plan
MY_PLAN = pgettext("menu", "My plan to stay well")
# Translators: an entry of the client's menu: short explanations that can be read again
TELL_AGAIN = pgettext("menu", "Tell me again about…")
# Translators: an entry of the client's menu: goes on with what was left in the middle
GO_ON_WITH = pgettext("menu", "Go on where I stopped")
NEW = _("Here is something new, only if you like. It takes some minutes, and you can stop in between.")
# Translators: goes on with joining, which had been left
GO_ON_JOINING = pgettext("menu", "Go on")
# Translators: an entry of the menu while joining
LANGUAGE = pgettext("menu", "Language")
# Translators: opens the question whether everything shall be deleted
DELETE = pgettext("button", "Delete everything")


@flow("menu", window=timedelta(minutes=30), menu=True)
async def menu(chat: Chat) -> None:
    """Say who reads, and offer everything that can be done."""
    me = await chat.read("me", Me)
    if not me.joined:
        ways = doors(("joining", GO_ON_JOINING), ("language", LANGUAGE), ("forget", DELETE))
        chat.say("joining", _("These are still the first questions. The menu opens after them."), open=ways)
        return
    who = await chat.read("who", WhoReads)
    course = await chat.read("course", MyCourse)
    tools = await chat.read("tools", MyTools)
    entries = [("check_in", CHECK_IN), *([("my_task", MY_TASK)] if course.open else []), *of_tools(tools)]
    entries += [("my_words", MY_WORDS), ("my_numbers", MY_NUMBERS)]
    if who.name is not None:
        entries.append(("get_in_touch", GET_IN_TOUCH))
    entries += [("tell_again", TELL_AGAIN), ("settings", SETTINGS), ("my_data", MY_DATA)]
    for one in tools.tools:
        if one.fresh:
            chat.wish(MeetTool(tool=one.tool))
            chat.say("new", NEW, TOOLS[one.tool].intro, open=doors((one.tool, TOOLS[one.tool].title)))
    chat.say("menu", _("What would you like to do?"), who_reads(who), *last_read(course), keyboard="client")
    chat.say("doors", _("Tap one of these."), open=doors(*entries))


def of_tools(tools: MyTools) -> list[tuple[str, Line]]:
    """Give the doors to the tools that the client has met, and to the plan."""
    left = [(tools.unfinished, GO_ON_WITH)] if tools.unfinished is not None else []
    met = [(one.tool, TOOLS[one.tool].title) for one in tools.tools if not one.fresh and one.tool not in ENDING]
    ending = tools.plan or any(one.tool in ENDING for one in tools.tools)
    due = [("measure", MEASURE)] if tools.measures else []
    return [*left, *due, *met, *([("staying_well", MY_PLAN)] if ending else [])]


def last_read(course: MyCourse) -> list[Line]:
    """Say when the notes were last read, if they ever were."""
    # Translators: {day} is the day on which the therapist last read the client's notes
    return [_("Last read: {day}.", day=Day(course.last_read_on))] if course.last_read_on is not None else []


def doors(*entries: tuple[str, Line]) -> list[list[object]]:
    """Give buttons that open conversations, as the outbox keeps them."""
    return [[name, line.to_json()] for name, line in entries]

"""The client's menu: what can be done here, each one tap away."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.words import who_reads
from flows.course_readings import MyCourse
from flows.readings import Me, WhoReads
from flows.registry import flow
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
# Translators: goes on with joining, which had been left
GO_ON_JOINING = pgettext("menu", "Go on")


@flow("menu", window=timedelta(minutes=30), menu=True)
async def menu(chat: Chat) -> None:
    """Say who reads, and offer everything that can be done."""
    me = await chat.read("me", Me)
    if not me.joined:
        chat.say("joining", _("We had not finished. Shall we go on?"), open=doors(("joining", GO_ON_JOINING)))
        return
    who = await chat.read("who", WhoReads)
    course = await chat.read("course", MyCourse)
    entries = [("check_in", CHECK_IN), *([("my_task", MY_TASK)] if course.open else []), ("my_words", MY_WORDS)]
    if who.name is not None:
        entries.append(("get_in_touch", GET_IN_TOUCH))
    entries += [("settings", SETTINGS), ("my_data", MY_DATA)]
    chat.say("menu", _("What would you like to do?"), who_reads(who), *last_read(course), keyboard="client")
    chat.say("doors", _("Tap one of these."), open=doors(*entries))


def last_read(course: MyCourse) -> list[Line]:
    """Say when the notes were last read, if they ever were."""
    # Translators: {day} is the day on which the therapist last read the client's notes
    return [_("Last read: {day}.", day=Day(course.last_read_on))] if course.last_read_on is not None else []


def doors(*entries: tuple[str, Line]) -> list[list[object]]:
    """Give buttons that open conversations, as the outbox keeps them."""
    return [[name, line.to_json()] for name, line in entries]

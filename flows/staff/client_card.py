"""One client on one screen: where everything stands, and what can be done."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.content.course_lines import facts_of
from flows.course_readings import ClientCard
from flows.questions import Choice, Option
from flows.registry import flow
from flows.wishes import Begin
from locales.line import Line, pgettext

CLOSE = "close"
# Translators: opens the one page to read before a meeting
BRIEF = pgettext("button", "Brief")
# Translators: opens a client's notes
NOTES = pgettext("button", "Notes")
# Translators: gives a task to a client
TASK = pgettext("button", "Give a task")
# Translators: opens the meetings of a client
MEETINGS = pgettext("button", "Meetings")
# Translators: opens what a therapist and a client work on
COURSE = pgettext("button", "Course")
# Translators: opens a course for a client
OPEN_COURSE = pgettext("button", "Open a course")
# Translators: opens the tasks of a client
TASK_LIST = pgettext("button", "Tasks")
# Translators: notes what was found when somebody asked whether the client is safe
SAFETY = pgettext("button", "Safety note")
# Translators: plans that somebody gets in touch, or says that it was done
CONTACT = pgettext("button", "Get in touch")
# Translators: shows what was sent to the client, and what became of it
SENT = pgettext("button", "What was sent")
# Translators: stops every message to a client at once
QUIET = pgettext("button", "Quiet now")
# Translators: opens the tools that a client may use
TOOLS = pgettext("button", "Tools")
# Translators: opens the measures of a client
MEASURES = pgettext("button", "Measures")
# Translators: opens what concerns the ending of a course
ENDING = pgettext("button", "Ending")
# Translators: marks an entry for supervision
MARK = pgettext("button", "For supervision")
# Translators: offers a client to a colleague
HAND_OVER = pgettext("button", "Hand over")
# Translators: opens what the next meeting is for, what to ask and how to close
GUIDE = pgettext("button", "Next meeting: card")
# Translators: turns to somebody else for a client, who needs more help or another kind of it
REFER = pgettext("button", "Refer")
# Translators: closes a screen
DONE = pgettext("button", "Close")


@flow("client_card", face="staff", window=timedelta(minutes=30), menu=True, of_client=True)
async def client_card(chat: Chat) -> Ending | None:
    """Show where everything stands, and open what is wanted."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]), words="yes")
    options = [Option(name, line) for name, line in doors_of(card)]
    chosen = await chat.ask("door", Choice(facts_of(card), [*options, Option(CLOSE, DONE)], columns=2))
    if chosen == CLOSE:
        return chat.cancel()
    chat.wish(Begin(flow=chosen, client=card.client))
    return None


def doors_of(card: ClientCard) -> list[tuple[str, Line]]:
    """Give what can be done, the likeliest first."""
    if not card.open:
        closed = [("ending", ENDING)] if card.ended else []
        return [
            ("open_course", OPEN_COURSE),
            ("brief", BRIEF),
            ("client_log", NOTES),
            *closed,
            ("contact", CONTACT),
            ("refer", REFER),
            ("handover", HAND_OVER),
            ("quiet", QUIET),
        ]
    guide = [("session_card", GUIDE)] if card.guide else []
    return [
        ("brief", BRIEF), ("client_log", NOTES), *guide, ("assign_task", TASK), ("sessions", MEETINGS), ("task_board", TASK_LIST),
        ("course", COURSE), ("tools", TOOLS), ("measures", MEASURES), ("ending", ENDING), ("mark", MARK),
        ("safety", SAFETY), ("contact", CONTACT), ("sent_list", SENT), ("refer", REFER), ("handover", HAND_OVER), ("quiet", QUIET),
    ]  # fmt: skip

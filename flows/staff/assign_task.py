"""Giving a task: from the library with two taps, or in one's own words; defaults are enough."""

from datetime import timedelta
from enum import Enum

from flows.agreed import OwnWords
from flows.chat import Chat
from flows.content.course_lines import aim_lines, state_of
from flows.content.task_lines import shown_words
from flows.content.words import paragraphs, rows
from flows.course import Carried, TaskState
from flows.course_readings import ClientCard, Ideas, IdeaShown, TaskShown
from flows.course_wishes import CarryTask, CloseTask, ConfirmTask, ProposeTask, ReopenTask
from flows.questions import Choice, Option, Words
from flows.registry import flow
from flows.staff.course import ask_words
from locales.line import Count, Day, Line, _, ngettext, pgettext, verbatim

MENU = timedelta(minutes=30)
PAGE, PAGES, MINUTES = 6, 6, 20
OWN, MORE, CLOSE, SAFETY = "own", "more", "close", "safety"


class Send(Enum):
    """What to do with a chosen idea."""

    SEND = "send"
    ROOM = "room"
    WHY = "why"
    OTHER = "other"


SENDS = [
    # Translators: sends a task to the client
    Option(Send.SEND, pgettext("button", "Send")),
    # Translators: the task was agreed face to face: the client is only asked when
    Option(Send.ROOM, pgettext("button", "Agreed in the room")),
    # Translators: adds why a task is given
    Option(Send.WHY, pgettext("button", "Add why")),
    # Translators: chooses another task
    Option(Send.OTHER, pgettext("button", "Another one")),
]
CLOSED: dict[str, Line] = {
    # Translators: why a task may not be given now
    "not_asked": _("closed: nobody has asked about safety yet"),
    # Translators: why a task may not be given now
    "concern": _("closed: a concern about safety was noted"),
    # Translators: why a task may not be given now
    "phone_not_private": _("closed: the client's phone is not private"),
}
OWN_TASK = Words(_("The task, in the client's own words. You may also record it, in at most a minute."))
WHY = Words(_("Why this one? One line, or a voice note of at most a minute."))


@flow("assign_task", face="staff", window=MENU, menu=True, of_client=True)
async def assign_task(chat: Chat) -> None:
    """Choose an idea and send it; by when and how long have sensible defaults."""
    known = await chat.read("ideas", Ideas, client=str(chat.args["client"]))
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    if not card.open:
        chat.say("no_course", _("No course is open yet. Open one first."))
        return
    for number in range(PAGES):
        part = chat.under(f"page[{number}]")
        page = known.ideas[number * PAGE % max(len(known.ideas), 1) :][:PAGE]
        chosen = await part.ask(
            "idea", Choice(page_of(page), options_of(page, more=len(known.ideas) > PAGE), columns=3)
        )
        if chosen == OWN:
            await write_own(part, card, known)
            return
        if chosen == MORE:
            continue
        idea = next((one for one in page if one.id == chosen), None)
        if idea is None or await send(part, card, known, idea):
            return


def page_of(page: tuple[IdeaShown, ...]) -> Line:
    """List some ideas with their numbers; a closed one says why."""
    return paragraphs(_("Which task?"), *[numbered(number, idea) for number, idea in enumerate(page, 1)])


def numbered(number: int, idea: IdeaShown) -> Line:
    """Give one idea in the list."""
    # Translators: one row of a list: a number, then a sentence
    line = _("{number}. {words}", number=Count(number), words=idea.words.as_line())
    return rows(line, CLOSED[idea.closed]) if idea.closed else line


def options_of(page: tuple[IdeaShown, ...], *, more: bool) -> list[Option[str]]:
    """Offer the open ones by their numbers, and what else there is."""
    found = [
        Option(idea.id, pgettext("button", "{n}", n=Count(number)))
        for number, idea in enumerate(page, 1)
        if idea.closed is None
    ]
    # Translators: shows more tasks of the library
    found += [Option(MORE, pgettext("button", "More"))] if more else []
    # Translators: writes or records a task in one's own words
    found.append(Option(OWN, pgettext("button", "In own words")))
    # Translators: closes a screen
    return [*found, Option(CLOSE, pgettext("button", "Close"))]


async def send(chat: Chat, card: ClientCard, known: Ideas, idea: IdeaShown) -> bool:
    """Show the idea with its defaults, and send it; say whether that is the end."""
    facts = [_("Done when: {words}", words=idea.done_when.as_line())]
    facts += [_("Until: {day}", day=Day(known.by))] if known.by else []
    # Translators: no clinician has signed the words of this task yet
    facts += [_("Draft: no clinician has signed these words yet.")] if idea.draft else []
    shown = paragraphs(idea.words.as_line(), rows(facts[0], *facts[1:]))
    how = await chat.ask("send", Choice(shown, SENDS, columns=2))
    if how is Send.OTHER:
        return False
    why = await ask_words(chat, card, "why", WHY) if how is Send.WHY else None
    propose(chat, card, known, ProposeTask(client=card.client, idea=idea.id, why=why, room=how is Send.ROOM))
    return True


async def write_own(chat: Chat, card: ClientCard, known: Ideas) -> None:
    """Take a task in own words and send it."""
    words: OwnWords | None = await ask_words(chat, card, "own", OWN_TASK)
    if words is None:
        chat.say("nothing", _("Nothing was sent."))
        return
    propose(chat, card, known, ProposeTask(client=card.client, words=words))


def propose(chat: Chat, card: ClientCard, known: Ideas, wish: ProposeTask) -> None:
    """Send a task with the defaults that nobody changed."""
    chat.wish(wish.model_copy(update={"by": known.by, "minutes": MINUTES}))
    # Translators: {name} is the client
    chat.say("sent", _("On its way: {name}. It comes outside the quiet hours.", name=verbatim(card.name)))


@flow("task_board", face="staff", window=MENU, menu=True, of_client=True)
async def task_board(chat: Chat) -> None:
    """Show the tasks and where each stands; confirm, open again or close one."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]), words="yes")
    tasks = (*card.done, *card.tasks)
    if not tasks:
        chat.say("none", _("No task so far. The first one may come from any meeting."))
        return
    board = [one_task(number, task) for number, task in enumerate(tasks, 1)]
    aims = aim_lines(card)
    counted = rows(aims[0], *aims[1:]) if aims else None
    options = [option for number, task in enumerate(tasks, 1) for option in deeds(number, task)]
    # Translators: closes a screen
    close = Option(CLOSE, pgettext("button", "Close"))
    chosen = await chat.ask("deed", Choice(paragraphs(_("Tasks:"), *board, counted), [*options, close], columns=2))
    deed, _colon, task_id = chosen.partition(":")
    match deed:
        case "confirm":
            chat.wish(ConfirmTask(task=task_id))
        case "reopen":
            chat.wish(ReopenTask(task=task_id))
        case "smaller":
            chat.wish(CarryTask(task=task_id, carried=Carried.SHRINK))
        case "end":
            chat.wish(CloseTask(task=task_id))
        case _:
            return
    chat.say("kept", _("It is kept."))


def one_task(number: int, task: TaskShown) -> Line:
    """Show one task: its words, then where it stands."""
    # Translators: one row of a list: a number, then a sentence
    head = _("{number}. {words}", number=Count(number), words=shown_words(task.words))
    days = ngettext("On {n} day.", "On {n} days.", task.days) if task.days else None
    return rows(head, days, state_of(task))


def deeds(number: int, task: TaskShown) -> list[Option[str]]:
    """Offer what can be done with one task."""
    count, found = Count(number), list[Option[str]]()
    if task.by_client and task.state is not TaskState.CLOSED:
        # Translators: says that a task told by the client is the one that was agreed; {n} is its number in the list
        found.append(Option(f"confirm:{task.id}", pgettext("button", "{n}: that is it", n=count)))
    if task.state is TaskState.PAUSED:
        # Translators: opens a task again that rested because it was not safe; {n} is its number in the list
        found.append(Option(f"reopen:{task.id}", pgettext("button", "{n}: open again", n=count)))
    if task.state is TaskState.AGREED and task.smaller is not None:
        # Translators: makes a task smaller; {n} is its number in the list
        found.append(Option(f"smaller:{task.id}", pgettext("button", "{n}: make it smaller", n=count)))
    if task.state is not TaskState.CLOSED:
        # Translators: closes a task; {n} is its number in the list
        found.append(Option(f"end:{task.id}", pgettext("button", "{n}: close it", n=count)))
    return found

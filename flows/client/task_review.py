"""How a task went: one tap, in the client's own account; more only for whoever has two more minutes."""

from flows.chat import Chat
from flows.client.help_card import show_help_card
from flows.content.task_lines import the_task
from flows.content.words import paragraphs
from flows.course import Carried, Tried
from flows.course_entries import Hindered, TaskReviewed
from flows.course_readings import TaskShown
from flows.course_wishes import CarryTask, ReviewTask
from flows.entries import said
from flows.questions import Choice, Option, Skipped, Words
from locales.line import _, pgettext

TRIED = [
    # Translators: how a task went
    Option(Tried.DONE, pgettext("button", "Done")),
    # Translators: how a task went
    Option(Tried.PART, pgettext("button", "Part of it")),
    # Translators: how a task went
    Option(Tried.NOT_YET, pgettext("button", "Not yet")),
    # Translators: how a task went: the client chose not to, which is a result like any other
    Option(Tried.DECIDED_NOT, pgettext("button", "I decided not to")),
    # Translators: how a task went: it was not safe to try
    Option(Tried.NOT_SAFE, pgettext("button", "It was not safe")),
]
HINDERED = [
    # Translators: what got in the way of a task
    Option(Hindered.FORGOT, pgettext("button", "It slipped my mind")),
    # Translators: what got in the way of a task
    Option(Hindered.NO_TIME, pgettext("button", "No time")),
    # Translators: what got in the way of a task
    Option(Hindered.TOO_HARD, pgettext("button", "Too hard")),
    # Translators: what got in the way of a task
    Option(Hindered.FELT_LOW, pgettext("button", "I felt low")),
    # Translators: what got in the way of a task
    Option(Hindered.NO_SENSE, pgettext("button", "It made no sense")),
    # Translators: what got in the way of a task: the other person was not there
    Option(Hindered.NOT_THERE, pgettext("button", "They were not there")),
    # Translators: what got in the way of a task
    Option(Hindered.OTHER, pgettext("button", "Something else")),
]
CARRIED = [
    # Translators: what shall happen with a task
    Option(Carried.KEEP, pgettext("button", "Keep it")),
    # Translators: what shall happen with a task
    Option(Carried.SHRINK, pgettext("button", "Make it smaller")),
    # Translators: what shall happen with a task
    Option(Carried.CHANGE, pgettext("button", "Change it")),
    # Translators: what shall happen with a task
    Option(Carried.DROP, pgettext("button", "Let it go")),
]
HELPED = Words(_("You did the thing you planned. What did you do that helped it happen?")).or_skip()
WHAT_HAPPENED = Words(_("What happened?")).or_skip().with_help()
IN_THE_WAY = Choice(_("What got in the way?"), HINDERED, columns=2).or_skip().with_help()
CARRY = Choice(_("What would you like to do with it, when you meet?"), CARRIED, columns=2).or_skip()


async def review(chat: Chat, task: TaskShown, *, private: bool) -> Tried | Skipped:
    """Ask with one tap how it went, and keep it; what was not safe rests, and nothing more is asked about it."""
    question = Choice(paragraphs(the_task(task), _("How did it go?")), TRIED)
    tried = await chat.ask("tried", question.or_skip().with_help(), fills="task_reviewed.tried")
    if isinstance(tried, Skipped):
        return tried
    chat.wish(ReviewTask(task=task.id, tried=tried))
    chat.keep(TaskReviewed(task=task.id, tried=tried), private=private)
    if tried is Tried.NOT_SAFE:
        chat.say("rests", _("Thank you for saying so. This task rests now. I will not ask about it again."))
        await show_help_card(chat, "task", private=private)
    return tried


async def more_of(chat: Chat, task: TaskShown, tried: Tried | Skipped, *, private: bool) -> None:
    """Ask what helped or what got in the way, and what shall happen with the task; nothing of it has to be answered."""
    if isinstance(tried, Skipped) or tried is Tried.NOT_SAFE:
        return
    helped = said(await chat.ask("helped", HELPED)) if tried is Tried.DONE else None
    hindered = await chat.ask("hindered", IN_THE_WAY) if tried in (Tried.PART, Tried.NOT_YET) else Skipped.SKIPPED
    words = said(await chat.ask("happened", WHAT_HAPPENED)) if tried is not Tried.DONE else None
    if helped or words or not isinstance(hindered, Skipped):
        entry = TaskReviewed(
            task=task.id, tried=tried, words=words, helped=helped,
            hindered=None if isinstance(hindered, Skipped) else hindered,
        )  # fmt: skip
        chat.keep(entry, key="more", private=private)
    if tried in (Tried.PART, Tried.NOT_YET):
        carried = await chat.ask("carried", CARRY)
        if not isinstance(carried, Skipped):
            chat.wish(CarryTask(task=task.id, carried=carried))

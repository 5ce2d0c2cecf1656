"""How a task is shown to its client, and how days and times are offered."""

from collections.abc import Sequence
from datetime import date

from flows.agreed import TaskPlan
from flows.content.words import paragraphs, rows
from flows.course_readings import TaskShown, WordsShown
from flows.questions import Option
from locales.line import Clock, Count, Day, Line, _, ngettext, pgettext

LATER = "later"
MORNING, MIDDAY, AFTERNOON, EVENING = "09:30", "12:30", "16:00", "18:30"
# Translators: a part of the day; the time stands beside it
PARTS = {
    MORNING: pgettext("day", "Morning"),
    MIDDAY: pgettext("day", "Midday"),
    AFTERNOON: pgettext("day", "Afternoon"),
    EVENING: pgettext("day", "Evening"),
}


def shown_words(words: WordsShown) -> Line:
    """Show a sentence, or say that it is a voice note."""
    return _("A voice note.") if words.voice is not None else words.as_line()


def the_task(task: TaskShown) -> Line:
    """Show a task with a heading."""
    # Translators: heads the words of a task
    return rows(_("<b>Your task</b>"), shown_words(task.words))


def about(task: TaskShown) -> Line:
    """Show a task with everything that was said of it: why, how long, until when, and when it is done."""
    return paragraphs(the_task(task), rows_of(task))


def rows_of(task: TaskShown) -> Line | None:
    """Give the small facts of a task under each other; none when there are none."""
    found: list[Line] = []
    if task.why is not None:
        # Translators: why the task was given; the words follow
        found.append(_("Why: {words}", words=shown_words(task.why)))
    if task.done_when is not None:
        # Translators: when the task is done; a sentence follows
        found.append(_("Done when: {words}", words=shown_words(task.done_when)))
    if task.days:
        found.append(ngettext("On {n} day.", "On {n} days.", task.days))
    elif task.minutes is not None:
        found.append(ngettext("About {n} minute.", "About {n} minutes.", task.minutes))
    if task.by is not None:
        # Translators: {day} is the last day on which the task may be tried
        found.append(_("Until: {day}", day=Day(task.by)))
    return rows(found[0], *found[1:]) if found else None


def voice_of(task: TaskShown) -> str | None:
    """Give the therapist's voice note, of the task or of its why."""
    return task.words.voice or (task.why.voice if task.why is not None else None)


def the_plan(plan: TaskPlan) -> Line:
    """Show when a task was planned, and what the client thought of beforehand."""
    # Translators: when a task is planned; {day} is a day, {time} a time
    head = _("Planned: {day}, {time}.", day=Day(plan.on), time=Clock(plan.time))
    # Translators: where the client wants to try the task; the client's words follow
    where = [_("Where: {words}", words=WordsShown(said=plan.where).as_line())] if plan.where else []
    # Translators: the first step of a task; the client's words follow
    first = [_("First step: {words}", words=WordsShown(said=plan.first_step).as_line())] if plan.first_step else []
    # Translators: what the client does if something gets in the way; the client's words follow
    other = (
        [_("If something gets in the way: {words}", words=WordsShown(said=plan.plan_b).as_line())]
        if plan.plan_b
        else []
    )
    return rows(head, *where, *first, *other)


def day_options(days: Sequence[date], *, later: bool = True) -> list[Option[str]]:
    """Offer days, and not to know yet."""
    found = [Option(day.isoformat(), pgettext("day", "{day}", day=Day(day))) for day in days]
    # Translators: answers "When would you like to try it?"
    return [*found, Option(LATER, pgettext("button", "I do not know yet"))] if later else found


def time_options() -> list[Option[str]]:
    """Offer the parts of the day with their times."""
    return [
        # Translators: a part of the day with its time, such as "Morning, 09:30"
        Option(at, pgettext("day", "{part}, {time}", part=part, time=Clock(at)))
        for at, part in PARTS.items()
    ]


def day_of(number: int, of: int) -> Line:
    """Say which day of a task of several days is kept, without counting what is not there."""
    # Translators: one day of several was kept; {number} and {of} are numbers
    return _("Kept: day {number} of {of}.", number=Count(number), of=Count(of))

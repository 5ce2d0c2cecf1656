"""How one question of a tool is asked, and its answer kept as fields."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flows.chat import Chat
from flows.content.words import MONTHS
from flows.entries import Said
from flows.questions import Choice, Left, Option, OrWords, Question, Scale, Skipped, Words, Written
from flows.tool_readings import ToolKnown
from flows.tools import HIDDEN_FROM_STAFF, Field, Part, Rounds, Step, Tool
from locales.line import Count, Day, _, pgettext

ENOUGH, AHEAD, SUGGESTED = "~enough", 14, 8
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Given:
    """The answers of one part; `left` says that the client stopped there."""

    fields: tuple[Field, ...] = ()
    left: bool = False


async def ask_part(chat: Chat, tool: Tool, part: Part, known: ToolKnown) -> Given:
    """Ask one question, or a round of them as often as the client wants."""
    if isinstance(part, Step):
        return await ask_step(chat.under("asked"), tool, part, known, 0)
    fields: list[Field] = []
    for number in range(1, part.at_most + 1):
        given = await ask_round(chat.under(f"{part.name}[{number}]"), tool, part, known, number)
        fields += given.fields
        if given.left or not given.fields:
            return Given(tuple(fields), given.left)
        if number >= part.at_least and (number == part.at_most or not await once_more(chat, part, number)):
            break
    return Given(tuple(fields))


async def ask_round(chat: Chat, tool: Tool, part: Rounds, known: ToolKnown, number: int) -> Given:
    """Ask the questions of one round."""
    fields: list[Field] = []
    for step in part.steps:
        given = await ask_step(chat, tool, step, known, number)
        fields += given.fields
        if given.left:
            return Given(tuple(fields), left=True)
    return Given(tuple(fields))


async def once_more(chat: Chat, part: Rounds, number: int) -> bool:
    """Ask whether there is another one."""
    options = [
        # Translators: adds another one of the same kind
        Option(YES, pgettext("button", "Yes, one more")),
        # Translators: there is no other one
        Option(NO, pgettext("button", "No, that is all")),
    ]
    return await chat.ask(f"{part.name}_more[{number}]", Choice(part.again, options)) == YES


async def ask_step(chat: Chat, tool: Tool, step: Step, known: ToolKnown, number: int) -> Given:
    """Ask one question; what is skipped gives no field."""
    match step.kind:
        case "several":
            return await ask_several(chat, tool, step, number)
        case "date":
            return await ask_date(chat, tool, step, known, number)
        case _:
            answer = await chat.ask(step.name, optional(tool, step, question_of(step, known)), fills=fills(tool, step))
    if answer is Left.LEFT:
        return Given(left=True)
    return Given() if answer is Skipped.SKIPPED else Given((field_of(step, number, answer),))


def fills(tool: Tool, step: Step) -> str:
    """Name the answer for a run that is left unfinished."""
    return f"tool_kept.{tool.id}/{step.name}"


def question_of(step: Step, known: ToolKnown) -> Question[Any]:
    """Give the question of a step."""
    match step.kind:
        case "pick":
            return with_own_words(
                Choice(step.asked, [Option(code, line) for code, line in step.options], columns=2), step
            )
        case "scale":
            assert step.low is not None, "a scale says what nought stands for"
            assert step.high is not None, "a scale says what ten stands for"
            return Scale(step.asked, low_words=step.low, high_words=step.high)
        case "day":
            days = [known.today + timedelta(days=n) for n in range(AHEAD)]
            options = [Option(day.isoformat(), pgettext("day", "{day}", day=Day(day))) for day in days]
            return Choice(step.asked, options, columns=2)
        case _:
            return Words(step.asked, suggestions=suggestions(step, known))


def with_own_words(question: Question[str], step: Step) -> Question[Any]:
    """Let the client write instead of choosing; not where the answer is a yes or a no to the program."""
    return question if step.name == HIDDEN_FROM_STAFF else OrWords(line=question.line, inner=question)


def suggestions(step: Step, known: ToolKnown) -> tuple[str, ...]:
    """Give the client's own words that fit a question."""
    own = known.people if step.kind == "who" or step.suggests == "people" else ()
    return (own or (known.helped if step.suggests == "helped" else ()))[:SUGGESTED]


def optional(tool: Tool, step: Step, question: Question[Any]) -> Question[Any]:
    """Let a question be skipped, or left where it is needed or the tool is hard; there the help card is one tap away."""
    made: Question[Any] = question if step.needed else question.or_skip()
    left = made.or_leave() if tool.hard or step.needed else made
    return left.with_help() if tool.hard else left


def field_of(step: Step, number: int, answer: Any) -> Field:
    """Give the field of an answer."""
    match step.kind:
        case "pick" | "several" if not isinstance(answer, Written):
            return Field(name=step.name, round=number, code=str(answer))
        case "scale":
            return Field(name=step.name, round=number, number=answer)
        case "day":
            return Field(name=step.name, round=number, on=date.fromisoformat(answer))
        case _:
            said = Said(text=answer.text, voice=answer.voice, seconds=answer.seconds)
            return Field(name=step.own or step.name, round=number, said=said)


async def ask_several(chat: Chat, tool: Tool, step: Step, number: int) -> Given:
    """Let the client choose as many as fit, one tap each, until it is enough; own words are enough too."""
    fields: list[Field] = []
    for turn in range(1, len(step.options) + 1):
        chosen = [field.code for field in fields]
        options = [Option(code, line) for code, line in step.options if code not in chosen]
        # Translators: ends a choice of several
        options.append(Option(ENOUGH, pgettext("button", "That is all")))
        asked = step.asked if turn == 1 else _("Anything else?")
        question = with_own_words(Choice(asked, options, columns=2), step)
        made: Question[Any] = question.or_leave().with_help() if tool.hard else question
        answer = await chat.ask(f"{step.name}[{turn}]", made)
        if answer is Left.LEFT or answer == ENOUGH:
            return Given(tuple(fields), left=answer is Left.LEFT)
        fields.append(field_of(step, number, answer))
        if isinstance(answer, Written):
            break
    return Given(tuple(fields))


async def ask_date(chat: Chat, tool: Tool, step: Step, known: ToolKnown, number: int) -> Given:
    """Ask for a date that comes back every year: the month, then the day."""
    months = [Option(str(month), line) for month, line in MONTHS.items()]
    month = await chat.ask(f"{step.name}_month", optional(tool, step, Choice(step.asked, months, columns=3)))
    if month is Left.LEFT or month is Skipped.SKIPPED:
        return Given(left=month is Left.LEFT)
    last = (date(2024, int(month) % 12 + 1, 1) - timedelta(days=1)).day
    days = [Option(str(day), pgettext("number", "{number}", number=Count(day))) for day in range(1, last + 1)]
    day = await chat.ask(f"{step.name}_day", optional(tool, step, Choice(_("Which day?"), days, columns=6)))
    if day is Left.LEFT or day is Skipped.SKIPPED:
        return Given(left=day is Left.LEFT)
    return Given((Field(name=step.name, round=number, on=next_such(int(month), int(day), known.today)),))


def next_such(month: int, day: int, today: date) -> date:
    """Give the next such day of a year, today included; the last day of the month where this one is not there."""
    years = (today.year, today.year + 1)
    return next(found for year in years if (found := in_year(year, month, day)) >= today)


def in_year(year: int, month: int, day: int) -> date:
    """Give a day of a year; for the 29th of February the last day of that month."""
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last))

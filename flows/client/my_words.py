"""What have I written? The client's own entries of two weeks, and a way to make each private."""

from datetime import timedelta

from flows.chat import Chat, Ending
from flows.content.entry_lines import entry_lines
from flows.content.words import listed, rows
from flows.entries import entry_from
from flows.measure_entries import MeasureAnswered
from flows.questions import Choice, Option
from flows.readings import EntryShown, MyEntries
from flows.registry import flow
from flows.wishes import MakePrivate
from locales.line import Count, Line, Moment, Name, _, pgettext, verbatim

PER_MESSAGE = 8
DONE = "done"


@flow("my_words", window=timedelta(minutes=30), menu=True)
async def my_words(chat: Chat) -> Ending | None:
    """Show what was written, in the client's own words, and offer to make one entry private."""
    mine = await chat.read("mine", MyEntries)
    if not mine.entries:
        chat.say("none", _("Nothing yet from the last two weeks. What you write in a check-in is shown here."))
        return None
    for start in range(0, len(mine.entries), PER_MESSAGE):
        part = mine.entries[start : start + PER_MESSAGE]
        chat.say(
            f"mine[{start}]", *[own_entry(start + place, entry) for place, entry in enumerate(part, 1)], protect=True
        )
    chosen = await chat.ask("which", which(mine.entries))
    if chosen == DONE:
        return None
    entry = next(one for one in mine.entries if one.id == chosen)
    chat.wish(MakePrivate(entry=entry.id, private=not entry.private))
    chat.say(
        "changed",
        _("Anyone can see it again who may read your notes.") if entry.private else _("Only you can see it now."),
    )
    return chat.restart()


def own_entry(number: int, entry: EntryShown) -> Line:
    """Show one entry with its number, its time, and whether it is private."""
    # Translators: {number} counts the entries; {moment} is when it was written
    head = _("<b>{number}.</b> {moment}", number=Count(number), moment=Moment(entry.at))
    # Translators: only the client can see this entry
    mark = _("<i>Only you can see this.</i>") if entry.private else None
    return rows(head, *(own_answers(entry) or entry_lines(entry)), mark)


def own_answers(entry: EntryShown) -> list[Line]:
    """Show the client's own answers to a measure, without the total: that one comes as the therapist has set it."""
    kept = entry_from(entry.kind, entry.value)
    if not isinstance(kept, MeasureAnswered):
        return []
    answers = [pgettext("answers", "{n}", n=Count(one)) if one is not None else verbatim("–") for one in kept.answers]
    # Translators: the client's own answers to a measure, item by item; {name} is its name
    return [pgettext("numbers", "{name}, your answers: {answers}", name=Name(kept.instrument), answers=listed(answers))]


def which(entries: tuple[EntryShown, ...]) -> Choice[str]:
    """Ask which entry to make private, by its number."""
    numbers = [Option(entry.id, pgettext("number", "{number}", number=Count(n))) for n, entry in enumerate(entries, 1)]
    # Translators: closes the list of one's own entries
    done = Option(DONE, pgettext("button", "Done"))
    line = _("To hide one from your therapist, or to show it again, tap its number.")
    return Choice(line, [*numbers[-48:], done], columns=6)

"""How an entry is shown: codes in the reader's language, a person's own words exactly as they came."""

from flows.content.course_entry_lines import course_lines
from flows.content.ending_lines import ending_lines
from flows.content.measure_lines import measure_lines
from flows.content.tool_lines import tool_entry_lines
from flows.entries import (
    CheckInSkipped,
    ContactAsked,
    Entry,
    Link,
    MomentsTold,
    MoodReported,
    Raised,
    RunUnfinished,
    Said,
    entry_from,
)
from flows.readings import EntryShown
from locales.line import Count, Line, Name, pgettext

LINKS: dict[Link, Line] = {
    # Translators: what with people went along with the mood, as the log shows it
    Link.GOOD: pgettext("log", "with people: something good"),
    # Translators: what with people went along with the mood, as the log shows it
    Link.HARD: pgettext("log", "with people: something hard"),
    # Translators: what with people went along with the mood, as the log shows it
    Link.BOTH: pgettext("log", "with people: good and hard things"),
    # Translators: what with people went along with the mood, as the log shows it
    Link.NOTHING: pgettext("log", "with people: nothing noticed"),
}


def entry_lines(shown: EntryShown) -> list[Line]:
    """Give one row for each thing that an entry holds."""
    entry = entry_from(shown.kind, shown.value)
    found = _lines(entry) if entry is not None else []
    # Translators: the client went back and gave another answer; this is the last one
    return [*found, pgettext("log", "(changed)")] if shown.changed else found


def _lines(entry: Entry) -> list[Line]:
    match entry:
        case MoodReported(mood=mood, worst=worst, link=link, words=words):
            return [*_mood(mood), *_worst(worst), *([LINKS[link]] if link else []), *own_words(words)]
        case Raised(words=words):
            # Translators: the client left this for the next meeting
            return [pgettext("log", "for the meeting:"), *own_words(words)]
        case MomentsTold(best=best, hardest=hardest):
            return [
                *_moment(pgettext("log", "best moment:"), best),
                *_moment(pgettext("log", "hardest moment:"), hardest),
            ]
        case ContactAsked(words=words):
            # Translators: the client asked the therapist to get in touch; not urgent
            return [pgettext("log", "asked to be contacted (not urgent)"), *own_words(words)]
        case CheckInSkipped():
            return [pgettext("log", "left out this check-in")]
        case RunUnfinished(answers=answers):
            return _unfinished(answers)
        case _:
            return course_lines(entry) or measure_lines(entry) or tool_entry_lines(entry) or ending_lines(entry)


def _mood(mood: int | None) -> list[Line]:
    # Translators: {mood} is a number from 0 to 10
    return [pgettext("log", "mood: {mood} of 10", mood=Count(mood))] if mood is not None else []


def _worst(worst: int | None) -> list[Line]:
    # Translators: the lowest mood of the week; {mood} is a number from 0 to 10
    return [pgettext("log", "lowest: {mood} of 10", mood=Count(worst))] if worst is not None else []


def _moment(head: Line, words: Said | None) -> list[Line]:
    return [head, *own_words(words)] if words is not None else []


def own_words(words: Said | None) -> list[Line]:
    """Show a person's words as they came, in quotes that the reader's language uses; or name the voice note."""
    if words is None:
        return []
    if words.text is None:
        # Translators: {seconds} is the length of a voice note
        return [pgettext("log", "voice note, seconds: {seconds}", seconds=Count(words.seconds))]
    # Translators: {words} is what the client wrote, exactly; use the quotation marks of your language
    return [pgettext("log", "“{words}”", words=Name(words.text))]


def _unfinished(answers: dict[str, object]) -> list[Line]:
    """Show what had been answered when a check-in was left."""
    mood, worst, link = (answers.get(f"mood_reported.{name}") for name in ("mood", "worst", "link"))
    found = [pgettext("log", "not finished")]
    found += _mood(mood) if isinstance(mood, int) else []
    found += _worst(worst) if isinstance(worst, int) else []
    found += [LINKS[Link(link)]] if isinstance(link, str) else []
    for field, kept in sorted(answers.items()):
        if field.startswith("measure_answered."):
            continue  # an unfinished measure is never shown as a number
        found += own_words(Said.model_validate(kept)) if isinstance(kept, dict) and "mark" not in kept else []
    return found

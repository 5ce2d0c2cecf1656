"""The consent questions, each with its id and version; drafts until signed."""

from flows.consent import ConsentText
from flows.content.words import paragraphs
from locales.line import Name, pgettext


def keep_and_show(name: str, *, safety_notices: bool) -> ConsentText:
    """Ask whether answers may be kept, and shown to the therapist."""
    return ConsentText(
        id="keep_and_show" if safety_notices else "keep_and_show_without_notices",
        version=1,
        parts=("store", "share"),
        question=paragraphs(
            # Translators: {name} is the therapist, who would read the answers
            pgettext("consent", "May I keep what you write, and show it? Who would see it: {name}.", name=Name(name)),
            # Translators: a safety note is a short fact such as "the help card was asked for", never the client's words
            pgettext("consent", "One exception: a safety note is passed on.") if safety_notices else None,
            pgettext("consent", "Later you can make any answer private, or delete everything."),
        ),
    )


WRITE_FIRST = ConsentText(
    id="write_first",
    version=1,
    parts=("message",),
    # Translators: asks whether the program may send messages without being asked
    question=pgettext("consent", "May I write first? About three times a week."),
)

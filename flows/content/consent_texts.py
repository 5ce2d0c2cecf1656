"""The consent questions, each with its id and version; drafts until signed."""

from flows.consent import ConsentText
from flows.content.words import paragraphs
from flows.questions import Option
from flows.readings import StudyShown
from locales.line import Line, Name, pgettext


def keep_and_show(name: str, *, safety_notices: bool) -> ConsentText:
    """Ask whether answers may be kept, and shown to the therapist."""
    return ConsentText(
        id="keep_and_show" if safety_notices else "keep_and_show_without_notices",
        version=2,
        parts=("store", "share"),
        question=paragraphs(
            # Translators: {name} is the therapist, who would read the answers
            pgettext("consent", "May I keep what you write, and show it? Who would see it: {name}.", name=Name(name)),
            # Translators: a safety note is a short fact such as "not safe at home", never the client's words
            pgettext(
                "consent",
                "One exception: if an answer is about your safety, a short note goes at once. To: {name} and the team. "
                "Never your words.",
                name=Name(name),
            )
            if safety_notices
            else None,
            pgettext("consent", "Later you can make any answer private, or delete everything."),
        ),
    )


def about_study(study: StudyShown) -> Line:
    """Say what the study is in the programme's own words, what it would get, and that a no changes nothing."""
    return paragraphs(
        # Translators: {name} is the name of a study; the words of those who do it follow
        pgettext("consent", "A study: {name}.", name=Name(study.name)),
        Line.from_json(study.about),
        STUDY.question,
        # Translators: {contact} is who answers questions about a study, such as a name with a telephone number
        pgettext("consent", "Who answers questions about it: {contact}", contact=Name(study.contact)),
    )


STUDY = ConsentText(
    id="research",
    version=1,
    parts=("research",),
    question=pgettext(
        "consent",
        "May it get your numbers and what you tapped, without your name and without what you wrote? Yes or no changes "
        "nothing else here. You can take a yes back at any time.",
    ),
)
STUDY_ANSWERS = [
    # Translators: agrees to take part in a study
    Option("yes", pgettext("button", "Yes, it may")),
    # Translators: does not take part in a study
    Option("no", pgettext("button", "No")),
]
WRITE_FIRST = ConsentText(
    id="write_first",
    version=1,
    parts=("message",),
    # Translators: asks whether the program may send messages without being asked
    question=pgettext("consent", "May I write first? About three times a week."),
)

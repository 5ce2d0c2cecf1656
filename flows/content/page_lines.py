"""The words of the therapist's page; everything about a client comes from the same lines as in the chat."""

from collections.abc import Mapping

from locales.line import Line, Name, pgettext

PAGE: Mapping[str, Line] = {
    "title": pgettext("page", "Notes"),
    "clients": pgettext("page", "Your clients"),
    "no_clients": pgettext("page", "No clients yet."),
    "brief": pgettext("page", "Brief"),
    "log": pgettext("page", "All notes"),
    "paper": pgettext("page", "As a page to print"),
    "weeks": pgettext("page", "The weeks"),
    "out": pgettext("page", "Sign out"),
    "open": pgettext("page", "Open"),
    "in_title": pgettext("page", "Open your notes"),
    "in_why": pgettext("page", "Only on a phone or computer that nobody else uses. It stays open for a working day."),
    "code_title": pgettext("page", "Your six digits"),
    "code_why": pgettext("page", "They stand in the app on your phone that you set up for this."),
    "set_up_title": pgettext("page", "One step before the first reading"),
    "set_up_why": pgettext(
        "page",
        "What clients write is opened with six digits of an app. Take any app for one-time codes, add this picture or "
        "this key to it, and write the digits that it shows.",
    ),
    "key": pgettext("page", "The key, in case the picture cannot be read:"),
    "digits": pgettext("page", "Six digits"),
    "wrong": pgettext("page", "These digits do not fit. Look once more; each works only once."),
    "closed": pgettext("page", "Too many wrong digits. Please wait a quarter of an hour; nothing was lost."),
    "gone_title": pgettext("page", "This does not open"),
    "gone_why": pgettext(
        "page", "A link opens once, within ten minutes. Please ask for a new one in the chat: Menu, Open the page."
    ),
    "not_found_title": pgettext("page", "Nothing is here"),
    "not_found_why": pgettext("page", "This page does not exist, or is not yours to read."),
    "private": pgettext("page", "The client keeps the notes private."),
    "seen_title": pgettext("page", "Shall the client know that you have read this?"),
    "seen_done": pgettext("page", "Passed on, in the client's language."),
    "kind": pgettext("page", "What"),
    "every_kind": pgettext("page", "Everything"),
    "words": pgettext("page", "A word in it"),
    "from": pgettext("page", "From"),
    "until": pgettext("page", "Until"),
    "show": pgettext("page", "Show"),
    "nothing": pgettext("page", "Nothing was found. Take another day, or leave a field empty."),
    "earlier": pgettext("page", "Earlier"),
    "skip": pgettext("page", "To the content"),
}
KINDS: Mapping[str, tuple[Line, tuple[str, ...]]] = {
    "mood": (pgettext("page", "Mood"), ("mood_reported", "moments_told", "run_unfinished", "check_in_skipped")),
    "raised": (pgettext("page", "For the meeting"), ("raised", "contact_asked", "area_doubted")),
    "tasks": (
        pgettext("page", "Tasks"),
        ("task_proposed", "task_told", "task_answered", "task_planned", "task_moment", "day_noted", "task_reviewed",
         "task_carried", "task_paused", "task_reopened"),
    ),
    "measures": (pgettext("page", "Measures"), ("measure_answered", "measure_left")),
    "safety": (pgettext("page", "Safety"), ("safety_card_shown",)),
    "tools": (pgettext("page", "Tools"), ("tool_kept", "tool_done")),
    "course": (
        pgettext("page", "Course"),
        ("course_opened", "area_chosen", "goal_set", "formulation_set", "session_planned", "session_moved",
         "session_logged", "course_ended", "contact_planned", "contact_made", "silence_noted"),
    ),
}  # fmt: skip


def written_in(own_name: str) -> Line:
    """Name the language in which the client wrote."""
    # Translators: {language} is the own name of the language in which the client wrote
    return pgettext("page", "written in: {language}", language=Name(own_name))

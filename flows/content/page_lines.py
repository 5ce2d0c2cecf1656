"""The words of the therapist's page; everything about a client comes from the same lines as in the chat."""

from collections.abc import Mapping

from locales.line import Line, Name, _, pgettext

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
    "skip": pgettext("page", "Skip to the content"),
    "work": pgettext("page", "How things stand"),
    "people": pgettext("page", "People"),
    "plan": pgettext("page", "Plan to stay well"),
    "tasks": pgettext("page", "Tasks"),
    "no_tasks": pgettext("page", "No task so far."),
    "sent": pgettext("page", "What was sent"),
    "no_sent": pgettext("page", "Nothing was planned so far."),
    "no_people": pgettext("page", "No one was written down so far, or the client keeps it private."),
    "no_plan": pgettext("page", "The plan is still empty."),
    "no_weeks": pgettext("page", "Nothing was written in these weeks."),
    "events": pgettext("page", "What happened before"),
    "together": pgettext("page", "You can look at this together: nothing of the staff is on it."),
    "circle_closest": pgettext("circle", "Closest"),
    "circle_middle": pgettext("circle", "In the middle"),
    "circle_outer": pgettext("circle", "Further out"),
    "circle_": pgettext("circle", "In no circle"),
    "own": pgettext("page", "Six digits of your own, for this device (you may leave it empty)"),
    "own_why": pgettext(
        "page", "With them you open the page here in two seconds. The app is asked on new devices only."
    ),
    "own_title": pgettext("page", "Your own six digits"),
    "own_here": pgettext("page", "Those you chose for this device."),
    "wrong_own": pgettext("page", "These digits do not fit. After five wrong ones the app is asked."),
    "weak_own": pgettext(
        "page",
        "Please take six other digits of your own: not all the same, and not in a row. The digits of the app are asked "
        "once more.",
    ),
    "playground": pgettext("page", "Playground: no phone follows this clock. The app would show:"),
    "waiting": pgettext("page", "One moment, the page is opening."),
    "not_in": pgettext("page", "This could not be opened. Please close it, and open it again from the chat."),
    "offline": pgettext("page", "No connection. Nothing was lost; try again in a moment."),
    "no_script": pgettext("page", "This page needs a newer Telegram. Please ask for a link in the chat instead."),
    "notices": pgettext("menu", "Notices"),
    "no_notices": _("No notices in the last four weeks."),
    "others_notices": _("Not seen by others so far:"),
    "noted": pgettext("button", "I have seen it"),
    "marks": pgettext("menu", "Supervision"),
    "no_marks": _("Nothing is marked at the moment."),
    "marked": pgettext("page", "Marked to discuss"),
    "mark": pgettext("page", "Mark for supervision"),
    "mark_ask": pgettext("page", "Your question for supervision (you may leave it empty)"),
    "mark_why": pgettext("page", "Your supervisor then reads this entry."),
    "mark_done": _("It is marked. Your supervisor finds it in the queue."),
    "outcome": _("What came of it? One line."),
    "discussed": pgettext("page", "Discussed"),
    "deeds": pgettext("page", "Answer or mark"),
    "listen": pgettext("page", "Listen in the chat"),
    "listening": pgettext("page", "The voice note is in your chat. It is gone within a day."),
    "sheet": pgettext("menu", "Supervision sheet"),
    "counts": pgettext("menu", "The programme"),
    "mine": pgettext("page", "My words"),
    "shared": pgettext("page", "What is shown"),
    "looked": pgettext("page", "Who has looked"),
    "mine_none": pgettext("page", "Nothing was written in these weeks."),
    "only_you": pgettext("page", "Only you can see this."),
    "hide": pgettext("page", "Keep it to myself"),
    "unhide": pgettext("page", "Show it again"),
    "nobody_looked": pgettext("page", "No one has looked at your entries yet."),
    "copy_title": pgettext("page", "A copy to take away"),
    "copy_why": pgettext("page", "Everything that is kept about you, as a file. Whoever has the file can read it."),
    "copy_read": pgettext("page", "Everything, to read"),
    "copy": pgettext("page", "Everything, as a file"),
    "fhir": pgettext("page", "For another health system"),
    "export_title": pgettext("page", "Take what is shared to another system"),
    "export_why": pgettext(
        "page",
        "This makes a file with everything that the client shows. It leaves this system, so the digits of the app are "
        "asked once more, and the client can see that it was made.",
    ),
    "export": pgettext("page", "Make the file"),
    "not_shared": pgettext("page", "You keep everything to yourself; nothing of this is shown to anybody."),
}
WEEKS: Mapping[str, Line] = {
    # Translators: therapist and client met on this day
    "met": pgettext("page", "You met."),
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
    "safety": (pgettext("page", "Safety"), ("safety_card_shown", "safety_noted")),
    "tools": (pgettext("page", "Tools"), ("tool_kept", "tool_done")),
    "course": (
        pgettext("page", "Course"),
        ("course_opened", "area_chosen", "goal_set", "formulation_set", "session_planned", "session_moved",
         "session_logged", "course_ended", "contact_planned", "contact_made", "silence_noted",
         "referred", "word_chosen"),
    ),
}  # fmt: skip


def seen_by(name: str) -> Line:
    """Head the preview of what is shown."""
    # Translators: {name} is the therapist; below stands what {name} can read
    return pgettext("page", "This is what {name} can read.", name=Name(name))


def written_in(own_name: str) -> Line:
    """Name the language in which the client wrote."""
    # Translators: {language} is the own name of the language in which the client wrote
    return pgettext("page", "written in: {language}", language=Name(own_name))

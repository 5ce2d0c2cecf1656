"""
The codebook: what each column and each item means, so that the tables can be read without anybody who made them.

A sidecar in the manner of BIDS: description, levels, units, source, licence, and what an empty cell says.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any

from bot.readings.measures import FORM_SHOWN
from flows.course import Area, Carried, Tried
from flows.course_entries import Fits, Hindered, Reply
from flows.ending_entries import Band
from flows.entries import Link
from flows.measures import Form
from flows.timing import Outcome

Told = dict[str, Any]
NO_MOMENT = "Empty where this is not known."
LOCAL = (
    "Local wall time of the client, moved by a whole number of weeks that nobody knows; the same for all rows of an id."
)
OWN = "Interlude"
INTERLUDE = {"source": OWN, "licence": "Apache-2.0"}
MOOD_SCALE = {"levels": {"0": "worst it has been", "10": "best it has been"}, "units": "whole numbers from 0 to 10"}


def _levels(codes: type[Enum]) -> dict[str, str]:
    return {str(one.value): one.name.lower().replace("_", " ") for one in codes}


COLUMNS: Mapping[str, Told] = {
    "id": {"description": "The person. Made by chance for this export; no other export has the same."},
    "day": {"description": "Day of the person, counted from 1 on the day of their first beep.", "units": "days"},
    "beep": {"description": "Number of the beep within the day. A beep is one prompt, or one conversation that the person opened."},
    "scheduled_at": {
        "description": f"When the prompt was due. {LOCAL}",
        "missing": "Empty where the person opened the conversation, or where staff read the questions aloud.",
    },
    "sent_at": {
        "description": f"When the first question of the prompt went to Telegram. {LOCAL}",
        "missing": "Empty where nothing was sent, and from about a month after the end of the conversation, because it is deleted then.",
    },
    "opened_at": {
        "description": f"When the person opened the conversation by themselves. {LOCAL}",
        "missing": "Always empty for prompts: Telegram does not tell when a message was looked at. Else empty from about a month later.",
    },
    "answered_at": {
        "description": f"When the answer was kept. On the row prompt_…, the first answer of that beep in this file. {LOCAL}",
        "missing": "Empty where there is no answer, or it is private.",
    },
    "expired": {
        "description": "Whether the time for answering ended without any answer.",
        "levels": {"0": "it did not", "1": "it did"},
        "missing": "Empty where the prompt never came, where there is still time, and where the person opened the conversation.",
    },
    "item": {"description": "What was asked; see `items`. The item prompt_… says what became of the prompt itself."},
    "value": {"description": "The answer: a number, or a code of `items`.", "missing": "Empty where it was not answered, or the answer is private."},
    "locale": {"description": "Language of the answer, for measures that of the form; without an answer that of the question.", "missing": NO_MOMENT},
    "instrument_version": {
        "description": "Of measures: the start of the SHA-256 of the form. Two forms are never one series.",
        "missing": "Empty for items that are not of a measure: their wording has no number of its own.",
    },
    "timezone_offset": {
        "description": "How far the local time of standard (winter) time is before UTC, the same in all rows of an id. "
        "In summer many clocks are an hour further; the rows do not say when, because the date of that change would "
        "tell by how much the dates were moved. The zone is the one that the person has now.",
        "units": "minutes",
    },
}  # fmt: skip
PEOPLE: Mapping[str, Told] = {
    "id": {"description": "As in the other table."},
    "age_band": {"description": "Everybody who joins has said to be 18 or older; nothing more is asked.", "levels": {"18+": "18 or older"}, "missing": NO_MOMENT},
    "problem_area": {
        "description": "Problem area of the latest course, once therapist and client had spoken about it.",
        "levels": _levels(Area),
        "missing": "Empty where none was agreed.",
    },
    "template": {"description": "Template of the latest course, such as ipc4 or ipt16.", "missing": "Empty without a course."},
    "language": {"description": "The language that the person has chosen."},
    "meetings_planned": {"description": "Meetings that the latest course plans.", "missing": "Empty without a course."},
    "meetings_held": {"description": "Meetings of the latest course that were logged as held.", "missing": "Empty without a course."},
}  # fmt: skip

OUTCOMES = {
    Outcome.BEGUN.value: "it came, and was not answered so far, or was put off",
    "answered": "it came, and was answered, wholly or in part",
    "missed": "it came, and its time ended without an answer",
    Outcome.WAITING.value: "not decided yet",
    "parked": "a mistake of the software; it did not come",
    **{
        one.value: f"it did not come: {one.name.lower().replace('_', ' ')}"
        for one in Outcome
        if one not in (Outcome.BEGUN, Outcome.WAITING)
    },
}
ITEMS: Mapping[str, Told] = {
    "mood": {"description": "How was your mood this week?", **MOOD_SCALE, **INTERLUDE},
    "mood_worst": {"description": "And the lowest it was this week? Asked only where staff chose so; no row where it was left out.", **MOOD_SCALE, **INTERLUDE},
    "mood_today": {"description": "How is today? Asked once, at the end of joining.", **MOOD_SCALE, **INTERLUDE},
    "link": {
        "description": "Whether anything with people went along with the mood, in the person's own account; no cause.",
        "levels": {
            Link.GOOD.value: "something good", Link.HARD.value: "something hard", Link.BOTH.value: "both",
            Link.NOTHING.value: "nothing that was noticed",
        },
        **INTERLUDE,
    },
    "check_in_skipped": {"description": "The person chose to leave this check-in out.", "levels": {"1": "left out"}, **INTERLUDE},
    "goal": {"description": "How close are you to your goal?", "levels": {"0": "not yet close", "10": "there"}, "units": "whole numbers from 0 to 10", **INTERLUDE},
    "band": {"description": "The step of the own staying-well plan at which the person sees themselves.", "levels": _levels(Band), **INTERLUDE},
}  # fmt: skip
OF_TASKS: Mapping[str, Told] = {
    "reply": {"description": "What the person said to a proposed task; a task that was agreed face to face has yes as soon as it is shown.", "levels": _levels(Reply)},
    "fits": {"description": "Whether the planned moment still fits.", "levels": _levels(Fits)},
    "mood_before": {"description": "Mood just before the task.", **MOOD_SCALE},
    "mood_after": {"description": "Mood just after the task.", **MOOD_SCALE},
    "tried": {"description": "How the task went, in the person's own account.", "levels": _levels(Tried)},
    "hindered": {"description": "What got in the way.", "levels": _levels(Hindered)},
    "carried": {"description": "What the person would like to do with the task next.", "levels": _levels(Carried)},
    "day_number": {"description": "The question of the day of a task of several days.", "units": "whole numbers from 0 to 10"},
    "day_done": {"description": "Whether the small thing of the day was done.", "levels": {"0": "not that day", "1": "that day"}},
}  # fmt: skip
OF_MEASURES: Mapping[str, Told] = {
    "total": {"description": "Sum of all items; empty where one is missing. Never made up from the others.", "units": "points"},
    "difficulty": {"description": "The last, unscored question of the form, where it was asked.", "units": "place of the option, from 0"},
    "given": {"description": "How the measure was given.", "levels": {"self": "read by the person", "read_aloud": "read aloud by staff"}},
    "left": {"description": "The measure was due and the person chose not to answer it.", "levels": {"1": "left out"}},
}  # fmt: skip
PROMPT = re.compile(r"prompt_(\w+)")
TASK = re.compile(r"task(\d+)_(\w+)")
MEASURE = re.compile(r"(.+)_(\d+|total|difficulty|given|left)")


def codebook(items: Collection[str], forms: Iterable[Form]) -> Told:
    """Describe every column, and every item that occurs in the table; `forms` are those that were answered."""
    known: dict[str, list[Form]] = {}
    for form in forms:
        known.setdefault(form.instrument, []).append(form)
    return {
        "columns": dict(COLUMNS),
        "participants": dict(PEOPLE),
        "items": {item: described(item, known) for item in sorted(items)},
        "missing": "A cell without anything is missing. Why it is, stands with the column and in the item prompt_….",
        "texts": "A text that begins with = + - @ or ' has an apostrophe before it, so that no spreadsheet takes it for a formula.",
    }  # fmt: skip


def described(item: str, forms: Mapping[str, list[Form]]) -> Told:
    """Describe one item by its name; a name that is not known is a mistake of ours."""
    if item in ITEMS:
        return dict(ITEMS[item])
    if prompt := PROMPT.fullmatch(item):
        what = f"What became of a prompt that opens the conversation '{prompt[1]}'."
        return {"description": what, "levels": OUTCOMES, **INTERLUDE}
    if (task := TASK.fullmatch(item)) and task[2] in OF_TASKS:
        about = dict(OF_TASKS[task[2]])
        return {**about, "description": f"{about['description']} Task {task[1]} of this conversation.", **INTERLUDE}
    if measure := MEASURE.fullmatch(item):
        return _of_measure(measure[1], measure[2], forms.get(measure[1], []))
    raise ValueError(f"codebook: '{item}' is not described. Describe it in bot/exports/codebook.py.")


def _of_measure(instrument: str, part: str, forms: list[Form]) -> Told:
    """Describe an item of a measure, with its wording in each form that was answered and that this programme still has."""
    about: Told = dict(OF_MEASURES.get(part, {"description": f"Item {part}.", "units": "points"}))
    about["description"] = f"{instrument}. {about['description']}"
    about["forms"] = [_worded(form, part) for form in forms]
    return about


def _worded(form: Form, part: str) -> Told:
    worded: Told = {
        "locale": form.lang, "instrument_version": form.fingerprint[:FORM_SHOWN], "source": dict(form.source),
        "basis": form.basis, "licence": form.licence,
    }  # fmt: skip
    if part == "difficulty" and form.difficulty_item:
        worded |= {"wording": form.difficulty_item, "levels": dict(enumerate(form.difficulty_options))}
    elif part.isdigit() and int(part) <= len(form.items):
        levels = dict(zip(map(str, form.option_values), form.options, strict=True))
        worded |= {"stem": form.stem, "wording": form.items[int(part) - 1], "levels": levels}
    return worded

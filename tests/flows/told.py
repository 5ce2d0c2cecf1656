"""Entries of every kind, with words without letters: what a log shows in whichever language it is read."""

from datetime import UTC, datetime
from typing import Any

from flows.content.course_lines import ENDED
from flows.content.tools import IN_ORDER
from flows.course import Tried
from flows.course_entries import Hindered
from flows.tools import Tool

AT = datetime(2026, 3, 1, 18, tzinfo=UTC)
WORDS = {"text": "12 345"}  # words without letters, so that no script shines through
MEASURED = (
    {
        "instrument": "PHQ-9",
        "language": "12",
        "form": "f",
        "answers": [1] * 9,
        "total": 9,
        "difficulty": 3,
        "given": "read_aloud",
    },
    {"instrument": "PHQ-9", "language": "12", "form": "f", "answers": [1, None, *[0] * 6, None], "total": None},
    {"instrument": "34", "language": "12", "form": "f", "answers": [1, 2], "total": 3},
)
CARD_SHOWN = {"answer": 2, "text": "item9_card", "version": 1, "language": "12"}


def filled(tool: Tool) -> list[dict[str, Any]]:
    """Give an answer to every question of a tool."""
    found: list[dict[str, Any]] = []
    for step in tool.steps():
        match step.kind:
            case "pick" | "several":
                found += [{"name": step.name, "code": code} for code, _line in step.options]
            case "scale":
                found.append({"name": step.name, "number": 4})
            case "date" | "day":
                found.append({"name": step.name, "on": "2026-03-04"})
            case _:
                found.append({"name": step.name, "said": WORDS})
    return found


SESSIONS_TOLD = (("held", "staff"), ("missed", "client"), ("dropped", "staff"))
VALUES: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("mood_reported", {"mood": 4, "link": link, "words": WORDS}) for link in ("good", "hard", "both", "nothing")),
    ("mood_reported", {"mood": 6, "worst": 2}),
    ("raised", {"words": {"voice": "f1", "seconds": 5}}),
    ("moments_told", {"best": WORDS, "hardest": WORDS}),
    ("contact_asked", {"words": WORDS}),
    ("check_in_skipped", {}),
    ("course_opened", {"template": "ipc6", "sessions": 6}),
    ("area_chosen", {"area": "dispute", "second": "grief", "stage": "impasse", "agreed": True}),
    ("area_chosen", {"area": None}),
    ("goal_set", {"words": {"said": WORDS, "language": "uk"}}),
    ("formulation_set", {"words": {"said": WORDS, "language": "uk"}}),
    ("area_doubted", {}),
    ("session_planned", {"session": "s1", "meets_at": AT}),
    ("session_moved", {"session": "s1", "before": AT, "meets_at": AT}),
    *(("session_logged", {"session": "s1", "meets_at": AT, "state": s, "by": b}) for s, b in SESSIONS_TOLD),
    *(("course_ended", {"how": how}) for how in ENDED if how != "died"),
    ("task_proposed", {"task": "t1", "idea": "g1"}),
    ("task_proposed", {"task": "t1", "words": {"said": WORDS, "language": "uk"}, "room": True}),
    ("task_told", {"task": "t1", "words": WORDS}),
    *(
        ("task_answered", {"task": "t1", "reply": reply, "words": WORDS})
        for reply in ("yes", "change", "smaller", "not_now")
    ),
    ("task_planned", {"task": "t1", "plan": {"on": "2026-03-04", "time": "16:00", "where": WORDS}}),
    *(("task_moment", {"task": "t1", "fits": fits, "mood": 4}) for fits in ("yes", "move", "not_today")),
    ("day_noted", {"task": "t1", "on": "2026-03-04", "number": 4, "words": WORDS}),
    *(("day_noted", {"task": "t1", "on": "2026-03-04", "did": did}) for did in (True, False)),
    *(("task_reviewed", {"task": "t1", "tried": one.value}) for one in Tried),
    *(("task_reviewed", {"task": "t1", "tried": "part", "hindered": one.value}) for one in Hindered),
    ("task_reviewed", {"task": "t1", "tried": "done", "helped": WORDS, "mood_after": 7}),
    *(("task_carried", {"task": "t1", "carried": one}) for one in ("keep", "shrink", "change", "drop")),
    ("task_paused", {"task": "t1"}),
    ("task_reopened", {"task": "t1"}),
    ("contact_planned", {"contact": "x1", "reason": "planned", "by": "2026-03-04"}),
    ("contact_made", {"contact": "x1"}),
    ("silence_noted", {"weeks": 2}),
    (
        "referred",
        {"to": {"said": WORDS, "language": "uk"}, "soon": "days", "passes": {"said": WORDS, "language": "uk"}},
    ),
    ("referred", {"to": {"said": WORDS, "language": "uk"}, "soon": "today", "rests": True}),
    ("word_chosen", {"words": {"said": WORDS, "language": "uk"}}),
    ("word_chosen", {"medical": True}),
    ("goal_rated", {"number": 4}),
    *(("measure_answered", one) for one in MEASURED),
    ("measure_left", {"instrument": "12"}),
    *(
        ("safety_card_shown", {**CARD_SHOWN, "why": why})
        for why in ("item9", "not_safe_home", "shaky", "monthly", "task")
    ),
    *(("safety_card_shown", {**CARD_SHOWN, "why": "item9", "reply": reply}) for reply in ("safe", "talk", "stop")),
    ("safety_noted", {"answer": 2}),
    *(("safety_noted", {"reply": reply}) for reply in ("safe", "talk", "stop")),
    *(("tool_kept", {"tool": tool.id, "record": "r1", "fields": filled(tool)}) for tool in IN_ORDER),
    ("tool_kept", {"tool": "moment", "record": "r1", "removed": True}),
    ("tool_done", {"tool": "memories_during"}),
    ("ending_spoken", {"last_on": "2026-03-20"}),
    ("then_and_now", {"name": "12", "then": WORDS, "now": WORDS}),
    *(("difference_told", {"different": one, "words": WORDS}) for one in ("easier", "same", "harder", "mixed")),
    ("plan_agreed", {}),
    ("care_written", {"words": {"said": WORDS, "language": "uk"}}),
    *(("goodbye_left", {"words": {"said": WORDS, "language": "uk"}, "by": by}) for by in ("staff", "client")),
    *(("band_chosen", {"band": band}) for band in ("fine", "slipping", "help")),
    ("booster_asked", {}),
    (
        "run_unfinished",
        {
            "flow": "check_in",
            "answers": {"mood_reported.mood": 2, "mood_reported.worst": 1, "mood_reported.link": "hard"},
        },
    ),
)

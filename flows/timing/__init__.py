"""
When a prompt is due, and what becomes of it: rules over values, without a clock of their own.

`recurrence` finds the next local slot in a client's zone, `quiet` keeps it out of quiet hours and spreads clients over
ten minutes, `planning` joins the two and survives travel and downtime, `deciding` says why a prompt is not sent, and
`silence` says what follows when nobody answers.
"""

from flows.timing.deciding import STILL_TALKING, Outcome, Situation, decide, look_again_at
from flows.timing.planning import APART, CAUGHT_UP_AT_MOST, next_due, overdue, patience
from flows.timing.quiet import QuietHours, jitter
from flows.timing.recurrence import Recurrence, Slot, next_slot
from flows.timing.silence import Silence, after_silence, repeat_at

__all__ = [
    "APART",
    "CAUGHT_UP_AT_MOST",
    "STILL_TALKING",
    "Outcome",
    "QuietHours",
    "Recurrence",
    "Silence",
    "Situation",
    "Slot",
    "after_silence",
    "decide",
    "jitter",
    "look_again_at",
    "next_due",
    "next_slot",
    "overdue",
    "patience",
    "repeat_at",
]

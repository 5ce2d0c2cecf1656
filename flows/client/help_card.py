"""
The help card: who to contact now.

It needs no run, no plan and no therapist; the desk shows it in every state, and to strangers too.
"""

from flows.content.safety_texts import STRANGER, help_card
from flows.readings import HelpCard
from locales.line import Line


def help_lines(card: HelpCard) -> tuple[Line, ...]:
    """Give the paragraphs of the help card."""
    return help_card(card).lines


def stranger_lines(card: HelpCard) -> tuple[Line, ...]:
    """Say what this is to somebody without a link, with the help card; nothing is kept."""
    return (*STRANGER, *help_card(card).lines)

"""
The help card: who to contact now.

It needs no run, no plan and no therapist; the desk shows it in every state, and to strangers too.  Where a conversation
shows a card, the version that was shown is kept in the same commit.
"""

from flows.chat import Chat
from flows.content.safety_texts import STRANGER, SafetyText, help_card
from flows.measure_entries import SafetyCardShown, Why
from flows.readings import HelpCard, Me
from locales.line import Line


def help_lines(card: HelpCard) -> tuple[Line, ...]:
    """Give the paragraphs of the help card."""
    return help_card(card).lines


def stranger_lines(card: HelpCard) -> tuple[Line, ...]:
    """Say what this is to somebody without a link, with the help card; nothing is kept."""
    return (*STRANGER, *help_card(card).lines)


async def show_help_card(chat: Chat, why: Why, *, private: bool) -> None:
    """Show the help card within a conversation, and keep which version was shown."""
    card, me = await chat.read("card", HelpCard), await chat.read("me", Me)
    text = help_card(card)
    chat.say("card", *text.lines, urgency="safety")
    chat.keep(shown(text, why, me), private=private)


def shown(text: SafetyText, why: Why, me: Me, *, answer: int | None = None) -> SafetyCardShown:
    """Give the entry of a card that was shown."""
    return SafetyCardShown(why=why, answer=answer, text=text.id, version=text.version, language=me.language)

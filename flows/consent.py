"""
Consent: what is asked, in which version of which text, and what a *no* does.

The four parts are recorded apart even where one tap answers two of them.  `docs/consent.md` holds the table of what
each *no* does; the test of each cell stands beside it.
"""

from dataclasses import dataclass

from flows.chat import Chat
from flows.wishes import AnswerConsent, Part
from locales.line import Line


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One consent question as it is shown; a changed meaning raises the version."""

    id: str
    version: int
    parts: tuple[Part, ...]
    question: Line
    draft: bool = True  # until a named clinician and the programme's lawyer have signed it


def record(chat: Chat, text: ConsentText, part: Part, *, answer: bool) -> None:
    """Record one answer to one part, with the text that was shown."""
    chat.wish(AnswerConsent(part=part, answer=answer, text_id=text.id, version=text.version), key=part)

"""
Session cards: five lines for a lay counsellor before a meeting of Interpersonal Counselling.

They follow the six steps of Judd and others (2004): contract, area, three meetings of work, ending; where a course is
shorter, the outline of Weissman and others (2014).  Each is a draft until a named clinician has signed it.  They are for
staff alone, never filled from a score, and a programme may write its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows.content.own_tasks import Words, in_the_language_of
from flows.course import TEMPLATES, Area
from locales.line import Line, _

ASKS = 3
IPC = "ipc"  # the templates of Interpersonal Counselling begin so


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """What one meeting is for, what to ask, and how to close."""

    id: str
    aim: Line
    ask: tuple[Line, Line, Line]
    close: Line
    signed_by: str | None = None

    @property
    def draft(self) -> bool:
        """Whether no clinician has signed it yet."""
        return self.signed_by is None


MOOD_SINCE = _("How was your mood since we last met, and what went on with people then?")
WHO_HELPS = _("Who can help you right now?")
WHICH_FITS = _("Which of the four areas fits best, as you see it?")
SHIPPED_CARDS: Mapping[str, SessionCard] = {
    card.id: card
    for card in (
        SessionCard(
            id="contract",
            aim=_("Agree on how you work: how often you meet, how many times, and what each of you does."),
            ask=(
                _("What brings you here now, and since when?"),
                _("How do these weeks show: sleep, food, strength, work, people?"),
                WHO_HELPS,
            ),
            close=_("Say together what happens until the next time. One small task can begin today."),
        ),
        SessionCard(
            id="area",
            aim=_("Choose together what to work on: what changed with people when this began?"),
            ask=(
                _("Who matters most in your life, and how is it with each of them?"),
                _("What happened with people around the time when it began?"),
                WHICH_FITS,
            ),
            close=_("Say the area in the client's own words, and ask whether it is right. Agree on one small task."),
        ),
        SessionCard(
            id="start",
            aim=_("Agree on how you work, and choose together what to work on."),
            ask=(_("What brings you here now, and what happened with people around then?"), WHO_HELPS, WHICH_FITS),
            close=_("Say that it is not the client's fault. Agree on the days of your meetings and on one small task."),
        ),
        SessionCard(
            id="work_first",
            aim=_("Look at what has happened since the last time, and begin with the area."),
            ask=(
                MOOD_SINCE,
                _("How did the task go, and what got in the way?"),
                _("What would you like to be different, and what have you tried?"),
            ),
            close=_("Choose one thing to try, with a day, and a smaller version of it for a hard week."),
        ),
        SessionCard(
            id="work",
            aim=_("Go on with the area: look closely at one talk or at one decision."),
            ask=(
                MOOD_SINCE,
                _("Tell me one moment word by word: who said what?"),
                _("What ways are there, and which one would you try first?"),
            ),
            close=_("Say it aloud once before it is tried. Choose one thing to try, with a day."),
        ),
        SessionCard(
            id="last",
            aim=_("End well: what is different, what helped, what may come, and who is there."),
            ask=(
                _("How is it for you to finish?"),
                _("What did you do that helped?"),
                _("What could be hard in the next months, and what would you do then?"),
            ),
            close=_("Look at the plan to stay well together. Say who to turn to afterwards. Say goodbye."),
        ),
    )
}
# The four areas in plain words, each with two examples, to choose with the client.
AREAS_IN_PLAIN_WORDS: Mapping[Area, tuple[Line, Line, Line]] = {
    Area.GRIEF: (
        _("Somebody important has died, and missing them fills the days."),
        _("A mother whose son has died stays away from his friends."),
        _("A man does the work of his late brother and speaks of him to nobody."),
    ),
    Area.DISPUTE: (
        _("Two people expect different things of each other, aloud or in silence."),
        _("A couple argues about money every week."),
        _("A woman and her mother-in-law have stopped talking."),
    ),
    Area.CHANGE: (
        _("Life has changed, or is about to, and the new part does not fit yet."),
        _("A woman has fled to a town where everything is new."),
        _("A man has lost his work, or has just become a father."),
    ),
    Area.LONELINESS: (
        _("There are few people, or none is close. It is chosen when no other area fits."),
        _("Somebody has moved and knows nobody."),
        _("Somebody has always found it hard to be close to others."),
    ),
}


def card_at(template: str, number: int, sessions: int) -> str:
    """Name the card of a meeting by its number, where so many are planned; nothing where the course is not one of IPC."""
    if not template.startswith(IPC):
        return ""
    opening = TEMPLATES[template].opening
    if number >= sessions:
        return "last"
    if number <= opening:
        return "start" if opening == 1 else ("contract", "area")[min(number, 2) - 1]
    return "work_first" if number == opening + 1 else "work"


class OwnCard(BaseModel):
    """A programme's own words for one card; what is not given stays as shipped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    aim: Words = {}
    ask: Annotated[tuple[Words, ...], Field(max_length=ASKS)] = ()
    close: Words = {}
    signed_by: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def is_one_of_ours(self) -> "OwnCard":
        """Refuse a card that no meeting shows, and questions that are not three."""
        if self.id not in SHIPPED_CARDS:
            raise ValueError(f"found the card '{self.id}'; write one of: {', '.join(SHIPPED_CARDS)}")
        if self.ask and len(self.ask) != ASKS:
            raise ValueError(
                f"found {len(self.ask)} questions in 'ask'; write three, or none (in the card '{self.id}')"
            )
        return self


def cards_with(own: Sequence[OwnCard] = (), language: str = "en") -> Mapping[str, SessionCard]:
    """Give the shipped cards with a programme's own words, as this reader gets them; changed words are a draft anew."""
    cards = dict(SHIPPED_CARDS)
    for one in own:
        shipped = cards[one.id]
        first, second, third = (
            _said(language, words, line) for words, line in zip(one.ask or ({},) * ASKS, shipped.ask, strict=True)
        )
        cards[one.id] = replace(
            shipped,
            aim=_said(language, one.aim, shipped.aim),
            ask=(first, second, third),
            close=_said(language, one.close, shipped.close),
            signed_by=one.signed_by,
        )
    return cards


def _said(language: str, words: Mapping[str, str], shipped: Line) -> Line:
    return in_the_language_of(language, words, shipped) or shipped

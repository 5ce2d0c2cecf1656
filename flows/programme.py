"""
The programme's own data: its name, its languages and zone, and the helplines that somebody has called.

No phone number is shipped as truth.  A programme enters its own, says who checked each and when, and the checks of
this file name the field, what was found and what to do.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from flows.content.own_tasks import OwnTask, Words
from flows.content.session_cards import OwnCard
from flows.measures import Compared, Form
from locales.languages import choosable

FRESH_FOR = timedelta(days=90)
REMIND_AFTER = timedelta(days=75)
Model = TypeVar("Model", bound=BaseModel)
HOURS = re.compile(r"24h|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")


class ProgrammeRefused(Exception):
    """The programme's file cannot be used; nothing starts, and the operator reads what to change."""

    def __init__(self, *, where: str, faults: tuple[str, ...]) -> None:
        self.where, self.faults = where, faults
        super().__init__("\n".join(f"{where}: {fault}" for fault in faults))


class CheckedHelpline(BaseModel):
    """A line to call, with who called it last and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1, max_length=80)
    number: str = Field(min_length=2, max_length=40)
    hours: str = "24h"
    languages: tuple[str, ...] = ()
    free: bool = False
    country: str | None = None  # where the line is not in the programme's own country
    channel: Literal["call", "text", "chat"] = "call"
    cost: str = Field(default="", max_length=60)  # in plain words, where it is not free
    source: str = ""
    checked_on: date
    checked_by: str = Field(min_length=1)
    next_check: date | None = None

    @field_validator("hours")
    @classmethod
    def hours_have_a_shape(cls, hours: str) -> str:
        """Accept '24h' or 'HH:MM-HH:MM'."""
        if not HOURS.fullmatch(hours):
            raise ValueError(f'found \'{hours}\'; write "24h" or a time such as "08:00-20:00"')
        return hours

    def fresh(self, on: date) -> bool:
        """Say whether the line was checked within 90 days, and no later than its own next check."""
        return on - self.checked_on <= FRESH_FOR and (self.next_check is None or on <= self.next_check)


class Study(BaseModel):
    """A study that clients may be asked about: what it is, in plain words by language, and who answers questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1, max_length=80)
    about: Annotated[Words, Field(min_length=1)]
    contact: str = Field(min_length=3, max_length=120)


class Programme(BaseModel):
    """One community programme: one deployment, one bot."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1, max_length=60)
    country: str = Field(min_length=2, max_length=60)
    fictional: bool = False
    language: str = "en"
    zone: str
    zones: tuple[str, ...] = ()  # of the country, when there are several
    emergency_number: str = Field(min_length=2, max_length=20)
    helplines: tuple[CheckedHelpline, ...] = Field(min_length=1)
    second_route: str | None = "findahelpline.com"
    growing_languages: bool = False  # may real clients use languages that no clinician has signed yet?
    takes_clients: bool = True  # may new clients be invited?
    low_literacy: bool = False
    safety_notices: bool = True
    # After so many days in which nobody has read a client's notes the questions wait; 0: never.
    unread_days: int = Field(default=10, ge=0, le=60)
    # The help card right after item 9 and once more at the end, or only at the end, where legal advice requires it.
    item9_card: Literal["at_once", "always_at_end"] = "at_once"
    # After so many hours in which nobody has seen a notice that cannot wait the supervisor hears of it; 0: never.
    escalate_hours: int = Field(default=24, ge=0, le=168)
    # Whether the message of the morning, in which staff read who comes today, shows moods as numbers.
    morning_numbers: bool = True
    # What the programme must report, in plain words by language: shown on the card for somebody who is not safe at home.
    duty: Words = {}
    # The study that clients may be asked about; without one nobody is asked, and nobody can be in an export.
    study: Study | None = None
    compared: tuple[Compared, ...] = ()  # forms of measures that the programme has compared with the published paper
    session_cards: bool = True  # whether staff can open a card for each meeting of a course of IPC
    tasks: tuple[OwnTask, ...] = ()  # of its file `tasks.toml`
    cards: tuple[OwnCard, ...] = ()  # of its file `session-cards.toml`
    forms: tuple[Form, ...] = ()  # of measures: those that Interlude ships, and the files of its folder `instruments`
    page_at: str | None = None  # where staff open the page; the house fills it in from its settings, never the file

    @field_validator("zone", "zones")
    @classmethod
    def zones_exist(cls, found: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """Accept names of the time zone database only."""
        for zone in (found,) if isinstance(found, str) else found:
            _check_zone(zone)
        return found

    @model_validator(mode="after")
    def invented_numbers_stay_in_invented_countries(self) -> "Programme":
        """Refuse a real programme that left the numbers of the example standing."""
        numbers = [self.emergency_number, *(line.number for line in self.helplines)]
        if not self.fictional and any("000 000" in number for number in numbers):
            raise ValueError("a helpline still has the invented number of the example; call yours and enter it")
        return self

    @model_validator(mode="after")
    def language_may_be_chosen(self) -> "Programme":
        """Refuse to greet people in a language that they could not choose."""
        codes = [one.code for one in choosable(growing=self.speaks_growing)]
        if self.language not in codes:
            raise ValueError(
                f"language is '{self.language}'; write one of: {', '.join(codes)}. "
                "A language that no named clinician has signed needs growing_languages = true"
            )
        return self

    @property
    def speaks_growing(self) -> bool:
        """Say whether a language that nobody has signed yet may be chosen: knowingly, or where all is invented."""
        return self.growing_languages or self.fictional

    def checked_on(self) -> date:
        """Give the date of the freshest check."""
        return max(line.checked_on for line in self.helplines)

    def open_to_clients(self, on: date) -> bool:
        """Say whether new clients may join: at least one helpline was checked within 90 days."""
        return self.takes_clients and self.fresh_enough(on)

    def fresh_enough(self, on: date) -> bool:
        """Say whether at least one helpline was checked within 90 days; invented ones never grow old."""
        return self.fictional or any(line.fresh(on) for line in self.helplines)

    def days_left(self, on: date) -> int:
        """Count the days until new clients can no longer join."""
        return (self.checked_on() + FRESH_FOR - on).days

    def remind_staff(self, on: date) -> bool:
        """Say whether staff are told daily that a check is due, from day 75."""
        return not self.fictional and on - self.checked_on() >= REMIND_AFTER


def programme_from(parsed: Mapping[str, Any], where: str = "programme.toml") -> Programme:
    """Make the programme of what its file holds, or say field by field what to change."""
    return _model(Programme, parsed, where)


def tasks_from(parsed: Mapping[str, Any], where: str = "tasks.toml") -> tuple[OwnTask, ...]:
    """Make the programme's own tasks of what their file holds, or say task by task what to change."""
    return _model(_OwnTasks, parsed, where).task


def cards_from(parsed: Mapping[str, Any], where: str = "session-cards.toml") -> tuple[OwnCard, ...]:
    """Make the programme's own session cards of what their file holds, or say card by card what to change."""
    return _model(_OwnCards, parsed, where).card


class _OwnTasks(BaseModel):
    """What `tasks.toml` holds: a list of [[task]], no two of one id."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    task: tuple[OwnTask, ...] = ()

    @field_validator("task")
    @classmethod
    def ids_are_unique(cls, tasks: tuple[OwnTask, ...]) -> tuple[OwnTask, ...]:
        """Refuse a second task of the same id."""
        _check_unique("task", [task.id for task in tasks])
        return tasks


class _OwnCards(BaseModel):
    """What `session-cards.toml` holds: a list of [[card]], no two of one id."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    card: tuple[OwnCard, ...] = ()

    @field_validator("card")
    @classmethod
    def ids_are_unique(cls, cards: tuple[OwnCard, ...]) -> tuple[OwnCard, ...]:
        """Refuse a second card of the same id."""
        _check_unique("card", [card.id for card in cards])
        return cards


def _check_unique(what: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"found the id '{twice[0]}' more than once; give each {what} an id of its own")


def _model(model: type[Model], parsed: Mapping[str, Any], where: str) -> Model:
    """Make a value of what a file holds, or say field by field what to change."""
    try:
        return model.model_validate(dict(parsed))
    except ValidationError as error:
        faults = tuple(_sentence(fault) for fault in error.errors())
        raise ProgrammeRefused(where=where, faults=faults) from None


def _sentence(fault: Any) -> str:
    """Name the field, and what would fit, in one sentence."""
    field = ".".join(str(part) for part in fault["loc"]) or "the whole file"
    match fault["type"]:
        case "missing":
            return f"'{field}' is not there; add it"
        case "extra_forbidden":
            return f"'{field}' is not known here; take it out or look for a spelling mistake"
        case "value_error":
            return f"'{field}': {fault['ctx']['error']}"
        case _:
            return f"'{field}': {fault['msg']}; found '{fault['input']}'"


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"found '{zone}'; write a zone such as \"Europe/Kyiv\"") from None


def form_from(parsed: Mapping[str, Any], where: str) -> Form:
    """Make a form of a measure of what its file holds, or say field by field what to change."""
    return _model(Form, parsed, where)

"""Records that nobody lived: one client, and whatever a test lets them tell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from bot.exports.records import Records
from bot.programme_files import shipped_forms
from flows.entries import Entry as Told
from flows.measure_entries import MeasureAnswered
from flows.measures import form_of, total_of
from storage.log import Entry
from storage.persons import Person

CLIENT, NICKNAME = "5557b9f60a7f4eb28fa4120fe1a73572", "Anna"
AT = datetime(2026, 3, 16, 9, tzinfo=UTC)


def somebody(zone: str = "Europe/Kyiv", language: str = "uk") -> Person:
    """Give a client."""
    return Person(
        id=CLIENT, face="client", role="client", state="active", chat_id=1, name=NICKNAME, language=language, zone=zone,
        digits="latin", reachable=True, reads_on=(), away_from=None, away_until=None, cover=None, created_at=AT,
        joined_at=AT, stopped_at=None,
    )  # fmt: skip


def entry(told: Told, number: int = 0, *, at: datetime = AT, private: bool = False, changed: bool = False) -> Entry:
    """Give something told as the log keeps it."""
    id_ = uuid5(UUID(CLIENT), str(number)).hex
    value = told.model_dump(mode="json")
    return Entry(id_, CLIENT, None, f"step{number}", 0, told.kind, value, "uk", at, private, changed)


def measured(instrument: str, answers: tuple[int | None, ...], lang: str = "en", **more: Any) -> MeasureAnswered:
    """Give a measure that was answered on the shipped form."""
    form = form_of(shipped_forms(), instrument, lang)
    assert form is not None
    return MeasureAnswered(
        instrument=instrument,
        language=lang,
        form=form.fingerprint[:16],
        answers=answers,
        total=total_of(answers),
        **more,
    )


def records(*told: Told, zone: str = "Europe/Kyiv", at: datetime = AT, own: bool = True, **more: Any) -> Records:
    """Give the records of a client who told some things."""
    entries = [entry(one, number, at=at) for number, one in enumerate(told)]
    person, forms = somebody(zone), shipped_forms()
    return Records(client=person, own=own, made_at=AT, program="0.0.0", entries=entries, forms=forms, **more)

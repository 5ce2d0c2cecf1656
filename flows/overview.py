"""Readings for the weekly hour of supervision and for the programme: names and states, or counts; never what was written."""

from datetime import date

from flows.readings import Known


class CounsellorSheet(Known):
    """One counsellor's clients in lists of names; nobody is ranked, and an empty list is left out."""

    name: str
    clients: int = 0
    held: int = 0
    planned: int = 0
    not_seen: tuple[str, ...] = ()  # a notice that nobody has seen
    no_safety_note: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()  # a contact
    silent: tuple[str, ...] = ()  # nothing written for two weeks
    ending: tuple[str, ...] = ()  # the last meeting is within three weeks
    marked: int = 0


class Sheet(Known):
    """The sheet for supervision; an invented one where there is nothing yet."""

    counsellors: tuple[CounsellorSheet, ...] = ()
    on: date
    example: bool = False


class Counted(Known):
    """One language and how many clients read it."""

    own_name: str
    clients: int


class Counts(Known):
    """The programme in numbers."""

    active: int = 0
    staff: int = 0
    languages: tuple[Counted, ...] = ()
    unreachable: int = 0
    stopped: int = 0  # paused by the client
    asked: int = 0  # check-ins of the last four weeks that came
    answered: int = 0
    unread: int = 0  # clients whose notes nobody has read for too long

"""Readings about measures: which are due, the form as it is answered, and what the client may see of it."""

from datetime import date, datetime

from flows.brief import Brief
from flows.readings import Known


class FormName(Known):
    """A language in which a measure may be answered."""

    lang: str
    own_name: str


class MeasureDue(Known):
    """A measure that is due, and the languages it is there in; the first is the client's own, if it is there at all."""

    instrument: str
    every_days: int = 0  # 0: before every meeting, and only then
    own: str | None = None  # the language to use without asking: the client's own
    forms: tuple[FormName, ...] = ()


class MeasuresDue(Known):
    """The measures of this check-in, and how the safety item is answered."""

    due: tuple[MeasureDue, ...] = ()
    at_once: bool = True  # the card comes straight after item 9; else only after the measure
    mood_before: int | None = None


class FormShown(Known):
    """One form, its words verbatim."""

    instrument: str
    lang: str
    form: str
    stem: str
    items: tuple[str, ...]
    options: tuple[str, ...]
    values: tuple[int, ...]
    difficulty_item: str | None = None
    difficulty_options: tuple[str, ...] = ()
    safety_item: int | None = None  # its place, counted from 0


class Reached(Known):
    """Whether a note can be passed on now, and to whom."""

    name: str | None = None
    reachable: bool = True  # somebody who cares for the client
    anybody: bool = True  # they, or a supervisor
    notices: bool = True  # the programme passes such notes on, or the client shares
    close: tuple[str, ...] = ()  # the client's own names of people who are closest, none that is hidden
    duty: str | None = None  # what the programme must report, in the client's language
    can_keep: bool = True  # somebody may be shown what is kept


class MoodPoint(Known):
    """One mood that the client gave."""

    at: datetime
    mood: int


class MeasurePoint(Known):
    """One measure that was answered; the total stands only where the client may see it."""

    at: datetime
    instrument: str
    total: int | None = None
    missing: int = 0
    shown: bool = False


class MyNumbers(Known):
    """The client's own line: moods, and the measures as far as they are shown."""

    moods: tuple[MoodPoint, ...] = ()
    measures: tuple[MeasurePoint, ...] = ()
    weeks: Brief | None = None  # twelve weeks to draw, without words; none where there are not two moods


class FormKnown(Known):
    """One form of a measure as staff see it: whether it may be shown to clients, and what is not certain about its wording."""

    lang: str
    own_name: str
    checked: bool = True  # tied to the published form, or compared with it by the programme
    doubts: tuple[str, ...] = ()


class MeasurePlanShown(Known):
    """One measure that may be switched on, for staff."""

    instrument: str
    languages: tuple[str, ...] = ()
    every_days: int | None = None  # none: off; 0: at every meeting
    forms: tuple[FormKnown, ...] = ()  # the client's language first
    unchecked: bool = False  # the client's language is there only as a form that nobody has compared


class MeasurePlans(Known):
    """What staff may set about measures of a client."""

    client: str
    name: str
    plans: tuple[MeasurePlanShown, ...] = ()
    numbers: str = "after_meeting"
    worst: bool = False  # the check-in asks for the lowest mood of the week too
    known_until: date | None = None  # item 9 is known, and there is a plan, until this day
    known_answer: int | None = None
    last_answer: int | None = None
    today: date

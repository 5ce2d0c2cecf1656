"""Measures: which are due, in which language, and what the client may see of what was answered."""

from datetime import datetime, timedelta

from bot.readings.asked import NOT_JOINED, Asked, found, local, who_reads
from bot.readings.shown import KEPT, PEOPLE, circle_of, people_of, records_of
from flows import measures as known_measures
from flows.agreed import CourseFacts, MeasurePlan
from flows.measure_entries import MeasureAnswered, MeasureLeft
from flows.measure_readings import (
    FormKnown,
    FormName,
    FormShown,
    MeasureDue,
    MeasurePlans,
    MeasurePlanShown,
    MeasuresDue,
    Reached,
)
from flows.measures import Form, form_of, usable
from flows.readings import WhoReads
from flows.tools import by_name, text_of
from locales.languages import own_name_of
from storage import consents, courses, log, persons
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.errors import NotFound
from storage.log import Entry
from storage.persons import Person

EARLY = timedelta(days=3)  # a measure of every two weeks is not put off a week because a meeting is some days earlier
FORM_SHOWN = 16  # of the 64 letters of a SHA-256
ANSWERED, LEFT, MOOD = MeasureAnswered.kind, MeasureLeft.kind, "mood_reported"
CLOSEST = 3


async def measures_due(asked: Asked) -> MeasuresDue:
    """Give the measures of this check-in: those that the therapist switched on and whose time has come."""
    client = await found(asked.tx, asked.run.about)
    course = await courses.current(asked.tx, client.id)
    kept = await log.own(asked.tx, client.id, kinds=(ANSWERED, LEFT, MOOD))
    moods = [one.value["mood"] for one in kept if one.kind == MOOD and one.value.get("mood") is not None]
    at_once = asked.programme.item9_card == "at_once"
    plans = course.facts.measures if course is not None else ()
    due = [plan for plan in plans if is_due(plan, kept, asked.tx.now)]
    return MeasuresDue(
        due=tuple(shown for plan in due if (shown := offered(asked, plan, client.language)) is not None),
        at_once=at_once,
        mood_before=moods[-1] if moods else None,
    )


def is_due(plan: MeasurePlan, kept: list[Entry], now: datetime) -> bool:
    """Say whether the time of a measure has come since it was last answered or left out."""
    last = max((one.at for one in kept if one.value.get("instrument") == plan.instrument), default=None)
    if last is None:
        return True
    apart = timedelta(days=plan.every_days) - EARLY if plan.every_days else timedelta(days=1)
    return now - last >= apart


def offered(asked: Asked, plan: MeasurePlan, language: str) -> MeasureDue | None:
    """Give the languages of a measure, the client's own first; none where nobody has compared any."""
    forms = usable(asked.programme.forms, asked.programme.compared, plan.instrument)
    if not forms:
        return None
    names = tuple(FormName(lang=one.lang, own_name=own_name_of(one.lang)) for one in forms)
    own = language.replace("_", "-")
    return MeasureDue(
        instrument=plan.instrument, every_days=plan.every_days, forms=names,
        own=own if own in {one.lang for one in forms} else None,
    )  # fmt: skip


async def form_shown(asked: Asked) -> FormShown:
    """Give one form as it is answered; only one that may be shown."""
    forms = usable(asked.programme.forms, asked.programme.compared, asked.ids["instrument"])
    form = form_of(forms, asked.ids["instrument"], asked.ids["lang"])
    if form is None:
        raise NotFound
    return as_shown(form)


def as_shown(form: Form) -> FormShown:
    """Give a form as flows know it."""
    return FormShown(
        instrument=form.instrument, lang=form.lang, form=form.fingerprint[:FORM_SHOWN], stem=form.stem,
        items=form.items, options=form.options, values=form.option_values,
        difficulty_item=form.difficulty_item if form.asks_how_difficult else None,
        difficulty_options=form.difficulty_options if form.asks_how_difficult else (),
        safety_item=form.asks_for_safety,
    )  # fmt: skip


async def reached(asked: Asked) -> Reached:
    """Say whether a note can be passed on now, to whom, and who the client has named as closest."""
    client = await found(asked.tx, asked.run.about)
    who = await who_reads(asked.tx, client) if client.state not in NOT_JOINED else WhoReads()
    there = [staff for staff in await persons.carers_at_work(asked.tx, client.id) if staff.reachable]
    others = [staff for staff in await persons.supervisors_at_work(asked.tx) if staff.reachable]
    names = [staff.name for staff in there]
    return Reached(
        name=names[0] if who.name and names and who.name not in names else who.name,
        reachable=bool(there),
        anybody=bool(there or others),
        notices=asked.programme.safety_notices or await consents.allows(asked.tx, client.id, "share"),
        close=await closest(asked.tx, client.id),
        duty=asked.programme.duty.get(client.language) or asked.programme.duty.get("en"),
    )


async def closest(tx: Transaction, client: str) -> tuple[str, ...]:
    """Give the client's own names of the people who are closest; never of one that is hidden."""
    kept = await log.own(tx, client, kinds=(KEPT,))
    near = [text_of(by_name(one.fields).get("name")) for one in records_of(kept, PEOPLE) if circle_of(one) == "closest"]
    return tuple(name for name in people_of(kept) if name in near)[:CLOSEST]


async def measure_plans(asked: Asked) -> MeasurePlans:
    """Give what staff may set about the measures of a client."""
    staff, id_ = await asked.person(), asked.ids["client"]
    await gate(asked.tx, actor_of(staff), id_, "care")
    client = await found(asked.tx, id_)
    course = await courses.latest(asked.tx, id_)
    facts = course.facts if course is not None else CourseFacts()
    known = facts.known
    return MeasurePlans(
        client=id_, name=client.name or "–", numbers=facts.numbers, worst=facts.worst,
        today=local(asked.tx.now, staff.zone).date(),
        plans=tuple(plan_shown(asked, facts, instrument, client) for instrument in instruments(asked)),
        known_until=known.until if known is not None else None,
        known_answer=known.answer if known is not None else None,
    )  # fmt: skip


def instruments(asked: Asked) -> list[str]:
    """Name the measures that the programme has in any language, those that Interlude ships first."""
    return sorted({form.instrument for form in asked.programme.forms}, key=lambda name: (name not in KNOWN, name))


KNOWN = tuple(known_measures.CUT_POINTS)


def plan_shown(asked: Asked, facts: CourseFacts, instrument: str, client: Person) -> MeasurePlanShown:
    """Give one measure as staff see it, with every form of it, that of the client's language first."""
    forms = usable(asked.programme.forms, asked.programme.compared, instrument)
    every = [form for form in asked.programme.forms if form.instrument == instrument]
    lang = client.language.replace("_", "-")
    own = form_of(asked.programme.forms, instrument, lang)
    plan = next((one for one in facts.measures if one.instrument == instrument), None)
    return MeasurePlanShown(
        instrument=instrument, languages=tuple(form.lang for form in forms),
        every_days=plan.every_days if plan is not None else None,
        forms=tuple(
            FormKnown(lang=one.lang, own_name=own_name_of(one.lang), checked=one in forms, doubts=one.doubts)
            for one in sorted(every, key=lambda form: form is not own)
        ),
        unchecked=own is not None and own not in forms,
    )  # fmt: skip

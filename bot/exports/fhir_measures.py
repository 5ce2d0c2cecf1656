"""
Measures as FHIR: the official form as a Questionnaire, what was answered as a response, and the total as an Observation.

The total is the one that was kept when the measure was answered.  Where an item was left out there is no total, so there
is no Observation of one; no number is ever made up, and none is read as a diagnosis.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.exports.fhir_codes import ASKED, HOW_DIFFICULT, HOW_OFTEN, LOCAL, LOINC, MEASURES, ORDINAL
from bot.exports.fhir_people import subject
from bot.exports.fhir_shapes import (
    Code,
    Resource,
    bcp47,
    coding,
    concept,
    extension,
    moment,
    own,
    ref,
    uuid_of,
    whole,
)
from bot.exports.records import Records
from flows.measure_entries import MeasureAnswered
from flows.measures import Form
from flows.questions import Json
from storage.log import Entry

DIFFICULTY, STEM = "difficulty", "stem"


@dataclass(frozen=True, slots=True)
class Answered:
    """One measure that was answered, with the form that it was answered on, where that is still here."""

    entry: Entry
    given: MeasureAnswered
    form: Form | None

    @property
    def items(self) -> int:
        """Count the items of the form."""
        return len(self.given.answers)


def answered(records: Records) -> list[Answered]:
    """Give every measure that was answered, oldest first."""
    found = []
    for one in records.entries:
        if one.kind == MeasureAnswered.kind:
            given = MeasureAnswered.model_validate(one.value)
            form = next((form for form in records.forms if form.fingerprint.startswith(given.form)), None)
            found.append(Answered(one, given, form if given.form else None))
    return found


def measures(records: Records) -> list[Resource]:
    """Give the forms that were used, each once, then what was answered and what follows from it."""
    known = answered(records)
    forms = {form_uuid(one.given): one for one in known}
    made = [official_form(uuid, one) for uuid, one in forms.items()]
    for one in known:
        made += [response(records, one), *totals(records, one)]
    return made


def form_uuid(given: MeasureAnswered) -> str:
    """Give the UUID of a form: one for each measure, language and wording."""
    named = f"{given.instrument} {given.language} {given.form}"
    return uuid_of(sha256(named.encode()).hexdigest()[:32])


def canonical(instrument: str) -> str:
    """Give the address of a measure; the version behind it says which wording."""
    return f"{LOCAL}/Questionnaire/{instrument}"


def official_form(uuid: str, one: Answered) -> Resource:
    """Give a form in its official words; of one that is not here any more only what was answered on it."""
    given, form, codes = one.given, one.form, MEASURES.get(one.given.instrument)
    panel = (LOINC, codes.panel, codes.panel_name) if codes else own("measure", given.instrument, given.instrument)
    stem: list[Json] = [{"linkId": STEM, "type": "display", "text": form.stem}] if form else []
    return whole(
        "Questionnaire", uuid, language=bcp47(given.language), url=canonical(given.instrument), version=given.form,
        title=given.instrument, status="active" if form else "retired", subjectType=["Patient"],
        copyright=form.licence if form else None, code=[coding(panel)],
        item=[*stem, *(asked(one, place) for place in range(one.items)), *how_difficult(one)],
    )  # fmt: skip


def asked(one: Answered, place: int) -> dict[str, Json]:
    """Give one item with the answers that the form offers."""
    item: dict[str, Json] = {"linkId": str(place + 1), "code": [coding(item_code(one, place))], "type": "choice"}
    if one.form is None:
        return item | {"answerOption": [{"valueCoding": coding(c)} for c in codes_without_words(one, place)]}
    options = zip(one.form.option_values, one.form.options, strict=True)
    offered = [{"valueCoding": scored(answer_code(one, value, text), value)} for value, text in options]
    return item | {"text": one.form.items[place], "answerOption": offered}


def codes_without_words(one: Answered, place: int) -> Iterable[Code]:
    """Give the one answer that is known of a form that is not here any more; a choice needs at least one."""
    value = one.given.answers[place]
    yield answer_code(one, value if value is not None else 0)


def scored(code: Code, value: int) -> dict[str, Json]:
    """Give an answer with its points, as HL7 writes them."""
    return {"extension": [{"url": ORDINAL, "valueDecimal": value}], **coding(code)}


def item_code(one: Answered, place: int) -> Code:
    """Give the code of an item: LOINC's where it has one."""
    codes = MEASURES.get(one.given.instrument)
    words = one.form.items[place] if one.form else ""
    if codes is not None and place < len(codes.items):
        return (LOINC, codes.items[place], words or codes.items[place])
    named = f"{one.given.instrument}.{place + 1}"
    return own("measure", named, words or named)


def answer_code(one: Answered, value: int, words: str = "") -> Code:
    """Give the code of an answer by its points."""
    if one.form is not None and not words:
        words = dict(zip(one.form.option_values, one.form.options, strict=True)).get(value, "")
    if one.given.instrument in MEASURES and value in HOW_OFTEN:
        return (LOINC, HOW_OFTEN[value], words or str(value))
    return own("measure-answer", f"{one.given.instrument}.{value}", words or str(value))


def how_difficult(one: Answered) -> Iterable[dict[str, Json]]:
    """Give the last question of the form, which is never scored."""
    if one.form is not None and one.form.asks_how_difficult:
        offered = [{"valueCoding": coding(difficulty_code(one, n))} for n in range(len(one.form.difficulty_options))]
        code, codes = own("measure", f"{one.given.instrument}.{DIFFICULTY}"), MEASURES.get(one.given.instrument)
        if codes is not None and codes.difficulty is not None:
            code = (LOINC, codes.difficulty, one.form.difficulty_item or "")
        yield {
            "linkId": DIFFICULTY, "code": [coding(code)], "text": one.form.difficulty_item, "type": "choice",
            "answerOption": offered,
        }  # fmt: skip


def difficulty_code(one: Answered, place: int) -> Code:
    """Give the code of how difficult it is."""
    options: Sequence[str] = one.form.difficulty_options if one.form is not None else ()
    words = options[place] if place < len(options) else ""
    if one.given.instrument in MEASURES and place < len(HOW_DIFFICULT):
        return (LOINC, HOW_DIFFICULT[place], words or str(place))
    return own("measure-answer", f"{one.given.instrument}.{DIFFICULTY}.{place}", words or str(place))


def response(records: Records, one: Answered) -> Resource:
    """Give what was answered; an item that was left out is not there at all."""
    given = one.given
    items = [
        {"linkId": str(place + 1), "answer": [{"valueCoding": coding(answer_code(one, value))}]}
        for place, value in enumerate(given.answers)
        if value is not None
    ]
    if given.difficulty is not None and one.form is not None and one.form.asks_how_difficult:
        items.append(
            {"linkId": DIFFICULTY, "answer": [{"valueCoding": coding(difficulty_code(one, given.difficulty))}]}
        )
    return whole(
        "QuestionnaireResponse", uuid_of(one.entry.id), language=bcp47(given.language),
        extension=[extension("given", valueCode=given.given)],
        questionnaire=f"{canonical(given.instrument)}|{given.form}",
        status="amended" if one.entry.changed else "completed", subject=ref(subject(records)),
        authored=moment(one.entry.at, records.client.zone), source=ref(subject(records)), item=items,
    )  # fmt: skip


def totals(records: Records, one: Answered) -> Iterable[Resource]:
    """Give the total where every item was answered, and item 9 by itself where it is not 0."""
    instrument, codes = one.given.instrument, MEASURES.get(one.given.instrument)
    if one.given.total is not None:
        code = (LOINC, codes.total, codes.total_name) if codes else own("measure", f"{instrument}.total")
        yield observed(records, one, "total", code, valueInteger=one.given.total)
    place = one.form.asks_for_safety if one.form is not None else one.given.safety_place
    value = one.given.answers[place] if place is not None and place < one.items else None
    if place is not None and value:
        yield observed(
            records, one, "safety item", item_code(one, place), valueCodeableConcept=concept(answer_code(one, value))
        )


def observed(records: Records, one: Answered, part: str, code: Code, **value: Json) -> Resource:
    """Give one thing that follows from a response, and say from which."""
    response_ = uuid_of(one.entry.id)
    return whole(
        "Observation", uuid_of(one.entry.id, part), status="amended" if one.entry.changed else "final",
        category=[concept(ASKED)], code=concept(code), subject=ref(subject(records)),
        effectiveDateTime=moment(one.entry.at, records.client.zone), performer=[ref(subject(records))],
        derivedFrom=[ref(response_)], **value,
    )  # fmt: skip

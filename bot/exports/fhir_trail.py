"""What surrounds the answers: prompts that were sent, every answer to a consent question, who looked, and what made this."""

from collections.abc import Sequence

from bot.exports.fhir_codes import ASSEMBLER, CONSENT, PRIVACY, RECORD_TOUCHED
from bot.exports.fhir_measures import answered, form_uuid
from bot.exports.fhir_people import PROGRAM, maker, subject
from bot.exports.fhir_shapes import (
    Code,
    Resource,
    bcp47,
    coding,
    concept,
    extension,
    identifier,
    moment,
    own,
    ref,
    uuid_of,
    whole,
)
from bot.exports.records import Records, SentPrompt
from flows.questions import Json
from storage.audit import Deed
from storage.consents import Answered

READING = ("read_log", "read_part", "read_marked", "export_fhir", "exported_research", "seen")


def trail(records: Records) -> list[Resource]:
    """Give the prompts, the consents and the lines of the audit."""
    last = {one.part: one.id for one in records.consents}
    return [
        *(communication(records, one) for one in records.prompts),
        *(consent(records, one, stands=last[one.part] == one.id) for one in records.consents),
        *(audit_event(records, one) for one in records.deeds),
    ]


def communication(records: Records, one: SentPrompt) -> Resource:
    """Give that the program wrote by itself: why and when, never what."""
    return whole(
        "Communication", uuid_of(one.id), status="completed", category=[concept(own("prompt", one.flow))],
        subject=ref(subject(records)), recipient=[ref(subject(records))], sender=ref(maker(records)),
        sent=moment(one.at, records.client.zone),
    )  # fmt: skip


def consent(records: Records, one: Answered, *, stands: bool) -> Resource:
    """Give one answer; the last one to each part stands, the others stay as what was said before."""
    text = own("consent-text", one.text_id)
    return whole(
        "Consent", uuid_of(one.id), language=bcp47(one.language), status="active" if stands else "inactive",
        scope=concept(PRIVACY), category=[concept(CONSENT), concept(own("consent-part", one.part))],
        patient=ref(subject(records)), performer=[ref(subject(records))],
        dateTime=moment(one.at, records.client.zone),
        policyRule={"coding": [coding(text) | {"version": str(one.text_version)}]},
        provision={"type": "permit" if one.answer else "deny"},
    )  # fmt: skip


def audit_event(records: Records, one: Deed) -> Resource:
    """Give one line of the audit: who did what for which purpose; never what was read."""
    by_client = one.actor == records.client.id
    role = "client" if by_client else "operator" if one.actor == "operator" else "staff"
    who: Json = ref(subject(records)) if by_client else {"identifier": identifier(one.actor)}
    return whole(
        "AuditEvent", uuid_of(one.id), type=coding(RECORD_TOUCHED), subtype=[coding(own("deed", one.deed))],
        action="R" if one.deed in READING else "E", recorded=moment(one.at, records.client.zone), outcome="0",
        purposeOfEvent=[concept(own("purpose", one.purpose))],
        agent=[{"role": [concept(own("role", role))], "who": who, "requestor": True}],
        source={"observer": ref(maker(records))}, entity=[{"what": ref(subject(records))}],
    )  # fmt: skip


def provenance(records: Records, made: Sequence[Resource]) -> list[Resource]:
    """Say which program made all this, in which language it spoke, and on which form each measure was answered."""
    uuids: dict[str, list[str]] = {}
    for one in answered(records):
        uuids.setdefault(form_uuid(one.given), []).append(uuid_of(one.entry.id))
    languages = {form_uuid(one.given): one.given.language for one in answered(records)}
    by_form = [provenance_of(records, form, responses, languages[form], form=form) for form, responses in uuids.items()]
    everything = [str(one["id"]) for one in made]
    return [provenance_of(records, records.client.id, everything, records.client.language), *by_form]


def provenance_of(
    records: Records, id_: str, targets: Sequence[str], language: str, *, form: str | None = None
) -> Resource:
    """Give where some resources come from."""
    assembler: Code = ASSEMBLER
    return whole(
        "Provenance", uuid_of(id_, f"provenance {records.made_at.isoformat()}"), target=[ref(one) for one in targets],
        extension=[extension("locale", valueCode=bcp47(language)), extension("program", valueString=f"{PROGRAM} {records.program}")],
        recorded=moment(records.made_at, records.client.zone),
        agent=[{"type": concept(assembler), "who": ref(maker(records))}],
        entity=[{"role": "source", "what": ref(form)}] if form is not None else [],
    )  # fmt: skip

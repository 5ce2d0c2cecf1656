"""
One client's log as a FHIR R4 (4.0.1) Bundle in JSON, as plain data that any program reads.

`docs/fhir.md` says what is in it, which codes are ours alone, and what is left out on purpose.
"""

from bot.exports.fhir_accounts import accounts
from bot.exports.fhir_codes import LOCAL, OWN_SYSTEMS
from bot.exports.fhir_course import courses
from bot.exports.fhir_measures import measures
from bot.exports.fhir_people import people
from bot.exports.fhir_plan import staying_well
from bot.exports.fhir_shapes import Resource, codings_in, full_url, moment, uuid_of, whole
from bot.exports.fhir_trail import provenance, trail
from bot.exports.records import Records, records_for
from bot.readings.asked import Look
from flows.questions import Json
from storage.persons import Person


async def bundle_of(look: Look, client: str, *, made_for: Person) -> dict[str, Json]:
    """
    Give one client's bundle: to the client everything, to their therapist what is shared.

    Whoever the gate does not let through gets `NotFound`; a therapist's reading and export stand in the audit.
    """
    return bundle(await records_for(look, made_for, client))


def bundle(records: Records) -> dict[str, Json]:
    """Turn what is kept into a bundle; the same records give the same bundle."""
    made = [
        *people(records), *measures(records), *accounts(records), *courses(records), *staying_well(records),
        *trail(records),
    ]  # fmt: skip
    made += provenance(records, made)
    made += code_systems(made)
    at = moment(records.made_at, records.client.zone)
    uuid = uuid_of(records.client.id, f"bundle {at}")
    return whole(
        "Bundle", uuid, type="collection", timestamp=at, identifier={"system": "urn:ietf:rfc:3986", "value": full_url(uuid)},
        entry=[{"fullUrl": full_url(str(one["id"])), "resource": one} for one in made],
    )  # fmt: skip


def code_systems(made: list[Resource]) -> list[Resource]:
    """Explain the codes of our own that were used, so that a reader need not guess."""
    used: dict[str, dict[str, str]] = {}
    for code in codings_in(made):
        system = code["system"].removeprefix(f"{LOCAL}/CodeSystem/")
        used.setdefault(system, {}).setdefault(code["code"], code["display"])
    return [code_system(name, concepts) for name, concepts in sorted(used.items())]


def code_system(name: str, concepts: dict[str, str]) -> Resource:
    """Give one code system of our own, with the codes that stand in this bundle."""
    return whole(
        "CodeSystem", uuid_of("0" * 32, name), url=f"{LOCAL}/CodeSystem/{name}", status="active", content="fragment",
        description=OWN_SYSTEMS[name],
        concept=[{"code": code, "display": display} for code, display in sorted(concepts.items())],
    )  # fmt: skip

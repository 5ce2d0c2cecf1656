"""The small shapes of FHIR R4 that every resource of the bundle is made of: ids, references, codes, moments and words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID, uuid5

from bot.exports.fhir_codes import LOCAL
from bot.readings.asked import local
from flows.questions import Json

Resource: TypeAlias = dict[str, Json]
Code: TypeAlias = tuple[str, str, str]  # system, code, display
LEFT_OUT = {code: None for code in range(32) if chr(code) not in "\t\n\r"}  # no string of FHIR may hold these


def uuid_of(id_: str, part: str = "") -> str:
    """Give the UUID of one of our ids; a part of the same thing has another one, always the same."""
    whole = UUID(hex=id_)
    return str(uuid5(whole, part) if part else whole)


def whole(kind: str, uuid: str, **fields: Json) -> Resource:
    """Give a resource without the fields that hold nothing, for FHIR knows no empty ones."""
    made: Resource = {"resourceType": kind, "id": uuid}
    return made | {name.removesuffix("_"): value for name, value in fields.items() if not is_nothing(value)}


def is_nothing(value: Json) -> bool:
    """Say whether there is nothing to tell; a zero and a no are something."""
    return value is None or value in ("", [], {})


def full_url(uuid: str) -> str:
    """Give the address of a resource inside the bundle."""
    return f"urn:uuid:{uuid}"


def ref(uuid: str) -> dict[str, str]:
    """Refer to a resource of the bundle."""
    return {"reference": full_url(uuid)}


def own(system: str, code: str, display: str = "") -> Code:
    """Give a code of our own."""
    return (f"{LOCAL}/CodeSystem/{system}", code, display or in_words(code))


def in_words(code: str) -> str:
    """Give a code as words, for a display that nobody has written."""
    return code.replace("_", " ").replace(".", ": ")


def coding(code: Code) -> dict[str, str]:
    """Give a code as FHIR writes it."""
    system, value, display = code
    return {"system": system, "code": value, "display": display}


def concept(*codes: Code, text: str | None = None) -> dict[str, Json]:
    """Give codes, and words where somebody wrote some, as one concept."""
    found: dict[str, Json] = {"coding": [coding(code) for code in codes]} if codes else {}
    return found | ({"text": plain(text)} if plain(text) else {})


def identifier(id_: str) -> dict[str, str]:
    """Name somebody by a random id of ours, which says nothing of who it is."""
    return {"system": f"{LOCAL}/person", "value": id_}


def moment(at: datetime | None, zone: str) -> str | None:
    """Give a moment on the client's clock, with its offset."""
    return local(at, zone).isoformat(timespec="seconds") if at is not None else None


def period(start: str | None, end: str | None) -> dict[str, str]:
    """Give a span of time, as far as it is known."""
    return {name: at for name, at in (("start", start), ("end", end)) if at is not None}


def plain(text: str | None) -> str | None:
    """Give words exactly, but for control characters that FHIR forbids; none where nothing can be read."""
    kept = (text or "").translate(LEFT_OUT)
    return kept if kept.strip() else None


def bcp47(language: str) -> str:
    """Give a language as FHIR writes it."""
    return language.replace("_", "-")


def extension(name: str, **value: Json) -> dict[str, Json]:
    """Say something for which R4 has no place, under an address of ours."""
    return {"url": f"{LOCAL}/StructureDefinition/{name}", **value}


def codings_in(found: Json) -> Iterable[Mapping[str, str]]:
    """Give every coding anywhere inside."""
    if isinstance(found, dict):
        if "code" in found and str(found.get("system", "")).startswith(f"{LOCAL}/CodeSystem/"):
            yield found
        for value in found.values():
            yield from codings_in(value)
    elif isinstance(found, list):
        for value in found:
            yield from codings_in(value)

"""A reader of FHIR bundles that knows nothing of the house: it follows references and adds up answer codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Json = Any
# LOINC answer list LL358-3, as anybody may look it up.
POINTS = {"LA6568-5": 0, "LA6569-3": 1, "LA6570-1": 2, "LA6571-9": 3}
TOTALS = {"44261-6": ("PHQ-9", 9), "70274-6": ("GAD-7", 7)}


def of_kind(bundle: Json, kind: str) -> list[Json]:
    """Give the resources of one kind."""
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def recomputed(bundle: Json) -> dict[str, int | None]:
    """Add up every response by its answer codes; none where an item is missing.  It reads nothing else of the bundle."""
    return {one["id"]: total_of(one) for one in of_kind(bundle, "QuestionnaireResponse")}


def total_of(response: Json) -> int | None:
    """Add up one response."""
    measure = response["questionnaire"].rpartition("/")[2].partition("|")[0]
    wanted = next(items for name, items in TOTALS.values() if name == measure)
    scored = [item for item in response["item"] if item["linkId"].isdigit()]
    points = [POINTS[answer["valueCoding"]["code"]] for item in scored for answer in item["answer"]]
    return sum(points) if len(points) == wanted else None


def observed(bundle: Json) -> dict[str, int]:
    """Give the totals that the bundle itself states, by the response that each says it comes from."""
    return {
        one["derivedFrom"][0]["reference"].removeprefix("urn:uuid:"): one["valueInteger"]
        for one in of_kind(bundle, "Observation")
        if one["code"]["coding"][0]["code"] in TOTALS
    }


def references(found: Json) -> Iterator[str]:
    """Give every reference anywhere inside."""
    if isinstance(found, dict):
        if isinstance(found.get("reference"), str):
            yield found["reference"]
        for value in found.values():
            yield from references(value)
    elif isinstance(found, list):
        for value in found:
            yield from references(value)


def loose_ends(bundle: Json) -> set[str]:
    """Give what the bundle refers to and does not hold, addresses that stand twice, and ids that differ from theirs."""
    urls = [one["fullUrl"] for one in bundle["entry"]]
    twice = {url for url in urls if urls.count(url) > 1}
    other = {one["fullUrl"] for one in bundle["entry"] if one["fullUrl"] != f"urn:uuid:{one['resource']['id']}"}
    return (set(references(bundle)) - set(urls)) | twice | other


def canonicals(bundle: Json) -> set[str]:
    """Give the forms that are named by a response and are not in the bundle."""
    there = {f"{one['url']}|{one['version']}" for one in of_kind(bundle, "Questionnaire")}
    return {one["questionnaire"] for one in of_kind(bundle, "QuestionnaireResponse")} - there


def undefined(bundle: Json) -> set[tuple[str, str]]:
    """Give the codes of the house's own that no code system of the bundle explains."""
    systems = of_kind(bundle, "CodeSystem")
    known = {(one["url"], concept["code"]) for one in systems for concept in one["concept"]}
    return {
        (one["system"], one["code"]) for one in codings(bundle) if ".invalid/fhir/CodeSystem/" in one["system"]
    } - known


def codings(found: Json) -> Iterable[Json]:
    """Give everything that has a system and a code."""
    if isinstance(found, dict):
        if {"system", "code"} <= found.keys():
            yield found
        for value in found.values():
            yield from codings(value)
    elif isinstance(found, list):
        for value in found:
            yield from codings(value)


def strings(found: Json) -> Iterator[str]:
    """Give every string anywhere inside."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from strings(value)
    elif isinstance(found, list):
        for value in found:
            yield from strings(value)

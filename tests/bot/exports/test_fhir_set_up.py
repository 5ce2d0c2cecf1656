"""The judges of FHIR come with hashes and without addresses, so that any mirror serves and nothing is swapped."""

from __future__ import annotations

import json

from tests.bot.exports.judging import FOLDER

LOCKED = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]


def test_the_lock_names_no_address() -> None:
    for name in ("package-lock.json", "package.json", ".npmrc"):
        assert "://" not in (FOLDER / name).read_text(encoding="utf-8")
    assert not any("resolved" in package for package in LOCKED.values())


def test_every_package_has_a_hash_or_travels_inside_one_that_has() -> None:
    fetched = [package for path, package in LOCKED.items() if path and not package.get("inBundle")]

    assert fetched
    assert all(package["integrity"].startswith("sha512-") for package in fetched)


def test_what_is_asked_for_is_one_exact_version() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert {name: LOCKED[f"node_modules/{name}"]["version"] for name in wanted} == wanted

"""Compiles every catalog into the wheel; a compiled catalog is never committed."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface[Any]):
    """
    Reads each `.po` and packs its `.mo` in the wheel.

    Compiled in a folder of this build alone: two builds of one checkout at once would otherwise read each other's
    halves.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogs, and say where each belongs in the wheel."""
        if version == "editable":
            return
        self._made = TemporaryDirectory(prefix="interlude-catalogs-")
        root = Path(self.root)
        for source in sorted(root.glob("locales/*/LC_MESSAGES/messages.po")):
            language = source.parent.parent.name
            made = Path(self._made.name, f"{language}.mo")
            with source.open("rb") as file:
                catalog = read_po(file, locale=language)
            with made.open("wb") as ready:
                write_mo(ready, catalog)
            build_data["force_include"][str(made)] = str(source.relative_to(root).with_suffix(".mo"))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - given
        """Remove what was compiled; it is in the wheel now."""
        if version != "editable":
            self._made.cleanup()

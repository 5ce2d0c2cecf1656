"""Compiles every catalog into the wheel; a compiled catalog is never committed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface[Any]):
    """Reads each `.po` and writes the `.mo` beside it before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the builder gives it
        """Compile the catalogs of the checkout."""
        if version == "editable":
            return
        for source in sorted(Path(self.root, "locales").glob("*/LC_MESSAGES/messages.po")):
            with source.open("rb") as file:
                catalog = read_po(file, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as made:
                write_mo(made, catalog)

"""`interlude check`: the rules of the house, the catalogs and the content, in one go."""

from pathlib import Path

import flows.client
import flows.staff  # noqa: F401 - importing the rooms registers their flows, which lints them
from bot import house
from bot.programme_files import load_programme
from locales import lint

ROOT = Path(__file__).parent.parent
ALL_WELL = "interlude: the house is in order. Thank you for looking after it."


def faults() -> list[str]:
    """Give every fault as a line; an installed copy has no source to look at, and is asked for its content only."""
    load_programme()
    source = [str(fault) for fault in house.check(ROOT)] if (ROOT / "pyproject.toml").exists() else []
    return [*source, *lint.check_catalogs()]

"""
The rules of the house, as small functions that read the source and name what breaks them.

Each takes the root of the project and gives its faults; `check` asks them all. A rule without a fixture that breaks
it fails `tests/test_house.py`.
"""

from collections.abc import Callable
from pathlib import Path

from bot.house.borders import guests_stay_in_their_rooms, imports_point_left, nothing_is_pickled
from bot.house.ideas import task_ideas_are_whole
from bot.house.promises import (
    commands_have_tests,
    dependencies_are_explained,
    flows_have_tests,
    locks_have_hashes,
    migrations_name_their_neighbours,
    questions_have_tests,
    settings_are_documented,
)
from bot.house.purity import flows_are_pure, lines_are_marked, nothing_is_patched_or_slept_on
from bot.house.reading_level import clients_can_read_it
from bot.house.source import Fault
from bot.house.texture import (
    docstrings_end_with_a_full_stop,
    files_are_short,
    functions_are_short,
    ignores_are_explained,
)
from bot.house.words import columns_are_well_named, names_are_well_chosen, nothing_is_left_to_do

Rule = Callable[[Path], list[Fault]]
RULES: tuple[Rule, ...] = (
    imports_point_left,
    guests_stay_in_their_rooms,
    nothing_is_pickled,
    functions_are_short,
    files_are_short,
    docstrings_end_with_a_full_stop,
    ignores_are_explained,
    names_are_well_chosen,
    columns_are_well_named,
    nothing_is_left_to_do,
    flows_are_pure,
    lines_are_marked,
    nothing_is_patched_or_slept_on,
    flows_have_tests,
    questions_have_tests,
    commands_have_tests,
    settings_are_documented,
    dependencies_are_explained,
    migrations_name_their_neighbours,
    locks_have_hashes,
    task_ideas_are_whole,
    clients_can_read_it,
)

__all__ = ["RULES", "Fault", "Rule", "check"]


def check(root: Path) -> list[Fault]:
    """Ask every rule, and give all faults in the order of the files."""
    return sorted(fault for rule in RULES for fault in rule(root))

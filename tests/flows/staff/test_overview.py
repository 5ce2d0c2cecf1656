"""The sheet and the counts: names in lists or numbers, nobody ranked, and an example where there is nothing yet."""

from tests.flows.known import COUNTS, PLACE, SHEET, THERAPIST
from tests.flows.player import Player


def test_sheet_lists_names_and_leaves_out_what_is_empty() -> None:
    player = Player("sheet", SHEET)

    assert "12: clients 4, held 9, planned 3" in player.said["block[1]"]
    assert "Notices not seen: 34" in player.said["block[1]"]
    assert "No safety note: 34, 56" in player.said["block[1]"]
    empty = SHEET.model_copy(update={"counsellors": (SHEET.counsellors[0].model_copy(update={"silent": ()}),)})
    assert "two weeks" not in Player("sheet", empty).said["block[1]"]


def test_invented_sheet_says_so() -> None:
    assert "invented names" in Player("sheet", SHEET.model_copy(update={"example": True})).said["head"]


def test_counts_name_nobody() -> None:
    player = Player("counts", COUNTS)

    assert "Questions in four weeks: 20, answered: 14" in player.said["counts"]


def test_only_supervisors_are_offered_them() -> None:
    assert "sheet" not in Player("staff_menu", THERAPIST, PLACE).opens
    offered = Player("staff_menu", THERAPIST.model_copy(update={"role": "supervisor"}), PLACE).opens
    assert {"sheet", "counts"} <= set(offered)

"""The benchmark still measures what it says, on few clients and without a look at the clock."""

from pathlib import Path

import pytest

from tests.bench import ANSWERS, full_stack, on_files, percentile, replay_cost, table
from tests.bench_page import PATHS, measure_journeys, measure_pages, measure_papers, page_table, paper_table
from tests.bot.page.hands import CHROMIUM
from tests.conftest import Database
from tests.shelf import Shelf


async def test_whole_prompts_and_whole_check_ins_are_measured(database: Database) -> None:
    figures = await full_stack(database, 2)

    assert figures.prompts == 2
    assert len(figures.waits) == 2 * (1 + len(ANSWERS))
    assert f"{database.dialect}: updates a second" in table([figures], 1.0, 2.0, 3.0)


def test_journal_grows_before_it_is_replayed() -> None:
    assert replay_cost(40) > 0


def test_percentile_of_one_value_is_that_value() -> None:
    assert percentile([0.5], 99) == 0.5
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_every_page_and_paper_is_measured(database: Database) -> None:
    shown = await measure_pages(database, 1, long=2, short=1)

    assert [len(one.long) for one in shown] == [len(one.short) for one in shown] == [1] * len(PATHS)
    assert "page /weeks" in "\n".join(page_table("sqlite", shown))
    assert len(paper_table(await measure_papers(database, 1, days=1))) == 3


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"NO BROWSER WAS DRIVEN: there is no {CHROMIUM}.")
async def test_both_ways_to_the_brief_are_counted(tmp_path: Path) -> None:
    rows = await measure_journeys([on_files(tmp_path / name) for name in ("link", "inside")], Shelf(tmp_path / "shelf"))

    assert ["3 taps" in row for row in rows] == [True, False]
    assert ["2 taps" in row for row in rows] == [False, True]

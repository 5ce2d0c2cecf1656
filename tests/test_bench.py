"""The benchmark still measures what it says, on few clients and without a look at the clock."""

from tests.bench import ANSWERS, full_stack, percentile, replay_cost, table
from tests.bench_page import PATHS, measure_pages, measure_papers, page_table, paper_table
from tests.conftest import Database


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


async def test_every_page_and_paper_is_measured(database: Database) -> None:
    shown = await measure_pages(database, 1, long=2, short=1)

    assert [len(one.long) for one in shown] == [len(one.short) for one in shown] == [1] * len(PATHS)
    assert "page /weeks" in "\n".join(page_table("sqlite", shown))
    assert len(paper_table(await measure_papers(database, 1, days=1))) == 3

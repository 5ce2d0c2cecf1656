"""Notices, the sheet and the counts on the page: for whom they are, and for nobody else."""

from __future__ import annotations

import pytest

from bot.wishes.notifying import tell_carers
from storage.persons import Person
from tests.bot.page.conftest import Desk


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


async def ruth(desk: Desk) -> Person:
    """Sign a supervisor in."""
    made = await desk.house.staff("Ruth", role="supervisor")
    await desk.unlock(await desk.sign_in(made))
    return made


async def noticed(desk: Desk) -> None:
    client = await desk.house.fresh(desk.client)
    async with desk.house.store.write() as tx:
        await tell_carers(tx, client, "contact")


async def test_notice_is_acknowledged_with_one_tap(desk: Desk) -> None:
    await noticed(desk)
    await desk.reading()
    assert "not seen so far" in (await desk.get("/notices")).text

    shown = await desk.post("/notices/seen", client=desk.client.id)
    assert "not seen so far" not in shown.text
    assert (await desk.post("/notices/seen", client=desk.client.id)).status_code == 404


async def test_supervisor_sees_the_sheet_the_counts_and_what_others_have_not_seen(desk: Desk) -> None:
    await noticed(desk)
    await ruth(desk)

    assert "Olena: clients 1" in (await desk.get("/supervision")).text
    assert "Clients: 1" in (await desk.get("/programme")).text
    assert "to Olena" in (await desk.get("/notices")).text
    assert "/supervision" in (await desk.get("/")).text


@pytest.mark.parametrize("path", ["/supervision", "/programme"])
async def test_therapist_does_not(desk: Desk, path: str) -> None:
    await desk.reading()

    assert (await desk.get(path)).status_code == 404
    assert path not in (await desk.get("/")).text

"""The page is there wherever the settings say so, beside polling too."""

from __future__ import annotations

import httpx
import pytest

from bot.assembly import House
from bot.serving import brought_in, plans_of
from bot.settings import Settings, load_settings
from bot.web.site import HEALTH
from tests.bot.test_cli import TOKEN, closed_port
from tests.conftest import Database


@pytest.fixture(params=["sqlite"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Play on SQLite: no row is looked at."""
    return str(request.param)


def settings_for(database: Database, log: str, port: int) -> Settings:
    return load_settings(
        telegram_token=TOKEN, telegram_api=f"http://127.0.0.1:{closed_port()}", database=database.data,
        keys=database.keys, key_file=database.key_file, therapist_log=log, listen=f"127.0.0.1:{port}",
    )  # fmt: skip


async def test_page_on_this_machine_is_served_beside_polling(database: Database) -> None:
    settings = settings_for(database, "page", closed_port())
    house = await House.open(plans_of(settings))
    try:
        async with brought_in(house, settings) as work, httpx.AsyncClient(base_url=str(settings.page_url)) as browser:
            work.close()
            assert (await browser.get(HEALTH)).status_code == 200
            assert (await browser.get("/log/")).status_code == 401
        assert house.programme.page_at == f"{settings.page_url}/log"
    finally:
        await house.close()


async def test_nothing_listens_where_staff_read_in_the_chat(database: Database) -> None:
    settings = settings_for(database, "chat", closed_port())
    house = await House.open(plans_of(settings))
    try:
        async with brought_in(house, settings) as work, httpx.AsyncClient() as browser:
            work.close()
            with pytest.raises(httpx.ConnectError):
                await browser.get(f"http://{settings.listen}{HEALTH}")
        assert house.programme.page_at is None
    finally:
        await house.close()

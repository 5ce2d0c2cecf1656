"""A database role for which no policy holds: the operator is told, by `doctor` and at every start."""

import logging

import pytest
from pydantic import SecretStr

from bot.assembly import House, Plans
from bot.doctor import WRONG, Finding, examine
from bot.serving import warn_of_role
from bot.settings import Settings
from storage.base import Store
from tests.conftest import Database, address_of

NOWHERE = "http://127.0.0.1:9"
ROLES = [("postgres", True), ("interlude", False)]


@pytest.fixture(scope="session", params=["postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Only a server has roles."""
    return str(request.param)


@pytest.fixture(params=ROLES, ids=[role for role, _above in ROLES])
def case(request: pytest.FixtureRequest, store: Store, database: Database) -> tuple[str, bool]:
    """Give the address of a deployment by a role, and whether that role stands above everything."""
    role, above = request.param
    return address_of(database.data, database.names[0], role=role), above


async def test_doctor_names_the_role_and_the_remedy(case: tuple[str, bool], database: Database) -> None:
    address, above = case
    settings = Settings(database=address, keys=database.keys, key_file=database.key_file, telegram_token=None)

    found = [one for one in await examine(settings) if one.about == "database role"]

    said = "no rule about whose rows are seen holds for 'postgres'"
    remedy = "Let a plain role own the database and its tables: docs/settings.md says how."
    assert found == ([Finding(WRONG, "database role", said, remedy)] if above else [])


async def test_every_start_warns_once(
    case: tuple[str, bool], database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    address, above = case
    house = await House.open(Plans(address, database.keys, database.key_file, SecretStr("1:abcdefghij"), NOWHERE))
    try:
        with caplog.at_level(logging.WARNING, "interlude.serving"):
            await warn_of_role(house)
    finally:
        await house.close()

    assert len(caplog.messages) == above

"""What the tests of the stand-in may ask for."""

from collections.abc import AsyncIterator

import pytest

from storage.clocks import SetCalendar, SetMachine
from tests.bot.playground.reaching import Reach, reached


@pytest.fixture
async def reach(calendar: SetCalendar) -> AsyncIterator[Reach]:
    """Give a stand-in that does not count how fast the bot writes."""
    async with reached(calendar) as found:
        yield found


@pytest.fixture
async def paced(calendar: SetCalendar, machine: SetMachine) -> AsyncIterator[Reach]:
    """Give a stand-in that does."""
    async with reached(calendar, machine) as found:
        yield found

"""
Waking other processes: on PostgreSQL a commit of one is heard by all, so that a sender elsewhere need not wait for its tick.

SQLite has one process, which wakes itself.
"""

import asyncio
import logging
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import ANNOUNCE, Store

log = logging.getLogger("interlude.waking")
AGAIN = 5.0  # seconds until a lost connection is made again; the tick is the safety net meanwhile


async def hear(store: Store, heard: asyncio.Event | None = None) -> None:
    """Wake whoever waits for a commit when another process commits, until cancelled; `heard` is set when we listen."""
    while store.dialect == "postgresql":
        try:
            async with store.writer.connect() as db:
                await _listen(store, db, heard)
        except (SQLAlchemyError, OSError) as error:
            log.warning("waking: not heard for a while: %s", type(error).__name__)
        await asyncio.sleep(AGAIN)


async def woken_within(woken: asyncio.Event, seconds: float) -> bool:
    """
    Wait until somebody wakes us, and say whether that was in time.

    Not by `asyncio.wait_for`: in Python 3.11 it loses a cancellation that comes as it wakes, and the process would not stop.
    """
    try:
        async with asyncio.timeout(seconds):
            await woken.wait()
    except TimeoutError:
        return False
    return True


async def _listen(store: Store, db: AsyncConnection, heard: asyncio.Event | None) -> None:
    gone = asyncio.Event()

    def wake(*_notice: object) -> None:
        for one in store.on_commit:
            one()

    driver: Any = (await db.get_raw_connection()).driver_connection
    driver.add_termination_listener(lambda *_closed: gone.set())
    await driver.add_listener(ANNOUNCE, wake)
    if heard is not None:
        heard.set()
    try:
        await gone.wait()
    finally:
        if not gone.is_set():
            await driver.remove_listener(ANNOUNCE, wake)

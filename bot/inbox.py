"""
The inbox: raw updates are committed before Telegram is told that we have them.

An update that cannot be read is set aside and counted; it never stands in the way of the rest.  Groups are never kept:
the bot says nothing and leaves.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.limits import UPDATES_TOGETHER
from bot.points import reach
from bot.reading import Group, Raw, Unreadable, chat_of, group_of, is_urgent, read_update
from bot.transport import Contested, NotDone, Telegram, TokenRefused
from storage import inbox
from storage.base import Store, Transaction
from storage.inbox import UNPARSABLE, Incoming

log = logging.getLogger("interlude.inbox")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between two tries while Telegram cannot be reached
LONGEST_POLL = 25.0


class NoNumbers(NotDone):
    """Telegram gave only updates without a number, which cannot be kept or confirmed; fetching goes on after a pause."""

    def __init__(self) -> None:
        super().__init__("updates_without_numbers")


@dataclass(frozen=True, slots=True)
class _Arrived:
    """One update with as much read of it as the queue needs."""

    raw: bytes
    number: int | None
    update: Raw | None  # none: it cannot be read
    group: Group | None = None


@dataclass
class Inbox:
    """Takes updates in, by polling or from the webhook."""

    store: Store
    telegram: Telegram
    first_pause: float = FIRST_PAUSE
    unparsable: int = 0
    without_number: int = 0
    more: bool = True  # the last answer was full, or nobody has asked yet: more may wait
    _offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; while Telegram cannot be reached, try again more and more slowly."""
        pause, polling = self.first_pause, False
        while True:
            try:
                if not polling:
                    with contextlib.suppress(NotDone):  # if a webhook stands in the way, fetching says so
                        await self.telegram.poll_from_now_on()
                    polling = True
                await self.fetch_once(wait=LONGEST_POLL)
                pause = self.first_pause
                continue
            except NotDone as trouble:
                _warn(trouble)
                polling = polling and not isinstance(trouble, Contested)
            except Exception as error:  # noqa: BLE001 - the database may be away; Telegram keeps what it was not told of
                log.error("inbox: updates could not be kept: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def fetch_once(self, *, wait: float) -> int:
        """
        Fetch what waits, confirm what was committed before, commit, and say how many were new.

        Nothing needs to be remembered across a restart: what was not confirmed comes again and is known by its number.
        An empty answer has confirmed everything, and the offset is dropped: after a quiet week numbers begin elsewhere.
        """
        reach("inbox:before-fetch")
        raws = await self.telegram.updates(self._offset, wait)
        self.more = len(raws) >= UPDATES_TOGETHER
        reach("inbox:after-fetch")
        if not raws:
            self._offset = None
            return 0
        arrived = [_arrive(raw) for raw in raws]
        new = await self._keep(arrived)
        numbers = [one.number for one in arrived if one.number is not None]
        if not numbers:
            raise NoNumbers
        self._offset = max(numbers) + 1
        return new

    async def receive_raw(self, raw: bytes) -> int:
        """Commit one update from the webhook, as it came; only then may Telegram be told."""
        return await self._keep([_arrive(raw)])

    async def _keep(self, arrived: Sequence[_Arrived]) -> int:
        """Commit updates, then leave the groups that some came from."""
        urgent = any(
            one.update is not None and one.group is None and is_urgent(read_update(one.update)) for one in arrived
        )
        async with self.store.write(safety=urgent) as tx:
            new = await inbox.receive(tx, self.telegram.bot_id, list(self._incoming(tx, arrived)))
            reach("inbox:before-commit")
        reach("inbox:after-commit")
        self._count(arrived)
        for chat_id in sorted({one.group.chat_id for one in arrived if one.group and one.group.inside}):
            with contextlib.suppress(NotDone):
                await self.telegram.call("leaveChat", chat_id=chat_id)
        return new

    def _incoming(self, tx: Transaction, arrived: Sequence[_Arrived]) -> list[Incoming]:
        bot, rows = self.telegram.bot_id, []
        for one in arrived:
            if one.number is None or one.group is not None:
                continue
            if one.update is None:
                rows.append(Incoming(one.number, None, urgent=False, body=one.raw, outcome=UNPARSABLE))
                continue
            event, chat = read_update(one.update), tx.index(bot, chat_of(one.update))
            rows.append(Incoming(one.number, chat, urgent=is_urgent(event), body=one.raw))
        return rows

    def _count(self, arrived: Sequence[_Arrived]) -> None:
        for one in arrived:
            if one.number is None:
                self.without_number += 1
                log.error("inbox: something came that is no update; it was dropped")
            elif one.update is None:
                self.unparsable += 1
                log.error("inbox: update %d cannot be read; it is set aside", one.number)


def _arrive(raw: bytes) -> _Arrived:
    """Read an update as far as it can be read."""
    try:
        found: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return _Arrived(raw, None, None)
    number = found.get("update_id") if isinstance(found, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return _Arrived(raw, None, None)
    try:
        group = group_of(found)
        if group is None:
            read_update(found)
            chat_of(found)
    except Unreadable:
        return _Arrived(raw, number, None)
    return _Arrived(raw, number, found, group)


def _warn(trouble: NotDone) -> None:
    """Tell the operator why no updates come."""
    match trouble:
        case Contested():
            log.error("inbox: another process holds this token. Stop it, or give this one a bot of its own.")
        case TokenRefused():
            log.error("inbox: Telegram refuses the token. Put INTERLUDE_TELEGRAM_TOKEN right.")
        case _:
            log.warning("inbox: Telegram not reached: %s", trouble.reason)

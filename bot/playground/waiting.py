"""Updates that wait for the bot, and who is told when another comes."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Json = Any  # what json.loads gives
KEPT_FOR = 24 * 3600  # seconds
PRESSES_KEPT_FOR = 150
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = NOT_BY_DEFAULT | {
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "inline_query", "chosen_inline_result", "callback_query",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost",
}  # fmt: skip


class Bell:
    """Wakes everybody who waits, however many they are."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake all who wait now."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """Wait for the bell, on the machine's clock; say whether it rang."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            done, _ = await asyncio.wait({waiter}, timeout=seconds)
            return bool(done)
        finally:
            self._waiting.discard(waiter)


@dataclass(frozen=True, slots=True)
class Update:
    """One update that waits."""

    number: int
    since: int  # the calendar's seconds
    body: Json

    @property
    def is_press(self) -> bool:
        """Say whether it is the press of a button, which waits only a short while."""
        return "callback_query" in self.body

    @property
    def queue(self) -> str:
        """Name the queue in which a webhook gets it: messages go by chat, presses by person."""
        kind = next((name for name in self.body if name != "update_id"), "none")
        found = self.body.get(kind)
        where = found.get("from" if self.is_press else "chat") if isinstance(found, dict) else None
        return f"{kind == 'callback_query'}:{where.get('id') if isinstance(where, dict) else kind}"


class Updates:
    """The queue of updates: numbers grow by one, an offset confirms, and nothing waits longer than a day."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self._waiting: deque[Update] = deque()
        self._next = secrets.randbelow(10**8) + 10**8
        self.allowed: set[str] | None = None
        self.bell = Bell()

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Update]:
        return iter(list(self._waiting))

    def add(self, body: Json, *, asked: bool = True) -> int:
        """Put an update in the queue, unless the bot did not ask for its kind; gives its number."""
        number = self._next
        kind = next(iter(body), "")
        if asked and not self.wanted(kind):
            return number
        self._next += 1
        self._waiting.append(Update(number, self.now(), {"update_id": number, **body}))
        self.bell.ring()
        return number

    def again(self, number: int, body: Json) -> None:
        """Put an update in the queue under a number that was used already."""
        self._waiting.append(Update(number, self.now(), {"update_id": number, **body}))
        self.bell.ring()

    def wanted(self, kind: str) -> bool:
        """Say whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def ask_for(self, kinds: Json) -> None:
        """Take `allowed_updates`: no list means as last time; unknown kinds are passed over, none left is the default."""
        if isinstance(kinds, list):
            self.allowed = {kind for kind in kinds if isinstance(kind, str) and kind in KINDS} or None

    def confirm(self, offset: int) -> None:
        """Forget what comes before an offset; a negative one keeps that many from the end."""
        if offset < 0:
            self._waiting = deque(list(self._waiting)[offset:])
        self._waiting = deque(update for update in self._waiting if offset <= 0 or update.number >= offset)

    def take_out(self, update: Update) -> None:
        """Forget one update: a webhook has taken it."""
        self._waiting = deque(other for other in self._waiting if other is not update)

    def tidy(self) -> None:
        """Forget what waited too long: presses after 150 seconds, everything after a day."""
        now = self.now()
        self._waiting = deque(
            update
            for update in self._waiting
            if now - update.since <= (PRESSES_KEPT_FOR if update.is_press else KEPT_FOR)
        )

    def clear(self) -> None:
        """Forget all."""
        self._waiting.clear()

"""
How fast a bot may write before Telegram asks it to wait: about one message a second in a chat, thirty in all.

Telegram says only "about" and "short bursts"; the stand-in is stricter than it, so that whoever keeps to these numbers
is safe there.  Without a machine's clock it counts nothing: a calendar that is moved by hand says nothing about speed.
"""

import math
from dataclasses import dataclass, field

from bot.playground.refusals import Refused
from storage.clocks import Machine

WRITING = ("send", "edit", "copy", "forward")  # how the methods begin that show something
CHAT_BURST, CHAT_PER_SECOND = 5.0, 1.0
BOT_BURST, BOT_PER_SECOND = 30.0, 30.0


@dataclass
class _Room:
    """Room for some messages, and more with every second."""

    burst: float
    per_second: float
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Say how many seconds are missing until there is room for one more."""
        self.left = min(self.burst, self.left + (now - self.at) * self.per_second)
        self.at = now
        return max(0.0, 1.0 - self.left) / self.per_second


@dataclass
class Flood:
    """Counts what a bot writes, in each chat and in all."""

    machine: Machine | None = None
    _rooms: dict[str, _Room] = field(default_factory=dict)  # by chat; "" is the bot

    def count(self, method: str, chat_id: object) -> None:
        """Let one call pass, or refuse it with the seconds to wait; what is refused is not counted."""
        if self.machine is None or not method.lower().startswith(WRITING) or method.lower() == "sendchataction":
            return
        now = self.machine.seconds()
        rooms = [self._room("", now), self._room(str(chat_id), now)]
        if wait := math.ceil(max(room.wait(now) for room in rooms)):
            raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        for room in rooms:
            room.left -= 1

    def _room(self, chat: str, now: float) -> _Room:
        burst, rate = (BOT_BURST, BOT_PER_SECOND) if not chat else (CHAT_BURST, CHAT_PER_SECOND)
        return self._rooms.setdefault(chat, _Room(burst, rate, burst, now))

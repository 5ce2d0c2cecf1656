"""What may go wrong between the bot and Telegram, on demand."""

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import Any, Literal

PROXY_PAGE = "<html><head><title>{code} Bad Gateway</title></head><body><center>nginx</center></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One call that goes wrong.

    `page` is answered by a proxy's page, `slow_down` by 429, `cut_short` by the first half of the JSON, `late` by all of
    it but not at once; with `silence` no answer comes, with `hang_up` the connection breaks.  `applied` says whether
    Telegram had done what was asked before it went wrong; with a `chat`, only a call about that chat goes wrong.
    """

    kind: Literal["page", "slow_down", "silence", "hang_up", "cut_short", "late"]
    number: float = 0  # the HTTP code, or seconds
    applied: bool = False
    chat: int | None = None

    def only(self, chat: int) -> "Fault":
        """Give the same fault for one chat."""
        return replace(self, chat=chat)


def bad_gateway(code: int = 502, *, applied: bool = False) -> Fault:
    """Answer with a page of HTML, as a proxy does."""
    return Fault("page", code, applied=applied)


def slow_down(seconds: int = 1) -> Fault:
    """Ask to wait: 429 with `retry_after`."""
    return Fault("slow_down", seconds)


def silence(seconds: float = 60, *, applied: bool = True) -> Fault:
    """Never answer; the bot stops listening sooner or later."""
    return Fault("silence", seconds, applied=applied)


def hang_up(*, applied: bool = False) -> Fault:
    """Break the connection in the middle of the answer."""
    return Fault("hang_up", applied=applied)


def cut_short() -> Fault:
    """Do what was asked, and give only the first half of the answer."""
    return Fault("cut_short", applied=True)


def late(seconds: float) -> Fault:
    """Do what was asked, and give the whole answer after a while."""
    return Fault("late", seconds, applied=True)


class Faults:
    """The faults that wait, by method; `*` stands for every method but `getUpdates`."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._waiting[method.lower()].extend([fault] * times)

    def next(self, method: str, chat: Any = None) -> Fault | None:
        """Take the first fault that waits for this call, if any."""
        queues = [method.lower()] if method.lower() == "getupdates" else [method.lower(), "*"]
        for queue in queues:
            for fault in self._waiting[queue]:
                if fault.chat is None or str(fault.chat) == str(chat):
                    self._waiting[queue].remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        """Let everything go well again."""
        self._waiting.clear()

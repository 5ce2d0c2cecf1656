"""What may go wrong between the bot and Telegram, on demand."""

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

PROXY_PAGE = "<html><head><title>{code} Bad Gateway</title></head><body><center>nginx</center></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One call that goes wrong.

    `page` is answered by a proxy's page, `slow_down` by 429; with `silence` no answer comes, with `hang_up` the
    connection breaks.  `applied` says whether Telegram had done what was asked before it went wrong.
    """

    kind: Literal["page", "slow_down", "silence", "hang_up"]
    number: int = 0  # the HTTP code, or seconds
    applied: bool = False


def bad_gateway(code: int = 502, *, applied: bool = False) -> Fault:
    """Answer with a page of HTML, as a proxy does."""
    return Fault("page", code, applied=applied)


def slow_down(seconds: int = 1) -> Fault:
    """Ask to wait: 429 with `retry_after`."""
    return Fault("slow_down", seconds)


def silence(seconds: int = 60, *, applied: bool = True) -> Fault:
    """Never answer; the bot stops listening sooner or later."""
    return Fault("silence", seconds, applied=applied)


def hang_up(*, applied: bool = False) -> Fault:
    """Break the connection in the middle of the answer."""
    return Fault("hang_up", applied=applied)


class Faults:
    """The faults that wait, by method; `*` stands for every method but `getUpdates`."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._waiting[method.lower()].extend([fault] * times)

    def next(self, method: str) -> Fault | None:
        """Take the fault that waits for this call, if any."""
        own, any_method = self._waiting[method.lower()], self._waiting["*"]
        if own:
            return own.popleft()
        return any_method.popleft() if any_method and method.lower() != "getupdates" else None

    def clear(self) -> None:
        """Let everything go well again."""
        self._waiting.clear()

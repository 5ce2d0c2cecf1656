"""
The points at which a process may die: every commit and every call to Telegram, before and after.

In ordinary life `reach` does nothing.  A test names a point and how often it is passed before the end, as
`INTERLUDE_FAULT=desk:before-commit@3`; the process then kills itself as `kill -9` would.
"""

import os
import signal

FAULT = "INTERLUDE_FAULT"
POINTS = (
    "inbox:before-fetch",
    "inbox:after-fetch",
    "inbox:before-commit",
    "inbox:after-commit",
    "desk:before-commit",
    "desk:after-commit",
    "ticker:before-commit",
    "ticker:after-commit",
    "sender:before-claim",
    "sender:after-claim",
    "sender:before-call",
    "sender:after-call",
    "sender:before-result",
    "sender:after-result",
    "press:before-call",
    "press:after-call",
)


class _Fuse:
    """Counts how often the named point may still be passed."""

    def __init__(self) -> None:
        self.load(os.environ.get(FAULT, ""))

    def load(self, fault: str) -> None:
        """Take another point to die at, or none."""
        self.point, _, count = fault.partition("@")
        self.left = int(count or "1")
        if self.point and self.point not in POINTS:
            raise ValueError(f"{FAULT}: there is no point '{self.point}'. Points are {', '.join(POINTS)}.")

    def burn(self, point: str) -> None:
        """End the process when the named point is reached for the last time."""
        if point == self.point:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


_fuse = _Fuse()


def arm() -> None:
    """Look again at which point the environment names; a forked process had it read before its own was set."""
    _fuse.load(os.environ.get(FAULT, ""))


def reach(point: str) -> None:
    """Pass a point; only a test that names it notices."""
    if point not in POINTS:
        raise ValueError(f"points: '{point}' is not in POINTS; add it, so that a test dies there")
    if _fuse.point:
        _fuse.burn(point)

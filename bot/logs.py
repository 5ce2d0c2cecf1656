"""
Logs: ids and kinds, never content, names or tokens.

The loud libraries are capped, every line of every handler is redacted, and an exception is logged as its kind and the
place in our own code where it was raised, never with its arguments: they may hold what somebody wrote.
"""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import TextIO

from pydantic import SecretStr

# httpx logs every address, with the token in it; PTB logs whole updates, and whole bodies when it cannot parse them;
# SQLAlchemy logs parameters; asyncio logs whatever a forgotten job raised.
CAPPED = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.CRITICAL + 1,
    "sqlalchemy": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "apscheduler": logging.WARNING,
    "uvicorn.access": logging.CRITICAL + 1,
    "asyncio": logging.ERROR,
}
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")
START_LINK = re.compile(r"(start=)[A-Za-z0-9_-]{8,}")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Redacted(logging.Formatter):
    """Writes a line without secrets, and an exception without its words."""

    def __init__(self, *secrets: SecretStr | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._secrets = tuple(one.get_secret_value() for one in secrets if one and len(one.get_secret_value()) > 3)

    def format(self, record: logging.LogRecord) -> str:
        """Give the line as it is written."""
        record.exc_text = record.stack_info = None  # another handler may have put the words of an error there
        return self.redact(super().format(record))

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - the name that logging calls
        """Give the kind of every error in the chain and where it was raised."""
        return "\n".join(_told(ei[1])) if ei[1] else ""

    def redact(self, text: str) -> str:
        """Take tokens and links out of a text."""
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return START_LINK.sub(r"\1[link]", TOKEN.sub("[token]", text))


class OwnWords(logging.Filter):
    """
    Keeps the words of our own loggers and of their libraries' messages only the name.

    A library's message may hold anything: a body that it could not parse, a parameter, an address.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the message of a foreign logger by its kind."""
        if not record.name.startswith("interlude"):
            raised = record.exc_info[0] if record.exc_info else None
            kind = f" ({raised.__name__})" if raised else ""
            record.msg, record.args = f"a message of {record.name} at {record.module}:{record.lineno}{kind}", ()
            record.exc_info = None
        return True


def set_up(*secrets: SecretStr | None, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Set up logging for the whole process."""
    hand = logging.StreamHandler(stream or sys.stderr)
    hand.setFormatter(Redacted(*secrets))
    hand.addFilter(OwnWords())
    root = logging.getLogger()
    root.handlers[:] = [hand]
    root.setLevel(logging.WARNING)
    logging.getLogger("interlude").setLevel(level.upper())
    for name, cap in CAPPED.items():
        logging.getLogger(name).setLevel(cap)
    logging.captureWarnings(capture=True)


def kind_of(error: BaseException) -> str:
    """Name an error for a log line: its kind and the last place in our own code."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _told(error: BaseException | None) -> list[str]:
    """Tell an error and what it came from, without words."""
    told = []
    while error is not None:
        told.append(f"  {kind_of(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told

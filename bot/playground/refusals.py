"""What the Bot API refuses, in the words of its server."""

from typing import Any


class Refused(Exception):
    """The server refuses a call, as the real one would; nothing has happened."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        self.code, self.description, self.parameters = code, description, parameters
        super().__init__(description)


UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
REPLACED = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
WRONG_FILE = "Bad Request: wrong file identifier/HTTP URL specified"


def bad(description: str) -> Refused:
    """Refuse a bad request."""
    return Refused(400, f"Bad Request: {description}")

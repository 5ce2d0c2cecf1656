"""
The one place that calls Telegram, through python-telegram-bot's `ExtBot` and its request seam.

It tells apart what the sender must know: whether a call surely did not arrive, surely did, or nobody can say.
"""

import json
import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
from pydantic import SecretStr
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.limits import LONGEST_POLL, UPDATES_TOGETHER

Json = Any  # what json.loads gives
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

# Telegram's own descriptions, and our short names for them: a description may quote the text that was sent.
GONE = {
    "message is not modified": "not_modified",
    "query is too old": "query_too_old",
    "message to edit not found": "no_message_to_edit",
    "message to delete not found": "no_message_to_delete",
    "message can't be edited": "cannot_edit",
    "message can't be deleted": "cannot_delete",
    "message identifier is not specified": "no_message_id",
}
UNREACHABLE = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "chat not found": "chat_not_found",
    "can't initiate conversation": "never_started",
    "user not found": "user_not_found",
    "peer_id_invalid": "peer_invalid",
    "bot was kicked": "kicked",
}
REFUSED = {
    "can't parse entities": "entities",
    "message is too long": "too_long",
    "message text is empty": "empty",
    "button_data_invalid": "button_data",
    "reply markup is too long": "markup_too_long",
    "wrong file identifier": "wrong_file",
    "wrong remote file": "wrong_file",
    "voice_messages_forbidden": "voice_forbidden",
}
# PTB's coming default; without it every 429 brings a warning that it is coming.
os.environ.setdefault("PTB_TIMEDELTA", "1")
# What would be believed about a chat or the token, and so must have been said by Telegram itself.
REFUSALS = frozenset({401, 403, 404, 409})
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


class NotDone(Exception):
    """A call to Telegram did not end well; `reason` is one of our own short names, never Telegram's words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"telegram: {reason}")


class Refused(NotDone):
    """Telegram refuses this call, and would refuse it for ever."""


class Gone(NotDone):
    """What the call is about is no longer there, or is as it should be already; nothing needs to be done."""


class Blocked(NotDone):
    """The chat cannot be reached: the person blocked the bot, or the account is gone."""


class SlowDown(NotDone):
    """Telegram asks us to wait before the next message."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__("slow_down")


class NotSent(NotDone):
    """The call surely did not reach Telegram; it may be made again."""


class Uncertain(NotDone):
    """Nobody can say whether Telegram heard the call."""


class TokenRefused(NotDone):
    """Telegram does not know the token; the operator must put it right."""


class Contested(NotDone):
    """Another process holds the token: it asks for updates too, or a webhook is set."""


class _NotTelegram(NetworkError):
    """Something on the way refuses us, such as a proxy: nothing is said about the chat or the token."""


class _Wire(HTTPXRequest):
    """The request seam; no body of an answer ever reaches a log or a message of an error."""

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:  # PTB's own signature
        """Make the call; an error's body that is not Telegram's JSON is replaced by one that says only its number."""
        code, payload = await super().do_request(*args, **named)
        if code in REFUSALS and _told(payload) is None:
            raise _NotTelegram(f"answer {code} that is not Telegram's")
        return code, payload if code < 300 else _plain(code, payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """Read an answer; what cannot be read is not repeated."""
        try:
            found = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("the answer is not JSON") from None
        if not isinstance(found, dict) or (found.get("ok") and "result" not in found):
            raise TelegramError("the answer is not from a Bot API")
        return found


def _plain(code: int, payload: bytes) -> bytes:
    """Give an error as Telegram would word it, and a 429 always with the seconds to wait."""
    found = _told(payload) or {"description": f"answer {code} that is not JSON"}
    parameters = found.get("parameters")
    parameters = dict(parameters) if isinstance(parameters, dict) else {}
    if code == 429:
        parameters = {"retry_after": max(1, int(parameters.get("retry_after") or 1))}
    said = {"ok": False, "description": str(found.get("description") or "no description"), "parameters": parameters}
    return json.dumps(said).encode()


def _told(payload: bytes) -> dict[str, Json] | None:
    """Give an error in Telegram's own JSON, or none where somebody else answers."""
    try:
        found = json.loads(payload)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found else None


class _Caller(ExtBot[None]):
    """`ExtBot`, whose answers we take as JSON: a message that was sent stays sent even if its answer reads oddly."""

    async def call(self, method: str, params: Mapping[str, Json], *, patience: float | None) -> Json:
        """Call a method of the Bot API."""
        return await self._post(method, dict(params), read_timeout=patience)


class Telegram:
    """The Bot API at one address, for one token."""

    def __init__(self, token: SecretStr, api: str, *, patience: float = 10.0, connections: int = 64) -> None:
        self.patience = patience
        self._bot = _Caller(
            token.get_secret_value(),
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=_Wire(connections, read_timeout=patience),
            get_updates_request=_Wire(2),
        )

    @property
    def bot_id(self) -> int:
        """Give the bot's own id, known from its token."""
        return int(self._bot.token.partition(":")[0])

    async def call(self, method: str, /, *, patience: float | None = None, **params: Json) -> Json:
        """Call a method and give its result, or raise what `NotDone` it was."""
        try:
            return await self._bot.call(method, params, patience=patience or self.patience)
        except TelegramError as error:
            raise meaning(error) from None
        except (KeyError, TypeError, ValueError) as error:
            raise Uncertain(f"answer_{type(error).__name__}") from None

    async def updates(self, offset: int | None, wait: float = LONGEST_POLL) -> list[bytes]:
        """Fetch updates, each as the JSON it came as; asking with an offset confirms everything before it."""
        found = await self.call(
            "getUpdates",
            patience=wait + self.patience,
            offset=offset,
            timeout=int(wait),
            limit=UPDATES_TOGETHER,
            allowed_updates=list(ALLOWED_UPDATES),
        )
        if not isinstance(found, list):
            raise Uncertain("updates_not_a_list")
        return [json.dumps(update, ensure_ascii=False).encode("utf-8", "surrogatepass") for update in found]

    async def username(self) -> str:
        """Ask what the bot is called."""
        return str((await self.call("getMe"))["username"])

    async def poll_from_now_on(self) -> None:
        """Take a webhook away, so that polling works; nothing that waits is dropped."""
        await self.call("deleteWebhook", drop_pending_updates=False)

    async def hook_up(self, url: str, secret: SecretStr, connections: int = 40) -> bool:
        """Set the webhook if anything differs from what Telegram has, and say whether it did."""
        wanted: dict[str, Json] = {
            "url": url,
            "allowed_updates": sorted(ALLOWED_UPDATES),
            "max_connections": connections,
        }
        known = await self.call("getWebhookInfo")
        if {**known, "allowed_updates": sorted(known.get("allowed_updates", []))}.items() >= wanted.items():
            return False
        await self.call("setWebhook", **wanted, secret_token=secret.get_secret_value(), drop_pending_updates=False)
        return True

    async def fetch(self, file_id: str) -> bytes:
        """Fetch a file, such as a voice note, of at most 20 MB."""
        found = await self.call("getFile", file_id=file_id)
        address = f"{self._bot.base_file_url}/{found['file_path']}"
        try:
            return bytes(await self._bot.request.retrieve(address, read_timeout=60))
        except TelegramError as error:
            raise meaning(error) from None

    async def close(self) -> None:
        """Close every connection."""
        for wire in self._bot._request:  # noqa: SLF001 - PTB's own `shutdown` wants `getMe` to have been answered
            await wire.shutdown()


def upload(content: bytes, name: str) -> InputFile:
    """Give bytes as a file to be sent."""
    return InputFile(content, filename=name)


def meaning(error: TelegramError) -> NotDone:
    """Say what an error of PTB means for whoever called; the order matters, `BadRequest` is a `NetworkError` there."""
    match error:
        case RetryAfter(retry_after=wait):
            return SlowDown(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case Forbidden():
            return Blocked(_named(error, UNREACHABLE, "forbidden"))
        case ChatMigrated():
            return Refused("migrated")
        case BadRequest():
            return _bad_request(error)
        case InvalidToken():
            return TokenRefused("token_refused")
        case Conflict():
            return Contested("contested")
        case TimedOut() | NetworkError():
            return _network(error)
        case _:
            return Uncertain("answer_unreadable")


def _bad_request(error: BadRequest) -> NotDone:
    if gone := _named(error, GONE, ""):
        return Gone(gone)
    if unreachable := _named(error, UNREACHABLE, ""):
        return Blocked(unreachable)
    return Refused(_named(error, REFUSED, "bad_request"))


def _network(error: NetworkError) -> NotDone:
    if isinstance(error, _NotTelegram):
        return NotSent("not_telegram")
    cause = error.__cause__
    kind = type(cause).__name__ if cause is not None else "server_error"
    return NotSent(kind) if isinstance(cause, NEVER_LEFT) else Uncertain(kind)


def _named(error: TelegramError, names: Mapping[str, str], other: str) -> str:
    said = str(error).lower()
    return next((name for words, name in names.items() if words in said), other)

"""
The webhook: Telegram is answered 200 only after its update is committed.

Who does not know the secret learns nothing, before a byte of the body is read; what is larger than any update is
refused while it comes in.
"""

import hashlib
import hmac
import logging

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response

from bot.inbox import Inbox
from bot.limits import WEBHOOK_BODY
from bot.logs import kind_of
from bot.web.body import TooLarge, body_of

log = logging.getLogger("interlude.webhook")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


def webhook_path(secret: SecretStr) -> str:
    """Give a path that nobody guesses; another secret gives another path, so that Telegram hears of the change."""
    return "/telegram/" + hashlib.sha256(b"interlude webhook " + secret.get_secret_value().encode()).hexdigest()[:32]


class Webhook:
    """Takes updates from Telegram."""

    def __init__(self, inbox: Inbox, secret: SecretStr) -> None:
        self._inbox = inbox
        self._secret = secret.get_secret_value().encode()

    async def receive(self, request: Request) -> Response:
        """Keep one update, or say why not."""
        shown = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return Response(status_code=403)
        if not _is_json(request):
            return Response(status_code=415)
        try:
            await self._inbox.receive_raw(await body_of(request, WEBHOOK_BODY))
        except TooLarge:
            log.error("webhook: a body over %d bytes was refused", WEBHOOK_BODY)
            return Response(status_code=413)
        except Exception as error:  # noqa: BLE001 - Telegram brings it again, and the operator is told
            log.error("webhook: an update was not kept, Telegram will bring it again: %s", kind_of(error))
            return Response(status_code=503)
        return Response(status_code=200)


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"

"""
Bodies of requests: here as a whole before anything else is done with them, and never larger or slower than they may be.

What stands behind `WholeBodies` finds a body in memory, so that no transaction ever waits for somebody's phone.
"""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.limits import FORM_BODY, FORM_FIELDS, FORM_SECONDS


class TooLarge(Exception):
    """A body is larger than it may be; it is refused, and nothing of it is kept."""


class WholeBodies:
    """Calls an app once the body is here; what is too large or too slow is refused and hung up on, whoever sent it."""

    def __init__(self, app: ASGIApp, limit: int = FORM_BODY, within: float = FORM_SECONDS) -> None:
        self._app, self._limit, self._within = app, limit, within

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        try:
            async with asyncio.timeout(self._within):
                body = await body_of(Request(scope, receive), self._limit)
        except ClientDisconnect:
            return
        except (TooLarge, TimeoutError) as error:
            refused = Response(status_code=413 if isinstance(error, TooLarge) else 408, headers={"Connection": "close"})
            await refused(scope, receive, send)
            return
        await self._app(scope, handing_over(body, receive), send)


async def body_of(request: Request, limit: int) -> bytes:
    """Read a body as far as it may go, whatever length it claims."""
    claimed = request.headers.get("content-length", "0")
    if not claimed.isdecimal() or int(claimed) > limit:
        raise TooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise TooLarge
    return bytes(body)


async def form_of(request: Request) -> dict[str, str]:
    """Give what was written into a form; files are not taken."""
    form = await request.form(max_files=0, max_fields=FORM_FIELDS)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def handing_over(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read already to whoever asks first, and after it what comes next."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_one() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_one

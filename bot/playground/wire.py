"""The stand-in on the wire: the same addresses, answers and errors as the Bot API."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.playground.faults import PROXY_PAGE, Fault
from bot.playground.methods import serve
from bot.playground.refusals import Refused, bad
from bot.playground.standin import StandIn

Json = Any  # what json.loads gives
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
# In a form everything is text; these stay text, the others are read as JSON where they are JSON.
STAY_TEXT = {
    "text", "caption", "callback_query_id", "url", "secret_token", "file_id", "name", "description",
    "short_description", "language_code", "action", "parse_mode",
}  # fmt: skip
FILES = {"photo", "voice", "document"}  # bytes, or the id of a known file


def routes(standin: StandIn) -> list[Route]:
    """Give the routes of the Bot API."""

    async def method(request: Request) -> Response:
        if error := known(standin, request.path_params["token"]):
            return refused(error)
        name = request.path_params["method"]
        return await answered(standin, request, name)

    async def file(request: Request) -> Response:
        wanted = next((file for file in standin.files.values() if file.path == request.path_params["path"]), None)
        if known(standin, request.path_params["token"]) or wanted is None:
            return refused(Refused(404, "Not Found"))
        return Response(wanted.content, media_type=wanted.media_type)

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file),
    ]


def app(standin: StandIn) -> Starlette:
    """Give the stand-in alone, without the playground's page."""
    return Starlette(routes=routes(standin))


def known(standin: StandIn, token: str) -> Refused | None:
    """Say what is wrong with a token, if anything."""
    if token == standin.token:
        return None
    return Refused(401, "Unauthorized") if TOKEN.fullmatch(token) else Refused(404, "Not Found")


async def answered(standin: StandIn, request: Request, name: str) -> Response:
    """Serve one call, with whatever goes wrong on the way."""
    try:
        params = await parameters(request)
        fault = standin.faults.next(name, params.get("chat_id"))
        if fault is not None and not fault.applied:
            standin.note_call(name, params, ok=False, answer=None, fault=fault.kind)
            return spoiled(fault)
        result = JSONResponse({"ok": True, "result": await serve(standin, name, params, fault)})
    except Refused as error:
        return refused(error)
    return result if fault is None else spoiled(fault, result)


async def parameters(request: Request) -> dict[str, Json]:
    """Read parameters as clients send them: in the address, as JSON, as a form, or in parts with files."""
    found: dict[str, Json] = {name: _read(name, value) for name, value in request.query_params.items()}
    if request.method == "GET":
        return found
    if request.headers.get("content-type", "").startswith("application/json"):
        return found | _object(await request.body())
    async with request.form() as form:
        for name, value in form.multi_items():
            found[name] = await value.read() if isinstance(value, UploadFile) else _read(name, value)
    for name, value in list(found.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            found[name] = found.pop(value.removeprefix("attach://"), value)
    return found


def _object(body: bytes) -> dict[str, Json]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse request: JSON expected") from None
    if not isinstance(found, dict):
        raise bad("can't parse request: JSON object expected")
    return found


def _read(name: str, value: str) -> Json:
    if name in STAY_TEXT or name in FILES:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def refused(error: Refused) -> JSONResponse:
    """Give an error as the Bot API does."""
    body: dict[str, Json] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return JSONResponse(body, error.code)


def spoiled(fault: Fault, result: Response | None = None) -> Response:
    """Give what comes instead of an answer, or what becomes of it."""
    good = result or JSONResponse({"ok": True, "result": True})
    match fault.kind:
        case "page":
            code = int(fault.number)
            return HTMLResponse(PROXY_PAGE.format(code=code), code)
        case "slow_down":
            wait = int(fault.number)
            return refused(Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait))
        case "cut_short":
            return Response(good.body[: len(good.body) // 2], media_type="application/json")
        case "late":
            return _Late(good, fault.number)
        case "silence":
            return _Broken(lambda receive: _until_gone(receive, fault.number))
        case "hang_up":
            return _Broken(lambda _receive: asyncio.sleep(0))


class _Late(Response):
    """A good answer that comes after a while, or is not waited for."""

    def __init__(self, answer: Response, seconds: float) -> None:
        super().__init__()
        self.answer, self.seconds = answer, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _until_gone(receive, self.seconds)
        await self.answer(scope, receive, send)


class _Broken(Response):
    """An answer whose end never comes: the server closes the connection after the first line of it."""

    def __init__(self, wait: Callable[[Receive], Awaitable[None]]) -> None:
        super().__init__()
        self.wait = wait

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        await self.wait(receive)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _until_gone(receive: Receive, seconds: float) -> None:
    """Say nothing until the bot has stopped listening, or the time is up."""

    async def gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    leaving = asyncio.ensure_future(gone())
    await asyncio.wait({leaving}, timeout=seconds)
    leaving.cancel()

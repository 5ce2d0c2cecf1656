"""The stand-in on the wire: the same addresses, answers and errors as the Bot API."""

from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.markup import Refused
from bot.playground.standin import StandIn, pause


def routes(standin: StandIn) -> list[Route]:
    """Give the routes of the Bot API."""

    async def method(request: Request) -> Response:
        if request.path_params["token"] != standin.token:
            return refused(Refused(401, "Unauthorized"))
        name = request.path_params["method"]
        params = await parameters(request)
        waiting = standin.faults[name.lower()]
        fault = waiting.popleft() if waiting else None
        if fault is not None and fault[0] == "http":
            return Response(fault[2], fault[1], media_type="text/html")
        if fault is not None and fault[0] == "slow":
            return refused(Refused(429, f"Too Many Requests: retry after {fault[1]}", retry_after=fault[1]))
        try:
            answer = await standin.call(name, params)
        except Refused as error:
            return refused(error)
        if fault is not None and fault[0] == "hang":
            await pause(float(fault[1]) if len(fault) > 1 else 6.0)
        return JSONResponse({"ok": True, "result": answer})

    async def file(request: Request) -> Response:
        id_ = request.path_params["id"].rsplit(".", 1)[0]
        if request.path_params["token"] != standin.token or id_ not in standin.files:
            return Response(status_code=404)
        return Response(standin.files[id_], media_type="audio/ogg")

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/voice/{id}", file),
    ]


def app(standin: StandIn) -> Starlette:
    """Give the stand-in alone, without the playground's page."""
    return Starlette(routes=routes(standin))


async def parameters(request: Request) -> dict[str, Any]:
    """Read parameters as PTB sends them: JSON, a form, or several parts with files."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body: dict[str, Any] = await request.json()
        return body
    found: dict[str, Any] = dict(request.query_params)
    async with request.form() as form:
        for name, value in form.multi_items():
            found[name] = await value.read() if isinstance(value, UploadFile) else value
    for name, value in list(found.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            found[name] = found.pop(value.removeprefix("attach://"), value)
    return found


def refused(error: Refused) -> JSONResponse:
    """Give an error as the Bot API does."""
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return JSONResponse(body, error.code)

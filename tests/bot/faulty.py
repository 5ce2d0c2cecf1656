"""A Bot API over real HTTP that answers whatever a test tells it to, to try what the real one does on bad days."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.transport import Telegram
from bot.web.server import listening

TOKEN = SecretStr("123456789:AAEabcdefghijklmnopqrstuvwxyz0123456")
BAD_GATEWAY = Response("<html><h1>502 Bad Gateway</h1></html>", 502, media_type="text/html")


def page_of_a_proxy(code: int) -> Response:
    """Give a refusal that Telegram never saw, such as that of a firewall."""
    return Response(f"<html><h1>{code} Refused by this network</h1></html>", code, media_type="text/html")


def said(code: int, description: str, **parameters: int) -> Response:
    """Give an error in Telegram's own words."""
    found: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return JSONResponse({**found, **({"parameters": parameters} if parameters else {})}, code)


def result(value: Any) -> Response:
    """Give a good answer."""
    return JSONResponse({"ok": True, "result": value})


@dataclass
class FaultyApi:
    """Answers with what was lined up for a method, else as if all were well, and remembers every call."""

    lined_up: dict[str, list[Response | asyncio.Event]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    next_id: int = 100
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def heard(self, calls: int) -> None:
        """Wait until this many calls have come in."""
        async with asyncio.timeout(10):
            while len(self.calls) < calls:
                self.news.clear()
                await self.news.wait()

    def line_up(self, method: str, *answers: Response | asyncio.Event) -> None:
        """Say how the next calls of a method are answered; an event holds an answer back until it is set."""
        self.lined_up.setdefault(method, []).extend(answers)

    def called(self, method: str) -> list[dict[str, Any]]:
        """Give the parameters of every call of a method."""
        return [params for name, params in self.calls if name == method]

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        method = request.path_params["method"]
        form = await request.form()
        self.calls.append((method, {name: _read(value) for name, value in form.items()}))
        self.news.set()
        if self.lined_up.get(method):
            answer = self.lined_up[method].pop(0)
            if isinstance(answer, Response):
                return answer
            await answer.wait()
        return result(self.all_well(method))

    def all_well(self, method: str) -> Any:
        """Give what Telegram gives when nothing is wrong."""
        self.next_id += 1
        if method.startswith("send"):
            return {"message_id": self.next_id, "date": 0, "chat": {"id": 1, "type": "private"}}
        found = {"getUpdates": [], "getMe": {"id": 123456789, "is_bot": True, "first_name": "I", "username": "ibot"}}
        return found.get(method, {"url": ""} if method == "getWebhookInfo" else True)


def _read(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@asynccontextmanager
async def faulty_telegram(patience: float = 5.0) -> AsyncIterator[tuple[FaultyApi, Telegram]]:
    """Give the faulty Bot API and our transport to it."""
    api = FaultyApi()
    app = Starlette(routes=[Route("/bot{token}/{method}", api.answer, methods=["GET", "POST"])])
    async with listening(app, "127.0.0.1", 0) as address:
        telegram = Telegram(TOKEN, address, patience=patience)
        yield api, telegram
        await telegram.close()

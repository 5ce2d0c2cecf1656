"""The playground's page: two phones side by side, a clock that can be moved, and faults to try."""

import html
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bot.playground.chats import Note
from bot.playground.phone import NotOnScreen, Phone
from bot.playground.standin import StandIn
from bot.playground.wire import routes
from locales.languages import LANGUAGES, settle_language, shipped

PAGE = Path(__file__).parent / "page"
FILES = {"index.html": "text/html", "page.css": "text/css", "page.js": "text/javascript"}
Deed = Callable[[], Awaitable[None]]


@dataclass
class Hooks:
    """What the page may ask of the house behind it."""

    now: Callable[[], datetime]
    forward: Callable[[timedelta], Awaitable[None]]
    to_next_prompt: Callable[[], Awaitable[bool]]
    restart: Deed
    play_two_weeks: Deed
    start_over: Deed
    settle: Deed
    therapist_link: Callable[[], str]


@dataclass
class Page:
    """The page and its two phones."""

    standin: StandIn
    hooks: Hooks
    phones: dict[str, Phone]
    said: str = ""

    async def state(self, _request: Request) -> Response:
        """Give what both phones show now."""
        phones = {name: shown(phone) for name, phone in self.phones.items()}
        clock = self.hooks.now()
        return JSONResponse(
            {
                "phones": phones,
                "clock": f"{clock:%A, %d %B %Y, %H:%M} UTC",
                "link": self.hooks.therapist_link(),
                "said": self.said,
                "languages": [[one.code, one.own_name] for one in shipped()],
            },
            headers={"Cache-Control": "no-store"},
        )

    async def act(self, request: Request) -> Response:
        """Let a finger do something on one of the phones."""
        phone = self.phones.get(request.path_params["phone"])
        body: dict[str, Any] = await request.json()
        deed = getattr(self, f"on_{request.path_params['deed']}", None)
        if phone is None or deed is None:
            return Response(status_code=404)
        try:
            deed(phone, body)
        except NotOnScreen as missing:
            self.said = str(missing)
        await self.hooks.settle()
        return JSONResponse({})

    def on_start(self, phone: Phone, body: dict[str, Any]) -> None:
        """Tap Start or a link."""
        phone.start(str(body.get("payload", "")))

    def on_write(self, phone: Phone, body: dict[str, Any]) -> None:
        """Write words."""
        phone.write(str(body["text"]))

    def on_press(self, phone: Phone, body: dict[str, Any]) -> None:
        """Press a button, once or twice."""
        note = next(note for note in phone.talk.notes if note.id == body["note"])
        for _time in range(2 if body.get("twice") else 1):
            phone.press(str(body["data"]), note)

    def on_speak(self, phone: Phone, _body: dict[str, Any]) -> None:
        """Record a pretend voice note."""
        phone.speak()

    def on_sticker(self, phone: Phone, _body: dict[str, Any]) -> None:
        """Send a sticker."""
        phone.sticker()

    def on_block(self, phone: Phone, _body: dict[str, Any]) -> None:
        """Block the bot, or let it in again."""
        phone.unblock() if phone.talk.blocked else phone.block()

    def on_language(self, phone: Phone, body: dict[str, Any]) -> None:
        """Set the language of the Telegram app."""
        phone.talk.language_code = str(body["code"])

    async def move(self, request: Request) -> Response:
        """Move the clock, or try a fault."""
        self.said = ""
        match request.path_params["what"]:
            case "hour":
                await self.hooks.forward(timedelta(hours=1))
            case "day":
                await self.hooks.forward(timedelta(days=1))
            case "prompt":
                if not await self.hooks.to_next_prompt():
                    self.said = "No prompt is planned. Let a client join first."
            case "restart":
                await self.hooks.restart()
                self.said = "The process was restarted. Nothing was lost."
            case "weeks":
                await self.hooks.play_two_weeks()
            case "over":
                await self.hooks.start_over()
            case _:
                return Response(status_code=404)
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        """Give a picture or a voice note that a phone shows."""
        file = self.standin.files.get(request.path_params["id"])
        return Response(status_code=404) if file is None else Response(file.content, media_type=file.media_type)

    async def page(self, request: Request) -> Response:
        """Give the page itself."""
        name = request.path_params.get("name") or "index.html"
        if name not in FILES:
            return Response(status_code=404)
        policy = {"Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'", "Cache-Control": "no-store"}
        return FileResponse(PAGE / name, media_type=FILES[name], headers=policy)

    def app(self) -> Starlette:
        """Give the page and the stand-in as one server."""
        return Starlette(
            routes=[
                *routes(self.standin),
                Route("/", self.page),
                Route("/page/{name}", self.page),
                Route("/api/state", self.state),
                Route("/api/phone/{phone}/{deed}", self.act, methods=["POST"]),
                Route("/api/clock/{what}", self.move, methods=["POST"]),
                Route("/api/file/{id}", self.file),
            ]
        )


def shown(phone: Phone) -> dict[str, Any]:
    """Give one phone as the page draws it."""
    code = settle_language(phone.talk.language_code)
    return {
        "name": phone.talk.first_name,
        "language": code,
        "dir": "rtl" if LANGUAGES[code].rtl else "ltr",
        "started": phone.talk.started,
        "blocked": phone.talk.blocked,
        "keys": phone.keys,
        "toast": phone.talk.toasts[-1] if phone.talk.toasts else "",
        "toasts": len(phone.talk.toasts),
        "notes": [note_shown(note) for note in phone.talk.notes[-60:]],
    }


def note_shown(note: Note) -> dict[str, Any]:
    """Give one message as the page draws it."""
    rows = (note.markup or {}).get("inline_keyboard", [])
    return {
        "id": note.id,
        "mine": note.mine,
        "html": "" if note.mine else html.escape(note.text),
        "text": note.text,
        "kind": note.kind,
        "file": note.file,
        "deleted": note.deleted,
        "edited": note.edited,
        "date": note.date,
        "rows": [[{"text": key["text"], "data": key.get("callback_data", "")} for key in row] for row in rows],
    }

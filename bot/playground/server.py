"""The playground's page: two phones side by side, a clock that can be moved, and faults to try."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import JSONDecodeError
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.faults import bad_gateway, slow_down
from bot.playground.phone import NotOnScreen, Phone
from bot.playground.screens import phone_shown, waiting_invitation
from bot.playground.standin import StandIn
from bot.playground.story import Progress
from bot.playground.wire import routes
from bot.web.log.pages import LOG
from locales.languages import shipped

LONGEST = 16
PAGE = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
NOTHING = JSONResponse({}, 404)
Deed = Callable[[], Awaitable[None]]
Body = dict[str, Any]  # what the page sends


@dataclass
class Hooks:
    """What the page may ask of the house behind it."""

    now: Callable[[], datetime]
    zone: str
    forward: Callable[[timedelta], Awaitable[None]]
    to_next_prompt: Callable[[], Awaitable[bool]]
    restart: Deed
    play_two_weeks: Deed
    play_course: Callable[[str, int], Awaitable[object]]
    start_over: Deed
    act: Callable[[Callable[[], None]], Awaitable[None]]
    progress: Callable[[], Progress]
    therapist_link: Callable[[], str]


@dataclass
class Page:
    """The page and its two phones."""

    standin: StandIn
    hooks: Hooks
    phones: dict[str, Phone]
    said: str = ""
    weeks: int = LONGEST  # up to which a course is played
    log: ASGIApp = NOTHING  # the page on which staff read, of the house that stands now

    async def state(self, _request: Request) -> Response:
        """Give what both phones show now."""
        zone, progress = self.hooks.zone, self.hooks.progress()
        clock = self.hooks.now().astimezone(ZoneInfo(zone))
        shown = {name: phone_shown(phone, progress.zones.get(name, zone)) for name, phone in self.phones.items()}
        return JSONResponse(
            {
                "phones": shown,
                "now": int(clock.timestamp()),
                "clock": f"{clock:%A}, {clock.day} {clock:%B, %H:%M}",
                "place": zone.rpartition("/")[2].replace("_", " "),
                "steps": [*progress.steps, *(["invite"] if self.invited else [])],
                "therapist_link": self.hooks.therapist_link(),
                "client_link": waiting_invitation(self.phones["therapist"], self.phones["client"]),
                "said": self.said,
                "languages": [[one.code, one.own_name] for one in shipped()],
            },
            headers=HEADERS,
        )

    @property
    def invited(self) -> bool:
        """Say whether the therapist has made a link for the client."""
        waiting = waiting_invitation(self.phones["therapist"], self.phones["client"])
        return bool(waiting) or any(note.text.startswith("/start ") for note in self.phones["client"].talk.notes)

    async def act(self, request: Request) -> Response:
        """Let a finger do something on one of the phones."""
        phone = self.phones.get(request.path_params["phone"])
        deed = getattr(self, f"on_{request.path_params['deed']}", None)
        body = await sent(request)
        if phone is None or deed is None or body is None:
            return Response(status_code=404)
        self.said = ""
        try:
            await self.hooks.act(lambda: deed(phone, body))
        except NotOnScreen:
            self.said = "That button is no longer on the screen."
        return JSONResponse({})

    def on_start(self, phone: Phone, body: Body) -> None:
        """Tap Start, or open a link."""
        phone.start(str(body.get("payload", "")))

    def on_write(self, phone: Phone, body: Body) -> None:
        """Write words."""
        if words := str(body.get("text", "")).strip():
            phone.write(words)

    def on_press(self, phone: Phone, body: Body) -> None:
        """Press a button, once or twice."""
        note = next((note for note in phone.screen if note.id == body.get("note")), None)
        if note is None or not any(button.data == body.get("data") for button in note.buttons):
            raise NotOnScreen("pressed", phone.labels)
        for _time in range(2 if body.get("twice") else 1):
            phone.press(str(body["data"]), note)

    def on_again(self, phone: Phone, _body: Body) -> None:
        """Press the button that was pressed last, though it may be gone."""
        phone.tap_again()

    def on_speak(self, phone: Phone, _body: Body) -> None:
        """Record a pretend voice note."""
        phone.speak(seconds=7)

    def on_sticker(self, phone: Phone, _body: Body) -> None:
        """Send a sticker."""
        phone.sticker()

    def on_block(self, phone: Phone, _body: Body) -> None:
        """Block the bot, or let it in again."""
        phone.unblock() if phone.talk.blocked else phone.block()

    def on_language(self, phone: Phone, body: Body) -> None:
        """Set the language of the Telegram app; the bot hears of it with the next message."""
        if (code := body.get("code")) in {one.code for one in shipped()}:
            phone.set_language(str(code))

    async def move(self, request: Request) -> Response:
        """Move the clock, or try a fault."""
        deed = getattr(self, f"clock_{request.path_params['what']}", None)
        body = await sent(request)
        if deed is None or body is None:
            return Response(status_code=404)
        self.weeks = body["weeks"] if body.get("weeks") in range(1, LONGEST + 1) else LONGEST
        before = self.messages()
        self.said = ""
        self.said = await deed() or self.written_since(before)
        return JSONResponse({})

    async def clock_hour(self) -> str:
        """Let an hour pass."""
        await self.hooks.forward(timedelta(hours=1))
        return ""

    async def clock_day(self) -> str:
        """Let a day pass."""
        await self.hooks.forward(timedelta(days=1))
        return ""

    async def clock_prompt(self) -> str:
        """Let time pass until the bot writes by itself."""
        found = await self.hooks.to_next_prompt()
        return "" if found else "Nothing is planned in the next three weeks. Let a client join first."

    async def clock_restart(self) -> str:
        """Restart the process."""
        await self.hooks.restart()
        return "The process was stopped and started again. Go on where you were: nothing was lost."

    async def clock_stumble(self) -> str:
        """Let Telegram answer the next message with a broken page, and the second try with a plea to slow down."""
        self.standin.fail("sendMessage", bad_gateway())
        self.standin.fail("sendMessage", slow_down(3))
        return "Telegram will stumble at the next message. Answer something: the message comes all the same."

    async def clock_weeks(self) -> str:
        """Play two weeks."""
        await self.hooks.play_two_weeks()
        return "Two weeks have passed. Scroll up on both phones to read them."

    async def clock_ipc6(self) -> str:
        """Play a course of six meetings, up to a week."""
        await self.hooks.play_course("ipc6", self.weeks)
        return "The course was played. Open Anna on Olena’s phone to see where it stands."

    async def clock_ipt16(self) -> str:
        """Play a course of sixteen meetings, through every problem area, up to a week."""
        await self.hooks.play_course("ipt16", self.weeks)
        return "The course was played. Open Anna on Olena’s phone to see where it stands."

    async def clock_over(self) -> str:
        """Begin a new story."""
        await self.hooks.start_over()
        return "A new story, on the next morning. Nobody has joined yet."

    def messages(self) -> dict[str, int]:
        """Count what the bot has written on each phone."""
        return {
            phone.talk.first_name: sum(not note.mine for note in phone.talk.notes) for phone in self.phones.values()
        }

    def written_since(self, before: dict[str, int]) -> str:
        """Say to whom the bot has written since."""
        told = [name for name, count in self.messages().items() if count > before[name]]
        return f"Interlude wrote to {' and '.join(told)}." if told else "Time passed. Interlude wrote to nobody."

    async def file(self, request: Request) -> Response:
        """Give a picture or a voice note that a phone shows."""
        file = self.standin.files.get(request.path_params["id"])
        if file is None:
            return Response(status_code=404)
        return Response(file.content, media_type=file.media_type, headers=HEADERS)

    async def page(self, request: Request) -> Response:
        """Give the page itself."""
        path = PAGE / request.path_params.get("name", "index.html")
        if path not in PAGE.iterdir():
            return Response(status_code=404)
        return FileResponse(path, media_type=TYPES[path.suffix], headers=HEADERS)

    async def to_log(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the page of the house that stands now answer."""
        await self.log(scope, receive, send)

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
                Mount(LOG, app=self.to_log),
            ]
        )


async def sent(request: Request) -> Body | None:
    """Give what the page sent; another site, which may not send JSON here, is not heard."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        body = await request.json()
    except (JSONDecodeError, UnicodeDecodeError):
        return None
    return body if isinstance(body, dict) else None

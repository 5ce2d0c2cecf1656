"""
A stand-in for Telegram's Bot API, over real HTTP.

It keeps the documented limits, refuses what Telegram refuses, and keeps every call for whoever judges.  It never runs
beside a real token: it has a bot, a token and people of its own.
"""

import asyncio
import itertools
import json
import secrets
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.playground.markup import Refused
from storage.clocks import Calendar

TOKEN = "110201543:" + "playground-token-of-the-stand-in-000"
BOT_ID = 110201543
USERNAME = "interlude_playground_bot"


@dataclass
class Note:
    """One message of a private chat, as a phone shows it."""

    id: int
    mine: bool  # written by the person
    text: str
    html: str
    date: int
    markup: dict[str, Any] | None = None
    kind: str = "text"
    file: str | None = None
    edited: bool = False
    deleted: bool = False
    protected: bool = False
    silent: bool = False


@dataclass
class Talk:
    """One private chat with the bot."""

    id: int
    first_name: str
    language_code: str
    notes: list[Note] = field(default_factory=list)
    keyboard: dict[str, Any] | None = None
    blocked: bool = False
    toasts: list[str] = field(default_factory=list)
    started: bool = False


@dataclass
class Call:
    """One call that the bot made."""

    method: str
    params: dict[str, Any]
    ok: bool
    answer: Any


class StandIn:
    """Telegram's side: people, chats, updates, and the methods that a bot may call."""

    def __init__(self, calendar: Calendar, *, token: str = TOKEN) -> None:
        self.calendar = calendar
        self.token = token
        self.talks: dict[int, Talk] = {}
        self.calls: list[Call] = []
        self.updates: deque[dict[str, Any]] = deque()
        self.faults: dict[str, deque[tuple[Any, ...]]] = defaultdict(deque)
        self.files: dict[str, bytes] = {}
        self.presses: dict[str, tuple[int, float]] = {}
        self.webhook: dict[str, Any] = {"url": "", "secret": None, "allowed": None}
        self.left: list[int] = []
        self.changed = asyncio.Event()
        self.poller: object | None = None
        self._update_ids = itertools.count(secrets.randbelow(10**8) + 10**8)
        self._message_ids = itertools.count(1)
        self._pushing: asyncio.Task[None] | None = None

    def now(self) -> int:
        """Give the date that messages carry, in seconds."""
        return int(self.calendar.now().timestamp())

    def talk(self, id: int, first_name: str = "Someone", language_code: str = "en") -> Talk:  # noqa: A002 - Telegram's own word
        """Give the private chat of a person, made when it is first asked for."""
        return self.talks.setdefault(id, Talk(id, first_name, language_code))

    # what people do ---------------------------------------------------------------------------------------------

    def person(self, talk: Talk) -> dict[str, Any]:
        """Give a person as updates carry them."""
        return {"id": talk.id, "is_bot": False, "first_name": talk.first_name, "language_code": talk.language_code}

    def say(self, talk: Talk, text: str = "", *, kind: str = "text", **extra: Any) -> Note:
        """Let a person send something."""
        talk.started = True
        note = Note(next(self._message_ids), mine=True, text=text, html="", date=self.now(), kind=kind)
        note.file = extra.get("voice", {}).get("file_id") if kind == "voice" else None
        talk.notes.append(note)
        body: dict[str, Any] = {"message_id": note.id, "from": self.person(talk), "date": note.date}
        body |= {"chat": {"id": talk.id, "type": "private", "first_name": talk.first_name}, **extra}
        if kind == "text":
            body["text"] = text
            if text.startswith("/"):
                body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.partition(" ")[0])}]
        self.inject({"message": body})
        return note

    def press(self, talk: Talk, note: Note, data: str) -> str:
        """Let a person press an inline button; gives the id of the query."""
        query = secrets.token_hex(8)
        self.presses[query] = (talk.id, self.now())
        message = {
            "message_id": note.id,
            "date": note.date,
            "chat": {"id": talk.id, "type": "private"},
            "text": note.text,
        }
        body = {"id": query, "from": self.person(talk), "chat_instance": str(talk.id), "message": message, "data": data}
        self.inject({"callback_query": body})
        return query

    def block(self, talk: Talk, *, blocked: bool) -> None:
        """Let a person block or unblock the bot."""
        talk.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "Interlude"}
        body = {"chat": {"id": talk.id, "type": "private"}, "from": self.person(talk), "date": self.now()}
        body |= {"old_chat_member": {"user": bot, "status": old}, "new_chat_member": {"user": bot, "status": new}}
        if blocked:
            body["new_chat_member"]["until_date"] = 0  # type: ignore[index]
        self.inject({"my_chat_member": body})

    def inject(self, body: dict[str, Any]) -> int:
        """Put an update in the queue, whatever it holds; gives its number."""
        number = next(self._update_ids)
        self.updates.append({"update_id": number, **body})
        self.changed.set()
        if self.webhook["url"]:
            self._push()
        return number

    # what the bot calls -----------------------------------------------------------------------------------------

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Serve one method, or raise `Refused`."""
        from bot.playground.methods import METHODS  # noqa: PLC0415 - the methods know this class

        serve = METHODS.get(method.lower())
        if serve is None:
            raise Refused(404, "Not Found: method not found")
        try:
            answer = await serve(self, params)
        except Refused as refused:
            self.calls.append(Call(method, params, ok=False, answer=refused.description))
            raise
        if method.lower() != "getupdates":
            self.calls.append(Call(method, params, ok=True, answer=answer))
        return answer

    def fail(self, method: str, *fault: Any, times: int = 1) -> None:
        """Let the next calls of a method fail: ('http', 502, '<html>'), ('slow', 3), ('hang',), ('drop',)."""
        self.faults[method.lower()].extend([fault] * times)

    def next_message(self) -> int:
        """Give the number of the next message."""
        return next(self._message_ids)

    # webhook ----------------------------------------------------------------------------------------------------

    def _push(self) -> None:
        if self._pushing is None or self._pushing.done():
            self._pushing = asyncio.get_running_loop().create_task(self._deliver())

    async def _deliver(self) -> None:
        """Deliver waiting updates one after another; what is not answered with 2xx is delivered again."""
        delay = 0.0
        async with httpx.AsyncClient(timeout=10) as http:
            while self.updates and self.webhook["url"]:
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"] or ""}
                try:
                    answer = await http.post(self.webhook["url"], json=self.updates[0], headers=headers)
                    delivered = answer.is_success
                except httpx.HTTPError:
                    delivered = False
                if delivered:
                    self.updates.popleft()
                    delay = 0.0
                else:
                    delay = min(delay + 0.2, 2.0)
                    await pause(delay)

    async def close(self) -> None:
        """Stop delivering."""
        if self._pushing is not None:
            self._pushing.cancel()


async def pause(seconds: float) -> None:
    """Wait on the machine's own clock: this is the network's side, which no calendar moves."""
    await asyncio.get_running_loop().run_in_executor(None, _hold, seconds)


def _hold(seconds: float) -> None:
    from threading import Event  # noqa: PLC0415 - only here

    Event().wait(seconds)


def as_json(value: Any) -> Any:
    """Take a parameter that may have come as JSON text in a form."""
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value


Serve = Callable[[StandIn, dict[str, Any]], Awaitable[Any]]

"""
A stand-in for Telegram: people with phones on one side, the Bot API on the other.

It keeps the documented limits, refuses what Telegram refuses, and keeps every call for whoever judges.  It never runs
beside a real token: it has a bot, a token and people of its own.
"""

import itertools
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.playground.chats import File, Note, Talk, message_json
from bot.playground.faults import Fault, Faults
from bot.playground.flood import Flood
from bot.playground.waiting import Bell, Updates
from bot.playground.webhook import Webhook
from storage.clocks import Calendar, Machine

TOKEN = "110201543:AAplayground-token-of-the-stand-in-0"  # noqa: S105 - it opens nothing
USERNAME = "interlude_playground_bot"
Json = Any  # what json.loads gives


@dataclass(frozen=True, slots=True)
class Call:
    """One call that the bot made, and what became of it."""

    number: int
    at: int  # the calendar's seconds
    method: str
    params: dict[str, Json]
    ok: bool  # it was done, whatever the bot has heard of it
    answer: Json  # the result, or the description of the refusal
    fault: str = ""  # what went wrong on the way


@dataclass
class About:
    """What the bot says of itself, for everybody and in each language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # by scope and language
    texts: dict[str, str] = field(default_factory=dict)  # "name.uk" and the like
    menu_button: Json = None


class StandIn:
    """Telegram's side of every conversation; it limits how fast the bot may write where it has a machine's clock."""

    def __init__(
        self, calendar: Calendar, *, token: str = TOKEN, username: str = USERNAME, machine: Machine | None = None
    ) -> None:
        self.calendar = calendar
        self.token, self.username = token, username
        self.bot_id = int(token.partition(":")[0])
        self.talks: dict[int, Talk] = {}
        self.groups: set[int] = set()  # where the bot is in
        self.calls: list[Call] = []
        self.files: dict[str, File] = {}
        self.presses: dict[str, tuple[int, int]] = {}  # query -> chat, when
        self.faults = Faults()
        self.flood = Flood(machine)
        self.about = About()
        self.updates = Updates(self.now)
        self.webhook = Webhook(self.updates)
        self.changed = Bell()  # rings when a screen looks different
        self.poller: object | None = None
        self._numbers = itertools.count(1)

    def now(self) -> int:
        """Give the date that messages carry, in seconds."""
        return int(self.calendar.now().timestamp())

    def next_message(self) -> int:
        """Give the number of the next message."""
        return next(self._numbers)

    def talk(self, id: int, first_name: str = "Someone", language_code: str = "en") -> Talk:  # noqa: A002 - Telegram's own word
        """Give the private chat of a person, made when it is first asked for."""
        return self.talks.setdefault(id, Talk(id, first_name, language_code))

    def bot(self) -> Json:
        """Give the bot as messages carry it."""
        return {"id": self.bot_id, "is_bot": True, "first_name": "Interlude", "username": self.username}

    def fail(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong; `*` stands for every method."""
        self.faults.add(method, fault, times)

    # -- what people do

    def say(self, talk: Talk, text: str = "", *, kind: str = "text", file: str | None = None, seconds: int = 0) -> Note:
        """Let a person send something."""
        talk.started = True
        note = Note(self.next_message(), mine=True, text=text, date=self.now(), kind=kind, file=file, seconds=seconds)
        if kind == "text" and text.startswith("/"):
            note.entities = ({"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])},)
        talk.notes.append(note)
        self.tell({"message": message_json(talk, note, self.bot())})
        return note

    def press(self, talk: Talk, note: Note, carried: str) -> str:
        """Let a person press an inline button; gives the id of the query."""
        query = str(secrets.randbelow(10**18))
        self.presses[query] = (talk.id, self.now())
        talk.last_press = (note.id, carried)
        message = message_json(talk, note, self.bot())
        self.tell({"callback_query": {
            "id": query, "from": talk.person(), "chat_instance": str(talk.id), "message": message, "data": carried,
        }})  # fmt: skip
        return query

    def leave(self, talk: Talk) -> None:
        """Let a person give up their account; Telegram tells the bot nothing, it finds out when it writes."""
        talk.deactivated = True

    def block(self, talk: Talk, *, blocked: bool) -> None:
        """Let a person block or unblock the bot."""
        talk.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        until = {"until_date": 0} if blocked else {}
        self.tell({"my_chat_member": {
            "chat": talk.as_json(), "from": talk.person(), "date": self.now(),
            "old_chat_member": {"user": self.bot(), "status": old, **({} if blocked else {"until_date": 0})},
            "new_chat_member": {"user": self.bot(), "status": new, **until},
        }})  # fmt: skip

    def say_in_group(self, talk: Talk, group: int, text: str, title: str = "A group") -> int:
        """Let a person write in a group that the bot is in; no phone shows it."""
        self.groups.add(group)
        chat = {"id": group, "type": "supergroup" if group < -(10**12) else "group", "title": title}
        return self.tell({"message": {
            "message_id": self.next_message(), "from": talk.person(), "chat": chat, "date": self.now(), "text": text,
        }})  # fmt: skip

    def tell(self, body: Json) -> int:
        """Put an update in the queue, if the bot asked for its kind."""
        number = self.updates.add(body)
        self._woken()
        return number

    def inject(self, body: Json) -> int:
        """Put any update in the queue, whatever it holds; gives its number."""
        number = self.updates.add(body, asked=False)
        self._woken()
        return number

    def keep_file(self, content: bytes, folder: str, media_type: str) -> File:
        """Keep a file on Telegram's computers."""
        ending = {"audio/ogg": "oga", "image/png": "png"}.get(media_type, "bin")
        file = File(secrets.token_urlsafe(36), content, f"{folder}/file_{len(self.files)}.{ending}", media_type)
        self.files[file.id] = file
        return file

    def _woken(self) -> None:
        self.webhook.push()
        self.changed.ring()

    # -- what the bot calls

    def note_call(self, method: str, params: dict[str, Json], *, ok: bool, answer: Json, fault: str = "") -> None:
        """Keep a call for whoever judges."""
        self.calls.append(Call(len(self.calls), self.now(), method, params, ok, answer, fault))

    def called(self, method: str) -> list[Call]:
        """Give every call of a method that was done."""
        return [call for call in self.calls if call.method.lower() == method.lower() and call.ok]

    async def close(self) -> None:
        """Stop delivering, and let nobody wait."""
        await self.webhook.close()
        self.poller = None
        self.updates.bell.ring()
        self.changed.ring()

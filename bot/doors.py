"""
The doors: where a wish leads, for whom.

A wish is heard in every state.  Help needs no journal, no plan and no therapist; stop is obeyed at once; the others
begin a conversation of the role that speaks now.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.asking import button_json
from bot.conversation import Conversation
from bot.logs import kind_of
from bot.reading import Edited, Event, Reachable, Unreachable, Wish, wants_help
from flows import registry
from flows.content.notices import same_client_lines
from flows.content.pictures import PICTURES, picture_rows
from flows.content.safety_texts import HELP_CARD_VERSION
from flows.errors import FlowUnknown
from flows.registry import Flow
from locales.languages import settle_language
from locales.line import Line, _, pgettext
from storage import audit, chats, invites, outbox, persons, runs
from storage.access import actor_of
from storage.base import Transaction
from storage.invites import Invite
from storage.outbox import Posted
from storage.persons import Person

log = logging.getLogger("interlude.doors")
CLIENT = {
    "menu": "menu",
    "check_in": "check_in",
    "settings": "settings",
    "language": "language",
    "privacy": "privacy",
    "mydata": "my_data",
    "page": "my_page",
    "forget": "forget",
    "words": "my_words",
    "contact": "get_in_touch",
    "task": "my_task",
    "plan": "staying_well",
    "numbers": "my_numbers",
}
STAFF = {
    "menu": "staff_menu",
    "clients": "clients",
    "page": "page",
    "session": "meetings_today",
    "invite": "invite_client",
    "away": "away",
    "language": "staff_language",
    "settings": "staff_language",
    "try": "try_it",
    "supervision": "supervision",
    "alerts": "alerts",
    "today": "today",
    "sheet": "sheet",
    "counts": "counts",
}
# What needs no consent, and the card for somebody who is not safe at home, which waits for nothing.
WHILE_JOINING = frozenset({"menu", "language", "privacy", "mydata", "forget", "not_safe_home"})
STOPPED = _("I have stopped. I will not write until you start again. Nothing is lost, and nobody is cross.")
# Translators: something went wrong on our side; nothing the client wrote is lost
PARKED = _(
    "Something went wrong on my side. What you wrote is kept. Someone has been told. The help button still works."
)
# Translators: to somebody of the staff who has left and still has the chat; the help card follows
LEFT = _("Your work here has ended. Nothing opens in this chat any more.")
OLDER = _("That button is from an older message.")
OPENS_WITHOUT_CARE = ("noted", "alerts", "staff_menu")  # also for whoever was told of a client who is not theirs
HelpLines = Callable[[Transaction, Person | None], Awaitable[tuple[Line, ...]]]
Reception = tuple[tuple[Line, ...], str | None]


@dataclass
class Doors:
    """Opens what a wish asks for."""

    conversation: Conversation
    help_lines: HelpLines
    stranger_lines: Callable[[Transaction], Awaitable[tuple[Line, ...]]]
    tell_carers: Callable[[Transaction, Person, str], Awaitable[None]]
    tell_undelivered: Callable[[Transaction, Person], Awaitable[None]]
    tongues: frozenset[str]  # what a stranger may be spoken to in

    async def open(self, tx: Transaction, person: Person, people: list[Person], wish: Wish) -> None:
        """Carry out a wish of somebody we know."""
        match wish.name:
            case "help":
                await self.help(tx, person)
            case "stop":
                await self.stop(tx, person)
            case "start":
                await self.start(tx, person, wish.payload)
            case "role":
                await self.change_face(tx, person, people)
            case name:
                await self.begin(tx, person, name)

    async def help(self, tx: Transaction, person: Person) -> None:
        """Show the help card before anything else, and take back what was about to be asked."""
        await outbox.take_back_questions(tx, person.id)
        lines = await self.help_lines(tx, person)
        # Translators: goes on with the conversation that the help card interrupted
        go_on = pgettext("button", "Go on")
        payload = {
            "lines": [line.to_json() for line in lines],
            "buttons": [[button_json("~open.go_on", go_on)], *self.more_help(person)],
            "protect": False,
        }
        await outbox.put(tx, outbox.Outgoing(person=person.id, about=person.id, kind="say", urgency=0, payload=payload))
        await self.note_card(tx, person)

    async def note_card(self, tx: Transaction, person: Person) -> None:
        """
        Note which version of the card a client was shown; staff see nothing of it, and no trouble with it stops the card.

        It is a line of the audit, which needs no key: an entry would tell the therapist who pressed the button.
        """
        if person.face != "client":
            return
        try:
            async with tx.savepoint():
                deed = f"help_card-{HELP_CARD_VERSION}-{person.language}"
                await audit.note(tx, actor_of(person), person.id, deed, "safety")
        except Exception as error:  # noqa: BLE001 - a mistake of ours never stands in the way of help
            log.error("doors: the card was shown, its version not noted: %s", kind_of(error))

    def more_help(self, person: Person) -> list[list[dict[str, Any]]]:
        """Offer clients the card for somebody who is not safe at home."""
        # Translators: under the help card: opens another card, for somebody who is hurt or threatened at home
        home = pgettext("safety", "Not safe at home")
        return [[button_json("~open.not_safe_home", home)]] if person.face == "client" else []

    async def stop(self, tx: Transaction, person: Person) -> None:
        """End what has the floor and send nothing until the client starts again; never read as danger."""
        await self.conversation.stop(tx, person.id)
        await outbox.take_back_questions(tx, person.id)
        if person.face == "client":
            await outbox.withdraw(tx, person=person.id)
            await persons.change(tx, person.id, stopped_at=tx.now)
            await self.tell_carers(tx, person, "stopped")
        # Translators: begins again after the client had stopped all messages
        start = pgettext("button", "Start again")
        await self.conversation.tell(
            tx,
            person.id,
            STOPPED,
            open=[["start", start.to_json()]],
        )

    async def without_a_key(self, tx: Transaction, person: Person, event: Event) -> tuple[Line, ...]:
        """Answer somebody whose key is missing: help and stop need none, everything else has to wait."""
        match event:
            case _ if wants_help(event):
                await self.note_card(tx, person)
                return await self.help_lines(tx, person)
            case Wish("stop"):
                await outbox.withdraw(tx, person=person.id)
                await persons.change(tx, person.id, stopped_at=tx.now)
                return (STOPPED,)
            case Unreachable() | Reachable() | Edited():
                return ()
        return (PARKED,)

    async def start(self, tx: Transaction, person: Person, payload: str) -> None:
        """Say where one stands; a link adds a role or moves a client to a new phone."""
        if payload:
            opened = await self.claim(tx, person.chat_id or 0, await self.index_of(tx, person), payload)
            if opened is not None:
                return
        if person.stopped_at is not None:
            await persons.change(tx, person.id, stopped_at=None)
            await self.tell_carers(tx, person, "started")
        if not await self.go_on(tx, person) and not await self.join(tx, person):
            await self.begin(tx, person, "menu")

    async def turn_away(self, tx: Transaction, person: Person, event: Event) -> None:
        """Tell staff who have left that nothing opens, with the help card; a new link lets them in again."""
        index = await self.index_of(tx, person)
        link = event.payload if isinstance(event, Wish) and event.name == "start" else ""
        if link and await self.claim(tx, person.chat_id or 0, index, link) is not None:
            return
        lines = [line.to_json() for line in (LEFT, *await self.help_lines(tx, person))]
        card = {"lines": lines, "protect": False}
        await outbox.put(tx, outbox.Outgoing(person=person.id, about=person.id, kind="say", urgency=0, payload=card))

    async def join(self, tx: Transaction, person: Person) -> bool:
        """Begin once more to join, for whoever stopped or went away in the middle of it; say whether that was so."""
        if person.state != "joining":
            return False
        for invite in await invites.of_person(tx, person.id):
            if invite.claimed_index is not None and invite.revoked_at is None:
                await self.conversation.begin(tx, person.id, joining_of(invite), {"invite": invite.id})
                return True
        return False

    async def go_on(self, tx: Transaction, person: Person) -> bool:
        """Ask the open question of the floor once more; say whether there was one."""
        floor = await runs.floor_of(tx, person.id)
        if floor is None or floor.state != "open":
            return False
        await self.conversation.ask_again(tx, floor)
        return True

    async def begin(self, tx: Transaction, person: Person, name: str, posted: Posted | None = None) -> None:
        """Begin the conversation of a wish, as the role that speaks now."""
        if name == "start":
            await self.start(tx, person, "")
            return
        if name == "go_on":
            if not await self.go_on(tx, person):
                await self.begin(tx, person, "menu")
            return
        if (
            name not in WHILE_JOINING
            and (person.state == "joining")
            and (await self.go_on(tx, person) or await self.join(tx, person))
        ):
            return
        table = CLIENT if person.face == "client" else STAFF
        about = posted.about if posted is not None and posted.about != person.id else None
        args = {**({"client": about} if about else {}), **await self.subject_of(tx, posted)}
        try:
            flow = registry.find(table.get(name, name))
        except FlowUnknown:
            flow = registry.find(table["menu"])
        if flow.face != person.face:
            flow = registry.find(table["menu"])
        if about and not await self.may_open(tx, person, flow, about):
            await self.offer_menu(tx, person.id, OLDER)
        elif not await self.take_up(tx, person, flow):
            await self.conversation.begin(tx, person.id, flow.name, args, about=about or person.id)

    async def may_open(self, tx: Transaction, person: Person, flow: Flow, client: str) -> bool:
        """Say whether a button about a client still opens: for staff while the client is theirs."""
        if person.face == "client" or flow.name in OPENS_WITHOUT_CARE:
            return True
        return await persons.relation(tx, person.id, client) is not None

    async def subject_of(self, tx: Transaction, posted: Posted | None) -> Mapping[str, Any]:
        """Give the task or meeting that a conversation was about, for what is opened from one of its messages."""
        run = await runs.get(tx, posted.run) if posted is not None and posted.run is not None else None
        named = {name: run.args[name] for name in ("task", "session") if run is not None and name in run.args}
        return {**named, **({"of": run.id} if run is not None else {})}

    async def take_up(self, tx: Transaction, person: Person, flow: Flow) -> bool:
        """Go on with a conversation where it was left, if it is one that waits; say whether there was one."""
        if not flow.resumes:
            return False
        left = [run for run in await runs.open_runs(tx, person.id) if run.flow == flow.name and run.answered]
        if not left:
            return False
        run = max(left, key=lambda one: one.touched_at)
        await runs.give_floor(tx, run)
        await self.conversation.ask_again(tx, run)
        return True

    async def change_face(self, tx: Transaction, person: Person, people: list[Person]) -> None:
        """Let an account with two roles speak as the other one."""
        others = [one for one in people if one.face != person.face]
        if not others:
            await self.conversation.tell(tx, person.id, _("You have one role here."))
            return
        await chats.set_face(tx, await self.index_of(tx, person), others[0].face)
        await self.conversation.tell(tx, others[0].id, _("You changed your role."), keyboard=others[0].face)

    async def lost(self, tx: Transaction, person: Person) -> None:
        """The chat cannot be reached: stop the prompts of whoever speaks in it, and tell the therapist once."""
        index = await self.index_of(tx, person)
        news = await chats.mark_unreachable(tx, index)
        for one in await persons.in_chat(tx, index):
            await outbox.withdraw(tx, person=one.id, keep_safety=False)
            if news and one.face == "client":
                await self.tell_carers(tx, one, "unreachable")
            elif news:
                await self.tell_undelivered(tx, one)

    async def found(self, tx: Transaction, person: Person) -> None:
        """The chat can be reached again; the therapist hears of it where that is news."""
        index = await self.index_of(tx, person)
        if not await chats.mark_reachable(tx, index):
            return
        for one in await persons.in_chat(tx, index):
            if one.face == "client":
                await self.tell_carers(tx, one, "reachable")

    async def stranger(
        self, tx: Transaction, index: bytes, chat_id: int, event: Event, update: Mapping[str, Any]
    ) -> Reception | None:
        """Let in whoever brings a good link; give anyone else the words for strangers."""
        language = settle_language(language_code(update), self.tongues)
        if isinstance(event, Wish) and event.name == "start" and event.payload:
            moving = await self.claim(tx, chat_id, index, event.payload)
            if moving is not None:
                return (moving, language) if moving else None
        if wants_help(event):
            return await self.help_lines(tx, None), language
        return await self.stranger_lines(tx), language

    async def claim(self, tx: Transaction, chat_id: int, index: bytes, token: str) -> tuple[Line, ...] | None:
        """
        Let exactly one chat claim a link, and begin the conversation that the link is for.

        None: the link is not good.  Words: a new phone, which is told what to do while nothing has moved yet.
        """
        found = await invites.find(tx, token)
        here = {one.face for one in await persons.in_chat(tx, index) if not one.has_left}
        if found is None or face_of(found) in here:
            return None
        claimed = await invites.claim(tx, token, index)
        if claimed is None or claimed.person is None:
            return None
        if claimed.kind == "same_client":
            return await self.move(tx, claimed, chat_id)
        await persons.release(tx, index)
        await persons.claim(tx, claimed.person, index, chat_id)
        await chats.set_face(tx, index, face_of(claimed))
        await persons.change(tx, claimed.person, state="joining")
        await self.conversation.begin(tx, claimed.person, joining_of(claimed), {"invite": claimed.id})
        return ()

    async def move(self, tx: Transaction, claimed: Invite, chat_id: int) -> tuple[Line, ...]:
        """Show three pictures on a new phone; the therapist compares them before anything moves."""
        client = await persons.get(tx, str(claimed.person))
        if client is None:
            return ()
        await invites.keep_chat(tx, claimed, chat_id)
        code = three_pictures()
        await invites.set_code(tx, claimed.id, code)
        await self.tell_carers(tx, client, "moved")
        return same_client_lines(picture_rows(code))

    async def words_without_a_place(self, tx: Transaction, person: Person) -> None:
        """Say kindly that these words were not kept, and where they could go."""
        line = _("No question is open, so I did not keep that. The menu shows what you can do.")
        await self.offer_menu(tx, person.id, line)

    async def offer_menu(self, tx: Transaction, person: str, line: Line) -> None:
        """Say something, with the way to the menu."""
        # Translators: opens the short list of what can be done
        menu = pgettext("button", "Open the menu")
        await self.conversation.tell(tx, person, line, open=[["menu", menu.to_json()]])

    async def index_of(self, tx: Transaction, person: Person) -> bytes:
        """Give the blind index of a person's chat."""
        return await persons.chat_index(tx, person.id) or b""


def face_of(invite: Invite) -> str:
    """Give the side of the conversation that a link leads to."""
    return "client" if invite.kind in {"client", "same_client"} else "staff"


def joining_of(invite: Invite) -> str:
    """Name the conversation that a link is for."""
    return "joining" if face_of(invite) == "client" else "accept"


def three_pictures() -> str:
    """Choose three different pictures."""
    return ",".join(secrets.SystemRandom().sample(sorted(PICTURES), 3))


def language_code(update: Mapping[str, Any]) -> str | None:
    """Give the language that the app of a sender reports, as a first guess."""
    for body in update.values():
        if isinstance(body, Mapping) and isinstance(body.get("from"), Mapping):
            code = body["from"].get("language_code")
            return str(code) if code else None
    return None

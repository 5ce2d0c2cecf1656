"""
The desk: one update is one transaction.

It looks first for a help or stop wish in any unhandled update of the chat, and answers it without a journal, a plan or
a therapist.  What it cannot handle it sets aside; an update never stands at the head of its chat.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot import doors
from bot.asking import button_json
from bot.conversation import Conversation
from bot.doors import OLDER, PARKED
from bot.logs import kind_of
from bot.points import reach
from bot.reading import (
    Edited,
    Event,
    Press,
    Reachable,
    Strange,
    Text,
    Unreachable,
    Voice,
    Wish,
    chat_of,
    message_number,
    read_update,
    wants_help,
)
from bot.tidying import remember
from flows.engine import Standing
from flows.errors import FlowError
from flows.questions import NotTaken, Pressed, Raw, Sent, Spoke, Wrote
from locales.line import Line, _, pgettext
from storage import chats, inbox, outbox, persons, runs
from storage import log as entries
from storage.base import Store, Transaction
from storage.errors import is_passing
from storage.inbox import Received
from storage.outbox import Posted
from storage.persons import Person
from storage.runs import Run

log = logging.getLogger("interlude.desk")
Afterwards = Callable[[], Awaitable[None]]
PATIENCE = 5  # times that one update may find another process in its way


class _NothingWaits(Exception):
    """No update waits: the transaction is undone, so that nobody is woken by it."""


@dataclass
class Visit:
    """One update being handled: who came, with what, and what is called after the commit."""

    tx: Transaction
    received: Received
    event: Event
    chat_id: int
    person: Person | None
    people: list[Person]
    run: Run | None = None  # the run being served, for the report when something raises
    toast: Line | None = None
    message_id: int | None = None  # of what the person wrote


@dataclass(frozen=True)
class Stranger:
    """
    A chat that belongs to nobody we know: what it is told is sent before its update is marked, and never kept.

    Somebody whose key is missing is told in the same way, and what they sent is `kept` for the day it comes back.
    """

    received: Received
    chat_id: int
    lines: tuple[Line, ...]
    language: str | None
    kept: bool = False


@dataclass
class Desk:
    """Handles updates, oldest first within a chat, help and stop before all others."""

    store: Store
    conversation: Conversation
    doors: "doors.Doors"
    answer_press: Callable[[str, Line | None, str], Awaitable[None]]
    tell_stranger: Callable[[Stranger], Awaitable[None]]
    set_aside: int = 0
    _received: Received | None = None
    _visit: Visit | None = None
    _turned_away: tuple[int, int] = (0, 0)  # which update another process stood in the way of, and how often

    async def work_once(self) -> bool:
        """Handle the next update of a chat that nobody holds; say whether there was one."""
        self._received = self._visit = None
        try:
            async with self.store.write() as tx:
                found = await self.next(tx)
                if isinstance(found, Visit):
                    self._visit = found
                    await self.serve(found)
                    reach("desk:before-commit")
        except _NothingWaits:
            return False
        except Exception as error:  # noqa: BLE001 - whatever it was, the update is set aside and told
            if is_passing(error) and self.once_more():
                return True  # it is looked at again, and meets what another process has done meanwhile
            await self.put_aside(error)
            return True
        if isinstance(found, Stranger):
            await self.meet(found)
            return True
        reach("desk:after-commit")
        await self.flash(found)
        return True

    def once_more(self) -> bool:
        """Count how often one update was turned away; what will never fit is set aside in the end."""
        which = self._received.id if self._received else 0
        times = self._turned_away[1] + 1 if self._turned_away[0] == which else 1
        self._turned_away = (which, times)
        return times < PATIENCE

    async def flash(self, visit: Visit) -> None:
        """Take the little clock off a button that was pressed, with a word where there is one."""
        if isinstance(visit.event, Press):
            language = visit.person.language if visit.person else "en"
            await self.answer_press(visit.event.callback_id, visit.toast, language)

    async def next(self, tx: Transaction) -> Visit | Stranger:
        """Take the next update and see who it is from, or raise `_NothingWaits`."""
        index = await inbox.next_chat(tx)
        received = await inbox.oldest(tx, index) if index is not None else None
        if index is None or received is None:
            raise _NothingWaits
        self._received = received
        update = json.loads(received.body)
        event, chat_id = read_update(update), chat_of(update)
        people = await persons.in_chat(tx, index)
        if not people:
            stranger = await self.doors.stranger(tx, index, chat_id, event, update)
            if stranger is not None:
                return Stranger(received, chat_id, *stranger)
            await inbox.handled(tx, received.id, "wished")
            return Visit(tx, received, Strange("opened"), chat_id, None, [])
        people = [one for one in people if not one.has_left] or people  # another role of that phone goes on
        known = await chats.get(tx, index)
        face = known.face if known else people[0].face
        person = next((one for one in people if one.face == face), people[0])
        if person.chat_id is None:  # the key of this chat's own person does not open it
            log.error("desk: update %s is of somebody whose key is missing", received.update_id)
            lines = await self.doors.without_a_key(tx, person, event)
            return Stranger(received, chat_id, lines, person.language, kept=True)
        return Visit(tx, received, event, chat_id, person, people, message_id=message_number(update))

    async def meet(self, stranger: Stranger) -> None:
        """Tell a stranger what this is; only then is the update marked, so that a crash repeats rather than forgets."""
        if stranger.lines:
            await self.tell_stranger(stranger)
        async with self.store.write() as tx:
            if stranger.kept:
                await inbox.aside(tx, stranger.received.id)
            else:
                await inbox.handled(tx, stranger.received.id, "ignored")

    async def serve(self, visit: Visit) -> None:
        """Handle one update of somebody we know."""
        if visit.person is not None:
            outcome = await self.route(visit, visit.person)
            if visit.run is not None and visit.run.state == runs.PARKED:
                await inbox.aside(visit.tx, visit.received.id)  # kept until its conversation is mended
                return
            await inbox.handled(visit.tx, visit.received.id, outcome)

    async def route(self, visit: Visit, person: Person) -> str:
        """Send an event to where it belongs, and name what became of it."""
        if is_over(person) and not wants_help(visit.event):
            return (
                "ignored"  # somebody died: nothing is ever sent to that chat again but the help card that is asked for
            )
        if person.has_left and not isinstance(visit.event, Unreachable | Reachable | Edited):
            await self.doors.turn_away(visit.tx, person, visit.event)
            return "wished"
        if not person.reachable and not isinstance(visit.event, Unreachable | Edited):
            await self.doors.found(visit.tx, person)  # who writes can be written to, whatever Telegram said before
        match visit.event:
            case Wish():
                await self.doors.open(visit.tx, person, visit.people, visit.event)
                return "wished"
            case Press(token=token, code=code):
                await self.press(visit, person, token, code)
                return "answered"
            case Text(text=text):
                await self.write(visit, person, Wrote(text))
                return "answered"
            case Voice(file_id=file_id, seconds=seconds):
                await self.write(visit, person, Spoke(file_id, seconds))
                return "answered"
            case Strange(kind=kind):
                await self.write(visit, person, Sent(kind))
                return "answered"
            case Unreachable():
                await self.doors.lost(visit.tx, person)
            case Reachable():
                await self.doors.found(visit.tx, person)
            case Edited():
                pass
        return "ignored"

    async def press(self, visit: Visit, person: Person, token: str, code: str) -> None:
        """Serve a button: of the open step, of an answered one, or of a message outside any run."""
        posted = await outbox.by_token(visit.tx, token)
        owner = next((one for one in visit.people if posted is not None and one.id == posted.person), None)
        if posted is None or owner is None:
            if wants_help(visit.event):  # also under a message that nobody remembers
                await self.doors.help(visit.tx, person)
                return
            visit.toast = OLDER
            return
        if owner.id != person.id:  # the button of a message to this phone's other role: that role speaks from now on
            await self.doors.change_face(visit.tx, person, visit.people)
            visit.person = person = owner
        if code == "~help":
            await self.doors.open(visit.tx, person, visit.people, Wish("help"))
        elif code.startswith("~open."):
            await self.doors.begin(visit.tx, person, code.removeprefix("~open."), posted)
        elif code.startswith("~change"):
            await self.change(visit, posted)
        elif posted.run is not None:
            await self.answer(visit, person, posted, code)

    async def answer(self, visit: Visit, person: Person, posted: Posted, code: str) -> None:
        """Serve a button of a question."""
        run = await runs.get(visit.tx, posted.run or "")
        visit.run = run
        if run is None:
            visit.toast = CLOSED
            return
        if run.state == runs.PARKED:
            await self.conversation.tell(visit.tx, person.id, PARKED)
            return
        standing = await self.conversation.replay(visit.tx, run) if run.state == runs.OPEN else None
        if standing is None or not stands(standing, posted):
            await self.pressed_late(visit, run, posted)
            return
        await runs.give_floor(visit.tx, run)
        refused = await self.conversation.take(
            visit.tx, run, Pressed(code), update_id=visit.received.update_id, shown=posted.id
        )
        if refused is not None:
            visit.toast = refused.line

    async def pressed_late(self, visit: Visit, run: Run, posted: Posted) -> None:
        """Say what became of a question that is not open any more; nothing changes by itself."""
        if await may_change(visit.tx, run):
            await self.offer_change(visit, run, posted)
            return
        visit.toast = CLOSED
        await self.doors.offer_menu(visit.tx, run.person, CLOSED)

    async def offer_change(self, visit: Visit, run: Run, posted: Posted) -> None:
        """Say that the step was answered already, and offer to answer it anew."""
        visit.toast = _("You have answered this already.")
        # Translators: opens an answered question again
        offer = pgettext("button", "Change my answer")
        key = step_key(posted.step)
        await outbox.put(
            visit.tx,
            outbox.Outgoing(
                person=run.person,
                about=run.about,
                kind="say",
                urgency=1,
                payload={
                    "lines": [_("You have answered this already. It is saved.").to_json()],
                    "buttons": [[button_json("~change", offer)]],
                },
                run=run.id,
                step=f"change:{key}#{await outbox.count_of_run(visit.tx, run.id)}",
                turn=0,
            ),
        )

    async def change(self, visit: Visit, posted: Posted) -> None:
        """Go back to an answered question because the client asked for it."""
        run = await runs.get(visit.tx, posted.run or "")
        if run is None or not await may_change(visit.tx, run):
            visit.toast = CLOSED
            return
        visit.run = run
        if not await self.conversation.reopen(visit.tx, run, step_key(posted.step), visit.received.update_id):
            visit.toast = _("That question is not there any more.")

    async def write(self, visit: Visit, person: Person, raw: Raw) -> None:
        """Give words, a voice note or something else to the run that has the floor."""
        run = await runs.floor_of(visit.tx, person.id)
        visit.run = run
        if run is None:
            await self.doors.words_without_a_place(visit.tx, person)
            return
        if run.state == runs.PARKED:
            await self.conversation.tell(visit.tx, person.id, PARKED)
            return
        refused = await self.conversation.take(visit.tx, run, raw, update_id=visit.received.update_id)
        if isinstance(refused, NotTaken):
            await self.conversation.tell(visit.tx, person.id, refused.line)
            await self.conversation.ask_again(visit.tx, run)
        elif isinstance(raw, Wrote):
            await remember(visit.tx, run, visit.message_id)

    async def put_aside(self, error: Exception) -> None:
        """Set an update aside after its first try: the run is parked, the person is told once, the operator too."""
        received, visit = self._received, self._visit
        if received is None:
            log.error("desk: no update could be taken: %s", type(error).__name__)
            raise error
        self.set_aside += 1
        run = visit.run if visit else None
        log.error(
            "desk: update %s set aside, run %s parked: %s",
            received.update_id,
            run.id if run else "none",
            kind_of(error),
        )
        async with self.store.write() as tx:
            await inbox.aside(tx, received.id)
            if run is not None:
                await runs.park(tx, run.id, sentence(error))
            if visit is not None and visit.person is not None:
                await self.tell_parked(tx, visit.person)
        if visit is not None:
            await self.flash(visit)

    async def tell_parked(self, tx: Transaction, person: Person) -> None:
        """Tell somebody that an update was set aside; if even that raises, the update steps aside all the same."""
        try:
            async with tx.savepoint():
                await self.conversation.tell(tx, person.id, PARKED)
        except Exception as error:  # noqa: BLE001 - as above
            log.error("desk: nobody was told of it: %s", kind_of(error))


def is_over(person: Person) -> bool:
    """Say whether this chat is never to be written to again."""
    return person.face == "client" and person.state == "ended"


CLOSED = _("That conversation is closed. What you answered is kept.")


def sentence(error: Exception) -> str:
    """Name an error for the operator without anything a person wrote."""
    return str(error)[:200] if isinstance(error, FlowError) else type(error).__name__


async def may_change(tx: Transaction, run: Run) -> bool:
    """Say whether answers of a run may be changed: while it is open, and later where the log keeps something of it."""
    if run.state != "done":
        return run.state == runs.OPEN
    return run.id in {entry.run for entry in await entries.own(tx, run.about)}


def stands(standing: Standing, posted: Posted) -> bool:
    """Say whether a button belongs to the question that is open now."""
    key = getattr(standing.open, "key", None)
    return key is not None and step_key(posted.step) == key and posted.turn == standing.turn


def step_key(step: str | None) -> str:
    """Give the question's key out of the step of an outbox row ('ask:mood#2' -> 'mood')."""
    return (step or "").split(":", 1)[-1].rsplit("#", 1)[0]

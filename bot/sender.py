"""
The sender: rows of the outbox become messages, each chat in its order, all chats side by side.

A round is claimed and committed, then the calls are made, then their ends are committed as they come in.  What surely
did not arrive is sent again, what nobody can say is repeated at most once, what Telegram refuses is set aside.
"""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import outcomes
from bot.circumstances import quiet_of
from bot.limits import TOAST, shortened
from bot.logs import kind_of
from bot.outcomes import Letter, OnBlocked, Outcome
from bot.points import reach
from bot.rendering import Call, CannotRender, Reader, fingerprint, render
from bot.transport import Blocked, Gone, NotDone, NotSent, Refused, SlowDown, Telegram, Uncertain
from locales.line import Line
from locales.voice import voice_for
from storage import chats, outbox, persons
from storage.base import Store, Transaction
from storage.budgets import FREE, Pace
from storage.outbox import ToSend
from storage.waking import woken_within

log = logging.getLogger("interlude.sender")

EVERY = 1.0  # seconds: the safety net under the waking by commits
ROUNDS = 4  # at the same time, so that one slow chat does not hold up the others
ROW_PATIENCE = 25.0  # seconds for all calls of one row: less than its lease
PRESS_PATIENCE = 5.0
OF_A_CHAT = (SlowDown, Blocked)
COMES_AGAIN = (SlowDown, NotSent, Uncertain)


class _NothingToSend(Exception):
    """A round found nothing: its transaction is undone, so that nobody is woken by it."""


@dataclass
class Sender:
    """Sends what the outbox holds; `on_blocked` is what happens to somebody whose chat cannot be reached."""

    store: Store
    telegram: Telegram
    on_blocked: OnBlocked
    name: str = ""
    pace: Pace = FREE
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _jobs: set[asyncio.Task[None]] = field(default_factory=set)
    _running: bool = False
    _arrived: dict[str, list[int | None]] = field(default_factory=dict)  # by row: its first pages, when the rest waits

    async def send_once(self) -> int:
        """Send one round and say how many rows it held."""
        letters = await self.claim()
        await self.deliver(letters)
        return len(letters)

    async def run(self) -> None:
        """Send until `stop`: woken by every commit, and once a second in any case."""
        self.store.on_commit.append(self._woken.set)
        self._running = True
        places = asyncio.Semaphore(ROUNDS)
        on_time = False
        while self._running:
            self._woken.clear()
            await places.acquire()
            letters = await self._claimed(commit_nothing=on_time)
            if letters:
                self._begin(self.deliver(letters)).add_done_callback(lambda _: places.release())
                continue
            places.release()
            on_time = not await woken_within(self._woken, EVERY)
        await self.settle()
        self.store.on_commit.remove(self._woken.set)

    def stop(self) -> None:
        """Begin no more rounds."""
        self._running = False
        self._woken.set()

    async def settle(self) -> None:
        """Wait for everything that is on its way."""
        while self._jobs:
            await asyncio.gather(*self._jobs, return_exceptions=True)

    async def claim(self, *, commit_nothing: bool = False) -> list[Letter]:
        """
        Take what may go now, with all that is needed to render it; committed before the first call.

        A round that found nothing is undone, so that it wakes nobody; the one on time is committed all the same, because
        it may have ended rows whose key is gone.
        """
        try:
            async with self.store.write() as tx:
                rows = await outbox.claim(tx, by=self.name, pace=self.pace)
                letters = [await self._letter(tx, row) for row in rows if not await _waits_for_the_day(tx, row)]
                _undo_if(not rows and not commit_nothing)
                reach("sender:before-claim")
        except _NothingToSend:
            return []
        reach("sender:after-claim")
        return letters

    async def deliver(self, letters: Sequence[Letter]) -> None:
        """Make the calls of a round and commit their ends, those that are there together."""
        waiting = {asyncio.create_task(self._send(letter)) for letter in letters}
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            await self._note([one.result() for one in done])

    async def answer_press(self, callback_id: str, line: Line | None = None, language: str = "en") -> None:
        """Take the waiting sign off a pressed button, with a short note where there is one; nobody waits for it."""
        said = {"text": shortened(voice_for(language).text(line), TOAST)} if line else {}
        answering = self._answer(callback_id, said)
        if self._running:
            self._begin(answering)
        else:
            await answering

    async def tell(self, chat_id: int, lines: Sequence[Line], language: str = "en") -> None:
        """Say something to somebody we do not know and keep nothing about; raises `NotDone` when nobody heard it."""
        payload = {"lines": [line.to_json() for line in lines], "protect": False}
        for call in render(payload, "", Reader(voice_for(language))):
            with contextlib.suppress(Gone):
                await self.telegram.call(call.method, chat_id=chat_id, **call.params)

    async def _claimed(self, *, commit_nothing: bool) -> list[Letter]:
        """Claim a round; when the database is away, wait for the next tick."""
        try:
            return await self.claim(commit_nothing=commit_nothing)
        except Exception as error:  # noqa: BLE001 - the sender outlives every trouble of one round
            log.error("sender: no round could be claimed: %s", kind_of(error))
            return []

    async def _letter(self, tx: Transaction, row: ToSend) -> Letter:
        person = await persons.get(tx, row.person)
        if person is None or person.chat_id is None:
            return Letter(row, person, None)
        voice = voice_for(person.language, zone=person.zone, digits=person.digits)
        label = (await persons.settings(tx, person.id)).help_label if "keyboard" in row.payload else "help"
        target = await _target(tx, row)
        return Letter(row, person, Reader(voice, label, target))

    async def _send(self, letter: Letter) -> Outcome:
        """Send one row and say how it ended; never raises."""
        pages = self._arrived.pop(letter.row.id, [])
        if letter.reader is None or letter.person is None:
            return Outcome(letter, failed="no_chat")
        if "edit" in letter.row.payload and letter.reader.target is None:
            return Outcome(letter, failed="nothing_to_settle")
        try:
            async with asyncio.timeout(ROW_PATIENCE):
                return await self._sent(letter, letter.person.chat_id or 0, letter.reader, pages)
        except NotDone as trouble:
            self._arrived |= {letter.row.id: pages} if pages and isinstance(trouble, COMES_AGAIN) else {}
            return Outcome(letter, trouble=trouble)
        except TimeoutError:
            self._arrived |= {letter.row.id: pages} if pages else {}
            return Outcome(letter, uncertain=True)
        except CannotRender as error:
            return Outcome(letter, aside=str(error))
        except Exception as error:  # noqa: BLE001 - one row that cannot be sent never stops the others
            log.error("sender: row %s: %s", letter.row.id, kind_of(error))
            return Outcome(letter, aside=type(error).__name__)

    async def _sent(self, letter: Letter, chat_id: int, reader: Reader, pages: list[int | None]) -> Outcome:
        """Make every call of a row but those that Telegram took before the rest had to wait."""
        calls = await _rendered(letter.row, reader)
        for place, call in list(enumerate(calls))[len(pages) :]:
            answer = await self._called(letter, chat_id, call, place)
            pages.append(answer.get("message_id") if isinstance(answer, dict) else None)
        return Outcome(letter, message_ids=tuple(pages), text_hash=fingerprint(calls))

    async def _called(self, letter: Letter, chat_id: int, call: Call, place: int) -> object:
        """Make one call; what Telegram cannot parse is sent once more without its tags."""
        reach("sender:before-call")
        try:
            return await self.telegram.call(call.method, chat_id=chat_id, **call.params)
        except Refused as refused:
            if refused.reason != "entities" or letter.reader is None:
                raise
            log.error("sender: row %s goes without its tags: Telegram could not parse them", letter.row.id)
            plain = render(letter.row.payload, letter.row.token, letter.reader, plain=True)[place]
            return await self.telegram.call(plain.method, chat_id=chat_id, **plain.params)
        finally:
            reach("sender:after-call")

    async def _note(self, ended: Sequence[Outcome]) -> None:
        """Commit how some rows ended; without the database they are found again when their lease is over."""
        try:
            async with self.store.write() as tx:
                # Who changes a chat locks it before any row, as the desk does, and all in one order.
                for index in sorted({one.letter.row.chat_index for one in ended if isinstance(one.trouble, OF_A_CHAT)}):
                    await chats.hold(tx, index)
                for outcome in ended:
                    await self._note_one(tx, outcome)
                reach("sender:before-result")
            reach("sender:after-result")
        except Exception as error:  # noqa: BLE001 - as above
            log.error("sender: the ends of %d rows were not noted: %s", len(ended), kind_of(error))

    async def _note_one(self, tx: Transaction, outcome: Outcome) -> None:
        """Note one end; one that raises is found again when its lease is over, and takes no other with it."""
        try:
            async with tx.savepoint():
                await outcomes.note(tx, outcome, self.on_blocked)
        except Exception as error:  # noqa: BLE001 - as above
            log.error("sender: the end of row %s was not noted: %s", outcome.letter.row.id, kind_of(error))

    async def _answer(self, callback_id: str, said: dict[str, str]) -> None:
        reach("press:before-call")
        try:
            await self.telegram.call(
                "answerCallbackQuery", patience=PRESS_PATIENCE, callback_query_id=callback_id, **said
            )
        except NotDone as trouble:  # a courtesy: the query may be too old by now
            log.debug("sender: a press was not answered: %s", trouble.reason)
        reach("press:after-call")

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        job = asyncio.create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        return job


def _undo_if(nothing: bool) -> None:  # noqa: FBT001 - one private question
    if nothing:
        raise _NothingToSend


async def _rendered(row: ToSend, reader: Reader) -> list[Call]:
    """Render a row; a drawing takes a second, and holds up nobody else meanwhile."""
    if "paper" in row.payload:
        return await asyncio.to_thread(render, row.payload, row.token, reader)
    return render(row.payload, row.token, reader)


async def _waits_for_the_day(tx: Transaction, row: ToSend) -> bool:
    """Put off what a client has not asked for and what could not go in time, when it is quiet there by now."""
    person = await persons.get(tx, row.person) if row.urgency == outbox.PROMPT else None
    if person is None or person.face != "client":
        return False
    quiet_until = quiet_of(await persons.settings(tx, person.id)).over_at(tx.now, person.zone)
    if quiet_until <= tx.now:
        return False
    await outbox.put_off(tx, row.id, quiet_until)
    return True


async def _target(tx: Transaction, row: ToSend) -> int | None:
    """Find the message that an edit is about."""
    if "edit" not in row.payload:
        return None
    posted = await outbox.by_token(tx, row.payload["edit"].get("of", ""))
    return posted.message_id if posted is not None else None

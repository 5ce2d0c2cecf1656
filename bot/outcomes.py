"""How a send ended, and what its row becomes."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.rendering import Reader
from bot.transport import Blocked, Contested, Gone, NotDone, NotSent, Refused, SlowDown, TokenRefused, Uncertain
from storage import due, outbox, persons
from storage.base import Transaction
from storage.outbox import Outgoing, ToSend
from storage.persons import Person

log = logging.getLogger("interlude.sender")

OnBlocked = Callable[[Transaction, Person], Awaitable[None]]
LONGEST_PAUSE = 60.0  # seconds between two tries while Telegram cannot be reached
COURTESY = 3
GONE = "gone"


@dataclass(frozen=True, slots=True)
class Letter:
    """One claimed row with all that is needed to render it; without a reader there is no chat to send it to."""

    row: ToSend
    person: Person | None
    reader: Reader | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one row ended: with the messages it became, or with a trouble."""

    letter: Letter
    message_ids: tuple[int | None, ...] = ()
    text_hash: bytes | None = None
    trouble: NotDone | None = None
    uncertain: bool = False
    failed: str = ""
    aside: str = ""


async def note(tx: Transaction, outcome: Outcome, on_blocked: OnBlocked) -> None:
    """Write down how a row ended."""
    row = outcome.letter.row
    if outcome.trouble is not None:
        await _trouble(tx, outcome.letter, outcome.trouble, on_blocked)
    elif outcome.uncertain:
        await outbox.uncertain(tx, row.id)
    elif outcome.failed:
        await outbox.failed(tx, row.id, outcome.failed)
    elif outcome.aside:
        await _aside(tx, row, outcome.aside)
    else:
        await _sent(tx, outcome)


async def _sent(tx: Transaction, outcome: Outcome) -> None:
    """Keep what was shown and as which message, and plan its taking away where it is to go."""
    row, reader = outcome.letter.row, outcome.letter.reader
    *earlier, last = outcome.message_ids or (None,)
    language, build = (reader.voice.language, reader.voice.build) if reader else (None, None)
    await outbox.sent(tx, row.id, last, language, build, outcome.text_hash)
    hours = row.payload.get("gone_in")
    if hours is None:
        return
    goes_at = tx.now + timedelta(hours=hours)
    await due.set(tx, GONE, row.id, goes_at, about=row.about)
    for message_id in earlier:  # the row remembers only its last message; the pages before it are taken away too
        delete = Outgoing(row.person, row.about, outbox.DELETE, COURTESY, {"delete": message_id}, not_before=goes_at)
        await outbox.put(tx, delete)


async def _trouble(tx: Transaction, letter: Letter, trouble: NotDone, on_blocked: OnBlocked) -> None:
    row = letter.row
    match trouble:
        case SlowDown(seconds=seconds):
            until = await tx.machine_now() + seconds
            await outbox.again(tx, row.id, until)
            if await outbox.hold_chat(tx, row.chat_index, until):
                log.warning("sender: Telegram slows the whole bot down for %.0f seconds", seconds)
        case NotSent():
            await outbox.again(tx, row.id, await tx.machine_now() + pause_after(row.attempts))
        case Uncertain():
            await outbox.uncertain(tx, row.id)
        case Gone(reason="cannot_delete"):
            await outbox.failed(tx, row.id, trouble.reason)
        case Gone():
            await outbox.sent(tx, row.id, None)
        case Blocked():
            await outbox.failed(tx, row.id, trouble.reason)
            if letter.person is not None and await persons.chat_index(tx, letter.person.id) == row.chat_index:
                await on_blocked(tx, letter.person)  # not for the chat of an old phone
        case TokenRefused() | Contested():
            await _hold_everything(tx, row)
        case Refused() | _:
            await _aside(tx, row, trouble.reason)


async def _hold_everything(tx: Transaction, row: ToSend) -> None:
    """Nothing can be sent until the operator has put the token right; nothing is lost meanwhile."""
    log.error("sender: Telegram refuses the token. Put INTERLUDE_TELEGRAM_TOKEN right; everything waits meanwhile.")
    until = await tx.machine_now() + LONGEST_PAUSE
    await outbox.again(tx, row.id, until)
    await outbox.hold_bot(tx, until)


async def _aside(tx: Transaction, row: ToSend, reason: str) -> None:
    log.error("sender: row %s (%s) set aside: %s", row.id, row.kind, reason)
    await outbox.aside(tx, row.id, reason)


def pause_after(attempts: int) -> float:
    """Give the seconds before the next try: one, two, four and so on, up to a minute."""
    return float(min(LONGEST_PAUSE, 2.0 ** min(attempts - 1, 10)))

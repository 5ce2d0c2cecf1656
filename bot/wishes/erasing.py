"""
Erasing: marked in the commit of the step, carried through by `storage.forgetting`, and told where the person was.

The receipt names the chat and the language, because nothing else will know them when it is sent.
"""

from collections.abc import Awaitable, Callable

from bot.conversation import Turn
from bot.wishes.hosting import Host
from flows import wishes
from locales.line import Line
from storage import forgetting, persons
from storage.base import Store, Transaction

Tell = Callable[[int, str, tuple[Line, ...]], Awaitable[None]]  # a chat, its language, and what to say


async def erase(turn: Turn, wish: wishes.Erase, _host: Host) -> None:
    """Forget the person who talks."""
    await forget_soon(turn.tx, turn.run.person, tuple(Line.from_json(line) for line in wish.receipt))


async def forget_soon(tx: Transaction, person: str, receipt: tuple[Line, ...]) -> None:
    """Mark a person as forgotten in this commit; `finish` destroys the key right after it."""
    known = await persons.get(tx, person)
    if known is None:
        return
    lines = [line.to_json() for line in receipt]
    await forgetting.mark(tx, person, {"chat": known.chat_id, "language": known.language, "lines": lines})


async def finish(store: Store, tell: Tell) -> int:
    """Destroy the keys and rows of everybody who is marked, and give each their receipt; say how many."""
    receipts = await forgetting.finish(store)
    for one in receipts:
        if one.body["chat"] is not None:
            lines = tuple(Line.from_json(line) for line in one.body["lines"])
            await tell(int(one.body["chat"]), str(one.body["language"]), lines)
        await forgetting.told(store, one)
    return len(receipts)

"""Erasing: marked in the commit of the step; `bot/assembly` carries it through and hands over the receipt."""

from bot.conversation import Turn
from bot.wishes.hosting import Host
from flows import wishes
from locales.line import Line
from storage import forgetting
from storage.base import Transaction


async def erase(turn: Turn, wish: wishes.Erase, _host: Host) -> None:
    """Forget the person who talks."""
    await forget_soon(turn.tx, turn.run.person, tuple(Line.from_json(line) for line in wish.receipt))


async def forget_soon(tx: Transaction, person: str, receipt: tuple[Line, ...]) -> None:
    """Mark a person as forgotten in this commit; the key is destroyed right after it."""
    await forgetting.mark(tx, person, [line.to_json() for line in receipt])

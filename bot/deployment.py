"""
What a deployment knows of itself: that it is a real one or a playground, which bot it is, and what the bot is called.

One deployment is one bot.  Its marks lie in the database, so that a wrong database is noticed before anything is sent.
"""

import logging
from typing import Literal

from bot.menu import command_lists
from bot.transport import NotDone, Telegram
from storage.base import Store, mark, marked

log = logging.getLogger("interlude.house")
Kind = Literal["real", "playground"]
KIND, BOT, NAME = "kind", "bot", "username"


class WrongDatabase(Exception):
    """The database belongs to another deployment; nothing was changed in it."""


async def settle_in(store: Store, kind: Kind, bot_id: int) -> str:
    """Mark a new database as ours, or raise `WrongDatabase`; give what the bot was called when last asked, or ''."""
    async with store.write() as tx:
        known, bot, name = [await marked(tx, word) for word in (KIND, BOT, NAME)]
        if known not in {None, kind}:
            raise WrongDatabase(
                f"database: it belongs to a {known} deployment, and this is a {kind} one. "
                "Set INTERLUDE_DATABASE and INTERLUDE_KEYS to databases of its own. Nothing was changed."
            )
        if bot not in {None, str(bot_id)}:
            raise WrongDatabase(
                f"database: it belongs to the bot {bot}, and the token is that of {bot_id}. One database serves one "
                "bot. Set INTERLUDE_TELEGRAM_TOKEN or INTERLUDE_DATABASE right. Nothing was changed."
            )
        await mark(tx, KIND, kind)
        await mark(tx, BOT, str(bot_id))
    return name or ""


async def introduce(store: Store, telegram: Telegram) -> str:
    """Ask what the bot is called, remember it, and give its commands in every language; raises `NotDone`."""
    name = await telegram.username()
    async with store.write() as tx:
        if await marked(tx, NAME) != name:
            await mark(tx, NAME, name)
    for commands in command_lists():
        try:
            await telegram.call("setMyCommands", **commands)
        except NotDone as trouble:
            log.warning("house: the list of commands was not set: %s", trouble.reason)
    return name


def address(username: str, token: str) -> str:
    """Give the address of a start link."""
    return f"https://t.me/{username}?start={token}"

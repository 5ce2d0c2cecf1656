"""Reading what a call was given, and finding the chat and the message that it is about."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.playground.chats import Note, Talk
from bot.playground.refusals import Refused, bad
from bot.playground.standin import StandIn

Json = Any  # what json.loads gives
Params: TypeAlias = dict[str, Json]
Method: TypeAlias = Callable[[StandIn, Params], Awaitable[Json]]


def words(params: Params, name: str) -> str:
    """Give a text; an empty one when there is none, and half a letter is refused."""
    found = params.get(name)
    text = "" if found is None else str(found)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    return text


def number(params: Params, name: str, otherwise: int = 0) -> int:
    """Give a number, or refuse what is none."""
    found = params.get(name)
    if found in (None, ""):
        return otherwise
    try:
        return int(found)
    except (TypeError, ValueError, OverflowError):
        raise bad(f"{name} must be an Integer") from None


def flag(params: Params, name: str) -> bool:
    """Give a yes or no."""
    return params.get(name) in (True, "true", "True", "1", 1)


def reached(standin: StandIn, params: Params) -> Talk:
    """Find the chat that a call is about, or refuse as Telegram does."""
    if params.get("chat_id") in (None, ""):
        raise bad("chat_id is empty")
    talk = None if str(params["chat_id"]).startswith("@") else standin.talks.get(number(params, "chat_id"))
    if talk is None:
        raise bad("chat not found")
    if not talk.started:
        raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    if talk.deactivated:
        raise Refused(403, "Forbidden: user is deactivated")
    if talk.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return talk


def found(talk: Talk, params: Params, deed: str) -> Note:
    """Find a message that is to be changed or taken away."""
    if not number(params, "message_id"):
        raise bad("message identifier is not specified")
    note = talk.note(number(params, "message_id"))
    if note is None:
        raise bad(f"message to {deed} not found")
    return note

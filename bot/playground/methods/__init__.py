"""The methods of the Bot API that the stand-in serves, by their names in small letters."""

from typing import Any

from bot.playground.faults import Fault
from bot.playground.methods import about, changing, receiving, sending
from bot.playground.methods.reading import Method
from bot.playground.refusals import Refused
from bot.playground.standin import StandIn

METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (receiving.METHODS, sending.METHODS, changing.METHODS, about.METHODS)
    for name, method in table.items()
}


async def serve(standin: StandIn, method: str, params: dict[str, Any], fault: Fault | None = None) -> Any:
    """Serve one method, or raise `Refused`; what became of it is noted for whoever judges."""
    known = METHODS.get(method.lower())
    if known is None:
        raise Refused(404, "Not Found: method not found")
    spoiled = fault.kind if fault else ""
    try:
        standin.flood.count(method, params.get("chat_id"))
        answer = await known(standin, params)
    except Refused as refused:
        standin.note_call(method, params, ok=False, answer=refused.description, fault=spoiled)
        raise
    if method.lower() != "getupdates":  # asking for updates is no deed, and would fill the history
        standin.note_call(method, params, ok=True, answer=answer, fault=spoiled)
        standin.changed.ring()
    return answer

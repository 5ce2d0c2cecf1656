"""Undoing: an answer was given anew, so what the first one had passed on to staff is withdrawn, or corrected."""

from bot.conversation import Turn
from bot.wishes.hosting import Host
from bot.wishes.notifying import ESCALATE, note_of, send
from flows import wishes
from flows.content.notices import STAFF_NOTICES
from flows.measure_wishes import SafetyAnswered, WantsToTalk
from locales.line import Moment, Name
from storage import due, notices, persons

PASSED_ON: dict[type[wishes.Wished], str] = {SafetyAnswered: "item9", WantsToTalk: "wants_to_talk"}


async def taken_back(turn: Turn, wish: wishes.TakenBack, _host: Host) -> None:
    """Withdraw a safety note whose answer was changed; who has got it already hears that it does not hold any more."""
    notice, client = PASSED_ON.get(type(wish.wish)), await persons.get(turn.tx, turn.run.about)
    if notice is None or client is None:
        return
    await due.cancel(turn.tx, ESCALATE, note_of(client.id, wish.at))
    line = STAFF_NOTICES["changed"].fill(name=Name(client.name or "–"), moment=Moment(wish.at))
    for id_ in await notices.take_back(turn.tx, client.id, notice, wish.at):
        staff = await persons.get(turn.tx, id_)
        if staff is not None and staff.chat_id is not None:
            await send(turn.tx, staff, client, "changed", line)

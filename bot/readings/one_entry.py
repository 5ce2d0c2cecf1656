"""One entry that staff do something with: as far as the client shows it, and with the voice notes in it."""

from collections.abc import Iterator

from bot.readings.asked import Look
from bot.readings.logs import READ_PART
from bot.readings.shown import KEPT, shown
from flows.questions import Json
from storage import consents, log
from storage.access import actor_of, gate
from storage.errors import NotFound
from storage.log import Entry
from storage.persons import Person


async def entry_for(look: Look, staff: Person, client: str, id_: str) -> Entry:
    """Give one entry to a staff member whom the gate lets through; what the client does not show is not found."""
    tx, actor = look.tx, actor_of(staff)
    await gate(tx, actor, client, "care")
    if not await consents.allows_until_commit(tx, client, "share"):
        raise NotFound
    found = await log.one(tx, actor, client, id_, deed=READ_PART, purpose="care")
    stands = shown([found], await log.own(tx, client, kinds=(KEPT,))) if found is not None else []
    if not stands:
        raise NotFound
    return stands[0]


def voices_in(value: Json) -> Iterator[str]:
    """Give every voice note that lies somewhere in an entry, in the order in which they were recorded."""
    match value:
        case {"voice": str(voice), "seconds": int()}:
            yield voice
        case dict():
            for part in value.values():
                yield from voices_in(part)
        case list():
            for part in value:
                yield from voices_in(part)

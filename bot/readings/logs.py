"""The log: for the client who wrote it, and for staff whom the gate lets through."""

from datetime import datetime, timedelta

from bot.readings.asked import Asked, found, local
from bot.readings.shown import entries_for, given
from flows.readings import ClientLog, EntryShown, Looked, MyEntries, MyHoldings
from storage import audit, consents, log, persons
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.log import Entry
from storage.persons import Person

TWO_WEEKS = timedelta(days=14)
LOOKS_SHOWN = 10
READ_LOG, READ_PART, READ_MARKED = "read_log", "read_part", "read_marked"
MORNING = "morning"  # the program put a message together by itself: in the audit, and nobody has looked
READINGS = (READ_LOG, READ_PART, READ_MARKED, "export_fhir", "exported_research")


async def my_entries(asked: Asked) -> MyEntries:
    """Give the client's own entries of two weeks, the private ones too."""
    own = await entries_of(asked, asked.run.about, since=asked.tx.now - TWO_WEEKS)
    return MyEntries(entries=tuple(as_shown(entry) for entry in own))


async def my_holdings(asked: Asked) -> MyHoldings:
    """Count what is kept about the client, and name who has looked."""
    client = await found(asked.tx, asked.run.about)
    own, looks = await entries_of(asked, client.id), await every_look(asked.tx, client)
    return MyHoldings(
        entries=len(own),
        first_on=local(own[0].at, client.zone).date() if own else None,
        name=client.name,
        language=client.language,
        zone=client.zone,
        readings=looks[:LOOKS_SHOWN],
        older_looks=len(looks) > LOOKS_SHOWN,
    )


async def every_look(tx: Transaction, client: Person) -> tuple[Looked, ...]:
    """Give who has looked at a client's entries and on which days, the newest first."""
    deeds = [deed for deed in await audit.of(tx, client.id) if deed.deed in READINGS]
    people = {actor: await persons.get(tx, actor) for actor in {deed.actor for deed in deeds}}
    days = dict.fromkeys(
        (local(deed.at, client.zone).date(), getattr(people[deed.actor], "name", None)) for deed in reversed(deeds)
    )
    return tuple(Looked(name=name, on=on) for on, name in days)


async def client_log(asked: Asked) -> ClientLog:
    """Give what staff may read of a client here: after confirmation, while the client shares, and never a private entry."""
    id_ = asked.ids["client"]
    staff = await asked.person()
    await gate(asked.tx, actor_of(staff), id_, "care")
    client = await found(asked.tx, id_)
    if not await consents.allows(asked.tx, id_, "share"):
        return ClientLog(client=id_, name=client.name, shares=False)
    looked = await last_look(asked.tx, staff.id, id_)  # what nobody has opened yet is shown, however old it is
    since = min(looked, asked.tx.now - TWO_WEEKS) if looked else None
    if not asked.words_here:
        listed = await entries_for(asked.tx, staff, id_, since=since, deed=READ_PART)
        return ClientLog(client=id_, name=client.name, entries=tuple(without_words(one) for one in listed))
    entries = await entries_for(asked.tx, staff, id_, since=since)
    return ClientLog(client=id_, name=client.name, entries=tuple(as_shown(entry) for entry in entries))


async def entries_of(asked: Asked, client: str, since: datetime | None = None) -> list[Entry]:
    """Give a client's entries, as far as the person who talks may see any of them."""
    async with asked.tx.narrowed(asked.run.person):
        kept = await log.own(asked.tx, client, since)
    return await given(asked.tx, client, kept)


async def last_look(tx: Transaction, staff: str, client: str) -> datetime | None:
    """Give when a staff member last opened a client's log."""
    return await audit.last(tx, staff, client, READ_LOG)


def without_words(entry: Entry) -> EntryShown:
    """Give of an entry only what it is and when it was kept."""
    return as_shown(entry).model_copy(update={"value": None})


def as_shown(entry: Entry) -> EntryShown:
    """Give an entry as flows know it."""
    return EntryShown(
        id=entry.id,
        kind=entry.kind,
        value=entry.value,
        at=entry.at,
        language=entry.language,
        private=entry.private,
        changed=entry.changed,
    )

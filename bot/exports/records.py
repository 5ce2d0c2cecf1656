"""What is kept about one client, read once through the gate: everything for the client, what is shared for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version

from bot.readings.asked import Look, found
from bot.readings.shown import entries_for, given
from bot.readings.tasks import as_staff_see
from flows.measures import Form
from locales.voice import voice_for
from storage import audit, consents, courses, log, prompts, tasks
from storage.access import actor_of, gate
from storage.audit import Deed
from storage.base import Transaction
from storage.consents import Answered
from storage.courses import Course
from storage.log import Entry
from storage.persons import Person
from storage.tasks import Task

CARE, OWN, EXPORTED = "care", "own", "export_fhir"
ABOUT_A_PRIVATE_DATE = ("hard_date", "hard_day")  # that there was such a prompt would already say too much
# What staff asked in private, and that all is silent: whoever holds the client's phone must not read of it.
UNSPOKEN = ("note_safety", "quiet", "quiet_over")


@dataclass(frozen=True, slots=True)
class SentPrompt:
    """One time that the program wrote by itself: why, and when; never what."""

    id: str
    flow: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Records:
    """
    Everything that a bundle is made of; `own` says that it is the client's own copy.

    In a copy for staff `entries` are those that the client shows, and `deeds` those of the reader.
    """

    client: Person
    own: bool
    made_at: datetime
    program: str
    entries: Sequence[Entry] = ()
    courses: Sequence[Course] = ()
    tasks: Sequence[Task] = ()
    consents: Sequence[Answered] = ()
    deeds: Sequence[Deed] = ()
    prompts: Sequence[SentPrompt] = ()
    forms: Sequence[Form] = ()
    wordings: Mapping[str, str] = field(default_factory=dict)


async def records_for(look: Look, reader: Person, client: str) -> Records:
    """Give the client everything, and a therapist whom the gate lets through what is shared; the reading is audited."""
    tx, own = look.tx, reader.id == client
    await gate(tx, actor_of(reader), client, OWN if own else CARE)
    entries = await own_entries(tx, client) if own else await shared_entries(tx, reader, client)
    known = await tasks.of_client(tx, client)
    return Records(
        client=await found(tx, client), own=own, made_at=tx.now, program=version("interlude"),
        entries=entries,
        courses=await courses.of_client(tx, client), tasks=known if own else [as_staff_see(one, entries) for one in known], consents=await consents.history(tx, client),
        deeds=[one for one in await audit.of(tx, client) if one.deed not in UNSPOKEN and (own or one.actor == reader.id)],
        prompts=[one for one in await sent_prompts(tx, client) if own or one.flow not in ABOUT_A_PRIVATE_DATE],
        forms=look.programme.forms, wordings=wordings(look, known, reader.language),
    )  # fmt: skip


async def own_entries(tx: Transaction, client: str) -> Sequence[Entry]:
    """Give clients all that they kept, the private entries too."""
    async with tx.narrowed(client):
        kept = await log.own(tx, client)
    return await given(tx, client, kept)


async def shared_entries(tx: Transaction, reader: Person, client: str) -> Sequence[Entry]:
    """Give staff what the client shares; that it left the house is noted beside the reading."""
    entries = await entries_for(tx, reader, client)
    await audit.note(tx, actor_of(reader), client, EXPORTED, CARE)
    return entries


async def sent_prompts(tx: Transaction, client: str) -> Sequence[SentPrompt]:
    """Give the prompts that did come to the client."""
    flows = {one.id: one.flow for one in await prompts.all_of_client(tx, client)}
    reached = await prompts.deliveries(tx, client, outcomes=prompts.REACHED)
    return [SentPrompt(one.id, flows[one.prompt], one.decided_at) for one in reached if one.decided_at is not None]


def wordings(look: Look, known: Sequence[Task], language: str) -> Mapping[str, str]:
    """Give, by task, the words of the library as the reader reads them, where a task is one of its ideas."""
    ideas, voice = look.library(language).ideas, voice_for(language)
    found_ = {one.id: (ideas.get(one.facts.idea or ""), one.facts.smaller) for one in known}
    return {
        id_: voice.text(idea.smaller if smaller else idea.wording)
        for id_, (idea, smaller) in found_.items()
        if idea is not None
    }

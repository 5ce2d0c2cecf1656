"""People: who talks, who reads, who is on a therapist's list, and whose pictures wait to be compared."""

import random
import secrets
from collections.abc import Collection, Mapping
from typing import Literal

from bot.readings.asked import NOT_JOINED, Asked, Look, found, who_reads
from bot.readings.logs import READ_LOG
from flows.content.own_tasks import in_the_language_of
from flows.content.pictures import PICTURES
from flows.programme import Study
from flows.readings import (
    Clients,
    ClientShown,
    Code,
    Colleagues,
    Me,
    Place,
    StudyShown,
    Tongue,
    Waiting,
    WhoReads,
)
from locales.languages import LANGUAGES, choosable
from locales.line import verbatim
from storage import audit, consents, invites, log, persons
from storage.access import actor_of, allowed_of
from storage.errors import NotFound
from storage.invites import Invite
from storage.persons import ClientSettings, Person

INVITED = "invited"  # the kind of a care link before both sides have confirmed: the gate has no rule for it
State = Literal["invited", "joining", "waiting", "active", "ended"]
STATES: dict[str, State] = {
    "invited": "invited",
    "joining": "joining",
    "waiting": "waiting",
    "active": "active",
    "paused": "active",
}


async def me(asked: Asked) -> Me:
    """Give the person who talks."""
    person = await asked.person()
    settings = await persons.settings(asked.tx, person.id)
    return Me(
        name=person.name,
        role="client" if person.face == "client" else "supervisor" if person.role == "supervisor" else "therapist",
        language=person.language,
        zone=person.zone,
        digits="native" if person.digits == "native" else "latin",
        native_digits=person.language in LANGUAGES and LANGUAGES[person.language].native_digits,
        stopped=person.stopped_at is not None,
        joined=person.state not in NOT_JOINED,
        connected=person.state not in (*NOT_JOINED, "waiting"),
        help_label="more"
        if settings.help_label == "more"
        else "neutral"
        if settings.help_label == "neutral"
        else "help",
    )


async def place(asked: Asked) -> Place:
    """Give the programme and its languages; one that is still growing only where the programme says so knowingly."""
    programme = asked.programme
    tongues = choosable(growing=programme.speaks_growing)
    return Place(
        programme=programme.name,
        tongues=tuple(Tongue(code=one.code, own_name=one.own_name) for one in tongues),
        open_to_clients=programme.open_to_clients(await asked.today()),
        safety_notices=programme.safety_notices,
        page=programme.page_at is not None,
        study=study_shown(programme.study, (await asked.person()).language) if programme.study is not None else None,
    )


def study_shown(study: Study, language: str) -> StudyShown:
    """Give the study in the reader's language or the nearest; its words are the programme's own."""
    about = in_the_language_of(language, study.about) or verbatim("–")
    return StudyShown(name=study.name, about=about.to_json(), contact=study.contact)


async def who_reads_mine(asked: Asked) -> WhoReads:
    """Say who reads what the person who talks writes."""
    return await who_reads(asked.tx, await found(asked.tx, asked.run.about))


async def code(asked: Asked) -> Code:
    """Give the three pictures of the link, drawn at the first look; none once both sides have met."""
    invite = await invites.get(asked.tx, str(asked.run.args.get("invite", "")))
    if invite is None or invite.confirmed_at is not None:
        return Code()
    pictures = invite.code or ",".join(secrets.SystemRandom().sample(sorted(PICTURES), 3))
    if invite.code is None:
        await invites.set_code(asked.tx, invite.id, pictures)
    return Code(pictures=tuple(pictures.split(",")))


async def clients(asked: Asked) -> Clients:
    """Give the list of the therapist who talks."""
    return await clients_of(asked, await asked.person())


async def clients_of(look: Look, staff: Person) -> Clients:
    """Give a therapist's list, those with something new first; who has no name yet is called by a number."""
    known = await persons.clients_of(look.tx, staff.id)
    ids = [client.id for client in known]
    shares = await consents.allowing(look.tx, ids, "share")
    new = await new_entries(look, staff, shares)
    chosen = await persons.settings_of(look.tx, ids)
    rows = [
        one_client(look, client, chosen.get(client.id, ClientSettings()), new.get(client.id, 0)).model_copy(
            update={"name": client.name or f"#{number}", "shares": client.id in shares}
        )
        for number, client in enumerate(known, 1)
        if client.state in STATES
    ]
    return Clients(clients=tuple(sorted(rows, key=lambda row: (row.state != "waiting", -row.new))))


def one_client(look: Look, client: Person, chosen: ClientSettings, new: int) -> ClientShown:
    """Give how it stands with one client of the list."""
    until = chosen.paused_until if chosen.paused_until and chosen.paused_until > look.tx.now else None
    return ClientShown(
        id=client.id, name=client.name, state=STATES[client.state], new=new, reachable=client.reachable,
        stopped=client.stopped_at is not None, paused_until=until,
    )  # fmt: skip


async def new_entries(look: Look, staff: Person, clients: Collection[str]) -> Mapping[str, int]:
    """Count what some clients have shared since a staff member last looked; nothing is shown and nothing is audited."""
    open_ = await allowed_of(look.tx, actor_of(staff), clients, "list")
    since = await audit.last_of(look.tx, staff.id, sorted(open_), READ_LOG)
    async with look.tx.narrowed(staff.id):
        return await log.count_shared(look.tx, open_, since)


async def colleagues(asked: Asked) -> Colleagues:
    """Name the others on the staff, who may cover."""
    staff = [
        person for person in await persons.staff(asked.tx) if person.id != asked.run.person and person.state == "active"
    ]
    until = (await asked.person()).away_until
    away = until is not None and until > asked.tx.now
    return Colleagues(names=tuple(person.name for person in staff if person.name), away=away)


async def waiting(asked: Asked) -> Waiting:
    """Give the pictures to compare: the right ones and two other rows, in an order that stays."""
    client = await found(asked.tx, asked.ids["client"])
    if await persons.relation(asked.tx, asked.run.person, client.id) is None:
        raise NotFound
    invite = await open_invite(asked, client)
    if invite is None or invite.code is None:
        return Waiting(client=client.id, name=client.name)
    return Waiting(
        client=client.id,
        name=client.name,
        moving=invite.kind == "same_client",
        right=invite.code,
        shown=rows_of_pictures(invite),
    )


async def open_invite(asked: Asked, client: Person) -> Invite | None:
    """Give the link of a client that was opened and not yet confirmed."""
    theirs = await invites.of_person(asked.tx, client.id, ["client", "same_client"])
    waits = [one for one in theirs if one.code and one.confirmed_at is None and one.revoked_at is None]
    return waits[0] if waits else None


def rows_of_pictures(invite: Invite) -> tuple[str, ...]:
    """Give three rows of three pictures that share none, one of them right; the same at every look."""
    right = str(invite.code).split(",")
    chance = random.Random(invite.id)  # noqa: S311 - an order that stays, not a secret
    others = chance.sample(sorted(name for name in PICTURES if name not in right), 6)
    rows = [",".join(row) for row in (right, others[:3], others[3:])]
    chance.shuffle(rows)
    return tuple(rows)

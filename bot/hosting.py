"""What an operator does beside the bot: bring databases up to date, invite the first therapist or supervisor."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import segno

from bot import deployment, logs
from bot.exports.research import Purpose, export
from bot.programme_files import load_programme
from bot.settings import Settings
from bot.transport import NotDone, Telegram
from bot.wishes.leaving import leave as leaving_staff
from storage import audit, invites, own_codes, persons, second_factors, signing_in
from storage.base import Store, marked
from storage.clocks import SteadyMachine, WallCalendar

NOT_REACHED = """Telegram could not be asked what the bot is called. The invitation works all the same.
Open the bot on the {role}'s phone and send it: /start {token}"""

UNREAD = (
    "Left out: {n}, because they could not be read, or took their yes back in these minutes. See `interlude doctor`."
)
SMALL = 20  # people; below that, somebody who knows one of them may well find them
FEW = "These are few people: whoever knows one of them may find them in it. Think of that before you pass it on."


class Bar(Protocol):
    """A bar in the terminal that grows with what is done."""

    def update(self, n_steps: int) -> None:
        """Let it grow by so many steps."""


async def migrate(settings: Settings) -> str:
    """Bring both databases to the newest schema and say so."""
    async with opened(settings):
        return "Both databases are at the newest schema."


async def invite(settings: Settings, role: str, life: timedelta) -> str:
    """Make a one-time start link and give it with a code to scan."""
    programme = load_programme(settings.programme)
    async with opened(settings) as store:
        called = await what_the_bot_is_called(store, settings)
        person = await persons.new_person(store)
        async with store.write() as tx:
            made = await persons.add(
                tx,
                face="staff",
                role=role,
                state="invited",
                id=person,
                language=programme.language,
                zone=programme.zone,
            )
            token, _invite = await invites.make(tx, role, made_by=None, person=made.id, life=life)
    if not called:
        return NOT_REACHED.format(role=role, token=token)
    link = deployment.address(called, token)
    return f"{drawn(link)}\n{link}\n\nOpen it on the {role}'s phone. It works once, for {life.days} days."


async def new_factor(settings: Settings, name: str) -> str:
    """Take the second factor of one staff member away and sign them out everywhere; say what comes next."""
    async with opened(settings) as store, store.write() as tx:
        named = [one for one in await persons.staff(tx) if one.state == "active" and one.name == name]
        if len(named) != 1:
            names = ", ".join(sorted(f"'{one.name}'" for one in await persons.staff(tx) if one.name)) or "nobody yet"
            return f"'{name}' names {len(named)} people of the staff. Nothing was changed. Known: {names}."
        await second_factors.forget(tx, named[0].id)
        await own_codes.forget_all(tx, named[0].id)
        await signing_in.end_all(tx, named[0].id)
        await audit.note(tx, audit.OPERATOR, None, "new_factor", "operate")
    return f"Done. {name} is signed out, and sets up six new digits at the next reading."


async def export_research(
    settings: Settings, folder: Path, purpose: str, bar: Callable[..., AbstractContextManager[Bar]]
) -> str:
    """Write the research export, and say how many people are in it."""
    forms = load_programme(settings.programme).forms
    async with opened(settings) as store:
        with ExitStack() as drawn_in:

            def begun(clients: int) -> Callable[[int], object]:
                return drawn_in.enter_context(bar(length=clients, label="People")).update

            written = await export(store, folder, Purpose(purpose, forms), begun)
    told = [f"{written.participants} people and {written.rows} rows are in '{folder}'."]
    told += [UNREAD.format(n=written.unread)] if written.unread else []
    return "\n".join([*told, FEW] if written.participants < SMALL else told)


async def leave(settings: Settings, name: str, then: str | None) -> str:
    """End the work of one staff member; say what comes next."""
    async with opened(settings) as store, store.write() as tx:
        staff = [one for one in await persons.staff(tx) if one.state == "active" and one.name in (name, then)]
        leaving, next_ = ([one for one in staff if one.name == wanted] for wanted in (name, then))
        if len(leaving) != 1 or (then is not None and (len(next_) != 1 or then == name)):
            known = ", ".join(sorted(f"'{one.name}'" for one in await persons.staff(tx) if one.name)) or "nobody yet"
            return f"'{name}' and '{then or name}' must each name one person of the staff. Nothing was changed. Known: {known}."
        many = await leaving_staff(tx, leaving[0], next_[0] if then is not None else None)
    asked = f" Each is asked whether {then} may go on." if then else " Nobody reads for them until somebody is chosen."
    return f"Done. {name} has left: signed out everywhere, and no longer the therapist of {many} clients.{asked}"


async def what_the_bot_is_called(store: Store, settings: Settings) -> str:
    """Give what the bot was called when it last served, else ask Telegram; '' when nobody can say."""
    async with store.read() as tx:
        known = await marked(tx, deployment.NAME)
    if known or settings.telegram_token is None:
        return known or ""
    telegram = Telegram(settings.telegram_token, settings.telegram_api)
    try:
        return await telegram.username()
    except NotDone:
        return ""
    finally:
        await telegram.close()


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Open the databases of this deployment, at the newest schema."""
    logs.set_up(*settings.secrets, level="WARNING")
    store = await Store.open(
        settings.database, settings.keys, settings.key_file, calendar=WallCalendar(), machine=SteadyMachine()
    )
    try:
        await store.migrate()
        yield store
    finally:
        await store.close()


def drawn(link: str) -> str:
    """Draw a link as a code that a phone can scan from the terminal."""
    paper = io.StringIO()
    segno.make(link, error="m").terminal(paper, compact=True)
    return paper.getvalue().rstrip("\n")

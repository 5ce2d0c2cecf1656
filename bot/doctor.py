"""
`interlude doctor`: looks over a deployment and says what is well, what to look at, and what is wrong.

Nothing is changed.  No finding carries a secret, a name or an id of anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot import deployment
from bot.programme_files import load_programme
from bot.serving import OFFICIAL, on_telegram_itself
from bot.settings import Settings
from bot.transport import NotDone, Telegram, TokenRefused
from bot.web.health import health_of
from bot.web.webhook import webhook_path
from flows.content.library import library_with
from flows.content.session_cards import cards_with
from flows.content.tools import TOOLS
from flows.programme import Programme, ProgrammeRefused
from storage import migrating, runs
from storage.base import Store, marked
from storage.clocks import SteadyMachine, WallCalendar
from storage.errors import StorageError
from storage.rows import role_above

State = Literal["well", "look", "WRONG"]
WELL: State = "well"
LOOK: State = "look"
WRONG: State = "WRONG"
OLD = 300.0  # seconds: an update that has waited so long was not handled
FILES = "sqlite+aiosqlite:///"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    state: State
    about: str
    found: str
    remedy: str = ""

    @property
    def wrong(self) -> bool:
        """Say whether this must be put right."""
        return self.state == WRONG

    def __str__(self) -> str:
        """Give the line the operator reads."""
        return f"{self.state:<6}{self.about}: {self.found}{f'. {self.remedy}' if self.remedy else ''}"


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything, and give the findings in the order an operator would put them right."""
    found = [*_settings(settings), *_places(settings), *_programme(settings)]
    return [*found, *await _storage(settings), *await _telegram(settings)]


def _settings(settings: Settings) -> Iterator[Finding]:
    if settings.telegram_token is None:
        yield Finding(LOOK, "token", "not set", "Without one only the playground runs.")
    else:
        yield Finding(WELL, "token", "has the right shape")
    if on_telegram_itself(settings) and not settings.telegram_api.startswith("https://"):
        yield Finding(WRONG, "Bot API", "it is called without encryption", f"Set TELEGRAM_API to https://{OFFICIAL}.")
    if settings.log_level == "DEBUG":
        yield Finding(LOOK, "log level", "it is DEBUG", "Set INTERLUDE_LOG_LEVEL to INFO when you have seen enough.")
    if settings.updates == "webhook" and settings.host not in {"127.0.0.1", "::1", "localhost"}:
        yield Finding(LOOK, "webhook", f"it listens on {settings.host}", "Only your proxy should reach it.")


def _places(settings: Settings) -> Iterator[Finding]:
    data, keys = _file(settings.database), _file(settings.keys)
    if data and keys and data.parent.resolve() == keys.parent.resolve():
        yield Finding(WRONG, "keys", "they lie beside the data", "Set INTERLUDE_KEYS to another folder.")
    for name, path in (("data", data), ("keys", keys), ("key file", settings.key_file)):
        if path is None or not path.exists():
            continue
        for place in (path, path.parent):
            if place.stat().st_mode & 0o007:
                yield Finding(WRONG, name, f"everybody on this machine can open '{place}'", f"Run: chmod o= {place}")
                break
        else:
            yield Finding(WELL, name, f"'{path}' is closed to others")


def _programme(settings: Settings) -> Iterator[Finding]:
    try:
        programme = load_programme(settings.programme)
    except ProgrammeRefused as refused:
        yield from (Finding(WRONG, "programme", fault) for fault in refused.faults)
        return
    yield _task_ideas(programme)
    yield _session_cards(programme)
    yield _tools()
    if programme.fictional:
        remedy = "Set INTERLUDE_PROGRAMME; until then no client can be invited on Telegram."
        yield Finding(WRONG if on_telegram_itself(settings) else LOOK, "programme", "it is the invented one", remedy)
        return
    yield _helplines(programme)
    if programme.growing_languages:
        said = "clients may choose languages that no named clinician has signed"
        yield Finding(LOOK, "languages", said, "Say growing_languages = false unless you know who answers for them.")


def _task_ideas(programme: Programme) -> Finding:
    """Count the task ideas that nobody answers for by name yet."""
    library = library_with(programme.tasks)
    drafts, ideas = len(library.drafts()), len(library.ideas)
    if not drafts:
        return Finding(WELL, "task ideas", f"all {ideas} were signed by a named clinician")
    remedy = "docs/task-library.md says how a clinician signs one."
    return Finding(LOOK, "task ideas", f"{drafts} of {ideas} are drafts", remedy)


def _session_cards(programme: Programme) -> Finding:
    """Count the session cards that nobody answers for by name yet; none where the programme shows none."""
    if not programme.session_cards:
        return Finding(WELL, "session cards", "switched off")
    cards = cards_with(programme.cards)
    drafts = sum(card.draft for card in cards.values())
    remedy = "docs/courses.md says how a clinician signs one." if drafts else ""
    return Finding(LOOK if drafts else WELL, "session cards", f"{drafts} of {len(cards)} are drafts", remedy)


def _tools() -> Finding:
    """Count the tools that nobody answers for by name yet."""
    drafts = sum(tool.draft for tool in TOOLS.values())
    remedy = "Let a clinician read them: `interlude preview` shows them all."
    return Finding(LOOK if drafts else WELL, "tools", f"{drafts} of {len(TOOLS)} are drafts", remedy if drafts else "")


def _helplines(programme: Programme) -> Finding:
    left = programme.days_left(WallCalendar().now().date())
    if left < 0:
        return Finding(WRONG, "helplines", "none was called within 90 days", "Call each one, then change checked_on.")
    state = LOOK if left <= 15 else WELL
    return Finding(state, "helplines", f"the last call was {90 - left} days ago; clients can join for {left} more days")


async def _storage(settings: Settings) -> list[Finding]:
    data = _file(settings.database)
    if data is not None and not data.exists():
        return [Finding(LOOK, "database", "it is not there yet", "`interlude migrate` or `interlude serve` makes it.")]
    calendar, machine = WallCalendar(), SteadyMachine()
    try:
        store = await Store.open(
            settings.database, settings.keys, settings.key_file, calendar=calendar, machine=machine, create=False
        )
    except (StorageError, OSError) as trouble:
        return [Finding(WRONG, "database", str(trouble) or type(trouble).__name__)]
    try:
        rows = await _rows(store)
        return [*rows, *(await _schemas(store) or [await _kind(store, settings), *await _queues(store)])]
    finally:
        await store.close()


async def _rows(store: Store) -> list[Finding]:
    above = await role_above(store.writer)
    if above is None:
        return []
    remedy = "Let a plain role own the database and its tables: docs/settings.md says how."
    return [Finding(WRONG, "database role", f"no rule about whose rows are seen holds for '{above}'", remedy)]


async def _schemas(store: Store) -> list[Finding]:
    trees: tuple[tuple[migrating.Tree, Any], ...] = (("keys", store.keys.engine), ("data", store.writer))
    return [
        Finding(WRONG, f"{tree} database", "its schema is not the newest", "Run `interlude migrate`.")
        for tree, engine in trees
        if await migrating.revision_of(engine) != migrating.newest(tree)
    ]


async def _kind(store: Store, settings: Settings) -> Finding:
    async with store.read() as tx:
        kind, bot = await marked(tx, deployment.KIND), await marked(tx, deployment.BOT)
    if kind == "playground":
        return Finding(WRONG, "database", "it belongs to the playground", "Set INTERLUDE_DATABASE to one of its own.")
    if bot and settings.bot_id and bot != str(settings.bot_id):
        return Finding(WRONG, "database", "it belongs to another bot", "Set the token or INTERLUDE_DATABASE right.")
    return Finding(WELL, "database", "it opens with these keys, and its schema is the newest")


async def _queues(store: Store) -> list[Finding]:
    health = await health_of(store)
    found = []
    if float(health["inbox_oldest_seconds"] or 0) > OLD:
        said = f"{health['inbox_waiting']} updates wait, the oldest for {health['inbox_oldest_seconds']} seconds"
        found.append(Finding(WRONG, "inbox", said, "Is `interlude serve` running?"))
    for name, what in (("inbox_aside", "updates that raised"), ("outbox_aside", "messages that Telegram refused")):
        if health[name]:
            found.append(Finding(LOOK, name.replace("_", " "), f"{health[name]} {what}", "The log names each by id."))
    if health["clients_alone"]:
        said = f"nobody could be told about {health['clients_alone']} clients"
        remedy = "Their therapist has left or takes no messages, and so does every supervisor: `interlude invite`."
        found.append(Finding(WRONG, "staff", said, remedy))
    async with store.read() as tx:
        parked = await runs.parked_runs(tx)
    if parked:
        flows = ", ".join(sorted({f"{run.flow} ({run.error})" for run in parked}))
        remedy = "They go on by themselves when a version starts that can replay them."
        found.append(Finding(LOOK, "conversations", f"{len(parked)} parked: {flows}", remedy))
    return found or [Finding(WELL, "queues", "nothing waits too long and nothing was set aside")]


async def _telegram(settings: Settings) -> list[Finding]:
    if settings.telegram_token is None:
        return []
    telegram = Telegram(settings.telegram_token, settings.telegram_api)
    try:
        me, hook = await telegram.call("getMe"), await telegram.call("getWebhookInfo")
    except TokenRefused:
        return [Finding(WRONG, "Telegram", "it refuses the token", "Paste it again from BotFather.")]
    except NotDone as trouble:
        return [Finding(WRONG, "Telegram", f"not reached ({trouble.reason})", "Is this machine online?")]
    finally:
        await telegram.close()
    found = [Finding(WELL, "Telegram", f"the bot answers as @{me['username']}"), _hook(settings, str(hook["url"]))]
    if me.get("can_join_groups"):
        found.append(
            Finding(LOOK, "groups", "the bot can be added to groups", "In BotFather: /setjoingroups, Disable.")
        )
    return found


def _hook(settings: Settings, found: str) -> Finding:
    secret = settings.webhook_secret
    wanted = f"{settings.public_url}{webhook_path(secret)}" if settings.updates == "webhook" and secret else ""
    if found == wanted:
        return Finding(WELL, "updates", f"by {settings.updates}")
    return Finding(LOOK, "updates", "Telegram has another webhook than these settings", "`interlude serve` sets it.")


def _file(address: str) -> Path | None:
    return Path(address.removeprefix(FILES)) if address.startswith(FILES) else None

"""
The command line: `interlude`, or `python -m bot`.

Whatever is wrong ends in a sentence that says what to do, and in exit code 2.
"""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import doctor, hosting, serving
from bot.deployment import WrongDatabase
from bot.exports.research import NobodyWilling
from bot.exports.shelf import FolderRefused
from bot.settings import FILE, Settings, SettingsProblem, load_settings
from bot.transport import NotDone
from bot.web.server import CannotListen
from flows.errors import FlowError
from flows.programme import ProgrammeRefused
from locales.languages import shipped
from storage.errors import StorageError

EXPECTED = (
    SettingsProblem, ProgrammeRefused, StorageError, WrongDatabase, CannotListen, FlowError, FolderRefused, NobodyWilling,
    OSError,
)  # fmt: skip
app = typer.Typer(
    name="interlude",
    help="A guided self-help companion on Telegram, between the sessions of IPT and IPC.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
SettingsFile = Annotated[Path, typer.Option("--settings", help="The file with the settings.")]


class Role(StrEnum):
    """Who may be invited from the command line."""

    THERAPIST = "therapist"
    SUPERVISOR = "supervisor"


class Chosen:
    """The file that the words before the command have named."""

    file: Path = FILE


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, settings: SettingsFile = FILE) -> None:
    """Serve Telegram when there is a token, else open the playground."""
    Chosen.file = settings
    if context.invoked_subcommand is None:
        found = load_settings(settings)
        if found.telegram_token is None:
            playground()
        else:
            serve()


@app.command("serve")
def serve() -> None:
    """Serve Telegram with the token of INTERLUDE_TELEGRAM_TOKEN, until Ctrl-C."""
    _run(serving.serve(_settings(), typer.echo))


@app.command("playground")
def playground() -> None:
    """Open two phones in the browser: a client's and a therapist's, with a clock that can be moved."""
    from bot.playground.run import open_playground  # noqa: PLC0415 - what serves Telegram never loads the playground

    settings = _settings()
    if settings.telegram_token is not None:
        raise SettingsProblem(
            "INTERLUDE_TELEGRAM_TOKEN is set, and the playground never runs beside a real bot. "
            "Run `interlude serve`, or start the playground from a terminal without the token."
        )
    with_page = settings.therapist_log == "page"
    _run(open_playground(settings.playground, settings.host, settings.port, typer.echo, with_page=with_page))


@app.command("migrate")
def migrate() -> None:
    """Bring both databases to the newest schema; on SQLite a copy is kept beside each."""
    typer.echo(_run(hosting.migrate(_settings())))


@app.command("invite")
def invite(
    role: Annotated[Role, typer.Option(help="Who is invited.")] = Role.THERAPIST,
    days: Annotated[int, typer.Option(min=1, max=30, help="How long the link can be used.")] = 10,
) -> None:
    """Print a start link for the first therapist or supervisor: it works once, for whoever opens it first."""
    typer.echo(_run(hosting.invite(_settings(), role.value, timedelta(days=days))))


@app.command("new-factor")
def new_factor(name: Annotated[str, typer.Argument(help="The name under which clients know this person.")]) -> None:
    """Let a staff member who lost the phone set up a new second factor; make sure first that it is really they who ask."""
    typer.echo(_run(hosting.new_factor(_settings(), name)))


@app.command("export-research")
def export_research(
    folder: Annotated[Path, typer.Argument(help="The folder to make: it must not exist yet, or be empty.")],
    purpose: Annotated[
        str, typer.Option(help="What the data are for, such as the name of the study; it stands in the dataset.")
    ],
) -> None:
    """Write tables without names of those clients who have said yes to research; each export is noted in the audit."""
    if not purpose.strip():
        raise typer.BadParameter("Say what the data are for; it stands in the dataset.", param_hint="--purpose")
    typer.echo(_run(hosting.export_research(_settings(), folder, purpose.strip(), typer.progressbar)))


@app.command("leave")
def leave(
    name: Annotated[str, typer.Argument(help="Who leaves, as they are called here.")],
    then: Annotated[str | None, typer.Option("--to", help="Who could go on; each client is asked first.")] = None,
) -> None:
    """Let somebody of the staff leave: nothing of their clients stays within their reach."""
    typer.echo(_run(hosting.leave(_settings(), name, then)))


@app.command("talk")
def talk_through(
    flow: Annotated[str, typer.Argument(help="The flow to play, such as check_in.")],
    language: Annotated[str, typer.Option(help="The language to play it in.")] = "en",
) -> None:
    """Play a flow in the terminal, with an invented client and therapist; nothing is kept."""
    from bot import talk  # noqa: PLC0415 - as above

    known = [one.code for one in shipped(pretend=True)]
    if language not in known:
        raise typer.BadParameter(f"'{language}' is not shipped. Say one of: {', '.join(known)}.")
    _run(talk.talk(flow, language, talk.Terminal(sys.stdin, sys.stdout)))


@app.command("check")
def check() -> None:
    """Check every rule of the house, the catalogs and the content."""
    from bot import checking  # noqa: PLC0415 - the rules read every file of the house

    faults = checking.faults()
    for fault in faults:
        typer.echo(fault)
    if faults:
        typer.echo(f"interlude: {len(faults)} to put right.")
        raise typer.Exit(1)
    typer.echo(checking.ALL_WELL)


@app.command("preview")
def draw_preview(
    file: Annotated[Path, typer.Argument(help="The page to write.")] = Path("preview.html"),
    language: Annotated[
        list[str] | None, typer.Option(help="A language to show; all that are shipped without it.")
    ] = None,
) -> None:
    """Write one page with every conversation in every language, and the diagram of each, for those who review the words."""
    from bot.preview.page import page  # noqa: PLC0415 - what serves Telegram never loads it

    known = [one.code for one in shipped()]
    unknown = next((code for code in language or () if code not in known), None)
    if unknown is not None:
        raise typer.BadParameter(f"'{unknown}' is not shipped. Say one of: {', '.join(known)}.")
    file.write_text(page(language or known), encoding="utf-8")
    typer.echo(f"interlude: {file}")


@app.command("reading-level")
def tell_reading_level() -> None:
    """Say how easily clients can read the English: the grade of every file, and the sentences worth a look."""
    from bot.checking import ROOT  # noqa: PLC0415 - the rules read every file of the house
    from bot.house import reading_level  # noqa: PLC0415 - as above

    for line in reading_level.report(ROOT):
        typer.echo(line)


@app.command("doctor")
def examine() -> None:
    """Look over this deployment: settings, keys, databases, programme, Telegram."""
    findings = _run(doctor.examine(_settings()))
    for finding in findings:
        typer.echo(str(finding))
    if any(finding.wrong for finding in findings):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; expected trouble ends in one sentence."""
    try:
        app()
    except EXPECTED as trouble:
        typer.echo(f"interlude: {trouble}", err=True)
        sys.exit(2)
    except NotDone as trouble:
        typer.echo(f"interlude: Telegram did not do it ({trouble.reason}). Nothing was changed; try again.", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _settings() -> Settings:
    return load_settings(Chosen.file)


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)

"""The programme's own folder: read once at start, checked, and handed on as a value."""

import tomllib
from pathlib import Path
from typing import Any

from flows.programme import Programme, ProgrammeRefused, programme_from, tasks_from

FICTIONAL = Path(__file__).parent.parent / "flows" / "content" / "fictional"


def load_programme(folder: Path | None = None) -> Programme:
    """Read `programme.toml` of a folder, and `tasks.toml` beside it; without a folder, the invented programme."""
    place = folder or FICTIONAL
    parsed = _parsed(place / "programme.toml")
    if parsed is None:
        raise ProgrammeRefused(
            where=str(place / "programme.toml"),
            faults=("the file is not there; copy 'flows/content/fictional/programme.toml' and change every line",),
        )
    programme = programme_from(parsed, str(place / "programme.toml"))
    own = _parsed(place / "tasks.toml")
    return (
        programme if own is None else programme.model_copy(update={"tasks": tasks_from(own, str(place / "tasks.toml"))})
    )


def _parsed(path: Path) -> dict[str, Any] | None:
    """Give what a file holds; none when it is not there."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise ProgrammeRefused(where=str(path), faults=("this is not UTF-8; save the file as UTF-8 text",)) from None
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeRefused(where=str(path), faults=(f"this is not TOML: {error}",)) from None

"""The programme's own folder: read once at start, checked, and handed on as a value."""

import tomllib
from pathlib import Path

from flows.programme import Programme, ProgrammeRefused, programme_from

FICTIONAL = Path(__file__).parent.parent / "flows" / "content" / "fictional"


def load_programme(folder: Path | None = None) -> Programme:
    """Read `programme.toml` of a folder; without one, the invented programme of the playground."""
    path = (folder or FICTIONAL) / "programme.toml"
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProgrammeRefused(
            where=str(path),
            faults=("the file is not there; copy 'flows/content/fictional/programme.toml' and change every line",),
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeRefused(where=str(path), faults=(f"this is not TOML: {error}",)) from None
    return programme_from(parsed, str(path))

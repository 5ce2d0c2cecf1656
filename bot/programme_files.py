"""The programme's own folder: read once at start, checked, and handed on as a value."""

import hashlib
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from flows.measures import Form
from flows.programme import Programme, ProgrammeRefused, cards_from, form_from, programme_from, tasks_from

CONTENT = Path(__file__).parent.parent / "flows" / "content"
FICTIONAL, INSTRUMENTS, FROZEN = CONTENT / "fictional", CONTENT / "instruments", "frozen.json"


def load_programme(folder: Path | None = None) -> Programme:
    """Read `programme.toml` of a folder, and what lies beside it; without a folder, the invented programme."""
    place = folder or FICTIONAL
    parsed = _parsed(place / "programme.toml")
    if parsed is None:
        raise ProgrammeRefused(
            where=str(place / "programme.toml"),
            faults=("the file is not there; copy 'flows/content/fictional/programme.toml' and change every line",),
        )
    programme = programme_from(parsed, str(place / "programme.toml"))
    own = _parsed(place / "tasks.toml")
    tasks = tasks_from(own, str(place / "tasks.toml")) if own is not None else ()
    written = _parsed(place / "session-cards.toml")
    cards = cards_from(written, str(place / "session-cards.toml")) if written is not None else ()
    forms = (*shipped_forms(), *own_forms(place / "instruments"))
    return programme.model_copy(update={"tasks": tasks, "cards": cards, "forms": forms})


@cache
def shipped_forms() -> tuple[Form, ...]:
    """Read the forms that Interlude ships; one whose file is not exactly as it was frozen stops the start."""
    frozen = json.loads((INSTRUMENTS / FROZEN).read_text(encoding="utf-8"))
    found = []
    for path in sorted(INSTRUMENTS.glob("*.json")):
        if path.name == FROZEN:
            continue
        form = _form(path)
        if frozen.get(path.name) != form.fingerprint:
            raise ProgrammeRefused(where=str(path), faults=("the wording was changed; put the shipped file back",))
        found.append(form)
    return tuple(found)


def own_forms(folder: Path) -> tuple[Form, ...]:
    """Read a programme's own measures, for which it holds the licence; its own wording counts as compared by it."""
    found = tuple(_form(path) for path in sorted(folder.glob("*.json")))
    shipped = {(one.instrument, one.lang) for one in shipped_forms()}
    for form in found:
        if (form.instrument, form.lang) in shipped:
            fault = f"'{form.instrument}' in '{form.lang}' is shipped; switch it on with [[compared]] instead"
            raise ProgrammeRefused(where=str(folder), faults=(fault,))
    return tuple(form.model_copy(update={"status": "pinned"}) for form in found)


def _form(path: Path) -> Form:
    """Read one form with the SHA-256 of its file."""
    raw = path.read_bytes()
    try:
        parsed = json.loads(raw)
    except ValueError as error:
        raise ProgrammeRefused(where=str(path), faults=(f"this is not JSON: {error}",)) from None
    if not isinstance(parsed, dict):
        raise ProgrammeRefused(where=str(path), faults=("this is not a form; look at a shipped one",))
    form = form_from(parsed, str(path))
    return form.model_copy(update={"fingerprint": hashlib.sha256(raw).hexdigest()})


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

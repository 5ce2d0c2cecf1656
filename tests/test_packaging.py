"""What is installed is whole: the catalogs travel inside the wheel, compiled, and speak from there."""

import gettext
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from locales.languages import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
SPOKEN = sorted(code for code, language in LANGUAGES.items() if language.status != "pretend" and code != "en")
PRETEND = sorted(code for code, language in LANGUAGES.items() if language.status == "pretend")
SPEAK = """
import sys
import locales.voice
from locales.line import Count, Line
one, many = sys.argv[1:3]
voice = locales.voice.voice_for("uk")
print(locales.voice.__file__)
for number in (1, 3, 5):
    print(voice.text(Line(one, many).fill(n=Count(number))))
"""


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installation would, and unpack it far from the source."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    built = subprocess.run(command, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(folder.glob("interlude-*.whl"))) as wheel:
        wheel.extractall(folder / "unpacked")
    return folder / "unpacked"


def _catalog(folder: Path, code: str) -> Path:
    return folder / "locales" / code / "LC_MESSAGES" / "messages.mo"


@pytest.mark.parametrize("code", SPOKEN)
def test_a_language_that_people_speak_is_in_the_wheel(unpacked: Path, code: str) -> None:
    assert _catalog(unpacked, code).is_file()


@pytest.mark.parametrize("code", PRETEND)
def test_a_pretend_language_stays_at_home(unpacked: Path, code: str) -> None:
    assert not (unpacked / "locales" / code).exists()


def test_an_installed_copy_has_no_catalog_that_is_not_compiled(unpacked: Path) -> None:
    assert [*unpacked.rglob("*.po"), *unpacked.rglob("*.pot")] == []


def test_a_build_writes_nothing_into_the_checkout(unpacked: Path) -> None:
    """Builds at once in one checkout once read each other's half-written catalogs."""
    began = min(file.stat().st_mtime for file in unpacked.parent.glob("*.whl"))

    assert [file for file in ROOT.glob("locales/*/LC_MESSAGES/*.mo") if file.stat().st_mtime >= began - 60] == []


def test_the_wheel_holds_the_four_rooms_and_no_tests(unpacked: Path) -> None:
    rooms = {file.name for file in unpacked.iterdir() if file.is_dir() and not file.name.endswith(".dist-info")}

    assert rooms == {"bot", "flows", "locales", "storage"}


def test_the_unpacked_wheel_counts_in_ukrainian(unpacked: Path) -> None:
    one, many = _a_plural(_catalog(unpacked, "uk"))
    with _catalog(unpacked, "uk").open("rb") as file:
        judge = gettext.GNUTranslations(file)

    spoken = subprocess.run(
        [sys.executable, "-c", SPEAK, one, many],
        check=True, capture_output=True, encoding="utf-8", cwd=unpacked, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    ).stdout.splitlines()  # fmt: skip

    assert Path(spoken[0]).is_relative_to(unpacked)
    assert spoken[1:] == [judge.ngettext(one, many, number).format(n=number) for number in (1, 3, 5)]
    assert len(set(spoken[1:])) == 3


def _a_plural(catalog: Path) -> tuple[str, str]:
    """Find a sentence of the catalog that counts and has no other blank."""
    from babel.messages.mofile import read_mo

    with catalog.open("rb") as file:
        messages = [message for message in read_mo(file) if not message.context]
    counting = [message.id for message in messages if not isinstance(message.id, str)]
    return next((one, many) for one, many in counting if "{n}" in many and many.count("{") == 1)

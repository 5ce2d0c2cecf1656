"""`start.py` does again only what has changed, and says what it does not know."""

import subprocess
import sys
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parent.parent


def test_an_unknown_word_is_answered_with_the_known_ones() -> None:
    said = subprocess.run(
        [sys.executable, str(ROOT / "start.py"), "dance"], check=False, capture_output=True, text=True
    )

    assert said.returncode == 2
    assert said.stdout == "start: 'dance' is not known; say one of run, test, bench, browser, setup.\n"


def test_what_is_stamped_is_not_done_again(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "run.txt", tmp_path / "run.stamp"
    lock.write_text("httpx==0.28.1")
    assert start.changed(stamp, [lock])

    start.put_stamp(stamp, [lock])

    assert not start.changed(stamp, [lock])


def test_a_changed_lock_is_installed_again(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "run.txt", tmp_path / "run.stamp"
    lock.write_text("httpx==0.28.1")
    start.put_stamp(stamp, [lock])

    lock.write_text("httpx==0.29.0")

    assert start.changed(stamp, [lock])


@pytest.mark.parametrize(
    ("written", "served"),
    [('telegram_token = "1:a"', True), ('telegram_token = ""', False), ('listen = "[::1]:80"', False)],
)
def test_a_token_in_the_file_serves_telegram(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, served: bool
) -> None:
    monkeypatch.delenv("INTERLUDE_TELEGRAM_TOKEN", raising=False)
    (tmp_path / "interlude.toml").write_text(written)

    assert start.has_token(tmp_path) is served


def test_a_token_in_the_environment_serves_telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLUDE_TELEGRAM_TOKEN", "1:a")

    assert start.has_token(tmp_path)

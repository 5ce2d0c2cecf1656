"""Settings name themselves when they are wrong, and never show a secret."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.settings import SettingsProblem, load_settings, shape_of

TOKEN = "123456789:AAEabcdefghijklmnopqrstuvwxyz0123456"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("INTERLUDE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def problem(**given: object) -> str:
    with pytest.raises(SettingsProblem) as raised:
        load_settings(**given)  # type: ignore[arg-type]  # wrong on purpose
    return str(raised.value)


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()

    assert (settings.updates, settings.host, settings.port, settings.bot_id) == ("polling", "127.0.0.1", 8080, 0)


def test_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("interlude.toml").write_text('listen = "0.0.0.0:1"\nlog_level = "ERROR"\n')
    monkeypatch.setenv("INTERLUDE_LISTEN", "0.0.0.0:2")

    settings = load_settings()

    assert (settings.listen, settings.log_level) == ("0.0.0.0:2", "ERROR")


def test_token_gives_the_id_of_the_bot_and_is_not_shown() -> None:
    settings = load_settings(telegram_token=TOKEN)

    assert settings.bot_id == 123456789
    assert "AAE" not in repr(settings)


def test_wrong_token_tells_its_shape_and_never_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLUDE_TELEGRAM_TOKEN", "my secret 12")

    said = problem()

    assert "INTERLUDE_TELEGRAM_TOKEN is a text of 12 characters (letters, digits, spaces)" in said
    assert "BotFather" in said
    assert "my secret" not in said


def test_password_in_the_address_of_a_database_is_never_shown() -> None:
    said = problem(database="mysql://me:hunter2@db/name")

    assert "hunter2" not in said
    assert "postgresql+asyncpg://" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen", "8080"),
        ("listen", "host:99999"),
        ("telegram_api", "api.telegram.org"),
        ("updates", "carrier pigeon"),
        ("programme", "/nowhere/at/all"),
        ("log_level", "LOUD"),
    ],
)
def test_wrong_setting_names_itself_its_value_and_the_remedy(name: str, value: str) -> None:
    said = problem(**{name: value})

    assert f"'{value}'" in said
    assert name in said.lower()
    assert said.endswith(".")


def test_wrong_value_in_the_file_names_the_file() -> None:
    Path("interlude.toml").write_text("listen = 8080\n")

    assert "'listen' in interlude.toml is '8080'" in problem()


def test_unknown_name_in_the_file_suggests_the_right_one() -> None:
    Path("interlude.toml").write_text('telegram_tokn = "x"\n')

    assert "did you mean 'telegram_token'?" in problem()


def test_misspelled_variable_suggests_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLUDE_TELEGRAM_TOKE", "x")

    assert "INTERLUDE_TELEGRAM_TOKE is not a setting; did you mean 'telegram_token'?" in problem()


def test_file_that_is_not_toml_says_so_without_its_words() -> None:
    Path("interlude.toml").write_text("telegram_token = 12:hush\n")

    said = problem()

    assert "is not TOML" in said
    assert "hush" not in said


def test_webhook_needs_a_secret_and_a_public_address() -> None:
    said = problem(updates="webhook", telegram_token=TOKEN)

    assert "INTERLUDE_WEBHOOK_SECRET" in said
    assert "INTERLUDE_PUBLIC_URL" in said


def test_keys_live_apart_from_the_rest() -> None:
    assert "Keys live apart" in problem(database="sqlite+aiosqlite:///a", keys="sqlite+aiosqlite:///a")


def test_shape_tells_nothing_but_the_shape() -> None:
    assert shape_of(SecretStr("ab1-")) == "a text of 4 characters (letters, digits, '-')"


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ({}, None),
        ({"public_url": "https://bot.example.org"}, "https://bot.example.org"),
        ({"public_url": "https://bot.example.org", "therapist_log": "chat"}, None),
        ({"therapist_log": "page"}, "http://127.0.0.1:8080"),
        ({"therapist_log": "page", "listen": "0.0.0.0:80", "public_url": "https://a.example"}, "https://a.example"),
    ],
)
def test_staff_read_on_the_page_where_nobody_reads_along(given: dict[str, Any], page: str | None) -> None:
    assert load_settings(**given).page_url == page


def test_page_is_never_served_over_plain_http_beyond_this_machine() -> None:
    assert "never served over plain HTTP" in problem(therapist_log="page", listen="0.0.0.0:80")

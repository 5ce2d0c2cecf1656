"""
What the operator may set: `interlude.toml`, or variables that begin with `INTERLUDE_`, which come first.

A wrong setting names itself, shows its value (of a secret only the shape) and says what to do.
"""

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

PREFIX = "INTERLUDE_"
FILE = Path("interlude.toml")
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[^\s:]+):(\d{1,5})")
DATABASES = ("sqlite+aiosqlite", "postgresql+asyncpg")
HERE = ("127.0.0.1", "localhost", "::1")
HIDDEN = {"telegram_token", "webhook_secret", "database", "keys"}  # addresses of databases may hold a password
HOW_TO_MAKE_ONE = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'


class SettingsProblem(Exception):
    """A setting cannot be used; the operator is told at start, and nothing has been opened yet."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__("\n".join(f"settings: {fault}" for fault in faults))


class Settings(BaseSettings):
    """Every setting, with what is used when it is not set; the description is the remedy."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=FILE, frozen=True, hide_input_in_errors=True)

    telegram_token: SecretStr | None = Field(
        default=None,
        description="Paste the token that BotFather gave you; it looks like 123456789:AAE and 30 more letters.",
    )
    telegram_api: str = Field(
        default="https://api.telegram.org",
        description="Write the base address of a Bot API server, without /bot and token.",
    )
    database: str = Field(
        default="sqlite+aiosqlite:///interlude/data/interlude.sqlite",
        description="Write sqlite+aiosqlite:///folder/file.sqlite or postgresql+asyncpg://host/name.",
        repr=False,
    )
    keys: str = Field(
        default="sqlite+aiosqlite:///interlude/keys/keys.sqlite",
        description="Write an address as for INTERLUDE_DATABASE, of another database in another folder.",
        repr=False,
    )
    key_file: Path = Field(
        default=Path("interlude/keys/interlude.key"),
        description="Name the file of the key; `interlude migrate` makes it.",
    )
    updates: Literal["polling", "webhook"] = Field(default="polling", description="Write polling or webhook.")
    webhook_secret: SecretStr | None = Field(
        default=None, description=f"Write 16 to 256 letters, digits, - or _; make one with: {HOW_TO_MAKE_ONE}"
    )
    listen: str = Field(default="127.0.0.1:8080", description="Write host:port, as in 127.0.0.1:8080.")
    public_url: str | None = Field(
        default=None,
        description="Write the https address under which the outside reaches us, as in https://bot.example.org.",
    )
    therapist_log: Literal["page", "chat"] | None = Field(
        default=None,
        description="Write page or chat; without it staff read on the page where INTERLUDE_PUBLIC_URL is https.",
    )
    programme: Path | None = Field(
        default=None, description="Name the folder with the programme's own files; it must hold programme.toml."
    )
    playground: Path = Field(
        default=Path("interlude/playground"), description="Name a folder that only the playground uses."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Write DEBUG, INFO, WARNING or ERROR."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic gives it; a second file would only confuse
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Look first at what was given, then at the environment, then at the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @field_validator("telegram_token", "webhook_secret", "public_url", "programme", "therapist_log", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:  # what a file or the environment holds
        return None if value == "" else value

    @field_validator("telegram_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _matching(TOKEN, value)

    @field_validator("webhook_secret")
    @classmethod
    def _looks_like_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        return _matching(SECRET, value)

    @field_validator("listen")
    @classmethod
    def _is_host_and_port(cls, value: str) -> str:
        found = LISTEN.fullmatch(value)
        if not found or int(found[2]) > 65535:
            raise ValueError
        return value

    @field_validator("telegram_api", "public_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError
        return value.rstrip("/") if value else value

    @field_validator("database", "keys")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        if not value.startswith(tuple(f"{kind}://" for kind in DATABASES)):
            raise ValueError
        return value

    @field_validator("programme")
    @classmethod
    def _is_a_folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults = list(_not_together(self))
        if faults:
            raise SettingsProblem(*faults)
        return self

    @property
    def host(self) -> str:
        """Give the host of `listen`."""
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """Give the port of `listen`."""
        return int(self.listen.rpartition(":")[2])

    @property
    def page_url(self) -> str | None:
        """Give the address of the site on which staff read; none when they read in the chat."""
        secure = self.public_url is not None and urlsplit(self.public_url).scheme == "https"
        if self.therapist_log == "chat" or (self.therapist_log is None and not secure):
            return None
        return self.public_url if secure else f"http://{self.listen}"

    @property
    def bot_id(self) -> int:
        """Give the bot's own id, which is the first part of its token; 0 without a token."""
        return int(self.telegram_token.get_secret_value().partition(":")[0]) if self.telegram_token else 0

    @property
    def secrets(self) -> tuple[SecretStr | None, ...]:
        """Give everything that no log may hold."""
        return self.telegram_token, self.webhook_secret


def load_settings(file: Path = FILE, **given: Any) -> Settings:
    """Read the settings, or raise `SettingsProblem` with one sentence for each fault; what is given goes first."""

    class Chosen(Settings):
        model_config = SettingsConfigDict(toml_file=file)

    _look_for_typing_errors(file)
    try:
        return Chosen(**given)
    except ValidationError as error:
        raise SettingsProblem(*(_sentence(fault, file, given) for fault in error.errors())) from None


def _look_for_typing_errors(file: Path) -> None:
    """Refuse names that are not settings: in the file any, in the environment those close to one."""
    names = list(Settings.model_fields)
    try:
        written = list(tomllib.loads(file.read_text(encoding="utf-8"))) if file.exists() else []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise SettingsProblem(
            f"'{file}' is not TOML; every line is name = \"value\", with quotes around words"
        ) from None
    faults = [
        f"'{name}' in {file} is not a setting{_meant(name.lower(), names)}" for name in written if name not in names
    ]
    for variable in sorted(os.environ):
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and name not in names and _meant(name, names):
            faults.append(f"{variable} is not a setting{_meant(name, names)}")
    if faults:
        raise SettingsProblem(*faults)


def _meant(name: str, names: list[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
    return f"; did you mean '{close[0]}'?" if close else ""


def _sentence(fault: Any, file: Path, given: dict[str, Any]) -> str:
    """Say which setting is wrong, what it holds and what to do."""
    name = str(fault["loc"][0])
    field = Settings.model_fields[name]
    value = given.get(name, os.environ.get(PREFIX + name.upper(), fault.get("input")))
    where = f"{PREFIX}{name.upper()}"
    if name not in given and where not in os.environ:
        where = f"'{name}' in {file}"
        value = tomllib.loads(file.read_text(encoding="utf-8")).get(name) if file.exists() else value
    return f"{where} is {shape_of(value) if name in HIDDEN else repr(str(value))}. {field.description}"


def shape_of(value: object) -> str:
    """Tell a secret's shape: how long it is and what it is made of, never what it says."""
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    kinds = {"letters": str.isalpha, "digits": str.isdecimal, "spaces": str.isspace}
    made_of = [name for name, of_kind in kinds.items() if any(of_kind(letter) for letter in text)]
    others = "".join(sorted({letter for letter in text if not letter.isalnum() and not letter.isspace()}))
    made_of += [f"'{others}'"] if others else []
    return f"a text of {len(text)} characters ({', '.join(made_of) or 'nothing'})"


def _matching(pattern: re.Pattern[str], value: SecretStr | None) -> SecretStr | None:
    if value is not None and not pattern.fullmatch(value.get_secret_value()):
        raise ValueError
    return value


def _not_together(settings: Settings) -> list[str]:
    """Say which settings need each other."""
    faults = []
    if settings.database == settings.keys:
        faults.append(
            f"{PREFIX}DATABASE and {PREFIX}KEYS name the same database. Keys live apart; give them another one."
        )
    if settings.updates == "webhook" and settings.webhook_secret is None:
        faults.append(f"{PREFIX}WEBHOOK_SECRET is not set, and webhooks need one. {_remedy('webhook_secret')}")
    if settings.updates == "webhook" and not _may_be_called(settings):
        faults.append(f"{PREFIX}PUBLIC_URL is '{settings.public_url}', and webhooks need one. {_remedy('public_url')}")
    if settings.therapist_log == "page" and not _is_private(settings):
        faults.append(
            f"{PREFIX}THERAPIST_LOG is 'page', and the page is never served over plain HTTP beyond this machine. "
            f"{_remedy('public_url')} Or let {PREFIX}LISTEN begin with 127.0.0.1."
        )
    return faults


def _is_private(settings: Settings) -> bool:
    """Say whether nobody between the page and its reader can read along."""
    return urlsplit(settings.public_url or "").scheme == "https" or settings.host in HERE


def _may_be_called(settings: Settings) -> bool:
    """Telegram calls https only; a Bot API server on this machine may also call plain http on it."""
    outside, api = urlsplit(settings.public_url or ""), urlsplit(settings.telegram_api)
    return outside.scheme == "https" or (outside.hostname in HERE and api.hostname in HERE)


def _remedy(name: str) -> str:
    return Settings.model_fields[name].description or ""

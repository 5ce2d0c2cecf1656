"""
Signing in from inside Telegram: what a Mini App is handed, and whether Telegram has signed it.

The HMAC is made with the bot's token; the Ed25519 signature, which newer Telegrams add, is made by Telegram itself.
Whatever is there must be right (core.telegram.org/bots/webapps, "Validating data received via the Mini App").  Roles
and names come from our own database, never from here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import category

from init_data_py import InitData, hash_token, parse, validate_by_hash, validate_by_signature
from init_data_py.errors import InvalidInitDataError
from pydantic import SecretStr

from bot.limits import INIT_DATA

OLDEST, AHEAD = timedelta(minutes=5), timedelta(minutes=1)
TELEGRAM = "e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d"  # its key; never the one for trials


class NotSigned(Exception):
    """What came is not a fresh login of ours; whoever sent it hears no more than that."""

    def __init__(self, *, why: str) -> None:
        self.why = why
        super().__init__(f"login: refused, '{why}'. Open the page from the chat once more.")


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody whom Telegram has vouched for: the id in Telegram, and the hash by which a re-use is known."""

    telegram_id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Checking:
    """What a login is checked with; the token itself is not kept, and a derived key cannot drive the bot."""

    bot_id: int
    key: SecretStr
    telegram: str = TELEGRAM

    @classmethod
    def of(cls, token: SecretStr, telegram: str = TELEGRAM) -> "Checking":
        """Derive from the token what is needed."""
        bot_id = int(token.get_secret_value().partition(":")[0])
        return cls(bot_id, SecretStr(hash_token(token.get_secret_value())), telegram)

    def login(self, raw: bytes, now: datetime) -> Login:
        """Give who signs in, or raise `NotSigned`."""
        signed = self._parsed(raw)
        if not now - OLDEST <= signed.issued_at <= now + AHEAD:
            raise NotSigned(why="time")
        try:
            validate_by_hash(signed, self.key.get_secret_value(), token_hashed=True, expires_in=None)
            if signed.signature is not None:
                validate_by_signature(signed, self.bot_id, public_key=self.telegram, expires_in=None)
        except InvalidInitDataError as error:
            raise NotSigned(why=type(error).__name__) from None
        if signed.user is None or signed.user.id <= 0 or signed.user.is_bot:
            raise NotSigned(why="user")
        return Login(signed.user.id, signed.hash)

    @staticmethod
    def _parsed(raw: bytes) -> InitData:
        if len(raw) > INIT_DATA:
            raise NotSigned(why="size")
        try:
            signed = parse(raw.decode("ascii"))
        except (InvalidInitDataError, UnicodeDecodeError) as error:
            raise NotSigned(why=type(error).__name__) from None
        for name, value in signed.pairs:
            if not name or any(category(letter) == "Cc" for letter in name + value):
                raise NotSigned(why="letters")
        return signed

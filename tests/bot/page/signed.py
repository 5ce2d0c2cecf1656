"""Logins as Telegram signs them, with a key of our own in place of Telegram's."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from init_data_py import parse, sign
from pydantic import SecretStr

from bot.web.log.login import Checking

TOKEN = "7:AAEabcdefghijklmnopqrstuvwxyz012345678"
OTHER = "8:AAEabcdefghijklmnopqrstuvwxyz012345678"
TELEGRAM = Ed25519PrivateKey.from_private_bytes(b"a key that only tests will know.")
CHECKING = Checking.of(SecretStr(TOKEN), TELEGRAM.public_key().public_bytes_raw().hex())
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
USER = {"id": 101, "first_name": "Olena", "language_code": "uk"}


def fields(user: object = USER, **more: str) -> dict[str, str]:
    """Give what Telegram hands over, before it is signed."""
    return {"query_id": "AAH", "user": json.dumps(user, ensure_ascii=False), "start_param": "", **more}


def hmac_only(given: Mapping[str, str] | None = None, at: datetime = NOW, token: str = TOKEN) -> str:
    """Sign as Telegrams from before November 2024 do."""
    return sign(fields() if given is None else given, token, auth_date=at)


def signature(given: Mapping[str, str], at: datetime, bot: int, key: Ed25519PrivateKey) -> str:
    """Give Telegram's own signature of some fields."""
    pairs = {**given, "auth_date": str(int(at.timestamp()))}
    text = f"{bot}:WebAppData\n" + "\n".join(sorted(f"{name}={value}" for name, value in pairs.items()))
    return base64.urlsafe_b64encode(key.sign(text.encode())).rstrip(b"=").decode()


def signed(
    user: object = USER, at: datetime = NOW, *, bot: int = 7, key: Ed25519PrivateKey = TELEGRAM, token: str = TOKEN
) -> str:
    """Sign as today's Telegram does: with both."""
    given = fields(user)
    return sign({**given, "signature": signature(given, at, bot, key)}, token, auth_date=at)


def changed(raw: str, **new: str | None) -> str:
    """Change fields after signing; none takes one away."""
    pairs = dict(parse(raw).pairs) | new
    return urlencode({name: value for name, value in pairs.items() if value is not None})

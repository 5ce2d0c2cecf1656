"""
Sealing: AES-256-GCM with one key a person, bound to the row it stands in.

A blob is `0x01 | key id (4) | nonce (12) | ciphertext and tag`; what it is bound to is
`v1|label|row|owner|key id`, so that a blob moved to another row or person does not open.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from flows.questions import Json
from storage.errors import KeyFileRefused, Tampered

VERSION = b"\x01"


@dataclass(frozen=True, slots=True)
class Key:
    """An unwrapped key: whose it is, its number, and its 32 bytes."""

    owner: str
    key_id: int
    secret: bytes

    def __repr__(self) -> str:
        return f"Key(owner={self.owner!r}, key_id={self.key_id})"


def seal(key: Key, label: str, row: str, value: Json) -> bytes:
    """Seal a JSON value for one row."""
    nonce = os.urandom(12)
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    number = key.key_id.to_bytes(4, "big")
    return VERSION + number + nonce + AESGCM(key.secret).encrypt(nonce, plain, _bound(key, label, row))


def unseal(key: Key, label: str, row: str, blob: bytes) -> Json:
    """Open a value that was sealed for this row, or raise `Tampered`."""
    if blob[:1] != VERSION or int.from_bytes(blob[1:5], "big") != key.key_id:
        raise Tampered(label, row)
    try:
        return json.loads(AESGCM(key.secret).decrypt(blob[5:17], blob[17:], _bound(key, label, row)))
    except InvalidTag:
        raise Tampered(label, row) from None


def blind(key: Key, bot: int, telegram_id: int) -> bytes:
    """Give the keyed index under which a chat is found; without the key it says nothing."""
    return hmac.new(key.secret, f"{bot}:{telegram_id}".encode(), hashlib.sha256).digest()


def read_key_file(path: Path, *, create: bool) -> bytes:
    """Read the key that wraps all others (64 hex digits), or make it where there is none."""
    if not path.exists():
        if not create:
            raise KeyFileRefused(str(path), "it does not exist", "Put the key file there, or set KEY_FILE.")
        _make(path)
    if path.stat().st_mode & 0o077:
        raise KeyFileRefused(str(path), "others on this machine can read it", f"Run: chmod 600 {path}.")
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (ValueError, UnicodeDecodeError):
        secret = b""
    if len(secret) != 32:
        raise KeyFileRefused(str(path), "it does not hold '64' hex digits", "Restore it from your backup of the keys.")
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(os.urandom(32).hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def _bound(key: Key, label: str, row: str) -> bytes:
    return f"v1|{label}|{row}|{key.owner}|{key.key_id}".encode()

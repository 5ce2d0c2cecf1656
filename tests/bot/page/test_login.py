"""What a Mini App is handed is believed only if Telegram signed it just now, for this bot; everything else is refused alike."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some
from init_data_py import parse
from pydantic import SecretStr

from bot.web.log.login import TELEGRAM, Checking, NotSigned
from tests.bot.page.signed import CHECKING, NOW, OTHER, TOKEN, USER, changed, fields, hmac_only, signature, signed

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"somebody who is not Telegram....")
GOOD = signed()
HASH = parse(GOOD).hash


def by_hand(secret: bytes, raw: str = GOOD, leave_out: tuple[str, ...] = ("hash",)) -> str:
    """Give the hash that somebody computes in another way."""
    text = "\n".join(sorted(f"{name}={value}" for name, value in parse(raw).pairs if name not in leave_out))
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def raw_pairs(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


TOKEN_BYTES = TOKEN.encode()
RIGHT_KEY = hmac.new(b"WebAppData", TOKEN_BYTES, hashlib.sha256).digest()
PUBLISHED = (
    b"user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C%22last_name%22%3A%22"
    b"Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%2C%22"
    b"allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F"
    b"4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D&chat_instance=8134722200314281151&chat_type=private&"
    b"auth_date=1733509682&signature=TYJxVcisqbWjtodPepiJ6ghziUL94-KNpG8Pau-X7oNNLNBM72APCpi_RKiUlBvcqo5L-LAxIc3dnTzcZX"
    b"_PDg&hash=a433d8f9847bd6addcc563bff7cc82c89e97ea0d90c11fe5729cae6796a36d73"
)
ATTACKS: dict[str, str | bytes] = {
    "nothing": "",
    "spaces": "   ",
    "no pairs": "hello",
    "half a pair": "hash",
    "json in place of pairs": json.dumps({"user": USER, "hash": HASH}),
    "no hash": changed(GOOD, hash=None),
    "empty hash": changed(GOOD, hash=""),
    "short hash": changed(GOOD, hash=HASH[:-1]),
    "long hash": changed(GOOD, hash=HASH + "0"),
    "zeros for a hash": changed(GOOD, hash="0" * 64),
    "hash of letters beyond hex": changed(GOOD, hash="g" * 64),
    "hash beyond ASCII": changed(GOOD, hash="é" * 64),
    "hash with a new line": changed(GOOD, hash=HASH[:-1] + "\n"),
    "raw letters beyond ASCII": f"{GOOD}&first=é".encode(),
    "bytes that are no text": b"\xff\xfe" + GOOD.encode(),
    "no date": changed(GOOD, auth_date=None),
    "date of letters": changed(GOOD, auth_date="now"),
    "date below zero": changed(GOOD, auth_date="-1"),
    "date with a point": changed(GOOD, auth_date="1772442000.0"),
    "date in other digits": changed(GOOD, auth_date="١٧٧٢٤٤٢٠٠٠"),
    "date beyond all calendars": changed(GOOD, auth_date="9" * 19),
    "date made fresh": changed(signed(at=NOW - timedelta(days=1)), auth_date=str(int(NOW.timestamp()))),
    "six minutes old": signed(at=NOW - 6 * MINUTE),
    "a second too old": signed(at=NOW - 5 * MINUTE - SECOND),
    "of 2022": signed(at=NOW.replace(year=2022)),
    "ten years ahead": signed(at=NOW.replace(year=2036)),
    "a second too far ahead": signed(at=NOW + MINUTE + SECOND),
    "for another bot": hmac_only(token=OTHER),
    "signed for another bot": signed(bot=8),
    "signature of a stranger": signed(key=STRANGER),
    "signature taken away": changed(GOOD, signature=None),
    "signature empty": changed(GOOD, signature=""),
    "signature of bad base64": changed(GOOD, signature="!!!"),
    "signature of one letter": changed(GOOD, signature="A"),
    "signature put into an old login": changed(hmac_only(), signature=signature(fields(), NOW, 7, STRANGER)),
    "another user": changed(GOOD, user=json.dumps({**USER, "id": 102})),
    "user added before": raw_pairs(("user", json.dumps({**USER, "id": 102})), *parse(GOOD).pairs),
    "user added after": raw_pairs(*parse(GOOD).pairs, ("user", json.dumps({**USER, "id": 102}))),
    "field added": changed(GOOD, chat_type="private"),
    "field taken away": changed(GOOD, query_id=None),
    "start parameter changed": changed(GOOD, start_param="admin"),
    "two hashes": raw_pairs(*parse(GOOD).pairs, ("hash", HASH)),
    "empty name of a field": raw_pairs(*parse(GOOD).pairs, ("", "x")),
    "no user": hmac_only({"query_id": "AAH"}),
    "user folded into another field": hmac_only({"query_id": "q\nuser=" + json.dumps(USER)}),
    "line feed in a name": hmac_only(fields({**USER, "first_name": "a"}, note="a\nb")),
    "NUL in a value": hmac_only(fields(note="a\0b")),
    "user that is no JSON": hmac_only(fields() | {"user": "{"}),
    "user that is a list": hmac_only(fields([1])),
    "user without id": hmac_only(fields({"first_name": "x"})),
    "user with id of letters": hmac_only(fields({**USER, "id": "101"})),
    "user with id true": hmac_only(fields({**USER, "id": True})),
    "user with id below zero": hmac_only(fields({**USER, "id": -101})),
    "a bot": hmac_only(fields({**USER, "is_bot": True})),
    "arguments of the HMAC swapped": changed(GOOD, hash=by_hand(hmac.new(TOKEN_BYTES, b"WebAppData", hashlib.sha256).digest())),
    "secret of the login widget": changed(GOOD, hash=by_hand(hashlib.sha256(TOKEN_BYTES).digest())),
    "the token itself as key": changed(GOOD, hash=by_hand(TOKEN_BYTES)),
    "hash without the signature": changed(GOOD, hash=by_hand(RIGHT_KEY, leave_out=("hash", "signature"))),
    "encoded twice": GOOD.replace("%", "%25"),
    "far too long": hmac_only(fields(note="x" * 9000)),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_else_is_believed(name: str) -> None:
    attack = ATTACKS[name]
    with pytest.raises(NotSigned):
        CHECKING.login(attack if isinstance(attack, bytes) else attack.encode(), NOW)


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 40


@pytest.mark.parametrize("at", [NOW - 5 * MINUTE, NOW, NOW + MINUTE])
@pytest.mark.parametrize("make", [signed, lambda at: hmac_only(at=at)], ids=["both", "hmac"])
def test_what_telegram_signed_just_now_is_believed(make: object, at: object) -> None:
    raw = make(at=at)  # type: ignore[operator]  # one of two
    assert CHECKING.login(raw.encode(), NOW).telegram_id == USER["id"]


def test_published_login_is_believed_with_telegrams_own_key_and_for_its_own_bot_alone() -> None:
    """The vector that the documentation of init-data-golang gives, signed by Telegram itself."""
    at = datetime.fromtimestamp(1733509682, UTC)
    token = "7342037359:AAHI25ES9xCOMPokpYoz-p8XVrZUdygo2J4"

    assert Checking.of(SecretStr(token)).login(PUBLISHED, at).telegram_id == 279058397
    with pytest.raises(NotSigned, match="SignatureInvalid"):
        replace(Checking.of(SecretStr(token)), bot_id=7342037358).login(PUBLISHED, at)


def test_capital_letters_in_the_hash_change_nothing() -> None:
    assert CHECKING.login(changed(GOOD, hash=HASH.upper()).encode(), NOW).hash == HASH


@given(place=some.integers(0, len(GOOD) - 1), flip=some.integers(1, 127))
def test_any_changed_letter_is_refused_or_means_the_same(place: int, flip: int) -> None:
    turned = bytearray(GOOD.encode())
    turned[place] ^= flip
    try:
        CHECKING.login(bytes(turned), NOW)
    except NotSigned:
        return
    assert {k: v.lower() if k == "hash" else v for k, v in parse(bytes(turned).decode()).pairs} == dict(
        parse(GOOD).pairs
    )


@given(some.binary(max_size=300))
def test_whatever_comes_is_refused_and_never_an_accident(raw: bytes) -> None:
    with pytest.raises(NotSigned):
        CHECKING.login(raw, NOW)


def test_key_that_is_shipped_is_telegrams_own_and_never_the_one_for_trials() -> None:
    assert TELEGRAM.startswith("e7bf03a2")
    assert Checking.of(SecretStr(TOKEN)).telegram == TELEGRAM

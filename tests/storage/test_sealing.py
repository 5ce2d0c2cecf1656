"""Sealing: what was sealed for one row of one person opens there, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.questions import Json
from storage.errors import KeyFileRefused, Tampered
from storage.sealing import Key, blind, read_key_file, seal, unseal

KEY = Key("anna", 7, b"k" * 32)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@given(JSON)
def test_what_is_sealed_comes_back_as_it_was(value: Json) -> None:
    assert unseal(KEY, "entry.value", "row", seal(KEY, "entry.value", "row", value)) == value


def test_words_are_not_in_the_blob_and_no_two_blobs_are_the_same() -> None:
    first, second = (seal(KEY, "entry.value", "row", "my sister called") for _ in range(2))

    assert b"sister" not in first
    assert first != second


@pytest.mark.parametrize(
    ("key", "label", "row"),
    [
        (KEY, "entry.value", "another row"),
        (KEY, "outbox.payload", "row"),
        (Key("bohdan", 7, b"k" * 32), "entry.value", "row"),
        (Key("anna", 8, b"k" * 32), "entry.value", "row"),
        (Key("anna", 7, b"x" * 32), "entry.value", "row"),
    ],
    ids=["row", "label", "owner", "key id", "secret"],
)
def test_blob_that_was_moved_does_not_open(key: Key, label: str, row: str) -> None:
    blob = seal(KEY, "entry.value", "row", "words")

    with pytest.raises(Tampered):
        unseal(key, label, row, blob)


@given(st.integers(0, 60), st.integers(1, 255))
def test_changed_byte_is_noticed_wherever_it_is(place: int, change: int) -> None:
    blob = bytearray(seal(KEY, "entry.value", "row", "some words of a person, long enough"))
    blob[place % len(blob)] ^= change

    with pytest.raises(Tampered):
        unseal(KEY, "entry.value", "row", bytes(blob))


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" + b"\x00" * 16])
def test_stump_is_refused_and_never_an_unknown_error(blob: bytes) -> None:
    with pytest.raises(Tampered):
        unseal(KEY, "entry.value", "row", blob)


def test_error_says_nothing_of_the_words() -> None:
    blob = bytearray(seal(KEY, "entry.value", "row", "my sister called"))
    blob[-1] ^= 1

    with pytest.raises(Tampered) as caught:
        unseal(KEY, "entry.value", "row", bytes(blob))
    assert "sister" not in repr(caught.value)


def test_key_does_not_show_its_secret() -> None:
    assert "k" * 8 not in repr(KEY)
    assert str(b"k" * 32) not in f"{KEY}"


def test_blind_index_differs_by_key_bot_and_person_and_holds_no_id() -> None:
    found = {blind(Key("index", number, bytes([number]) * 32), bot, 12345) for number in (1, 2) for bot in (1, 2)}

    assert len(found) == 4
    assert all(len(one) == 32 and b"12345" not in one for one in found)
    assert blind(KEY, 1, 12345) == blind(KEY, 1, 12345)


def test_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "interlude.key"

    first, second = read_key_file(path, create=True), read_key_file(path, create=True)

    assert first == second
    assert len(first) == 32
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("content", "mode", "found"),
    [
        ("00" * 32, 0o644, "others"),
        ("00" * 31, 0o600, "hex digits"),
        ("no hex", 0o600, "hex digits"),
        ("é", 0o600, "hex"),
    ],
)
def test_key_file_that_cannot_be_used_says_why(tmp_path: Path, content: str, mode: int, found: str) -> None:
    path = tmp_path / "interlude.key"
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)

    with pytest.raises(KeyFileRefused, match=found):
        read_key_file(path, create=True)
    assert path.read_text(encoding="utf-8") == content


def test_missing_key_file_is_never_made_again_where_keys_are(tmp_path: Path) -> None:
    with pytest.raises(KeyFileRefused, match="does not exist"):
        read_key_file(tmp_path / "interlude.key", create=False)
    assert not (tmp_path / "interlude.key").exists()

"""A raw update becomes what somebody did; help and stop are heard before anything else."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import (
    Edited,
    Event,
    Group,
    Press,
    Reachable,
    Strange,
    Text,
    Unreachable,
    Unreadable,
    Voice,
    Wish,
    chat_of,
    group_of,
    is_urgent,
    read_update,
)

CHAT = {"id": 42, "type": "private"}
TOKEN = "a" * 22


def message(**held: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 5, "chat": CHAT, "from": {"id": 42}, **held}}


def pressed(carried: str, **held: Any) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {"id": "77", "from": {"id": 42}, "data": carried, **held}}


@pytest.mark.parametrize(
    ("update", "event"),
    [
        (message(text="Ми посварились"), Text("Ми посварились")),
        (message(voice={"file_id": "F", "duration": 12}), Voice("F", 12)),
        (message(sticker={"file_id": "S"}), Strange("sticker")),
        (message(photo=[], caption="help"), Strange("photo")),
        (message(pinned_message={"message_id": 1}), Edited()),
        (message(text="/start"), Wish("start")),
        (message(text="/start abc-DEF_1"), Wish("start", "abc-DEF_1")),
        (message(text="/HELP@InterludeBot"), Wish("help")),
        (message(text="/nonsense"), Strange("command")),
        (message(text="/checkin"), Wish("check_in")),
        ({"update_id": 1, "edited_message": {"chat": CHAT, "text": "help"}}, Edited()),
        ({"update_id": 1, "my_chat_member": {"chat": CHAT, "new_chat_member": {"status": "kicked"}}}, Unreachable()),
        ({"update_id": 1, "my_chat_member": {"chat": CHAT, "new_chat_member": {"status": "member"}}}, Reachable()),
        (pressed(f"{TOKEN}.mood.3"), Press(TOKEN, "mood.3", "77")),
        (pressed("forged"), Press("", "", "77")),
        (pressed(""), Press("", "", "77")),
    ],
)
def test_update_reads_as_what_was_done(update: dict[str, Any], event: Event) -> None:
    assert read_update(update) == event


@pytest.mark.parametrize(
    "words",
    [
        "help",
        "HELP!",
        " Help me ",
        "Need help",
        "I need help now",
        "Допомога",
        "допоможіть!!",
        "مساعدة",
        "مُساعَدة",
        "النجدة",
        "More",
    ],
)
def test_help_is_heard_in_every_language_and_in_former_words(words: str) -> None:
    event = read_update(message(text=words))

    assert event == Wish("help")
    assert is_urgent(event)


@pytest.mark.parametrize("words", ["stop", "Stop.", "/stop", "СТОП", "توقف", "\u200fقف\u200f"])
def test_stop_is_heard_in_every_language(words: str) -> None:
    event = read_update(message(text=words))

    assert event == Wish("stop")
    assert is_urgent(event)


@pytest.mark.parametrize(
    "words", ["He could not help it", "I can't stop thinking", "допомога сестрі була", "7", "…", "🙂"]
)
def test_word_inside_a_sentence_is_only_a_sentence(words: str) -> None:
    assert read_update(message(text=words)) == Text(words)


def test_help_button_under_a_question_is_urgent() -> None:
    assert is_urgent(read_update(pressed(f"{TOKEN}.~help")))
    assert not is_urgent(read_update(pressed(f"{TOKEN}.3")))


def test_press_belongs_to_whoever_pressed() -> None:
    assert chat_of(pressed("x", message={"chat": CHAT, "date": 0})) == 42
    assert chat_of(pressed("x")) == 42
    assert chat_of(message(text="x")) == 42


@pytest.mark.parametrize("status", ["member", "administrator"])
def test_group_is_left(status: str) -> None:
    group = {"id": -5, "type": "group"}

    assert group_of(
        {"update_id": 1, "my_chat_member": {"chat": group, "new_chat_member": {"status": status}}}
    ) == Group(-5, inside=True)
    assert group_of(message(chat=group, text="hello")) == Group(-5, inside=True)


def test_group_that_threw_us_out_is_not_left_again() -> None:
    group = {"id": -5, "type": "supergroup"}

    assert group_of(
        {"update_id": 1, "my_chat_member": {"chat": group, "new_chat_member": {"status": "left"}}}
    ) == Group(-5, inside=False)
    assert group_of(message(text="x")) is None


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": 1},
        {"update_id": 1, "message": "text"},
        {"update_id": 1, "message": {"chat": CHAT, "voice": []}},
        {"update_id": 1, "message": {"chat": CHAT, "voice": {"duration": "long"}}},
        {"update_id": 1, "my_chat_member": {"chat": CHAT}},
        {"update_id": 1, "callback_query": {"data": "x"}},
        {"update_id": 1, "message": {}, "edited_message": {}},
    ],
)
def test_odd_update_is_unreadable_and_says_nothing_of_its_words(update: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as raised:
        read_update(update)

    assert "text" not in str(raised.value)


nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["chat", "id", "text", "voice", "from", "data", "type"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(["update_id", "message", "callback_query", "my_chat_member", "poll"]), nested, max_size=3
    )
)
def test_no_update_raises_anything_but_unreadable(update: dict[str, Any]) -> None:
    for look in (read_update, chat_of, group_of):
        with contextlib.suppress(Unreadable):
            look(update)

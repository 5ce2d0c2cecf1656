"""Reading in the chat: codes in the reader's language, words as they came, gone within a day."""

from datetime import UTC, datetime

from flows.readings import ClientLog, EntryShown
from flows.wishes import MarkSeen
from tests.flows.known import PLACE
from tests.flows.player import Player

AT = datetime(2026, 3, 1, 18, tzinfo=UTC)
MOOD = EntryShown(
    id="e1",
    kind="mood_reported",
    value={"mood": 3, "link": "hard", "words": {"text": "він пішов"}},
    at=AT,
    language="uk",
)
VOICE = EntryShown(id="e2", kind="raised", value={"words": {"voice": "file-1", "seconds": 9}}, at=AT, language="uk")
LOG = ClientLog(client="c1", name="Mira", entries=(MOOD, VOICE))


def reading(log: ClientLog = LOG, language: str = "en") -> Player:
    return Player("client_log", log, PLACE, args={"client": "c1"}, language=language)


def test_codes_are_read_in_the_readers_language_and_words_stay_as_they_came() -> None:
    text = reading().said["log[0]"]

    assert "mood: 3 of 10" in text
    assert "with people: something hard" in text
    assert "“він пішов”" in text
    assert "written in: Українська" in text


def test_a_page_of_the_log_is_protected_and_gone_within_a_day() -> None:
    extras = reading().extras["log[0]"]

    assert extras["protect"]
    assert extras["gone_in"] < 24


def test_voice_notes_can_be_played_and_are_gone_within_a_day() -> None:
    extras = reading().extras["voice[e2.words]"]

    assert extras["voice"] == "file-1"
    assert extras["protect"]
    assert extras["gone_in"] < 24


def test_a_changed_answer_says_so() -> None:
    changed = LOG.model_copy(update={"entries": (MOOD.model_copy(update={"changed": True}),)})

    assert "(changed)" in reading(changed).said["log[0]"]


def test_one_tap_tells_the_client_that_it_was_read() -> None:
    player = reading()
    player.tap("Talk when we meet")

    assert [MarkSeen(client="c1", word="talk")] == player.wishes


def test_saying_nothing_is_as_easy() -> None:
    player = reading()
    player.tap("Say nothing")

    assert player.wishes == []
    assert player.over


def test_a_client_who_keeps_the_notes_private_is_not_read() -> None:
    player = reading(ClientLog(client="c1", name="Mira", shares=False))

    assert player.over
    assert "keeps the notes private" in player.said["private"]


def test_an_empty_log_says_so() -> None:
    assert "nothing written" in reading(ClientLog(client="c1", name="Mira")).said["empty"]


def test_a_long_log_comes_in_several_messages() -> None:
    many = tuple(MOOD.model_copy(update={"id": f"e{n}"}) for n in range(14))

    player = reading(LOG.model_copy(update={"entries": many}))

    assert [key for key in player.said if key.startswith("log")] == ["log[0]", "log[6]", "log[12]"]


def test_an_unfinished_check_in_shows_what_was_answered() -> None:
    left = EntryShown(
        id="e3",
        kind="run_unfinished",
        value={"flow": "check_in", "answers": {"mood_reported.mood": 2, "mood_reported.link": {"mark": "~skip"}}},
        at=AT,
        language="uk",
    )

    text = reading(LOG.model_copy(update={"entries": (left,)})).said["log[0]"]

    assert "not finished" in text
    assert "mood: 2 of 10" in text


def test_own_voice_of_half_a_minute_says_it_too() -> None:
    player = reading()
    player.tap("Say it yourself")
    player.write("Thank you")
    player.speak(31)
    assert player.wishes == []

    player.speak(30)
    (wish,) = player.wished(MarkSeen)
    assert wish.word == "voice"
    assert wish.voice


def test_own_voice_can_be_left_out_after_all() -> None:
    player = reading()
    player.tap("Say it yourself")
    player.tap("Skip")

    assert player.wishes == []
    assert player.over

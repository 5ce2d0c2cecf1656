"""The brief: safety first, the client's own words beside their number, and not a word that concludes."""

from datetime import UTC, date, datetime

import pytest

from flows.brief import Brief, MoodGiven, TotalGiven
from flows.content.brief_lines import brief_sections, brief_text
from flows.readings import EntryShown
from flows.wishes import Begin, OpenPage
from locales.voice import voice_for
from tests.flows.known import BRIEF, PLACE
from tests.flows.player import Player

CARD = EntryShown(
    id="e9", kind="safety_card_shown", at=datetime(2026, 3, 11, 9, tzinfo=UTC), language="en",
    value={"why": "item9", "answer": 1, "text": "item9_card", "version": 1, "language": "en", "reply": "safe"},
)  # fmt: skip


def read(brief: Brief) -> str:
    """Give the brief as a therapist reads it."""
    return "\n\n".join(voice_for("en").text(line) for line in brief_text(brief))


def test_own_words_stand_beside_the_number_they_explain() -> None:
    assert "4 of 10\nwith people: something hard\n“12”" in read(BRIEF)


def test_safety_comes_first_whatever_else_there_is() -> None:
    first = brief_sections(BRIEF.model_copy(update={"safety": (CARD,)}))[0]

    assert "the safety card was shown after item 9" in voice_for("en").text(first.lines[0])


def test_check_in_that_was_not_answered_is_a_gap_and_no_judgement() -> None:
    assert "Tuesday, 10 March: not answered" in read(BRIEF.model_copy(update={"gaps": (date(2026, 3, 10),)}))


def test_totals_of_two_forms_are_never_one_line() -> None:
    other = TotalGiven(on=date(2026, 2, 1), instrument="PHQ-9", total=20, form="b")
    lines = [
        line
        for line in read(BRIEF.model_copy(update={"totals": (*BRIEF.totals, other)})).splitlines()
        if "PHQ-9:" in line
    ]

    assert [line for line in lines if "12" in line and "20" in line] == []
    assert len(lines) == 3  # two forms, and item 9


def test_missing_item_gives_no_total() -> None:
    short = TotalGiven(on=date(2026, 3, 12), instrument="PHQ-9", total=None, missing=2, form="a")

    assert "no total, 2 items missing" in read(BRIEF.model_copy(update={"totals": (short,)}))


def test_empty_page_says_what_comes_and_when() -> None:
    empty = Brief(client="c1", name="Mira", today=date(2026, 3, 2), first_check_in=date(2026, 3, 5))

    assert "The next check-in goes out: Thursday, 5 March." in read(empty)


@pytest.mark.parametrize("new", [True, False])
def test_mood_from_before_the_meeting_is_named_as_such(new: bool) -> None:
    old = MoodGiven(on=date(2026, 3, 3), mood=6, new=False)
    moods = (old, BRIEF.moods[1]) if new else (old,)

    assert ("before your meeting: 6 of 10" in read(BRIEF.model_copy(update={"moods": moods}))) is not new


def test_brief_is_protected_and_goes_within_a_day_with_the_weeks_as_a_picture() -> None:
    player = Player("brief", PLACE, BRIEF, args={"client": "c1"})
    brief, weeks = player.extras["brief"], player.extras["weeks"]

    assert brief["protect"]
    assert weeks["protect"]
    assert brief["gone_in"] == weeks["gone_in"] == 20
    assert weeks["paper"]["kind"] == "chart"
    player.tap("client_log")
    assert player.wishes == [Begin(flow="client_log", client="c1")]


def test_nothing_is_shown_of_a_client_who_does_not_share() -> None:
    player = Player("brief", PLACE, BRIEF.model_copy(update={"shares": False}), args={"client": "c1"})

    assert player.over
    assert set(player.said) == {"private"}


@pytest.mark.parametrize("flow", ["brief", "client_log"])
def test_where_there_is_a_page_the_chat_carries_the_way_and_not_a_word(flow: str) -> None:
    player = Player(flow, PLACE.model_copy(update={"page": True}), args={"client": "c1"})

    assert player.over
    assert player.said == {}
    assert player.wishes == [OpenPage(client="c1")]


def totals(*given: int | None) -> tuple[TotalGiven, ...]:
    """Give a total for each week of March."""
    days = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]
    return tuple(TotalGiven(on=day, instrument="PHQ-9", total=n, form="a") for day, n in zip(days, given, strict=False))


def test_change_since_the_first_and_the_last_is_plain_numbers() -> None:
    given = totals(18, 15, 12)
    told = read(BRIEF.model_copy(update={"totals": given, "firsts": given[:1]}))

    assert "since the first, Monday, 2 March: in points: -6, in percent: -33" in told
    assert "since the last, Monday, 9 March: in points: -3, in percent: -20" in told


def test_change_from_nought_has_no_percentage_and_growth_has_its_sign() -> None:
    given = totals(0, 4)

    assert "in points: +4\n" in read(BRIEF.model_copy(update={"totals": given, "firsts": given[:1]})) + "\n"
    assert "since the last" not in read(BRIEF.model_copy(update={"totals": given, "firsts": given[:1]}))


@pytest.mark.parametrize("given", [(12,), (12, None)])
def test_no_change_is_shown_of_what_cannot_be_compared(given: tuple[int | None, ...]) -> None:
    assert "since the first" not in read(BRIEF.model_copy(update={"totals": totals(*given), "firsts": totals(12)}))

"""The check-in: four short answers, each skippable, more only for whoever wants it."""

from datetime import date

import pytest

from flows.entries import CheckInSkipped, Link, MomentsTold, MoodReported, Raised, Said
from flows.measure_readings import MeasuresDue
from flows.readings import Absence, CurrentPlan, WhoReads
from flows.wishes import AskLater
from tests.flows.known import CARD, CLIENT, COURSE, DUE, MY_TASK, NOBODY, PHQ9, PLAN, REACHED, WHO
from tests.flows.player import Player


def prompted(plan: CurrentPlan = PLAN, who: WhoReads = WHO) -> Player:
    return Player("check_in", plan, who, CLIENT, args={"prompted": True})


def opened(plan: CurrentPlan = PLAN, who: WhoReads = WHO) -> Player:
    return Player("check_in", plan, who, CLIENT)


def test_four_answers_without_a_typed_word_are_a_check_in() -> None:
    player = opened()
    for label in ("4", "Something hard", "Skip", "Skip", "Not today"):
        player.tap(label)

    assert [MoodReported(mood=4, link=Link.HARD)] == player.entries
    assert player.over


def test_the_lowest_mood_is_asked_only_where_staff_chose_so_and_only_after_a_mood() -> None:
    lowest = COURSE.model_copy(update={"worst": True, "tasks": (), "session_soon": False})
    player = Player("check_in", PLAN, WHO, CLIENT, lowest)
    player.tap("6")
    assert "the lowest it was this week" in player.asked
    for label in ("2", "Nothing I noticed", "Not today"):
        player.tap(label)
    assert [MoodReported(mood=6, worst=2, link=Link.NOTHING)] == player.entries

    skipped = Player("check_in", PLAN, WHO, CLIENT, lowest)
    skipped.tap("Skip")
    assert skipped.key == "link"


def test_nothing_noticed_asks_for_no_words() -> None:
    player = opened()
    player.tap("4")
    player.tap("Nothing I noticed")

    assert player.key == "raised"


def test_everything_may_be_skipped_and_then_nothing_is_kept() -> None:
    player = opened()
    for _ in range(3):
        player.tap("Skip")
    player.tap("Not today")

    assert player.entries == []
    assert "Thank you. It is saved." in player.said["saved"]


def test_words_and_voice_notes_are_kept_as_they_came() -> None:
    player = opened()
    player.tap("3")
    player.tap("Both")
    player.write("Ana  laughed\nand then he left")
    player.speak(12)
    player.tap("Not today")

    mood, raised = player.entries
    assert Said(text="Ana  laughed\nand then he left") == mood.words
    assert Raised(words=Said(voice="voice-12", seconds=12)) == raised


def test_two_more_minutes_open_the_best_and_the_hardest_moment() -> None:
    player = opened()
    for label in ("7", "Something good", "Skip", "Skip", "Yes, two minutes"):
        player.tap(label)
    player.write("the walk")
    player.tap("Skip")

    assert MomentsTold(best=Said(text="the walk")) == player.entries[-1]


def test_the_hardest_moment_has_the_help_card_one_tap_away() -> None:
    player = opened()
    for label in ("7", "Skip", "Skip", "Yes, two minutes", "Skip"):
        player.tap(label)

    assert player.question.help_button


def test_it_is_saved_before_more_is_offered() -> None:
    player = opened()
    for label in ("7", "Skip", "Skip"):
        player.tap(label)

    assert player.key == "more"
    assert "Thank you. It is saved." in player.said["saved"]


def test_a_prompt_asks_first_whether_this_is_a_good_moment() -> None:
    player = prompted()

    assert player.asked.startswith("Hello, Mira. Ready for a short check-in?")
    assert player.labels == ["Yes", "Later", "Skip this one"]


def test_the_first_message_says_once_who_reads_and_when() -> None:
    assert "Who reads this: Olena. Usual days: Monday, Thursday." in prompted().asked
    assert "Olena" in opened().said["who"]


def test_later_asks_once_more_when_the_day_allows_it() -> None:
    player = prompted()
    player.tap("Later")

    assert [AskLater(hours=3)] == player.wishes
    assert player.ended == "later"
    assert player.opens == ["check_in"]


def test_later_in_the_evening_leaves_it_to_the_client() -> None:
    player = prompted(PLAN.model_copy(update={"later_today": False}))
    player.tap("Later")

    assert player.wishes == []
    assert "It waits for you here." in player.said["later"]


def test_skipping_a_check_in_is_fine_and_names_the_next_day() -> None:
    player = prompted()
    player.tap("Skip this one")

    assert [CheckInSkipped()] == player.entries
    assert "Next check-in: " in player.said["skipped"]


def test_without_a_therapist_it_says_so_and_is_kept_all_the_same() -> None:
    player = opened(who=NOBODY)
    player.tap("2")

    assert "No one reads this at the moment." in player.said["who"]


def test_an_absence_is_told_with_who_covers() -> None:
    away = Absence(away_from=date(2026, 3, 1), away_until=date(2026, 3, 12), cover="Ruth")

    player = opened(who=WHO.model_copy(update={"absence": away}))

    assert "Ruth" in player.said["who"]


@pytest.mark.parametrize("shares", [True, False])
def test_entries_are_private_unless_the_client_shares(shares: bool) -> None:
    player = opened(PLAN.model_copy(update={"shares": shares}))
    for label in ("4", "Skip", "Skip", "Not today"):
        player.tap(label)

    assert [not shares] == player.private


def test_going_back_changes_the_mood_and_keeps_one_entry() -> None:
    player = opened()
    player.tap("4")
    player.tap("Skip")
    player.back()
    player.back()
    for label in ("6", "Nothing I noticed", "Skip", "Not today"):
        player.tap(label)

    assert [MoodReported(mood=6, link=Link.NOTHING)] == player.entries


def test_a_sticker_is_answered_kindly() -> None:
    player = opened()
    player.sticker()

    assert player.refusals == ["I could not keep that here. Please tap a number from 0 to 10."]


def test_words_where_a_button_is_wanted_are_told_that_they_were_not_kept() -> None:
    player = opened()
    player.tap("4")
    player.write("I cannot any more")

    assert player.refusals == ["I could not keep that here. Please tap one of the buttons."]


def test_longest_message_that_telegram_lets_somebody_write_is_kept_whole() -> None:
    player = opened()
    player.tap("3")
    player.tap("Something hard")
    player.write("и" * 4096)
    player.tap("Skip")
    player.tap("Not today")

    assert [MoodReported(mood=3, link=Link.HARD, words=Said(text="и" * 4096))] == player.entries


@pytest.mark.parametrize("now", [True, False])
def test_a_study_is_offered_by_a_button_and_never_asked_about_here(now: bool) -> None:
    player = opened(PLAN.model_copy(update={"study_now": now}))
    for label in ("4", "Something hard", "Skip", "Skip", "Not today"):
        player.tap(label)

    assert player.opens == (["study"] if now else [])


def test_after_a_wish_to_talk_nothing_more_is_asked() -> None:
    player = Player("check_in", PLAN, WHO, CLIENT, COURSE, DUE, PHQ9, CARD, REACHED, MY_TASK)
    for tap in ("4", "Go on", "3", "3", "I want to talk"):
        player.tap(tap)

    assert player.over
    assert player.ended == "cancelled"
    assert player.entries[-1] == MoodReported(mood=4)


@pytest.mark.parametrize(("agreed", "asked"), [(True, "task[t1].tried"), (False, "raised")])
def test_a_task_is_looked_at_only_while_it_is_agreed(asked: str, *, agreed: bool) -> None:
    now = MY_TASK if agreed else MY_TASK.model_copy(update={"task": None})
    player = Player("check_in", PLAN, WHO, CLIENT, COURSE, now)
    for _ in range(2):
        player.tap("Skip")

    assert player.key == asked


@pytest.mark.parametrize(("every", "asked"), [(0, "link"), (14, "measure[PHQ-9].begin")])
def test_a_measure_with_a_rhythm_of_its_own_waits_for_no_meeting(every: int, asked: str) -> None:
    due = DUE.model_copy(update={"due": (DUE.due[0].model_copy(update={"every_days": every}),)})
    player = Player("check_in", PLAN, WHO, CLIENT, COURSE.model_copy(update={"session_soon": False}), due, PHQ9)
    player.tap("Skip")

    assert player.key == asked


def test_who_ceases_to_share_in_the_middle_is_not_told_who_reads_it() -> None:
    told = iter((True, False))
    player = Player(
        "check_in", WHO, CLIENT, answers={CurrentPlan: lambda _ids: PLAN.model_copy(update={"shares": next(told)})}
    )
    for _ in range(2):
        player.tap("Skip")

    assert "Olena" not in player.asked


@pytest.mark.parametrize(
    ("held", "second", "said"),
    [(1, None, "missing someone"), (1, "dispute", "between you two"), (2, "dispute", "missing someone")],
)
def test_the_account_is_about_each_of_two_areas_in_turn(held: int, second: str | None, said: str) -> None:
    course = COURSE.model_copy(update={"held": held, "area": "grief", "second": second, "tasks": ()})
    player = Player("check_in", PLAN, WHO, CLIENT, course, MeasuresDue(mood_before=6))
    player.tap("4")
    player.tap("Something hard")

    assert said in player.asked

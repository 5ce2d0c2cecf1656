"""The plan to stay well: the client's own sentences, at any time, and at each step the ones that belong to it."""

import pytest

from flows.content.names import initials_of
from flows.content.plan_lines import sections_of
from flows.content.safety_texts import HELP_CARD_VERSION
from flows.course_readings import WordsShown
from flows.ending_entries import Band, BandChosen, BoosterAsked
from flows.ending_readings import Facts, PlanShown
from flows.ending_wishes import AskBooster
from flows.entries import Said
from flows.measure_entries import SafetyCardShown
from flows.tools import Field
from tests.flows.known import CARD, CLIENT, PLAN, PLAN_MADE
from tests.flows.player import Player


def words(name: str, text: str, number: int = 0) -> Field:
    return Field(name=name, round=number, said=Said(text=text))


OWN = PLAN_MADE.model_copy(
    update={
        "parts": {
            "plan_bands": (
                words("fine", "I sing"), words("slipping", "I stop cooking"), words("slipping_do", "I call Ana"),
                words("slipping_who", "Ana Maria"), words("help", "I do not get up"),
            ),
            "plan_people": (words("who", "Tomas", 1), words("ask", "a walk", 1)),
        }
    }
)  # fmt: skip


def look(band: str, plan: PlanShown = OWN) -> Player:
    player = Player("monthly_look", plan, PLAN, CARD, CLIENT)
    player.tap(band)
    return player


def test_plan_is_shown_whole_in_own_words_and_empty_headings_are_left_out() -> None:
    said = Player("staying_well", OWN).said["plan"]

    assert "I stop cooking" in said
    assert "Tomas – a walk" in said
    assert "My early signs" not in said


def test_before_the_ending_there_is_no_plan_to_make() -> None:
    player = Player("staying_well", PlanShown(today=OWN.today))

    assert "towards the end" in player.said["early"]
    assert player.opens == []


def test_every_part_can_be_made_and_changed() -> None:
    player = Player("staying_well", OWN)

    assert player.opens == [
        "plan_signs", "plan_situations", "plan_worked", "plan_people", "plan_bands", "ending_feelings", "then_and_now",
        "plan_paper",
    ]  # fmt: skip


@pytest.mark.parametrize(("facts", "shown"), [(Facts(tasks=2, people=1), True), (Facts(tasks=2), False)])
def test_facts_are_shown_from_two_on_and_never_a_nought(facts: Facts, *, shown: bool) -> None:
    player = Player("staying_well", OWN.model_copy(update={"facts": facts}))

    assert ("facts" in player.said) == shown
    assert "0" not in player.said.get("facts", "")


def test_paper_asks_who_might_see_it_and_carries_the_plan() -> None:
    player = Player("plan_paper", OWN)
    player.tap("Only first letters")
    player.tap("A page to print")

    paper = player.extras["paper"]["paper"]
    assert (paper["kind"], paper["initials"]) == ("pdf", True)


def test_names_become_first_letters_and_hidden_ones_are_nowhere() -> None:
    lines = [line for part in sections_of(OWN, initials=True) for line in part.lines]
    shown = " ".join(Player("staying_well", OWN).text(line) for line in lines)

    assert "T. – a walk" in shown
    assert "A. M." in shown
    hidden = OWN.model_copy(update={"hidden": ("Ana Maria",)})
    assert "Ana Maria" not in Player("staying_well", hidden).said["plan"]


def test_a_name_inside_a_sentence_is_treated_like_one_that_stands_alone() -> None:
    plan = OWN.model_copy(update={"names": ("Ana",), "hidden": ("tomas",)})
    plan = plan.model_copy(update={"care": WordsShown(said=Said(text="Ana at the clinic"), language="en")})
    voice = Player("staying_well", plan)
    paper = " ".join(voice.text(line) for part in sections_of(plan, initials=True) for line in part.lines)

    assert "I call A." in paper
    assert "A. at the clinic" in paper
    assert "Ana" not in paper
    assert "I call Ana" in voice.said["plan"]
    assert "tomas" not in (voice.said["plan"] + paper).casefold()
    assert "a walk" in paper


def test_a_name_that_is_hidden_is_left_out_of_the_monthly_look_too() -> None:
    assert "I call …" in look("Slipping", OWN.model_copy(update={"hidden": ("ANA",)})).said["own"]


def test_initials_are_letters_of_any_script() -> None:
    assert [initials_of(name) for name in ("Ana Maria", "Іванка", "محمد علي")] == ["A. M.", "І.", "م. ع."]


@pytest.mark.parametrize(("band", "own"), [("Fine", "I sing"), ("Slipping", "I call Ana"), ("Need help", "not get up")])
def test_each_step_shows_the_words_that_the_client_wrote_for_it(band: str, own: str) -> None:
    player = look(band)

    assert own in player.said["own"]
    assert player.entries[:1] == [BandChosen(band=next(one for one in Band if one.value in band.lower()))]


def test_need_help_shows_the_card_and_fine_does_not() -> None:
    assert "000 000 111" in look("Need help").said["card"]
    assert look("Need help").entries[-1] == SafetyCardShown(
        why="monthly", text="help_card", version=HELP_CARD_VERSION, language="en"
    )
    assert "card" not in look("Fine").said


def test_a_step_without_words_says_so_and_does_not_speak_for_the_client() -> None:
    assert "nothing for this step" in look("Fine", PlanShown(today=OWN.today)).said["own"]


def test_wish_to_meet_again_is_passed_on() -> None:
    player = Player("booster", OWN, PLAN)

    assert player.entries == [BoosterAsked()]
    assert player.wishes == [AskBooster()]
    assert "Olena" in player.said["passed"]


def test_when_nobody_reads_any_more_the_plan_names_the_address() -> None:
    player = Player("booster", OWN.model_copy(update={"therapist": None}), PLAN)

    assert player.wishes == []
    assert "No one reads here any more" in player.said["nobody"]
    assert "12 345" in player.said["nobody"]

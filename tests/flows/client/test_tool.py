"""Tools: one conversation for all of them; every question may be skipped, and nothing is judged."""

from datetime import UTC, date, datetime

import pytest

from flows import registry
from flows.client.tool_asking import next_such
from flows.content.tools import ENDING, FIRST, IN_ORDER, TOOLS
from flows.course import Area, Safety, Touch
from flows.entries import Said
from flows.measure_entries import SafetyCardShown
from flows.tool_readings import RecordShown, ToolKnown
from flows.tool_wishes import PlanHardDate, Tidy
from flows.tools import HIDDEN_FROM_STAFF, Field, Rounds, Step, ToolDone, ToolKept, tool_closed
from tests.flows.known import CARD, CLIENT, KNOWN_TOOL
from tests.flows.player import NOON, Player

KNOWN = KNOWN_TOOL.model_copy(update={"people": (), "helped": ()})
BARE = {"people": (), "helped": ()}


def opened(tool: str, **changes: object) -> Player:
    return Player(tool, KNOWN_TOOL.model_copy(update=changes), CARD, CLIENT)


def values(player: Player) -> dict[str, object]:
    kept = next(entry for entry in player.entries if isinstance(entry, ToolKept))
    return {
        f"{field.name}{field.round or ''}": field.code or field.number or (field.said and field.said.text) or field.on
        for field in kept.fields
    }


def test_every_tool_is_a_conversation_that_waits_and_can_be_gone_on_with() -> None:
    for tool in IN_ORDER:
        flow = registry.find(tool.id)
        assert (flow.face, flow.resumes, flow.tidies) == ("client", True, tool.tidies)


def test_no_tool_uses_a_name_twice() -> None:
    for tool in IN_ORDER:
        names = [step.name for step in tool.steps()]
        assert len(set(names)) == len(names), tool.id
        assert tool.draft
        assert not tool.heading or tool.heading in names


def test_lists_of_tools_name_tools() -> None:
    assert set(FIRST) | set(ENDING) <= set(TOOLS)


def test_a_person_is_kept_with_what_was_said_and_the_rest_is_left_out() -> None:
    player = opened("my_people", **BARE)
    player.write("Ana")
    for answer in ("weekly", "Skip", "Skip", "Skip", "closest", "Yes"):
        player.tap(answer)

    assert values(player) == {"name": "Ana", "often": "weekly", "circle": "closest", "shown": "yes"}
    assert player.private == [False]
    assert player.wished(Tidy)
    assert "keep_here" in player.opens


def test_only_me_keeps_a_person_for_the_client_alone() -> None:
    player = opened("my_people", **BARE)
    player.write("Ana")
    for answer in ("Skip", "Skip", "Skip", "Skip", "Skip", "No, only me"):
        player.tap(answer)

    assert player.private == [True]
    assert "Only you can see it" in player.said["saved"]


def test_who_may_see_somebody_is_never_taken_for_granted() -> None:
    player = opened("my_people", **BARE)
    player.write("Ana")
    for answer in ("Skip", "Skip", "Skip", "Skip", "Skip", "Skip"):
        player.tap(answer)

    assert player.private == [True]


@pytest.mark.parametrize(("tool", "answer"), [("my_people", "yes"), ("my_people", None), ("supports", None)])
def test_change_shows_nothing_that_was_private(tool: str, answer: str | None) -> None:
    first = TOOLS[tool].parts[0]
    fields: tuple[Field, ...] = (Field(name=first.name, said=Said(text="Ana")),)
    fields += (Field(name=HIDDEN_FROM_STAFF, code=answer),) if answer else ()
    player = opened(tool, records=(RecordShown(record="r", fields=fields, at=NOON, private=True),))
    player.tap("r")
    player.tap(first.name)
    player.write("Anna")

    assert player.private == [True]


def test_own_people_are_one_tap_away() -> None:
    player = opened("supports", people=("Ana", "Sister of my neighbour in the village"))

    assert [button.code for row in player.question.buttons() for button in row] == ["s1", "s2"]
    player.tap("s2")
    player.write("a walk")
    assert values(player) == {"who": "Sister of my neighbour in the village", "how": "a walk"}


def test_an_exchange_is_captured_in_at_most_six_turns() -> None:
    player = opened("exchange", **BARE)
    player.write("Ana")
    for answer in ("face", "Skip", "Skip"):
        player.tap(answer)
    for number in range(1, 7):
        player.write(f"mine {number}")
        player.write(f"theirs {number}")
        if number < 6:
            player.tap("Yes, one more")
    for _step in range(8):
        player.tap("Skip")

    found = values(player)
    assert (found["mine6"], found["theirs6"]) == ("mine 6", "theirs 6")
    assert player.over


def test_a_decision_has_at_least_two_ways() -> None:
    player = opened("decision", **BARE)
    player.write("move out")
    player.tap("Skip")
    player.write("stay")
    player.tap("Skip")
    player.tap("Skip")
    assert "What is one way" in player.asked
    player.write("do nothing")
    player.tap("Skip")
    player.tap("Skip")

    assert player.labels == ["Yes, one more", "No, that is all"]


def test_several_are_chosen_one_tap_each_until_it_is_enough() -> None:
    player = opened("plan_signs", **BARE)
    player.tap("Sleep")
    player.tap("Tears")
    assert "Sleep" not in player.labels
    player.tap("That is all")
    player.write("I stop cooking")
    player.tap("Skip")

    kept = player.entries[0]
    assert [field.code for field in kept.fields if field.code] == ["sleep", "tears"]
    assert kept.fields[-1].said == Said(text="I stop cooking")


def test_what_helped_before_is_offered_for_the_plan_in_the_clients_own_words() -> None:
    player = opened("plan_worked", people=(), helped=("I called Ana first", "x" * 60))

    assert "I called Ana first" in "\n".join(player.text(line) for line in player.question.lines())
    player.tap("s1")
    player.tap("No, that is all")
    assert values(player) == {"thing1": "I called Ana first"}


def test_changing_one_answer_keeps_the_others_as_a_new_version() -> None:
    before = RecordShown(
        record="r1", at=datetime(2026, 3, 1, tzinfo=UTC), fields=(Field(name="old_good", said=Said(text="work")),)
    )
    player = opened("roles", records=(before,), **BARE)
    assert "work" in player.asked
    player.tap("Hard now")
    player.write("the nights")

    kept = player.entries[0]
    assert (kept.record, [field.name for field in kept.fields]) == ("r1", ["old_good", "new_hard"])


def test_a_list_offers_to_add_one_to_change_one_and_to_take_one_away() -> None:
    people = tuple(
        RecordShown(
            record=f"r{n}", at=datetime(2026, 3, 1, tzinfo=UTC), fields=(Field(name="name", said=Said(text=n)),)
        )
        for n in ("Ana", "Tomas")
    )
    player = opened("my_people", records=people, **BARE)
    assert "1. Ana" in player.asked
    player.tap("2")
    player.tap("Take it away")
    player.tap("Yes, take it away")

    assert player.entries == [ToolKept(tool="my_people", record="rTomas", version=2, removed=True)]


def test_a_hard_topic_opens_with_a_choice_and_ends_with_a_look_at_oneself() -> None:
    player = opened("memories_before", **BARE)
    assert player.labels == ["Begin", "Another time"]
    player.tap("Begin")
    player.write("tea with my sister")
    player.write("She sang in the kitchen")
    player.tap("Stop here")

    assert "tea with my sister" in player.said["next"]
    assert player.labels == ["Okay", "Shaky", "I need someone now"]
    player.tap("I need someone now")
    assert "000 000 111" in player.said["card"]
    assert [type(entry) for entry in player.entries] == [ToolKept, ToolDone, SafetyCardShown]
    assert player.private == [True, False, False]  # whether the therapist may see it was not asked yet


def test_a_hard_topic_can_wait() -> None:
    player = opened("memories_during", **BARE)
    player.tap("Another time")

    assert player.over
    assert player.entries == []


def test_of_a_memory_kept_alone_staff_see_only_that_it_was_written() -> None:
    player = opened("memories_after", **BARE)
    player.tap("Begin")
    player.tap("Skip")
    player.write("the mornings")
    for answer in ("Skip", "Skip", "No, only me", "Okay"):
        player.tap(answer)

    assert [type(entry) for entry in player.entries] == [ToolKept, ToolDone]
    assert player.private == [True, False]


def test_a_hard_date_is_a_month_and_a_day_and_something_hangs_on_it() -> None:
    player = opened("hard_dates", **BARE)
    for answer in ("Begin", "Skip"):
        player.tap(answer)
    player.write("her birthday")
    player.tap("February")
    player.tap("29")
    player.tap("Skip")
    player.tap("Be quiet")

    assert player.wished(PlanHardDate)
    assert values(player)["date"] == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("month", "day", "found"),
    [(3, 2, date(2026, 3, 2)), (3, 1, date(2027, 3, 1)), (2, 29, date(2027, 2, 28)), (12, 31, date(2026, 12, 31))],
)
def test_the_next_such_day_is_today_or_later(month: int, day: int, found: date) -> None:
    assert next_such(month, day, date(2026, 3, 2)) == found


def test_nothing_said_keeps_nothing() -> None:
    player = opened("supports", **BARE)
    player.tap("Skip")
    player.tap("Skip")

    assert player.entries == []
    assert "Nothing was kept" in player.said["nothing"]


@pytest.mark.parametrize("why", ["off", "not_asked", "concern", "phone_not_private", "daylight"])
def test_a_closed_tool_says_so_kindly_and_asks_nothing(why: str) -> None:
    player = opened("rehearsal", closed=why)

    assert player.over
    assert player.said["closed"]
    assert "safety" not in player.said["closed"]


@pytest.mark.parametrize(
    ("tool", "safety", "areas", "closed"),
    [
        ("rehearsal", Safety.NOT_ASKED, (Area.DISPUTE,), "not_asked"),
        ("rehearsal", Safety.NOT_ASKED, (Area.GRIEF, Area.DISPUTE), "not_asked"),
        ("rehearsal", Safety.NOT_ASKED, (Area.GRIEF,), None),
        ("rehearsal", Safety.CONCERN, (), "concern"),
        ("exchange", Safety.PHONE_NOT_PRIVATE, (), "phone_not_private"),
        ("exchange", Safety.CONCERN, (Area.DISPUTE,), None),
        ("my_people", Safety.PHONE_NOT_PRIVATE, (), "phone_not_private"),
        ("timeline", Safety.PHONE_NOT_PRIVATE, (Area.DISPUTE,), None),
        ("rehearsal", Safety.NO_CONCERN, (Area.DISPUTE,), None),
    ],
)
def test_a_safety_note_closes_what_it_closes(
    tool: str, safety: Safety, areas: tuple[Area, ...], closed: str | None
) -> None:
    assert tool_closed(TOOLS[tool], safety, areas) == closed


def test_every_tool_about_another_person_in_a_dispute_leaves_a_record_or_brings_contact() -> None:
    assert all(tool.touch is not Touch.NONE and tool.tidies for tool in IN_ORDER if tool.area is Area.DISPUTE)


def test_parts_can_be_found_by_their_names() -> None:
    assert isinstance(TOOLS["exchange"].part("turns"), Rounds)
    assert isinstance(TOOLS["exchange"].part("want"), Step)
    assert TOOLS["exchange"].part("nothing") is None


def test_who_ceases_to_share_in_the_middle_is_told_that_nobody_sees_it() -> None:
    told = iter((True, False))
    player = Player(
        "supports",
        CARD,
        CLIENT,
        answers={ToolKnown: lambda _ids: ToolKnown(today=date(2026, 3, 2), name="Olena", shares=next(told))},
    )
    player.write("Ana")
    player.tap("Skip")

    assert player.private == [True]
    assert "Only you can see it" in player.said["saved"]


def test_without_sharing_everything_is_for_the_client_alone() -> None:
    player = Player("supports", ToolKnown(today=date(2026, 3, 2), shares=False), CARD, CLIENT)
    player.write("Ana")
    player.tap("Skip")

    assert player.private == [True]
    assert "Only you can see it" in player.said["saved"]


def test_words_that_come_instead_of_a_choice_are_kept_and_not_asked_for_again() -> None:
    player = opened("ending_feelings")
    player.tap("Sad")
    player.write("I am afraid it comes back.")

    assert player.refusals == []
    assert values(player) == {"feelings": "sad", "words": "I am afraid it comes back."}


def test_words_at_one_of_several_questions_stay_with_it() -> None:
    player = opened("timeline", **BARE)
    player.speak()
    while player.key is not None:
        player.tap("Skip")

    kept = next(entry for entry in player.entries if isinstance(entry, ToolKept))
    assert [field.said is not None for field in kept.fields] == [True]


def test_whether_staff_may_see_it_is_answered_with_a_button() -> None:
    player = opened("my_people", **BARE)
    player.write("Ana")
    for _question in range(5):
        player.tap("Skip")
    player.write("not really")

    assert player.refusals != []


def test_a_first_question_that_is_needed_can_be_left() -> None:
    player = opened("my_people", **BARE)
    player.tap("Stop here")

    assert player.entries == []
    assert "Nothing was kept." in player.said["nothing"]

"""Safety in the house: what stands when the phone is put down, what an answer given anew takes back, and read aloud."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows import measure_wishes as measuring
from flows.brief import Brief
from flows.content.brief_lines import brief_text
from flows.measure_entries import MeasureAnswered, SafetyCardShown
from flows.measures import Form
from flows.wishes import AnswerConsent
from locales.voice import voice_for
from storage import due, log, notices, persons
from storage.base import Store
from storage.persons import Person
from tests.bot.course.looking import forward, ticker_of
from tests.bot.course.test_measures import PHQ9, WITH_FORMS, answer, switched_on
from tests.bot.talking import Talking

CHANGED = "does not hold any more"


@pytest.fixture
def house(store: Store) -> Talking:
    return Talking(store, WITH_FORMS)


async def brief(house: Talking, two: tuple[Person, Person]) -> str:
    staff, client = two
    found: Brief = await house.read(staff, Brief, client=client.id, about=client.id)
    return "\n".join(voice_for("en").text(line) for line in brief_text(found))


async def know(house: Talking, two: tuple[Person, Person], answered: int) -> None:
    staff, client = two
    until = house.store.calendar.now().date() + timedelta(days=14)
    await house.wish(staff, measuring.KnowItem(client=client.id, answer=answered, until=until), about=client)


async def entries(house: Talking, client: Person, *kinds: str) -> list[log.Entry]:
    async with house.store.read() as tx:
        return await log.own(tx, client.id, kinds=kinds)


async def back(house: Talking, client: Person) -> None:
    await house.answer(client, "~back")


async def escalations(house: Talking) -> int:
    async with house.store.read() as tx:
        return len(await due.starting_with(tx, "escalate", ""))


async def test_item_nine_stands_first_though_the_phone_was_put_down_at_the_card(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await switched_on(house, two)
    await know(house, two, 3)
    await answer(house, two[1], "3")

    told = await brief(house, two)
    assert "the safety card was shown after item 9\nitem 9: 3" in told
    assert "Item 9 is known" in told


async def test_card_stands_again_after_a_way_back_without_an_answer(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    await switched_on(house, two)
    await answer(house, client, "2")
    await back(house, client)
    ticker = ticker_of(house)

    await forward(house, ticker, house.store.calendar.now() + timedelta(days=4))

    assert [one.value["answer"] for one in await entries(house, client, "safety_card_shown")] == [2]
    assert not any(CHANGED in text for text in await house.sent(two[0]))


async def test_after_a_wish_to_talk_nothing_is_open_and_what_was_answered_is_kept(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await switched_on(house, two)
    await answer(house, client, "2", "talk")

    assert await house.open_key(client) is None
    assert [one.value["total"] for one in await entries(house, client, "measure_answered")] == [2]


async def test_note_of_an_answer_given_anew_is_withdrawn_before_it_goes(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await switched_on(house, two)
    await house.sent(staff)
    await answer(house, client, "2")
    await back(house, client)
    await house.answer(client, "0")

    assert await house.sent(staff) == []
    assert await escalations(house) == 0
    async with house.store.read() as tx:
        assert (await notices.unseen(tx, "", 1))[1] == 0
    assert await entries(house, client, "safety_card_shown") == []


async def test_note_that_has_gone_is_followed_by_a_correction(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await switched_on(house, two)
    await answer(house, client, "2")
    assert any("Answer: 2" in text for text in await house.sent(staff))
    await back(house, client)
    assert await house.sent(staff) == []
    await house.answer(client, "3")

    corrected, anew = await house.sent(staff)
    assert CHANGED in corrected
    assert "Answer: 3" in anew
    assert await escalations(house) == 1


async def test_who_withdraws_sharing_in_the_middle_keeps_the_rest_alone(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await house.say(client, "check_in")
    await house.answer(client, "4")
    await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))
    await house.answer(client, "good", "~skip")

    kept = {one.value["mood"]: one.private for one in await entries(house, client, "mood_reported")}
    assert kept == {7: False, 4: True}


async def test_programmes_own_item_is_item_nine_everywhere(store: Store) -> None:
    form = Form(
        instrument="OWN-3", lang="en", stem="s", items=("a", "b", "c"), options=("no", "yes"), option_values=(0, 1),
        status="pinned", licence="own", safety_item=2,
    )  # fmt: skip
    house = Talking(store, WITH_FORMS.model_copy(update={"forms": (form,)}))
    staff = await house.staff()
    client = await house.connected(staff)
    entry = MeasureAnswered(
        instrument="OWN-3", language="en", form="f", given="read_aloud", answers=(0, 1, 0), safety_item=1
    )
    supervisor = await house.staff("Ruth", role="supervisor")

    await house.wish(staff, measuring.KeepReadAloud(client=client.id, answered=entry), about=client)

    assert any("Answer: 1" in text for text in await house.sent(supervisor))
    assert "Item 9 of OWN-3: 1" in await brief(house, (staff, client))


async def test_item_nine_read_aloud_goes_the_same_way_as_if_it_had_been_tapped(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    supervisor = await house.staff("Ruth", role="supervisor")
    entry = MeasureAnswered(
        instrument=PHQ9, language="en", form="f", given="read_aloud", answers=(0,) * 8 + (2,), total=2
    )
    card = SafetyCardShown(why="item9", answer=2, text="help_card", version=2, language="en")
    await house.wish(staff, measuring.KeepReadAloud(client=client.id, answered=entry, card=card), about=client)

    (told,) = await house.sent(supervisor)
    assert "read aloud by staff" in told
    assert "Answer: 2" in told
    assert await escalations(house) == 1
    async with house.store.read() as tx:
        assert (await persons.settings(tx, client.id)).paused_until is not None
    assert "the safety card was shown after item 9\nitem 9: 2" in await brief(house, two)

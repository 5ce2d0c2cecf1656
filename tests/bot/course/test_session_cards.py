"""The session card of a client: by the number of the next meeting, with ideas that may be given now; off where wished."""

from __future__ import annotations

import pytest

from bot.programme_files import load_programme
from flows import course_wishes as wishes
from flows.course import Area, Safety
from flows.guiding import SessionGuide
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import sessions
from tests.bot.talking import Talking


async def guide(house: Talking, two: tuple[Person, Person]) -> SessionGuide:
    found: SessionGuide = await house.read(two[0], SessionGuide, client=two[1].id)
    return found


async def test_card_follows_the_number_of_the_next_meeting(house: Talking, two: tuple[Person, Person]) -> None:
    first = await guide(house, two)
    (session,) = await sessions(house, two[1])
    await house.wish(two[0], wishes.LogSession(session=session.id, state="held", same_next=True), about=two[1])
    second = await guide(house, two)

    assert (first.number, second.number, first.of) == (1, 2, 6)
    assert first.aim is not None
    assert second.aim is not None
    assert first.aim.as_line() != second.aim.as_line()
    assert len(first.ask) == 3


async def test_ideas_are_of_the_area_and_only_those_that_may_be_given(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await house.wish(two[0], wishes.ChooseArea(client=two[1].id, area=Area.DISPUTE), about=two[1], step="area")
    closed = await guide(house, two)
    await house.wish(two[0], wishes.NoteSafety(client=two[1].id, answer=Safety.NO_CONCERN), about=two[1], step="safe")
    opened = await guide(house, two)

    assert len(opened.ideas) == 3
    assert closed.ideas != opened.ideas  # without a safety note nothing for a dispute is offered


async def test_programme_may_switch_the_cards_off(house: Talking, two: tuple[Person, Person]) -> None:
    plain = load_programme().model_copy(update={"session_cards": False})

    assert (await Talking(house.store, plain).read(two[0], SessionGuide, client=two[1].id)).aim is None


async def test_nobody_reads_the_card_of_somebody_elses_client(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await house.staff("Taras")
    with pytest.raises(NotFound):
        await house.read(taras, SessionGuide, client=two[1].id)

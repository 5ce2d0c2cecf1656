"""The way in from the chat: where there is a page, the chat carries a link that opens once, and no word of a client."""

from __future__ import annotations

import re

import pytest

from bot.web.log.pages import LOG
from flows.entries import Raised, Said
from storage.persons import Person
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk
from tests.bot.talking import PROGRAMME, Talking

LINK = re.compile(rf"http\S+{LOG}/in/([\w-]+)")


def with_page(desk: Desk) -> Talking:
    """Give the same house, told where its page is."""
    return Talking(desk.house.store, PROGRAMME.model_copy(update={"page_at": f"{desk.http.base_url}{LOG}"}))


async def token_for(house: Talking, staff: Person) -> str:
    said = " ".join(await house.sent(staff))
    assert "Rent" not in said
    found = LINK.search(said)
    assert found is not None, said
    return found[1]


async def test_menu_leads_to_the_list(desk: Desk) -> None:
    house = with_page(desk)
    await house.sent(desk.staff)
    await house.say(desk.staff, "page")

    assert (await desk.post("/in", token=await token_for(house, desk.staff))).url.path == f"{LOG}/"


@pytest.mark.parametrize("flow", ["brief", "client_log"])
async def test_what_a_client_wrote_is_opened_on_the_page_and_never_said_in_the_chat(desk: Desk, flow: str) -> None:
    house = with_page(desk)
    await write(house, desk.client, Raised(words=Said(text="Rent")))
    await house.sent(desk.staff)
    await house.say(desk.staff, flow, args={"client": desk.client.id}, about=desk.client.id)

    locked = await desk.post("/in", token=await token_for(house, desk.staff))
    assert "Rent" in (await desk.unlock(locked)).text


async def test_without_a_page_the_chat_says_so(desk: Desk) -> None:
    await desk.house.sent(desk.staff)
    await desk.house.say(desk.staff, "page")

    assert any("you read in this chat" in text for text in await desk.house.sent(desk.staff))

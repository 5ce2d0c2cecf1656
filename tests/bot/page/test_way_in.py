"""The way in from the chat: where there is a page, the chat carries a link that opens once, and no word of a client."""

from __future__ import annotations

import re

import pytest

from bot.rendering import Reader, render
from bot.web.log.pages import LOG
from flows.entries import Raised, Said
from flows.questions import Pressed
from locales.voice import voice_for
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


async def test_behind_https_a_button_opens_the_page_inside_telegram(desk: Desk) -> None:
    house = Talking(desk.house.store, PROGRAMME.model_copy(update={"page_at": "https://here.example/log"}))
    await house.sent(desk.staff)
    await house.say(desk.staff, "brief", args={"client": desk.client.id}, about=desk.client.id)
    row = (await house.posted(desk.staff))[-1]

    button = render(row.payload, "t" * 22, Reader(voice_for("en")))[0].params["reply_markup"]["inline_keyboard"][0][0]
    assert button == {
        "text": "Open the page",
        "web_app": {"url": f"https://here.example/log/app?client={desk.client.id}"},
    }


async def test_copy_comes_into_the_chat_as_a_file_with_everything(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="Rent")))
    await desk.house.sent(desk.client)
    await desk.house.say(desk.client, "my_copy", Pressed("here"))
    row = next(one for one in await desk.house.posted(desk.client) if "file" in one.payload)
    call = render(row.payload, "t" * 22, Reader(voice_for("en")))[0]

    assert call.method == "sendDocument"
    assert b"Rent" in call.params["document"].input_file_content
    assert not call.params["protect_content"]

"""What is over opens no page: whoever died, is being forgotten, or goes on with another phone; at once, and by no way in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.web.log.pages import CLIENT, LOG
from flows.course_wishes import EndCourse, OpenCourse
from flows.entries import Raised, Said
from flows.wishes import ConfirmMove, MakeInvite
from storage import forgetting, invites, persons, signing_in
from tests.bot.course.conftest import TUESDAY
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk
from tests.bot.page.hands import telegram_id
from tests.bot.page.signed import USER, signed


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is over is the same in both."""
    return "sqlite"


async def died(desk: Desk) -> None:
    """Let the therapist end the course of somebody who has died."""
    course = OpenCourse(client=desk.client.id, template="ipc6", sessions=6, first_on=TUESDAY, time="10:00")
    await desk.house.wish(desk.staff, course, about=desk.client)
    await desk.house.wish(desk.staff, EndCourse(client=desk.client.id, how="died"), about=desk.client)


async def forgotten(desk: Desk) -> None:
    """Mark the client as forgotten, as the first of three steps does."""
    async with desk.house.store.write() as tx:
        await forgetting.mark(tx, desk.client.id, [])


async def moved(desk: Desk) -> None:
    """Let the client go on with a new phone."""
    await desk.house.wish(desk.staff, MakeInvite(what="same_client", client=desk.client.id), about=desk.client)
    async with desk.house.store.write() as tx:
        claimed = await invites.claim(tx, desk.house.links[-1], tx.index(7, 999))
        assert claimed is not None
        await invites.keep_chat(tx, claimed, 999)
        await invites.set_code(tx, claimed.id, "a,b,c")
    await desk.house.wish(desk.staff, ConfirmMove(client=desk.client.id), about=desk.client)


@pytest.mark.parametrize("end", [died, forgotten, moved])
async def test_who_is_signed_in_is_not_any_more_and_no_link_opens(
    desk: Desk, end: Callable[[Desk], Awaitable[None]]
) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The garden")))
    assert "The garden" in (await desk.sign_in(desk.client)).text
    paper = (await desk.post("/mine/interlude.json")).headers["x-interlude-paper"]
    link = await desk.link(desk.client)
    await end(desk)

    for path in CLIENT:
        assert (await desk.get(path)).status_code == 401
    assert (await desk.http.get(paper)).status_code == 410
    assert (await desk.post("/in", token=link)).status_code == 410


@pytest.mark.parametrize("end", [died, forgotten])
async def test_fresh_login_or_link_opens_nothing_either(desk: Desk, end: Callable[[Desk], Awaitable[None]]) -> None:
    raw = signed({**USER, "id": await telegram_id(desk, desk.client)}, desk.calendar.now())
    await end(desk)
    headers = {"origin": str(desk.http.base_url).rstrip("/"), "x-interlude-face": "client"}

    assert (await desk.http.post(f"{LOG}/session", content=raw, headers=headers)).status_code == 401
    assert (await desk.sign_in(desk.client)).status_code == 410


@pytest.mark.parametrize("state", ["invited", "joining", "ended", "forgotten", "a state of tomorrow"])
async def test_only_who_has_joined_has_a_page(desk: Desk, state: str) -> None:
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.client.id, state=state)
        token = await signing_in.begin(tx, desk.client.id, unlocked=True)

    shown = await desk.http.get(f"{LOG}/mine", headers={"authorization": f"Bearer {token}"})
    assert shown.status_code == 401

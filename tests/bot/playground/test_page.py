"""What the playground's page is given and what it may do, over real HTTP."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.playground.believable import accept, invite
from bot.playground.run import Playground, playground
from bot.playground.server import PAGE

FILES = [path.name for path in PAGE.iterdir()]


@dataclass
class Visit:
    """A visitor of the page, and what is behind it."""

    place: Playground
    http: httpx.AsyncClient

    async def state(self) -> Any:
        """Ask what the phones show."""
        return (await self.http.get("/api/state")).json()

    async def post(self, path: str, **body: Any) -> int:
        """Send what a finger does, and give the code of the answer."""
        return (await self.http.post(path, json=body)).status_code


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    """Open a playground and visit it."""
    async with playground(tmp_path, "127.0.0.1", 0) as place, httpx.AsyncClient(base_url=place.api) as http:
        yield Visit(place, http)


@pytest.mark.parametrize("name", FILES)
async def test_every_file_of_the_page_is_served_strictly(visit: Visit, name: str) -> None:
    found = await visit.http.get(f"/page/{name}")

    assert found.status_code == 200
    assert found.headers["content-security-policy"].startswith("default-src 'self'")
    assert found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", FILES)
def test_no_file_of_the_page_needs_another_host_or_something_inline(name: str) -> None:
    text = (PAGE / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+(?!.*start=)", re.sub(r"https:\\/\\/t\\.me.*", "", text)) == []
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text
    assert "innerHTML" not in text


@pytest.mark.parametrize(
    "path",
    ["/page/run.py", "/page/..%2Frun.py", "/page/%2e%2e", "/page/nothing.css", "/api/file/nothing", "/api/nothing"],
)
async def test_what_is_no_part_of_the_page_is_not_found(visit: Visit, path: str) -> None:
    assert (await visit.http.get(path)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/api/phone/nobody/write", "/api/phone/client/nothing", "/api/clock/nothing", "/api/clock/__class__"]
)
async def test_deed_that_is_none_is_not_found(visit: Visit, path: str) -> None:
    assert await visit.post(path, text="x") == 404


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
async def test_another_site_cannot_press_anything(visit: Visit, kind: str) -> None:
    before = await visit.state()

    for path in ("/api/clock/day", "/api/phone/client/start"):
        answer = await visit.http.post(path, content="{}", headers={"Content-Type": kind})
        assert answer.status_code == 404

    assert await visit.state() == before


@pytest.mark.parametrize("body", ["", "[]", "{", '"text"'])
async def test_body_that_is_no_object_changes_nothing(visit: Visit, body: str) -> None:
    answer = await visit.http.post("/api/clock/day", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 404


async def test_forged_button_is_not_pressed(visit: Visit) -> None:
    await visit.post("/api/phone/therapist/start", payload=visit.place.link)
    note = (await visit.state())["phones"]["therapist"]["notes"][-1]

    right = {"note": note["id"], "data": note["rows"][0][0]["data"]}
    for forged in ({**right, "data": "forged"}, {**right, "note": 999}, {**right, "note": "x"}, {}):
        await visit.post("/api/phone/therapist/start")  # so that nothing is left of what was said before
        await visit.post("/api/phone/therapist/press", **forged)
        assert (await visit.state())["said"] == "That button is no longer on the screen."


async def test_invitation_waits_until_the_client_has_opened_it(visit: Visit) -> None:
    therapist = visit.place.phones["therapist"]
    assert (await visit.state())["client_link"] == ""
    await accept(therapist, visit.place.link, visit.place.settle)
    token = await invite(therapist, visit.place.settle, "Anna")

    state = await visit.state()
    assert state["client_link"] == token
    assert "invite" in state["steps"]

    await visit.post("/api/phone/client/start", payload=token)
    state = await visit.state()
    assert state["client_link"] == ""
    assert "invite" in state["steps"]
    assert state["phones"]["client"]["notes"][0]["text"] == "/start"


async def test_nothing_of_a_deleted_message_is_shown(visit: Visit) -> None:
    await visit.post("/api/phone/client/write", text="A planted word")
    visit.place.phones["client"].talk.notes[0].deleted = True

    answer = await visit.http.get("/api/state")

    assert "A planted word" not in answer.text
    assert answer.json()["phones"]["client"]["notes"][0]["deleted"]


async def test_language_that_is_not_shipped_is_not_set(visit: Visit) -> None:
    await visit.post("/api/phone/client/language", code="xx")
    assert (await visit.state())["phones"]["client"]["language"] == "en"

    await visit.post("/api/phone/client/language", code="ar")
    shown = (await visit.state())["phones"]["client"]
    assert (shown["language"], shown["dir"]) == ("ar", "rtl")


async def test_phone_lives_on_its_persons_clock(visit: Visit) -> None:
    await accept(visit.place.phones["therapist"], visit.place.link, visit.place.settle)

    state = await visit.state()

    assert state["place"] == "Berlin"
    assert state["clock"].endswith("09:00")
    assert {shown["zone"] for shown in state["phones"].values()} == {"Europe/Berlin"}


async def test_page_says_to_whom_the_bot_has_written(visit: Visit) -> None:
    await visit.post("/api/clock/hour")
    assert (await visit.state())["said"] == "Time passed. Interlude wrote to nobody."

"""What staff do with one entry on the page: each deed for whom it is meant, in the audit, and refused to everybody else."""

from __future__ import annotations

import re

import pytest

from flows.entries import Raised, Said
from flows.staff.client_log import GONE_IN
from flows.tools import Field, ToolKept
from storage import audit, consents, marks
from storage.persons import Person
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk

ENTRY, MARK = re.compile(r'name="entry" value="([0-9a-f]{32})"'), re.compile(r'name="mark" value="([0-9a-f]{32})"')


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


async def entry_on(desk: Desk) -> str:
    """Give the entry that the newest form on the notes names."""
    found = ENTRY.search((await desk.get(f"{desk.brief}/notes")).text)
    assert found is not None
    return found[1]


async def marked(desk: Desk, question: str = "What would you ask?") -> Person:
    """Let the therapist mark what the client wrote; give the supervisor."""
    ruth = await desk.house.staff("Ruth", role="supervisor")
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")))
    await desk.reading()
    await desk.post(f"{desk.brief}/mark", entry=await entry_on(desk), question=question)
    return ruth


async def test_entry_is_marked_with_a_question_and_closed_with_what_came_of_it(desk: Desk) -> None:
    await desk.unlock(await desk.sign_in(await marked(desk)))
    for path in ("/supervision", "/marks"):
        shown = (await desk.get(path)).text
        assert shown.index("What would you ask?") < shown.index("The letter")

    waits = MARK.search(shown)
    assert waits is not None
    await desk.post("/marks/discussed", mark=waits[1], outcome="Ask about the sister.")
    assert "The letter" not in (await desk.get("/supervision")).text
    async with desk.house.store.read() as tx:
        deeds = [one.deed for one in await audit.of(tx, desk.client.id)]
        (kept,) = await marks.of_staff(tx, desk.staff.id, tx.now.replace(year=2000))
    assert "read_marked" in deeds
    assert kept.outcome["said"]["text"] == "Ask about the sister."


async def test_same_entry_is_marked_once_and_its_question_is_the_last(desk: Desk) -> None:
    await marked(desk)
    await desk.post(f"{desk.brief}/mark", entry=await entry_on(desk), question="Another?")

    async with desk.house.store.read() as tx:
        assert [one.question["said"]["text"] for one in await marks.waiting(tx)] == ["Another?"]


async def test_counsellor_closes_no_mark(desk: Desk) -> None:
    await marked(desk)
    async with desk.house.store.read() as tx:
        (waits,) = await marks.waiting(tx)

    assert "Discussed" not in (await desk.get("/marks")).text
    assert (await desk.post("/marks/discussed", mark=waits.id)).status_code == 404


async def test_nothing_is_marked_where_nobody_supervises(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(voice="f1", seconds=4)))
    await desk.reading()

    assert "Mark for supervision" not in (await desk.get(f"{desk.brief}/notes")).text
    assert (await desk.post(f"{desk.brief}/mark", entry=await entry_on(desk))).status_code == 404


async def test_each_new_entry_can_be_answered_until_the_notes_were_opened(desk: Desk) -> None:
    await write(desk.house, desk.client, Raised(words=Said(text="The letter")), Raised(words=Said(text="The lake")))
    await desk.reading()
    first, later = [(await desk.get(f"{desk.brief}/notes")).text for _look in range(2)]
    told = await desk.post(f"{desk.brief}/seen", word="time", back="notes")

    assert first.count('value="time"') == 3  # with the mood of the day on which they met
    assert later.count('value="time"') == 0
    assert "Passed on" in told.text
    assert told.url.path.endswith("/notes")


async def test_voice_notes_of_an_entry_come_into_the_own_chat(desk: Desk) -> None:
    spoken = Field(name="what", said=Said(voice="f2", seconds=9))
    await write(desk.house, desk.client, ToolKept(tool="moment", record="m", fields=(spoken,)))
    await desk.reading()
    await desk.house.posted(desk.staff)
    shown = await desk.post(f"{desk.brief}/listen", entry=await entry_on(desk))

    (row,) = await desk.house.posted(desk.staff)
    assert "is in your chat" in shown.text
    assert (row.payload["voice"], row.payload["protect"], row.payload["gone_in"]) == ("f2", True, GONE_IN)


@pytest.mark.parametrize("deed", ["mark", "listen"])
async def test_what_is_not_shared_any_more_can_not_be_touched(desk: Desk, deed: str) -> None:
    await desk.house.staff("Ruth", role="supervisor")
    await write(desk.house, desk.client, Raised(words=Said(voice="f1", seconds=4)))
    await desk.reading()
    entry = await entry_on(desk)
    async with desk.house.store.write() as tx:
        await consents.answer(tx, desk.client.id, "share", answer=False, text_id="t", version=1, language="en")

    assert (await desk.post(f"{desk.brief}/{deed}", entry=entry)).status_code == 404
    assert (await desk.post(f"{desk.brief}/{deed}", entry="0" * 32)).status_code == 404

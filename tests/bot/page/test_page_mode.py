"""Where staff read on the page, the chat carries notices only: no conversation of theirs holds a word of a client."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.web.log.visit import LOG
from flows import course_wishes as wishes
from flows import registry
from flows.agreed import TaskPlan
from flows.chat import Asking
from flows.course import Tried
from flows.course_entries import TaskReviewed
from flows.ending_wishes import SpokeOfEnding
from flows.entries import MoodReported, Raised, Said
from flows.questions import Choice, Pressed, Wrote
from flows.supervision_wishes import MarkEntry
from flows.tools import Field, ToolKept
from storage import log, outbox, runs
from tests.bot.course.conftest import TUESDAY
from tests.bot.course.looking import the_task
from tests.bot.course.test_brief import write
from tests.bot.page.conftest import Desk
from tests.bot.talking import PROGRAMME, Talking

if TYPE_CHECKING:
    from flows.registry import Flow
    from storage.persons import Person

CANARY = "Canarywords"
SAID = Said(text=CANARY)
OF_CLIENTS = {"supervision", "today", "alerts", "clients", "meetings_today"}  # of several clients at once


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


class Undone(Exception):
    """A path through a conversation was looked at; nothing of it stays."""


async def told(house: Talking, two: tuple[Person, Person]) -> None:
    """Let a client with a course tell something wherever something can be told."""
    staff, client = two
    opened = wishes.OpenCourse(client=client.id, template="ipc6", sessions=6, first_on=TUESDAY, time="10:00")
    await house.wish(staff, opened, about=client)
    await house.wish(staff, SpokeOfEnding(client=client.id), about=client)
    await house.wish(client, wishes.TellTask(words=SAID))
    task = await the_task(house, client)
    plan = TaskPlan(on=date(2026, 3, 4), time="17:00", where=SAID, who=SAID)
    await house.wish(client, wishes.PlanTask(task=task.id, plan=plan))
    await write(
        house, client,
        MoodReported(mood=4, words=SAID), Raised(words=SAID),
        TaskReviewed(task=task.id, tried=Tried.PART, words=SAID, helped=SAID),
        *(ToolKept(tool=tool, record=tool, fields=(Field(name=field, said=SAID),))
          for tool, field in (("my_people", "name"), ("timeline", "what"), ("exchange", "who"), ("plan_signs", "own"))),
    )  # fmt: skip
    async with house.store.read() as tx:
        last = (await log.own(tx, client.id, kinds=("raised",)))[-1]
    await house.wish(staff, MarkEntry(client=client.id, entry=last.id, question=None), about=client)
    await house.sent_to_all()


async def walked(house: Talking, two: tuple[Person, Person], flow: Flow, first: str | None) -> tuple[list[str], str]:
    """Begin a conversation, press one button and then whatever comes first; give the buttons of the first question and all that was sent."""
    staff, client = two
    buttons: list[str] = []
    sent = ""
    try:
        async with house.store.write() as tx:
            about = client.id if flow.of_client else None
            await house.conversation.begin(tx, staff.id, flow.name, {"client": client.id}, about=about)
            for _step in range(4):
                run = await runs.floor_of(tx, staff.id)
                standing = await house.conversation.replay(tx, run) if run is not None else None
                if run is None or standing is None or not isinstance(standing.open, Asking):
                    break
                question = standing.open.question
                codes = [button.code for row in question.buttons() for button in row]
                buttons = buttons or codes
                choice = isinstance(question, Choice) and codes
                pressed = Pressed((first if not standing.answered else None) or codes[0]) if choice else Wrote("x")
                if first is None or await house.conversation.take(tx, run, pressed) is not None:
                    break
            while claimed := await outbox.claim(tx, 64):
                sent += "".join(json.dumps(row.payload) for row in claimed if row.person == staff.id)
                for row in claimed:
                    await outbox.sent(tx, row.id, message_id=1, language="en", build="test", text_hash=b"0" * 32)
                house.store.machine.forward(10)  # type: ignore[attr-defined]  # a set one
            raise Undone  # noqa: TRY301 - it undoes the transaction, which nothing else here can
    except Undone:
        return buttons, sent


async def carried(house: Talking, two: tuple[Person, Person], flow: Flow) -> bool:
    """Say whether a conversation of staff carries a client's words, whichever button is pressed first."""
    buttons, sent = await walked(house, two, flow, None)
    unlike = {re.sub(r"[0-9a-f]{32}|\d+", "#", code): code for code in buttons}  # one day of fourteen says it all
    for code in unlike.values():
        if CANARY not in sent:
            sent += (await walked(house, two, flow, code))[1]
    return CANARY in sent


async def test_no_conversation_of_staff_carries_a_clients_words_in_page_mode(desk: Desk) -> None:
    two = (desk.staff, desk.client)
    await told(desk.house, two)
    for name in ("brief", "client_log", "client_card", "course", "ending", "mark", "supervision", "task_board"):
        assert await carried(desk.house, two, registry.find(name)), name  # in chat mode they do: the walk sees it

    at = f"{desk.http.base_url}{LOG}"
    house = Talking(desk.house.store, PROGRAMME.model_copy(update={"page_at": at}))
    about_clients = [one for one in registry.all_flows() if one.of_client or one.name in OF_CLIENTS]
    assert [one.name for one in about_clients if await carried(house, two, one)] == []


async def test_what_was_marked_is_read_on_the_page(desk: Desk) -> None:
    await told(desk.house, (desk.staff, desk.client))
    ruth = await desk.house.staff("Ruth", role="supervisor")
    await desk.unlock(await desk.sign_in(ruth))

    assert "/marks" in (await desk.get("/")).text
    assert CANARY in (await desk.get("/marks")).text

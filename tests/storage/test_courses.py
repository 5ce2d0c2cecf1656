"""Courses, sessions, tasks, contacts and safety notes, on both databases: what was put in comes out, and words are sealed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from flows.agreed import CourseFacts, OwnWords, TaskFacts
from flows.course import Area, Safety, SessionState, TaskState
from flows.entries import Said
from storage import contacts, courses, persons, safety_notes, tasks
from storage.access import Actor
from storage.base import Store
from storage.course_tables import course as course_table
from storage.course_tables import safety_note
from storage.course_tables import task as task_table
from storage.errors import NotFound
from tests.storage.conftest import Join, there

CANARY = "a grey heron on the lake"
WORDS = OwnWords(said=Said(text=CANARY), language="en")


async def test_course_comes_back_as_it_was_kept(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        course = await courses.begin(tx, anna.id, template="ipc6", sessions=6)
        await courses.change(tx, course, CourseFacts(area=Area.GRIEF, goal=WORDS), sessions=8)

    async with store.read() as tx:
        found = there(await courses.current(tx, anna.id))

    assert (found.template, found.sessions, found.facts.area) == ("ipc6", 8, Area.GRIEF)
    assert there(found.facts.goal).said.text == CANARY


async def test_new_course_closes_the_one_before(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        first = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        second = await courses.begin(tx, anna.id, template="ipt12", sessions=12)

    async with store.read() as tx:
        assert there(await courses.current(tx, anna.id)).id == second.id
        assert {one.id for one in await courses.of_client(tx, anna.id)} == {first.id, second.id}
        ended = await tx.db.scalar(select(course_table.c.ended).where(course_table.c.id == first.id))
    assert ended == "early"


async def test_next_session_is_the_first_planned_one_that_has_not_begun(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        course = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        past = await courses.plan_session(tx, course, tx.now - timedelta(days=1))
        later = await courses.plan_session(tx, course, tx.now + timedelta(days=9))
        dropped = await courses.plan_session(tx, course, tx.now + timedelta(days=2))
        await courses.log_session(tx, dropped, SessionState.DROPPED, "staff")

        assert there(await courses.next_session(tx, anna.id)).id == later.id
        await courses.end(tx, course, "finished")
        assert await courses.next_session(tx, anna.id) is None
        assert there(await courses.get_session(tx, past.id)).state is SessionState.DROPPED


async def test_client_never_changes_what_staff_said_of_a_session(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        course = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        session = await courses.plan_session(tx, course, tx.now)
        await courses.log_session(tx, session, SessionState.HELD, "staff")
        await courses.log_session(tx, session, SessionState.MISSED, "client")

        assert there(await courses.get_session(tx, session.id)).state is SessionState.HELD


async def test_task_goes_from_proposed_to_closed(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        course = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        task = await tasks.propose(tx, course, TaskFacts(words=WORDS))
        for step, state in ((tasks.agree, TaskState.AGREED), (tasks.pause, TaskState.PAUSED)):
            await step(tx, task)
            assert there(await tasks.get(tx, task.id)).state is state
        await tasks.reopen(tx, there(await tasks.get(tx, task.id)))
        assert there(await tasks.get(tx, task.id)).state is TaskState.AGREED
        await tasks.close(tx, task)
        assert await tasks.of_client(tx, anna.id, tasks.OPEN) == []


async def test_paused_proposal_is_a_proposal_again_when_it_is_opened(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        course = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        task = await tasks.propose(tx, course, TaskFacts(words=WORDS))
        await tasks.pause(tx, task)
        await tasks.reopen(tx, there(await tasks.get(tx, task.id)))

        assert there(await tasks.get(tx, task.id)).state is TaskState.PROPOSED


async def test_same_id_is_the_same_task(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        course = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        for minutes in (10, 20):
            await tasks.propose(tx, course, TaskFacts(minutes=minutes), id="a" * 32)

        (task,) = await tasks.of_client(tx, anna.id)
    assert task.facts.minutes == 20


async def test_words_of_a_task_and_answers_of_a_note_are_sealed(store: Store, join: Join) -> None:
    anna, olena = await join(), await join("staff", "therapist")
    async with store.write() as tx:
        await persons.link(tx, anna.id, olena.id, "therapist")
        course = await courses.begin(tx, anna.id, template="ipc3", sessions=3)
        await tasks.propose(tx, course, TaskFacts(words=WORDS, idea="g1"))
        await safety_notes.note(tx, Actor(olena.id, "therapist"), anna.id, Safety.CONCERN)
        blobs = [await tx.db.scalar(select(task_table.c.body)), await tx.db.scalar(select(safety_note.c.answer))]

    for blob in blobs:
        assert isinstance(blob, bytes)
        assert CANARY.encode() not in blob
        assert b"concern" not in blob


async def test_safety_note_of_a_stranger_is_refused(store: Store, join: Join) -> None:
    anna, olena = await join(), await join("staff", "therapist")
    with pytest.raises(NotFound):
        async with store.write() as tx:
            await safety_notes.note(tx, Actor(olena.id, "therapist"), anna.id, Safety.NO_CONCERN)


async def test_contact_for_the_same_reason_is_planned_once_and_is_done_once(store: Store, join: Join) -> None:
    anna, olena, taras = await join(), await join("staff", "therapist"), await join("staff", "therapist")
    async with store.write() as tx:
        first = await contacts.plan(tx, anna.id, tx.now, "asked")
        assert (await contacts.plan(tx, anna.id, tx.now, "asked")).id == first.id
        await contacts.plan(tx, anna.id, tx.now + timedelta(days=1), "planned")
        await contacts.plan(tx, anna.id, tx.now + timedelta(days=2), "planned")
        assert len(await contacts.open_of(tx, anna.id)) == 3
        for staff in (olena, taras):
            await contacts.done(tx, first, staff.id)

        assert there(await contacts.get(tx, first.id)).done_by == olena.id
        assert len(await contacts.open_of(tx, anna.id)) == 2

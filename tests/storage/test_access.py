"""One gate: every role, relation and purpose, written down; whatever is not written down is not found."""

import itertools

import pytest

from storage import persons
from storage.access import RULES, Actor, actor_of, allowed, gate
from storage.audit import note, of
from storage.base import Store
from storage.errors import NotFound
from tests.storage.conftest import Join, there

ROLES = ("client", "therapist", "supervisor", "operator")
RELATIONS = ("self", "therapist", "supervisor", "none")
PURPOSES = (
    "own",
    "settings",
    "forget",
    "care",
    "confirm",
    "list",
    "notice",
    "invite",
    "seen",
    "supervise",
    "export",
    "",
)

# Who may do what, by hand: a supervisor who is only that reads notices and nothing else (practice.md).
MAY = {
    ("client", "self"): {"own", "settings", "forget"},
    ("therapist", "therapist"): {"care", "confirm", "list", "notice", "invite", "seen", "supervise"},
    ("supervisor", "therapist"): {"care", "confirm", "list", "notice", "invite", "seen", "supervise"},
    ("supervisor", "supervisor"): {"notice", "supervise"},
    ("supervisor", "none"): {"supervise"},  # only what a counsellor has marked
}


@pytest.mark.parametrize(("role", "relation", "purpose"), [*itertools.product(ROLES, RELATIONS, PURPOSES)])
def test_rules_are_those_that_were_agreed(role: str, relation: str, purpose: str) -> None:
    assert ((role, relation, purpose) in RULES) == (purpose in MAY.get((role, relation), set()))


def test_every_rule_is_in_the_table_of_this_test() -> None:
    written = {(*who, purpose) for who, purposes in MAY.items() for purpose in purposes}

    assert written == RULES


@pytest.mark.parametrize("role", ["therapist", "supervisor"])
@pytest.mark.parametrize("kind", ["therapist", "supervisor", None])
async def test_gate_opens_by_what_is_kept_of_a_person(store: Store, join: Join, role: str, kind: str | None) -> None:
    staff, client = await join("staff", role), await join()
    async with store.write() as tx:
        if kind is not None:
            await persons.link(tx, client.id, staff.id, kind)
        actor = actor_of(there(await persons.get(tx, staff.id)))

        opens = {purpose for purpose in PURPOSES if await allowed(tx, actor, client.id, purpose)}

    assert opens == MAY.get((role, kind or "none"), set())


async def test_no_looks_like_not_found_and_says_nothing(store: Store, join: Join) -> None:
    stranger, client = await join("staff", "therapist"), await join()
    async with store.read() as tx:
        errors = []
        for wanted in (client.id, "no such client"):
            with pytest.raises(NotFound) as caught:
                await gate(tx, Actor(stranger.id, "therapist"), wanted, "care")
            errors.append(str(caught.value))

    assert errors == ["access: not found"] * 2


async def test_role_that_somebody_only_claims_opens_nothing(store: Store, join: Join) -> None:
    supervisor, client = await join("staff", "supervisor"), await join()
    async with store.write() as tx:
        await persons.link(tx, client.id, supervisor.id, "supervisor")

        assert not await allowed(tx, Actor(supervisor.id, "therapist"), client.id, "care")
        assert not await allowed(tx, Actor("nobody", "therapist"), client.id, "care")


async def test_link_that_has_ended_opens_nothing(store: Store, join: Join) -> None:
    olena, client = await join("staff", "therapist"), await join()
    async with store.write() as tx:
        await persons.link(tx, client.id, olena.id, "therapist")
        await persons.unlink(tx, client.id, olena.id)

        assert not await allowed(tx, Actor(olena.id, "therapist"), client.id, "care")


@pytest.mark.parametrize("state", ["ended", "joining"])
async def test_supervisor_who_is_not_at_work_does_not_read_what_was_marked(
    store: Store, join: Join, state: str
) -> None:
    ruth, client = await join("staff", "supervisor"), await join()
    async with store.write() as tx:
        assert await allowed(tx, Actor(ruth.id, "supervisor"), client.id, "supervise")
        await persons.change(tx, ruth.id, state=state)

        assert not await allowed(tx, Actor(ruth.id, "supervisor"), client.id, "supervise")


async def test_therapist_who_claims_to_supervise_does_not(store: Store, join: Join) -> None:
    olena, client = await join("staff", "therapist"), await join()
    async with store.read() as tx:
        assert not await allowed(tx, Actor(olena.id, "supervisor"), client.id, "supervise")


async def test_staff_who_have_left_see_nothing(store: Store, join: Join) -> None:
    olena, client = await join("staff", "therapist"), await join()
    async with store.write() as tx:
        await persons.link(tx, client.id, olena.id, "therapist")
        await persons.change(tx, olena.id, state="ended")

        assert not await allowed(tx, Actor(olena.id, "therapist"), client.id, "care")


async def test_client_sees_every_deed_about_them_and_no_other(store: Store, join: Join) -> None:
    olena, anna, bohdan = await join("staff", "therapist"), await join(), await join()
    async with store.write() as tx:
        await note(tx, Actor(olena.id, "therapist"), anna.id, "read", "care")
        await note(tx, Actor(olena.id, "therapist"), bohdan.id, "read", "care")

    async with store.read() as tx:
        assert [(deed.actor, deed.deed) for deed in await of(tx, anna.id)] == [(olena.id, "read")]

"""Codes at the door: however many are tried at once, each is counted, and a right one opens once."""

from __future__ import annotations

import asyncio

import pyotp

from storage import own_codes, second_factors, signing_in
from storage.base import Store
from storage.second_factors import TRIES, Shown
from storage.signing_in import SignedIn
from tests.storage.conftest import Join, Somebody

OWN, WRONG = "380417", "111213"
AT_ONCE = 12


async def set_up(store: Store, staff: Somebody) -> str:
    """Set the app up, and give the digits that it shows."""
    async with store.write() as tx:
        secret = await second_factors.set_up(tx, staff.id)
    return pyotp.TOTP(str(secret)).at(store.calendar.now())


async def shown(store: Store, staff: Somebody, code: str) -> Shown:
    async with store.write() as tx:
        return await second_factors.show(tx, staff.id, code)


async def on_a_known_device(store: Store, staff: Somebody) -> SignedIn:
    """Sign in, and choose a code for this device."""
    async with store.write() as tx:
        token = await signing_in.begin(tx, staff.id, unlocked=True)
        fresh = await signing_in.of_token(tx, token)
        assert fresh is not None
        await own_codes.choose(tx, fresh, OWN)
        known = await signing_in.of_token(tx, token)
    assert known is not None
    return known


async def right(store: Store, session: SignedIn, code: str) -> bool:
    async with store.write() as tx:
        return await own_codes.right(tx, session, code)


async def test_right_code_opens_once_when_it_is_sent_twice_at_once(store: Store, join: Join) -> None:
    staff = await join("staff", "therapist")
    code = await set_up(store, staff)

    async with store.write() as tx:
        first = await second_factors.show(tx, staff.id, code)
        second = asyncio.create_task(shown(store, staff, code))
        answered, _ = await asyncio.wait({second}, timeout=0.3)

    assert not answered
    assert (first, await second) == (Shown.RIGHT, Shown.WRONG)


async def test_wrong_codes_at_once_are_all_counted(store: Store, join: Join) -> None:
    staff = await join("staff", "therapist")
    await set_up(store, staff)

    tried = await asyncio.gather(*(shown(store, staff, "12") for _one in range(AT_ONCE)))

    assert tried.count(Shown.WRONG) == TRIES - 1
    assert tried.count(Shown.CLOSED) == AT_ONCE - TRIES + 1


async def test_two_first_looks_at_once_show_the_same_secret(store: Store, join: Join) -> None:
    staff = await join("staff", "therapist")

    assert len(set(await asyncio.gather(*(set_up(store, staff) for _one in range(4))))) == 1


async def test_wrong_own_codes_at_once_make_the_device_unknown(store: Store, join: Join) -> None:
    session = await on_a_known_device(store, await join("staff", "therapist"))

    tried = await asyncio.gather(*(right(store, session, WRONG) for _one in range(own_codes.TRIES)))

    assert not any(tried)
    assert not await right(store, session, OWN)

"""A code of one's own on a known device: two seconds in place of the app, and the app again after five wrong ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.web.log.door import DEVICE
from storage import own_codes
from tests.bot.page.conftest import Desk

OWN, OTHER = "380417", "111213"
MINUTE = timedelta(minutes=1)


def forward(desk: Desk, by: timedelta) -> None:
    desk.calendar.set(desk.calendar.now() + by)


async def known(desk: Desk) -> None:
    """Choose a code while the app is shown, and let the screen lock."""
    await desk.unlock(await desk.sign_in(), own=OWN)
    assert DEVICE in desk.http.cookies
    forward(desk, 16 * MINUTE)


async def test_locked_screen_opens_with_the_own_code_and_the_session_goes_on(desk: Desk) -> None:
    await known(desk)

    assert "Your own six digits" in (await desk.get(desk.brief)).text
    assert "Brief" in (await desk.post("/own", to=f"/log{desk.brief}", code=OWN)).text
    forward(desk, 14 * MINUTE)
    assert "Brief" in (await desk.get(desk.brief)).text


async def test_next_day_begins_with_the_own_code_on_this_device_and_with_the_app_on_another(desk: Desk) -> None:
    await known(desk)
    forward(desk, timedelta(days=1))

    assert "Your own six digits" in (await desk.sign_in()).text
    del desk.http.cookies[DEVICE]
    assert "They stand in the app" in (await desk.sign_in()).text


async def test_five_wrong_ones_make_the_device_unknown(desk: Desk) -> None:
    await known(desk)
    for _once in range(4):
        assert "These digits do not fit" in (await desk.post("/own", to="/log/", code=OTHER)).text
    assert "They stand in the app" in (await desk.post("/own", to="/log/", code=OTHER)).text

    assert "They stand in the app" in (await desk.post("/own", to="/log/", code=OWN)).text


async def test_device_of_one_is_of_no_use_to_another(desk: Desk) -> None:
    await known(desk)
    other = await desk.house.staff("Taras")

    assert "One step before the first reading" in (await desk.sign_in(other)).text


async def test_lost_phone_forgets_the_devices_too(desk: Desk) -> None:
    await known(desk)
    async with desk.house.store.write() as tx:
        await own_codes.forget_all(tx, desk.staff.id)

    assert "They stand in the app" in (await desk.get(desk.brief)).text


@pytest.mark.parametrize("code", ["12345", "1234567", "000000", "123456", "654321", "90123 ", "١٢٣٤٥٦", "38a417"])
async def test_what_everybody_would_try_is_no_code_and_it_is_said_so(desk: Desk, code: str) -> None:
    locked = await desk.sign_in()
    refused = await desk.unlock(locked, own=code)

    assert "not all the same, and not in a row" in refused.text
    assert DEVICE not in desk.http.cookies
    assert (await desk.unlock(refused, own=OWN)).status_code == 200  # with the same digits of the app
    assert DEVICE in desk.http.cookies


async def test_who_chooses_no_code_is_let_in_without(desk: Desk) -> None:
    assert (await desk.unlock(await desk.sign_in(), own=" ")).status_code == 200
    assert DEVICE not in desk.http.cookies


@pytest.mark.parametrize("zero", ["٠", "۰"])
async def test_digits_of_any_script_are_digits(desk: Desk, zero: str) -> None:
    """An Arabic or Persian keyboard writes digits of its own."""
    native = str.maketrans("0123456789", "".join(chr(ord(zero) + n) for n in range(10)))
    await desk.unlock(await desk.sign_in(), own=OWN.translate(native))
    forward(desk, 16 * MINUTE)
    assert "Brief" in (await desk.post("/own", to=f"/log{desk.brief}", code=OWN)).text
    forward(desk, 16 * MINUTE)
    assert "Brief" in (await desk.post("/own", to=f"/log{desk.brief}", code=OWN.translate(native))).text

    del desk.http.cookies[DEVICE]
    await desk.sign_in()
    assert desk.app is not None
    code = desk.app.at(desk.calendar.now()).translate(native)
    assert "Brief" in (await desk.post("/code", to=f"/log{desk.brief}", code=code)).text


async def test_without_a_known_device_no_own_code_opens_anything(desk: Desk) -> None:
    await desk.unlock(await desk.sign_in())
    forward(desk, 16 * MINUTE)

    assert "They stand in the app" in (await desk.post("/own", to="/log/", code="")).text

"""Signing in: a link opens once, a second factor stands before every word, and what is not yours is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.web.log.pages import LOG
from storage import persons, second_factors, signing_in
from tests.bot.page.conftest import Desk

INSIDE = ("", "/notes", "/brief.pdf")
MINUTE = timedelta(minutes=1)


def forward(desk: Desk, by: timedelta) -> None:
    desk.calendar.set(desk.calendar.now() + by)


async def test_first_reading_sets_the_second_factor_up_and_then_goes_where_one_wanted(desk: Desk) -> None:
    locked = await desk.post("/in", token=await desk.link(client=desk.client.id))
    assert "One step before the first reading" in locked.text

    assert (await desk.unlock(locked)).url.path == f"{LOG}{desk.brief}"


async def test_secret_is_never_shown_again_once_it_was_confirmed(desk: Desk) -> None:
    await desk.reading()
    again = await desk.sign_in()

    assert "Your six digits" in again.text
    assert "otpauth" not in again.text
    assert desk.app is not None
    assert desk.app.secret not in again.text


async def test_looking_at_a_link_does_not_use_it_up(desk: Desk) -> None:
    token = await desk.link()
    for _ in range(3):
        assert (await desk.get(f"/in/{token}")).status_code == 200

    assert (await desk.post("/in", token=token)).url.path == f"{LOG}/"


@pytest.mark.parametrize(("first", "waited"), [("used", 0), ("left", 11), ("replaced", 0), ("invented", 0)])
async def test_link_opens_once_within_ten_minutes_and_only_the_last_one(desk: Desk, first: str, waited: int) -> None:
    token = await desk.link()
    if first == "used":
        await desk.post("/in", token=token)
        desk.http.cookies.clear()
    if first == "replaced":
        await desk.link()
    forward(desk, waited * MINUTE)

    refused = await desk.post("/in", token="invented" if first == "invented" else token)
    assert refused.status_code == 410
    assert "This does not open" in refused.text
    assert not desk.http.cookies


@pytest.mark.parametrize("page", ["/", *INSIDE])
async def test_nothing_is_shown_without_the_second_factor(desk: Desk, page: str) -> None:
    await desk.sign_in()
    shown = await desk.get(page if page == "/" else desk.brief + page)

    assert shown.status_code == 401
    assert str(desk.client.name) not in shown.text


@pytest.mark.parametrize("page", ["/", *INSIDE])
async def test_stranger_sees_that_it_does_not_open(desk: Desk, page: str) -> None:
    shown = await desk.get(page if page == "/" else desk.brief + page)

    assert shown.status_code == 401
    assert "This does not open" in shown.text


async def test_code_opens_once(desk: Desk) -> None:
    await desk.reading()
    assert "do not fit" in (await desk.unlock(await desk.sign_in())).text

    forward(desk, MINUTE)
    assert (await desk.unlock(await desk.get("/"))).status_code == 200


async def test_five_wrong_codes_close_the_door_for_a_quarter_of_an_hour_also_to_the_right_one(desk: Desk) -> None:
    await desk.reading()
    locked = await desk.sign_in()
    for _ in range(5):
        refused = await desk.post("/code", to=f"{LOG}/", code="12")
    assert "quarter of an hour" in refused.text

    forward(desk, 14 * MINUTE)
    assert "quarter of an hour" in (await desk.unlock(locked)).text
    forward(desk, 2 * MINUTE)
    assert (await desk.unlock(locked)).status_code == 200


async def test_page_locks_after_a_quarter_of_an_hour_and_ends_with_the_working_day(desk: Desk) -> None:
    await desk.reading()
    for _ in range(3):
        forward(desk, 14 * MINUTE)
        assert (await desk.get("/")).status_code == 200

    forward(desk, 16 * MINUTE)
    assert "Your six digits" in (await desk.get("/")).text
    forward(desk, timedelta(hours=8))
    assert "This does not open" in (await desk.get("/")).text


async def test_signing_out_ends_the_session_here_and_end_all_everywhere(desk: Desk) -> None:
    await desk.reading()
    await desk.post("/out")
    assert (await desk.get("/")).status_code == 401

    forward(desk, MINUTE)
    await desk.reading()
    async with desk.house.store.write() as tx:
        await signing_in.end_all(tx, desk.staff.id)
    assert "This does not open" in (await desk.get("/")).text


async def test_staff_who_have_left_are_strangers_at_once(desk: Desk) -> None:
    await desk.reading()
    async with desk.house.store.write() as tx:
        await persons.change(tx, desk.staff.id, state="ended")

    assert "This does not open" in (await desk.get("/")).text


async def test_client_comes_to_their_own_words_and_nowhere_else(desk: Desk) -> None:
    shown = await desk.sign_in(desk.client)

    assert shown.url.path == f"{LOG}/mine"
    for path in ("/", desk.brief, f"{desk.brief}/notes", f"{desk.brief}/brief.pdf"):
        assert (await desk.get(path)).status_code == 404


async def test_client_comes_in_again_by_a_fresh_link_after_a_quarter_of_an_hour(desk: Desk) -> None:
    await desk.sign_in(desk.client)
    forward(desk, 16 * MINUTE)

    assert "This does not open" in (await desk.get("/mine")).text


async def test_staff_do_not_come_to_a_clients_own_page(desk: Desk) -> None:
    await desk.reading()

    assert (await desk.get("/mine")).status_code == 404


async def test_lost_phone_sets_up_a_new_factor(desk: Desk) -> None:
    await desk.reading()
    async with desk.house.store.write() as tx:
        await second_factors.forget(tx, desk.staff.id)

    assert "One step before the first reading" in (await desk.sign_in()).text


@pytest.mark.parametrize("path", ["/in", "/code", "/out", "/seen"])
async def test_form_of_another_site_does_nothing(desk: Desk, path: str) -> None:
    await desk.reading()
    token = await desk.link()
    fields = {"token": token, "code": "1", "word": "read"}
    address = f"{LOG}{desk.brief}{path}" if path == "/seen" else LOG + path
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        await desk.http.post(address, data=fields, headers=headers)

    assert (await desk.get("/")).status_code == 200
    assert not any("Read by" in text for text in await desk.house.sent(desk.client))
    assert (await desk.post("/in", token=token)).url.path == f"{LOG}/"


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", f"{LOG}//elsewhere.example", f"{LOG}/\r\na: b", f"{LOG}/є"]
)
async def test_after_the_code_nobody_is_led_elsewhere(desk: Desk, wanted: str) -> None:
    await desk.sign_in()
    locked = await desk.get("/")
    secret = locked.text.split('<code dir="ltr">')[1].split("<")[0]
    import pyotp

    code = pyotp.TOTP(secret).at(desk.calendar.now())
    assert (await desk.post("/code", to=wanted, code=code)).url.path == f"{LOG}/"


async def test_cookie_is_strict_and_unreadable_and_every_answer_keeps_to_itself(desk: Desk) -> None:
    answer = await desk.http.post(
        f"{LOG}/in", data={"token": await desk.link()}, headers={"origin": str(desk.http.base_url).rstrip("/")}
    )
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/log" in cookie

    shown = await desk.get("/")
    assert shown.headers["cache-control"] == "no-store"
    assert "script-src" not in shown.headers["content-security-policy"]  # `default-src 'none'` stands for it
    assert "<script" not in shown.text

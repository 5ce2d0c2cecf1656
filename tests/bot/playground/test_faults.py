"""What goes wrong on the way, seen from the bot's side: whether Telegram acted is what nobody tells it."""

import httpx
import pytest

from bot.playground.faults import Fault, bad_gateway, cut_short, hang_up, late, silence
from tests.bot.playground.reaching import Reach

HELLO = {"chat_id": 1001, "text": "Hello"}


@pytest.mark.parametrize("acted", [False, True])
async def test_page_of_a_proxy_comes_instead_of_an_answer(reach: Reach, acted: bool) -> None:
    phone = reach.phone()
    reach.standin.fail("sendMessage", bad_gateway(applied=acted))

    answer = await reach.http.post(f"/bot{reach.standin.token}/sendMessage", json=HELLO)

    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert phone.texts == ["Hello"] * acted
    assert [call.fault for call in reach.standin.calls] == ["page"]


@pytest.mark.parametrize(
    ("fault", "heard", "acted"),
    [
        (silence(), httpx.ReadTimeout, True),
        (silence(applied=False), httpx.ReadTimeout, False),
        (late(30), httpx.ReadTimeout, True),
        (hang_up(), httpx.RemoteProtocolError, False),
        (hang_up(applied=True), httpx.RemoteProtocolError, True),
    ],
)
async def test_answer_that_is_lost_says_nothing_of_the_deed(
    reach: Reach, fault: Fault, heard: type[httpx.HTTPError], acted: bool
) -> None:
    phone = reach.phone()
    reach.standin.fail("sendMessage", fault)

    with pytest.raises(heard):
        await reach.http.post(f"/bot{reach.standin.token}/sendMessage", json=HELLO, timeout=0.3)

    assert phone.texts == ["Hello"] * acted


async def test_answer_breaks_off_in_the_middle_of_the_json(reach: Reach) -> None:
    phone = reach.phone()
    reach.standin.fail("sendMessage", cut_short())

    answer = await reach.http.post(f"/bot{reach.standin.token}/sendMessage", json=HELLO)

    assert (answer.status_code, phone.texts) == (200, ["Hello"])
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        answer.json()


async def test_late_answer_is_a_whole_one(reach: Reach) -> None:
    reach.phone()
    reach.standin.fail("sendMessage", late(0.05))

    assert (await reach.call("sendMessage", **HELLO))["text"] == "Hello"


async def test_fault_for_everything_leaves_polling_alone(reach: Reach) -> None:
    reach.standin.fail("*", bad_gateway(503))

    assert await reach.call("getUpdates") == []
    assert (await reach.http.post(f"/bot{reach.standin.token}/getMe")).status_code == 503
    assert await reach.call("getMe")


async def test_faults_are_taken_back(reach: Reach) -> None:
    reach.standin.fail("getMe", bad_gateway(), times=5)
    reach.standin.faults.clear()

    assert await reach.call("getMe")

"""
The door of the page: who is signed in, and whether content may be shown.

A browser holds a strict cookie that no script can read; inside Telegram a script of ours holds the token and sends it
with each request.  Whoever changes something comes from a form of our own origin.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from storage import persons, signing_in
from storage.base import Transaction
from storage.own_codes import KEPT_FOR
from storage.persons import Person
from storage.signing_in import SignedIn

WORKS, JOINED = ("active",), ("waiting", "active")
COOKIE, DEVICE = "interlude", "interlude_device"
DEVICE_HEADER = "x-interlude-device"
BEARER = "Bearer "


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is signed in: staff, or a client at their own words."""

    person: Person
    session: SignedIn

    @property
    def staff(self) -> bool:
        """Say whether this is somebody of the staff."""
        return self.person.face == "staff"


async def reader_of(tx: Transaction, request: Request) -> Reader | None:
    """Give who asks; none for a stranger, and for staff who have left."""
    token = token_of(request)
    session = await signing_in.of_token(tx, token) if token else None
    person = await persons.get(tx, session.person) if session is not None else None
    if session is None or person is None or not may_enter(person):
        return None
    return Reader(person, session)


def may_enter(person: Person) -> bool:
    """Say whether somebody has a page: staff who work here, and clients who have joined and neither died nor left."""
    return person.state in (WORKS if person.face == "staff" else JOINED)


def token_of(request: Request) -> str:
    """Give the token of a request: from our script inside Telegram, or from the cookie."""
    sent = request.headers.get("authorization", "")
    return sent.removeprefix(BEARER) if sent.startswith(BEARER) else request.cookies.get(COOKIE, "")


def inside_telegram(request: Request) -> bool:
    """Say whether our script inside Telegram asks."""
    return request.headers.get("authorization", "").startswith(BEARER)


def device_of(request: Request) -> str:
    """Give the token by which a device is known, empty when there is none."""
    return request.headers.get(DEVICE_HEADER) or request.cookies.get(DEVICE, "")


def let_in(response: Response, token: str, path: str, *, secure: bool) -> None:
    """Hand the cookie over."""
    lasts = int(signing_in.ABSOLUTE.total_seconds())
    response.set_cookie(COOKIE, token, max_age=lasts, path=path, secure=secure, httponly=True, samesite="strict")


def make_known(response: Response, request: Request, token: str, path: str, *, secure: bool) -> None:
    """Let a device be known from now on: by a cookie, or by what our script keeps for it."""
    if inside_telegram(request):
        response.headers[DEVICE_HEADER] = token
        return
    lasts = int(KEPT_FOR.total_seconds())
    response.set_cookie(DEVICE, token, max_age=lasts, path=path, secure=secure, httponly=True, samesite="strict")


def of_our_own(request: Request, origin: str) -> bool:
    """Say whether a form was sent from our own page: browsers say where it stood, or at least which site that was."""
    sent_from = request.headers.get("origin")
    if sent_from is not None and sent_from != "null":
        return sent_from == origin_of(origin)
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def origin_of(url: str) -> str:
    """Give scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

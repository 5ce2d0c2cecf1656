"""
The door of the page: who is signed in, and whether the second factor stands open.

The cookie is strict and unreadable for scripts; it holds a random token and nothing else.  Whoever changes something
comes from a form of our own origin.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from storage import persons, signing_in
from storage.base import Transaction
from storage.persons import Person
from storage.signing_in import SignedIn

COOKIE = "interlude"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the staff who is signed in."""

    person: Person
    session: SignedIn


async def reader_of(tx: Transaction, request: Request) -> Reader | None:
    """Give who asks; none for a stranger, and for staff who have left."""
    token = request.cookies.get(COOKIE, "")
    session = await signing_in.of_token(tx, token) if token else None
    person = await persons.get(tx, session.person) if session is not None else None
    if session is None or person is None or person.face != "staff" or person.state != "active":
        return None
    return Reader(person, session)


def let_in(response: Response, token: str, path: str, *, secure: bool) -> None:
    """Hand the cookie over."""
    lasts = int(signing_in.ABSOLUTE.total_seconds())
    response.set_cookie(COOKIE, token, max_age=lasts, path=path, secure=secure, httponly=True, samesite="strict")


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

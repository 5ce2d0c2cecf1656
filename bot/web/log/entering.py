"""Coming in and going out: the one-time link, the login from inside Telegram, the six digits, the own code."""

import re
from collections.abc import Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.body import form_of
from bot.web.log.door import Reader, device_of, let_in, make_known, may_enter, of_our_own, reader_of
from bot.web.log.login import Login, NotSigned
from bot.web.log.visit import HEADERS, LOG, Draw, Pages
from flows.content.page_lines import PAGE
from storage import own_codes, persons, second_factors, signing_in
from storage.base import Transaction
from storage.errors import NotFound
from storage.persons import Person
from storage.second_factors import Shown

FACE_HEADER = "x-interlude-face"
PLACE = re.compile(rf"{LOG}/[\w./-]*", re.ASCII)  # it goes into a header
IN_TELEGRAM = {
    **HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types interlude; "
        "frame-ancestors https://web.telegram.org https://*.telegram.org"
    ),
    "Referrer-Policy": "no-referrer",
}


async def landing(pages: Pages, request: Request) -> Response:
    """Show a button first: what only looks at a link, such as a preview, must not use it up."""
    return pages.page("in.html", pages.voice_of(None), token=request.path_params["token"])


async def enter(pages: Pages, request: Request) -> Response:
    """Open the link and hand the cookie over."""
    form = await form_of(request)
    if not of_our_own(request, pages.url):
        return await pages.nothing(request, NotFound())
    async with pages.store.write() as tx:
        opened = await signing_in.use_link(tx, form.get("token", ""))
        person = await persons.get(tx, opened[0]) if opened is not None else None
        token = await begun(tx, person, request) if person is not None and may_enter(person) else None
    if opened is None or person is None or token is None:
        return pages.gone(410)
    answer = pages.go(request, first_page(person, opened[1]))
    let_in(answer, token, LOG, secure=pages.secure)
    return answer


async def app(pages: Pages, _request: Request) -> Response:
    """Give the empty page that opens inside Telegram; our script fills it once Telegram has vouched for who looks."""
    answer = pages.page("app.html", pages.voice_of(None))
    answer.headers.update(IN_TELEGRAM)
    return answer


async def session(pages: Pages, request: Request) -> Response:
    """Exchange what Telegram signed for a session; the token goes to our script and is kept in its memory alone."""
    if pages.checking is None or not of_our_own(request, pages.url):
        return await pages.nothing(request, NotFound())
    try:
        login = pages.checking.login(await request.body(), pages.store.calendar.now())
        async with pages.store.write() as tx:
            person = await whose(tx, login, pages.checking.bot_id, request.headers.get(FACE_HEADER, "staff"))
            token = await begun(tx, person, request)
    except NotSigned:
        return JSONResponse({"why": pages.voice_of(None).text(PAGE["not_in"])}, status_code=401, headers=HEADERS)
    return JSONResponse({"token": token, "go": first_page(person, None)}, headers=HEADERS)


async def whose(tx: Transaction, login: Login, bot_id: int, face: str) -> Person:
    """Give the person of ours for whom a Telegram account speaks, in the face that is wanted."""
    if not await signing_in.may_exchange(tx, login.hash):
        raise NotSigned(why="used")
    for person in await persons.in_chat(tx, tx.index(bot_id, login.telegram_id)):
        if person.face == face and may_enter(person):
            return person
    raise NotSigned(why="stranger")


async def begun(tx: Transaction, person: Person, request: Request) -> str:
    """Begin a session; a client reads their own words, so that their phone alone is enough."""
    staff = person.face == "staff"
    device = await own_codes.of_device(tx, person.id, device_of(request)) if staff else None
    return await signing_in.begin(tx, person.id, device=device, unlocked=not staff)


def first_page(person: Person, client: str | None) -> str:
    """Say where somebody begins."""
    if person.face == "client":
        return f"{LOG}/mine"
    return f"{LOG}/client/{client}" if client else f"{LOG}/"


async def leave(pages: Pages, request: Request) -> Response:
    """Sign out."""
    async with pages.store.write() as tx:
        reader = await reader_of(tx, request)
        if reader is not None and of_our_own(request, pages.url):
            await signing_in.end(tx, reader.session)
    return pages.gone(200, pages.voice_of(reader.person if reader is not None else None))


async def code(pages: Pages, request: Request) -> Response:
    """Check the six digits, then go where one wanted to be; who wishes chooses a code for this device."""
    form = await form_of(request)
    async with pages.store.write() as tx:
        draw = await with_digits(pages, tx, request, form)
    return await run_in_threadpool(draw)


async def with_digits(pages: Pages, tx: Transaction, request: Request, form: Mapping[str, str]) -> Draw:
    """Let in whoever showed the right digits of the app."""
    given, wanted, own = (form.get(name, "").strip() for name in ("code", "to", "own"))
    reader = await staff_at_the_door(pages, tx, request)
    if own and not own_codes.fit(own):  # said before the digits of the app are used up
        return await pages.locked(tx, reader, wanted, trouble="weak_own")
    shown = await second_factors.show(tx, reader.person.id, given)
    if shown is not Shown.RIGHT:
        return await pages.locked(tx, reader, wanted, trouble=shown.value)
    await signing_in.unlock(tx, reader.session)
    known = await own_codes.choose(tx, reader.session, own) if own else None
    return partial(going_on, pages, request, wanted, known)


async def own_code(pages: Pages, request: Request) -> Response:
    """Check the code of a known device."""
    form = await form_of(request)
    async with pages.store.write() as tx:
        draw = await with_own_code(pages, tx, request, form)
    return await run_in_threadpool(draw)


async def with_own_code(pages: Pages, tx: Transaction, request: Request, form: Mapping[str, str]) -> Draw:
    """Let in whoever knows the code of this device."""
    reader, wanted = await staff_at_the_door(pages, tx, request), form.get("to", "")
    if not await own_codes.right(tx, reader.session, form.get("code", "")):
        return await pages.locked(tx, reader, wanted, trouble="wrong_own")
    await signing_in.unlock(tx, reader.session)
    return partial(going_on, pages, request, wanted)


def going_on(pages: Pages, request: Request, wanted: str, known: str | None = None) -> Response:
    """Go where one wanted to be, on a device that is known from now on where a token says so."""
    answer = pages.go(request, inside(wanted))
    if known is not None:
        make_known(answer, request, known, LOG, secure=pages.secure)
    return answer


async def staff_at_the_door(pages: Pages, tx: Transaction, request: Request) -> Reader:
    """Give who of the staff writes digits, from our own page."""
    reader = await reader_of(tx, request)
    if reader is None or not reader.staff or not of_our_own(request, pages.url):
        raise NotFound
    return reader


def inside(wanted: str) -> str:
    """Give a place on the page to go to, whatever was asked for."""
    return wanted if PLACE.fullmatch(wanted) is not None and "//" not in wanted else f"{LOG}/"

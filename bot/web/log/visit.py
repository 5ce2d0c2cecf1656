"""One look at the page: who looks, in whose words it is rendered, and how one goes on from there."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.readings.asked import Look
from bot.web.body import form_of
from bot.web.log.door import Reader, inside_telegram, of_our_own, reader_of
from bot.web.log.login import Checking
from flows.content.page_lines import PAGE
from flows.programme import Programme
from locales.voice import Voice, voice_for
from storage import own_codes, second_factors, signing_in
from storage.base import Store, Transaction
from storage.errors import NotFound
from storage.persons import Person

LOG = "/log"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
GO = "X-Interlude-Go"  # where our script inside Telegram goes next; a browser is redirected
ISSUER = "Interlude"
ID = "[0-9a-f]{32}"
Draw = Callable[[], Response]  # done after the commit and beside everything else: some papers take seconds
Show = Callable[["Pages", "Visit"], Awaitable[Draw]]


@dataclass(frozen=True)
class Visit:
    """One look at the page by somebody who is signed in and may see content now."""

    request: Request
    form: Mapping[str, str]
    tx: Transaction
    reader: Reader
    voice: Voice
    look: Look

    @property
    def client(self) -> str:
        """Give the id of the client whom the address names."""
        return str(self.request.path_params["client"])

    def named(self, field: str) -> str:
        """Give the id that a form names, or raise `NotFound`."""
        id_ = self.form.get(field, "")
        if re.fullmatch(ID, id_) is None:
            raise NotFound
        return id_


@dataclass
class Pages:
    """What every page needs: the store, the programme, the address of the site, and how a Mini App's login is checked."""

    store: Store
    programme: Programme
    url: str  # of the site, as a browser knows it
    checking: Checking | None = None  # none: nothing is opened from inside Telegram
    shows_digits: bool = False  # in the playground, whose clock no app on a phone follows
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.templates = Environment(
            loader=PackageLoader("bot.web.log"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip

    @property
    def secure(self) -> bool:
        """Say whether cookies travel behind TLS only."""
        return self.url.startswith("https:")

    def shown(self, show: Show, face: str = "staff") -> Callable[[Request], Awaitable[Response]]:
        """Let somebody see content: signed in, unlocked, of the right face, and a form only from our own page."""

        async def answer(request: Request) -> Response:
            form = await form_of(request)
            async with self.store.write() as tx:
                reader = await reader_of(tx, request)
                if reader is None:
                    return self.gone()
                look, voice = Look(tx, self.programme), self.voice_of(reader.person)
                draw = await self.looked(Visit(request, form, tx, reader, voice, look), show, face)
            return await run_in_threadpool(draw)

        return answer

    async def looked(self, visit: Visit, show: Show, face: str) -> Draw:
        """Look at what is to be shown, and give how it is drawn once nobody waits for this look any more."""
        tx, reader, request = visit.tx, visit.reader, visit.request
        if reader.person.face != face or (request.method == "POST" and not of_our_own(request, self.url)):
            raise NotFound
        if not reader.session.open(tx.now):
            return await self.locked(tx, reader, request.url.path) if reader.staff else self.gone
        await signing_in.touch(tx, reader.session)
        return await show(self, visit)

    async def locked(self, tx: Transaction, reader: Reader, wanted: str, trouble: str = "") -> Draw:
        """Ask for the own code of a known device, else for the six digits; before the first reading, show how to set them up."""
        voice = self.voice_of(reader.person)
        if await own_codes.has_one(tx, reader.session):
            return partial(self.page, "own_code.html", voice, status=401, to=wanted, trouble=trouble)
        secret = await second_factors.set_up(tx, reader.person.id)
        digits = await second_factors.now(tx, reader.person.id) if self.shows_digits else ""
        return lambda: self.page(
            "code.html", voice, status=401, to=wanted, secret=secret, picture=picture_of(secret), trouble=trouble, digits=digits
        )  # fmt: skip

    def gone(self, status: int = 401, voice: Voice | None = None) -> Response:
        """Say that one is not signed in, and how one comes in."""
        return self.page("gone.html", voice or self.voice_of(None), status=status)

    async def nothing(self, request: Request, _error: Exception) -> Response:  # noqa: ARG002 - Starlette gives both
        """Say that nothing is here; what is not yours looks the same as what does not exist."""
        return self.page("nothing.html", self.voice_of(None), status=404)

    def go(self, request: Request, path: str) -> Response:
        """Go on to another page."""
        if inside_telegram(request):
            return Response(status_code=204, headers={**HEADERS, GO: path})
        return RedirectResponse(path, status_code=303, headers=HEADERS)

    def voice_of(self, person: Person | None) -> Voice:
        """Give the voice of whoever reads; a stranger hears the programme's own language."""
        if person is None:
            return voice_for(self.programme.language)
        return voice_for(person.language, zone=person.zone, digits=person.digits)

    def page(self, template: str, voice: Voice, *, status: int = 200, **values: Any) -> Response:
        """Render one page in the words of its reader."""
        words = {key: voice.text(line) for key, line in PAGE.items()}
        shown = self.templates.get_template(template).render(
            words=words, text=voice.text, language=voice.language.replace("_", "-"),
            direction="rtl" if voice.rtl else "ltr", base=LOG, programme=self.programme.name, **values,
        )  # fmt: skip
        return Response(shown, status_code=status, media_type="text/html", headers=HEADERS)


def picture_of(secret: str | None) -> str | None:
    """Draw a secret as the picture that an app reads; none where it is not shown any more."""
    if secret is None:
        return None
    address = f"otpauth://totp/{ISSUER}?secret={secret}&issuer={ISSUER}"
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white"))

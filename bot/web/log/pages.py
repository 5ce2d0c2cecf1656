"""The therapist's page: every address of it, and what each shows to whom."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.readings.asked import Look
from bot.readings.briefs import brief_of
from bot.readings.people import clients_of
from bot.reports.brief_page import pdf_of
from bot.reports.chart import weeks_of
from bot.reports.drawing import svg_of
from bot.web.log.door import Reader, let_in, of_our_own, reader_of
from bot.web.log.looks import Sought, day_from, log_of
from bot.wishes.notifying import say_seen
from flows.content.brief_lines import brief_sections, head_lines, other_line
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import KINDS, PAGE, written_in
from flows.programme import Programme
from flows.readings import EntryShown
from flows.staff.client_log import SEEN, WORDS, Seen, has_words
from flows.staff.clients import facts
from locales.languages import LANGUAGES
from locales.line import Moment, pgettext
from locales.voice import Voice, voice_for
from storage import second_factors, signing_in
from storage.base import Store, Transaction
from storage.errors import NotFound
from storage.second_factors import Shown

LOG = "/log"
HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
ISSUER = "Interlude"
Show = Callable[["Visit"], Awaitable[Response]]


@dataclass(frozen=True)
class Visit:
    """One look at the page by somebody who is signed in and has shown the second factor."""

    request: Request
    tx: Transaction
    reader: Reader
    voice: Voice
    look: Look

    @property
    def client(self) -> str:
        """Give the id of the client whom the address names."""
        return str(self.request.path_params["client"])


@dataclass
class Pages:
    """Everything that the page answers, on one store."""

    store: Store
    programme: Programme
    url: str  # of the site, as a browser knows it
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.templates = Environment(
            loader=PackageLoader("bot.web.log"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip

    def app(self) -> Starlette:
        """Give the application that stands under `LOG`."""
        one = "/client/{client:str}"
        return Starlette(
            routes=[
                Route("/page.css", partial(_file, "page.css", "text/css"), methods=["GET"]),
                Route("/in/{token:str}", self.landing, methods=["GET"]),
                Route("/in", self.enter, methods=["POST"]),
                Route("/code", self.code, methods=["POST"]),
                Route("/out", self.leave, methods=["POST"]),
                Route("/", self.shown(self.clients), methods=["GET"]),
                Route(one, self.shown(self.brief), methods=["GET"]),
                Route(f"{one}/notes", self.shown(self.notes), methods=["GET"]),
                Route(f"{one}/brief.pdf", self.shown(self.paper), methods=["GET"]),
                Route(f"{one}/seen", self.shown(self.seen), methods=["POST"]),
            ],
            exception_handlers={404: self.nothing, NotFound: self.nothing},
        )

    async def landing(self, request: Request) -> Response:
        """Show a button first: what only looks at a link, such as a preview, must not use it up."""
        return self.page("in.html", voice_for(self.programme.language), token=request.path_params["token"])

    async def enter(self, request: Request) -> Response:
        """Open the link and hand the cookie over."""
        form = await request.form()
        if not of_our_own(request, self.url):
            return await self.nothing(request, NotFound())
        async with self.store.write() as tx:
            opened = await signing_in.use_link(tx, str(form.get("token", "")))
        if opened is None:
            return self.page("gone.html", voice_for(self.programme.language), status=410)
        token, client = opened
        answer = RedirectResponse(f"{LOG}/client/{client}" if client else f"{LOG}/", status_code=303, headers=HEADERS)
        let_in(answer, token, LOG, secure=self.url.startswith("https:"))
        return answer

    async def leave(self, request: Request) -> Response:
        """Sign out."""
        async with self.store.write() as tx:
            reader = await reader_of(tx, request)
            if reader is not None and of_our_own(request, self.url):
                await signing_in.end(tx, reader.session)
        return self.page("gone.html", self.voice_of(reader))

    async def code(self, request: Request) -> Response:
        """Check the six digits, then go where one wanted to be."""
        form = await request.form()
        wanted = str(form.get("to", ""))
        async with self.store.write() as tx:
            reader = await reader_of(tx, request)
            if reader is None or not of_our_own(request, self.url):
                return await self.nothing(request, NotFound())
            shown = await second_factors.show(tx, reader.person.id, str(form.get("code", "")))
            if shown is Shown.RIGHT:
                await signing_in.unlock(tx, reader.session)
                there = wanted if wanted.startswith(f"{LOG}/") and "//" not in wanted else f"{LOG}/"
                return RedirectResponse(there, status_code=303, headers=HEADERS)
            return await self.locked(tx, reader, wanted, trouble=shown.value)

    def shown(self, show: Show) -> Callable[[Request], Awaitable[Response]]:
        """Let somebody see content: signed in, the second factor shown, and a form only from our own page."""

        async def answer(request: Request) -> Response:
            async with self.store.write() as tx:
                reader = await reader_of(tx, request)
                if reader is None:
                    return self.page("gone.html", voice_for(self.programme.language), status=401)
                if request.method == "POST" and not of_our_own(request, self.url):
                    return await self.nothing(request, NotFound())
                if not reader.session.open(tx.now):
                    return await self.locked(tx, reader, request.url.path)
                await signing_in.touch(tx, reader.session)
                return await show(Visit(request, tx, reader, self.voice_of(reader), Look(tx, self.programme)))

        return answer

    async def locked(self, tx: Transaction, reader: Reader, wanted: str, trouble: str = "") -> Response:
        """Ask for the six digits; before the first reading, show how to set them up."""
        secret = await second_factors.set_up(tx, reader.person.id)
        picture = None
        if secret is not None:
            address = f"otpauth://totp/{ISSUER}?secret={secret}&issuer={ISSUER}"
            picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
        return self.page(
            "code.html", self.voice_of(reader), status=401, to=wanted, secret=secret, picture=picture, trouble=trouble
        )

    async def clients(self, visit: Visit) -> Response:
        """List the clients, those with something new first."""
        known = await clients_of(visit.look, visit.reader.person)
        rows = [(one, [visit.voice.text(line) for line in facts(one)]) for one in known.clients]
        return self.page("clients.html", visit.voice, rows=rows)

    async def brief(self, visit: Visit) -> Response:
        """Show what matters before the meeting."""
        brief = await brief_of(visit.look, visit.reader.person, visit.client)
        told = visit.request.query_params.get("told") == "yes"
        return self.page(
            "brief.html", visit.voice, brief=brief, head=head_lines(brief), sections=brief_sections(brief),
            chart=svg_of(weeks_of(brief, visit.voice)) if brief.shares else "", other=other_line(brief), told=told,
            seen=[option for option in SEEN if option.value is not Seen.NOTHING],
        )  # fmt: skip

    async def notes(self, visit: Visit) -> Response:
        """Show the log, or what of it is sought."""
        asked = visit.request.query_params
        sought = Sought(
            asked.get("kind", ""), day_from(asked.get("from", "")), day_from(asked.get("until", "")),
            asked.get("words", "")[:100],
        )  # fmt: skip
        found = await log_of(visit.look, visit.reader.person, visit.client, sought, visit.voice)
        entries = [as_read(one, visit.voice) for one in found.entries]
        return self.page(
            "notes.html", visit.voice, found=found, entries=entries, sought=sought, kinds=KINDS, client=visit.client
        )

    async def paper(self, visit: Visit) -> Response:
        """Give the brief as one page to print, made for this reader at this moment and kept nowhere."""
        brief = await brief_of(visit.look, visit.reader.person, visit.client)
        if not brief.shares:
            raise NotFound
        # Translators: small print on paper; {name} is who had it printed, {moment} is when
        mark = pgettext(
            "page", "Shown to {name}, {moment}.", name=visit.reader.person.name or "–", moment=Moment(visit.tx.now)
        )
        pdf = await run_in_threadpool(pdf_of, brief, visit.voice, visit.voice.text(mark), visit.tx.now)
        return Response(pdf, media_type="application/pdf", headers=HEADERS)

    async def seen(self, visit: Visit) -> Response:
        """Tell the client that somebody has read."""
        form = await visit.request.form()
        word = next((WORDS[one] for one in WORDS if one.value == form.get("word")), None)
        if word is None:
            raise NotFound
        await say_seen(visit.tx, visit.reader.person, visit.client, word)
        return RedirectResponse(f"{LOG}/client/{visit.client}?told=yes", status_code=303, headers=HEADERS)

    async def nothing(self, request: Request, _error: Exception) -> Response:  # noqa: ARG002 - Starlette gives both
        """Say that nothing is here; what is not yours looks the same as what does not exist."""
        return self.page("nothing.html", voice_for(self.programme.language), status=404)

    def voice_of(self, reader: Reader | None) -> Voice:
        """Give the voice of whoever reads."""
        if reader is None:
            return voice_for(self.programme.language)
        return voice_for(reader.person.language, zone=reader.person.zone, digits=reader.person.digits)

    def page(self, name: str, voice: Voice, *, status: int = 200, **values: Any) -> Response:
        """Render one page in the words of its reader."""
        words = {key: voice.text(line) for key, line in PAGE.items()}
        shown = self.templates.get_template(name).render(
            words=words, text=voice.text, language=voice.language.replace("_", "-"),
            direction="rtl" if voice.rtl else "ltr", base=LOG, programme=self.programme.name, **values,
        )  # fmt: skip
        return Response(shown, status_code=status, media_type="text/html", headers=HEADERS)


def as_read(entry: EntryShown, voice: Voice) -> tuple[str, list[str], str]:
    """Give one entry as it is read: when, what, and the language of own words."""
    tongue = LANGUAGES.get(entry.language)
    note = voice.text(written_in(tongue.own_name)) if tongue is not None and has_words(entry) else ""
    return voice.text(pgettext("page", "{moment}", moment=Moment(entry.at))), [
        voice.text(line) for line in entry_lines(entry)
    ], note  # fmt: skip


async def _file(name: str, kind: str, _request: Request) -> Response:
    return FileResponse(HERE / name, media_type=kind, headers=HEADERS | {"Cache-Control": "max-age=3600"})

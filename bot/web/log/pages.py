"""The page: every address of it, whom each is for, and who answers."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.web.body import WholeBodies
from bot.web.log import acting, entering, files, mine, reading, supervision
from bot.web.log.visit import HEADERS, ID, LOG, Pages, Show
from storage.errors import NotFound

__all__ = ["LOG", "Pages", "app_of"]

HERE = Path(__file__).parent
FILES = {"/page.css": "text/css", "/app.js": "text/javascript"}
ONE = "/client/{client:id}"
STAFF: dict[str, Show] = {
    "/": reading.clients,
    ONE: reading.brief,
    f"{ONE}/notes": reading.notes,
    f"{ONE}/work": reading.work,
    f"{ONE}/people": reading.people,
    f"{ONE}/weeks": reading.weeks,
    f"{ONE}/plan": reading.plan,
    f"{ONE}/brief.pdf": reading.paper,
    f"{ONE}/export": files.ask_export,
    "/notices": supervision.notices,
    "/marks": supervision.marks,
    "/supervision": supervision.sheet,
    "/programme": supervision.counts,
}
STAFF_DEEDS: dict[str, Show] = {
    f"{ONE}/seen": reading.seen,
    f"{ONE}/mark": acting.mark,
    f"{ONE}/listen": acting.listen,
    f"{ONE}/brief.pdf": reading.way_to_file,
    f"{ONE}/export": files.export,
    "/notices/seen": supervision.seen,
    "/marks/discussed": acting.discussed,
}
CLIENT: dict[str, Show] = {
    "/mine": mine.words,
    "/mine/shared": mine.shared,
    "/mine/weeks": mine.weeks,
    "/mine/looked": mine.looked,
    "/mine/interlude.html": mine.copy,
    "/mine/interlude.json": mine.copy,
    "/mine/fhir.json": mine.copy,
}
CLIENT_DEEDS: dict[str, Show] = {
    "/mine/private": mine.private,
    "/mine/interlude.html": reading.way_to_file,
    "/mine/interlude.json": reading.way_to_file,
    "/mine/fhir.json": reading.way_to_file,
}
Answer = Callable[[Pages, Request], Awaitable[Response]]
OPEN: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/in/{token:str}", entering.landing),
    ("POST", "/in", entering.enter),
    ("GET", "/app", entering.app),
    ("POST", "/session", entering.session),
    ("POST", "/code", entering.code),
    ("POST", "/own", entering.own_code),
    ("POST", "/out", entering.leave),
    ("GET", "/file/{token:str}/{name:str}", files.by_link),
)


class IdConvertor(Convertor[str]):
    """Takes from an address what can be an id of ours; nothing else reaches the database."""

    regex = ID

    def convert(self, value: str) -> str:
        """Give the id as it stands."""
        return value

    def to_string(self, value: str) -> str:
        """Give the id as it stands."""
        return value


register_url_convertor("id", IdConvertor())


def app_of(pages: Pages) -> Starlette:
    """Give the application that stands under `LOG`."""
    routes = [Route(path, partial(_file, path[1:], kind), methods=["GET"]) for path, kind in FILES.items()]
    routes += [Route(path, partial(answer, pages), methods=[method]) for method, path, answer in OPEN]
    routes += [
        Route(path, pages.shown(show, face), methods=[method])
        for method, face, shows in (
            ("GET", "staff", STAFF), ("POST", "staff", STAFF_DEEDS), ("GET", "client", CLIENT), ("POST", "client", CLIENT_DEEDS),
        )
        for path, show in shows.items()
    ]  # fmt: skip
    refusals = {404: pages.nothing, NotFound: pages.nothing}
    return Starlette(routes=routes, middleware=[Middleware(WholeBodies)], exception_handlers=refusals)


async def _file(name: str, kind: str, _request: Request) -> Response:
    return FileResponse(HERE / name, media_type=kind, headers=HEADERS | {"Cache-Control": "max-age=3600"})

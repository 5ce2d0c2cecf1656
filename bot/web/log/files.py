"""Files that open outside Telegram by a link that opens once, and the export for another system, with the six digits."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.exports.records import records_for
from bot.readings.asked import Look
from bot.web.log.door import may_enter
from bot.web.log.mine import as_fhir, own_file
from bot.web.log.reading import made, whose
from bot.web.log.visit import HEADERS, Draw, Pages, Visit
from storage import persons, second_factors, signing_in
from storage.base import Transaction
from storage.second_factors import Shown


async def by_link(pages: Pages, request: Request) -> Response:
    """Open a way to one file; what only asks whether it is there does not use it up."""
    if request.method == "HEAD":
        return Response(headers=HEADERS)
    async with pages.store.write() as tx:
        draw = await opened(pages, tx, request)
    return await run_in_threadpool(draw)


async def opened(pages: Pages, tx: Transaction, request: Request) -> Draw:
    """Read what a way leads to: a client's own copy, or the paper of a brief."""
    used = await signing_in.use_paper_link(tx, request.path_params["token"])
    person = await persons.get(tx, used[0]) if used is not None else None
    if used is None or person is None or not may_enter(person):
        return partial(pages.gone, 410)
    look = Look(tx, pages.programme)
    if person.face == "client":
        return await own_file(look, person, request.path_params["name"])
    return await made(pages, look, person, str(used[1]))


async def ask_export(pages: Pages, visit: Visit) -> Draw:
    """Say what an export is, and ask for the six digits: more leaves here than on any page."""
    return partial(pages.page, "export.html", visit.voice, trouble="", **await whose(visit), here="export")


async def export(pages: Pages, visit: Visit) -> Draw:
    """Give what is shared of one client as FHIR, once the digits were right; it stands in the audit."""
    client = await whose(visit)
    shown = await second_factors.show(visit.tx, visit.reader.person.id, visit.form.get("code", ""))
    if shown is not Shown.RIGHT:
        return partial(pages.page, "export.html", visit.voice, status=403, trouble=shown.value, **client, here="export")
    return as_fhir(await records_for(visit.look, visit.reader.person, visit.client))

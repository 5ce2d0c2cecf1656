"""Files that open outside Telegram by a link that opens once, and the export for another system, with the six digits."""

from starlette.requests import Request
from starlette.responses import Response

from bot.exports.fhir import bundle_of
from bot.readings.asked import Look
from bot.web.log.door import may_enter
from bot.web.log.mine import as_file, own_file
from bot.web.log.reading import made, whose
from bot.web.log.visit import Pages, Visit
from storage import persons, second_factors, signing_in
from storage.second_factors import Shown


async def by_link(pages: Pages, request: Request) -> Response:
    """Open a way to one file: a client's own copy, or the paper of a brief."""
    async with pages.store.write() as tx:
        opened = await signing_in.use_paper_link(tx, request.path_params["token"])
        person = await persons.get(tx, opened[0]) if opened is not None else None
        if opened is None or person is None or not may_enter(person):
            return pages.gone(410)
        look = Look(tx, pages.programme)
        if person.face == "client":
            return await own_file(look, person, request.path_params["name"])
        return await made(pages, look, person, str(opened[1]))


async def ask_export(pages: Pages, visit: Visit) -> Response:
    """Say what an export is, and ask for the six digits: more leaves here than on any page."""
    return pages.page("export.html", visit.voice, trouble="", **await whose(visit), here="export")


async def export(pages: Pages, visit: Visit) -> Response:
    """Give what is shared of one client as FHIR, once the digits were right; it stands in the audit."""
    shown = await second_factors.show(visit.tx, visit.reader.person.id, visit.form.get("code", ""))
    if shown is not Shown.RIGHT:
        return pages.page(
            "export.html", visit.voice, status=403, trouble=shown.value, **await whose(visit), here="export"
        )
    return as_file(await bundle_of(visit.look, visit.client, made_for=visit.reader.person), "fhir.json")

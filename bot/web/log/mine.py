"""A client's own page: their words, what the therapist sees of them, who has looked, and a copy to take away."""

import json
from functools import partial
from typing import Any

from starlette.responses import Response

from bot.exports.fhir import bundle
from bot.exports.own_copy import copy_of
from bot.exports.own_page import FILE, as_html, parts_of
from bot.exports.records import Records, records_for
from bot.readings.asked import Look, who_reads
from bot.readings.logs import every_look
from bot.web.log.looks import Found, own_log, own_weeks
from bot.web.log.reading import as_listed, as_weeks, day_in, sought
from bot.web.log.visit import HEADERS, LOG, Draw, Pages, Visit
from flows.client.my_data import looked_lines
from flows.client.my_words import own_answers
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import PAGE, seen_by
from flows.questions import Json
from storage import log
from storage.errors import NotFound
from storage.persons import Person

MINE = f"{LOG}/mine"
LOOKS, FAR = 30, 5  # rows on one page; digits of a page that makes sense
COPIES = (("/mine/interlude.html", "copy_read"), ("/mine/interlude.json", "copy"), ("/mine/fhir.json", "fhir"))


async def words(pages: Pages, visit: Visit) -> Draw:
    """Show a client's own words, with what only they can see."""
    return await listed(pages, visit, shared=False)


async def shared(pages: Pages, visit: Visit) -> Draw:
    """Show what the therapist sees."""
    return await listed(pages, visit, shared=True)


async def listed(pages: Pages, visit: Visit, *, shared: bool) -> Draw:
    """Show the log of a client to the client."""
    client = visit.reader.person
    found = await own_log(visit.look, client, sought(visit), visit.voice, shared=shared)
    reader = (await who_reads(visit.tx, client)).name
    preview = seen_by(reader) if reader else None
    here = f"{MINE}/shared" if shared else MINE
    return lambda: pages.page("mine.html", visit.voice, **as_own(found, visit), shared=shared, preview=preview, at=here)


def as_own(found: Found, visit: Visit) -> dict[str, Any]:
    """Give the values of a page that lists entries to whoever wrote them."""
    values = as_listed(found, visit)
    values["entries"] = [
        (one, moment, [visit.voice.text(line) for line in own_answers(one) or entry_lines(one)], note)
        for one, moment, _lines, note in values["entries"]
    ]
    return values


async def private(pages: Pages, visit: Visit) -> Draw:
    """Keep one entry for oneself, or show it again."""
    client, form = visit.reader.person, visit.form
    if not await log.set_private(visit.tx, client.id, visit.named("entry"), private=form.get("private") == "yes"):
        raise NotFound
    return partial(
        pages.go,
        visit.request,
        f"{MINE}?from={day_in(form, 'from') or ''}&until={day_in(form, 'until') or ''}",
    )


async def weeks(pages: Pages, visit: Visit) -> Draw:
    """Show a client's own weeks: the same picture that therapist and client look at together."""
    known = await own_weeks(visit.look, visit.reader.person, day_in(visit.request.query_params, "until"))
    return lambda: pages.page("my_weeks.html", visit.voice, **as_weeks(known, visit.voice), at=f"{MINE}/weeks")


async def looked(pages: Pages, visit: Visit) -> Draw:
    """Show who has looked, page after page, and the ways to a copy."""
    every, asked = await every_look(visit.tx, visit.reader.person), visit.request.query_params.get("page", "")
    page = int(asked) if asked.isdecimal() and len(asked) < FAR else 0
    looks = every[page * LOOKS : (page + 1) * LOOKS]
    before = page + 1 if len(every) > (page + 1) * LOOKS else None
    return lambda: pages.page(
        "looked.html",
        visit.voice,
        looks=looked_lines(looks),
        before=before,
        copies=[(path, visit.voice.text(PAGE[word])) for path, word in COPIES],
        at=f"{MINE}/looked",
    )


async def copy(_pages: Pages, visit: Visit) -> Draw:
    """Give everything that is kept about a client, as a file."""
    return await own_file(visit.look, visit.reader.person, visit.request.url.path.rpartition("/")[2])


async def own_file(look: Look, client: Person, name: str) -> Draw:
    """Give a client's own copy: to read, as it is kept, or as FHIR for another system."""
    if name == "fhir.json":
        return as_fhir(await records_for(look, client, client.id))
    if name == FILE:
        parts = await parts_of(look, client)
        return lambda: attached(as_html(parts, client), name, "text/html")
    kept = await copy_of(look.tx, client)
    return lambda: as_file(kept, "interlude.json")


def as_fhir(records: Records) -> Draw:
    """Give what was read as FHIR; to put it together takes longer than anybody may wait for."""
    return lambda: as_file(bundle(records), "fhir.json")


def as_file(kept: Json, name: str) -> Response:
    """Give JSON as a file to keep."""
    return attached(json.dumps(kept, ensure_ascii=False, indent=1), name, "application/json")


def attached(text: str, name: str, kind: str) -> Response:
    """Give a file to keep."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)

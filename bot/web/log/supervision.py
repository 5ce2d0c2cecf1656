"""What concerns more than one client: one's notices, and for supervisors the sheet and the programme in numbers."""

from functools import partial
from typing import Any

from bot.readings.noticing import notices_of
from bot.readings.overview import counts_for, sheet_for
from bot.readings.supervising import queue_for
from bot.web.log.visit import LOG, Draw, Pages, Visit
from flows.staff.alerts import older, one_notice
from flows.staff.overview import block_lines, count_lines, head
from flows.staff.supervision import mark_lines
from flows.supervision import Queue
from storage import notices as kept
from storage.errors import NotFound


async def notices(pages: Pages, visit: Visit) -> Draw:
    """Show the notices and where each stands, with one tap for those not seen."""
    known = await notices_of(visit.look, visit.reader.person)
    rows = [(one_notice(one), one) for one in known.notices]
    others = [one_notice(one) for one in known.others] + [line for line in (older(known),) if line is not None]
    return partial(pages.page, "notices.html", visit.voice, rows=rows, others=others)


async def seen(pages: Pages, visit: Visit) -> Draw:
    """Note that the reader has seen what was sent to them about a client."""
    if not await kept.see(visit.tx, visit.reader.person.id, visit.named("client")):
        raise NotFound
    return partial(pages.go, visit.request, f"{LOG}/notices")


async def marks(pages: Pages, visit: Visit) -> Draw:
    """Show what was marked for supervision: the entry, the question, and who asks."""
    known = await queue_for(visit.look, visit.reader.person)
    return partial(pages.page, "marks.html", visit.voice, **as_queue(known))


def as_queue(known: Queue) -> dict[str, Any]:
    """Give the values of a page that shows marks."""
    found = [(one.id, mark_lines(number, one)) for number, one in enumerate(known.marks, 1)]
    return {"marks": found, "closes": known.mine_to_close}


async def sheet(pages: Pages, visit: Visit) -> Draw:
    """Show the sheet for the weekly hour, to read or to print."""
    known = await sheet_for(visit.look, visit.reader.person)
    blocks = [block_lines(block) for block in known.counsellors]
    queue = as_queue(await queue_for(visit.look, visit.reader.person))
    return partial(pages.page, "sheet.html", visit.voice, head=head(known), blocks=blocks, **queue)


async def counts(pages: Pages, visit: Visit) -> Draw:
    """Show the programme in numbers."""
    known = await counts_for(visit.look, visit.reader.person)
    return partial(pages.page, "counts.html", visit.voice, lines=count_lines(known))

"""
A client's own copy to read: the same facts as in the file for programs, in the client's words and language.

It is one page of HTML that needs nothing else; read first, then written, because nobody may wait while it is written.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.readings.asked import Look, local
from bot.readings.logs import as_shown, every_look
from bot.readings.shown import given
from bot.readings.tasks import for_client
from flows.client.my_data import looked_lines
from flows.client.my_words import own_answers
from flows.client.privacy import what_stands
from flows.content.course_lines import SESSION_STATES, state_of
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import PAGE
from flows.content.task_lines import shown_words
from flows.readings import MySettings
from locales.line import City, Day, Line, Moment, Name, _, pgettext
from locales.voice import Voice, voice_for
from storage import consents, courses, log, tasks
from storage.persons import Person

FILE = "interlude.html"
STYLE = "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:1rem auto;padding:0 1rem}h3{font-size:1rem;margin:1rem 0 0}p{margin:0;white-space:pre-line}"
# Translators: heads a file with everything that is kept about a client
TITLE = pgettext("copy", "What is kept about you")
# Translators: heads the meetings in that file
MEETINGS = pgettext("copy", "Meetings")


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: when it was, where that is known, and its lines."""

    at: Line | None
    lines: Sequence[Line]


Part = tuple[Line, Sequence[Block]]


async def parts_of(look: Look, client: Person) -> list[Part]:
    """Read everything about a client that they may read, part by part."""
    tx = look.tx
    course = await courses.latest(tx, client.id)
    meetings = await courses.sessions(tx, course) if course is not None else []
    kept = [as_shown(one) for one in await given(tx, client.id, await log.own(tx, client.id))]
    known = [for_client(look, one, client.language) for one in await tasks.of_client(tx, client.id)]
    agreed = await consents.standing(tx, client.id)
    stands = MySettings(**{part: bool(agreed.get(part)) for part in ("message", "store", "share")})
    private = PAGE["only_you"]
    return [
        (TITLE, [Block(_("As it stood: {moment}", moment=Moment(tx.now)), about(client)), Block(None, [what_stands(stands)])]),
        (
            PAGE["mine"],
            [
                Block(moment(one.at), [*(own_answers(one) or entry_lines(one)), *([private] if one.private else [])])
                for one in kept
            ],
        ),
        (
            PAGE["tasks"],
            [
                Block(moment(one.made_at), [_("{words} ({state})", words=shown_words(one.words), state=state_of(one))])
                for one in known
            ],
        ),
        (MEETINGS, [Block(moment(one.meets_at), [SESSION_STATES[one.state]]) for one in meetings]),
        (PAGE["looked"], [Block(None, looked_lines(await every_look(tx, client)))]),
    ]  # fmt: skip


def about(client: Person) -> list[Line]:
    """Say who the client is here."""
    joined = (
        [_("Since: {day}", day=Day(local(client.joined_at, client.zone).date()))]
        if client.joined_at is not None
        else []
    )
    return [_("Name: {name}", name=Name(client.name or "–")), _("Time zone: {zone}", zone=City(client.zone)), *joined]


def moment(at: datetime) -> Line:
    """Head a block with its moment."""
    return pgettext("page", "{moment}", moment=Moment(at))


def as_html(parts: Iterable[Part], client: Person) -> str:
    """Write the page in the client's language."""
    voice = voice_for(client.language, zone=client.zone, digits=client.digits)
    language, direction = voice.language.replace("_", "-"), "rtl" if voice.rtl else "ltr"
    title = html.escape(voice.text(TITLE))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style>'
    body = "\n".join(written(parts, voice))
    return f'<!doctype html>\n<html lang="{language}" dir="{direction}"><head>{head}</head><body>\n{body}\n</body></html>\n'


def written(parts: Iterable[Part], voice: Voice) -> Iterator[str]:
    """Write part after part; one that is empty is left out."""
    for number, (title, blocks) in enumerate(parts, 1):
        if not any(block.lines for block in blocks):
            continue
        level = 1 if number == 1 else 2
        yield f"<h{level}>{html.escape(voice.text(title))}</h{level}>"
        for block in blocks:
            if block.at is not None:
                yield f"<h3>{html.escape(voice.text(block.at))}</h3>"
            yield from (f'<p dir="auto">{html.escape(voice.text(line))}</p>' for line in block.lines)

"""What staff read: the list, one client's brief, notes, work, people, weeks and plan."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from bot.readings.asked import Look
from bot.readings.briefs import brief_of
from bot.readings.courses import card_of
from bot.readings.endings import plan_for
from bot.readings.logs import last_look
from bot.readings.one_entry import voices_in
from bot.readings.people import clients_of
from bot.readings.shown import CIRCLES, circle_of
from bot.reports.brief_page import pdf_of
from bot.reports.chart import weeks_of
from bot.reports.drawing import svg_of
from bot.web.log.acting import has_supervisor
from bot.web.log.looks import Found, Sought, Weeks, day_from, log_of, records_for, weeks_for
from bot.web.log.visit import HEADERS, LOG, Draw, Pages, Visit
from bot.wishes.notifying import say_seen
from flows.brief import Brief
from flows.content.brief_lines import brief_sections, head_lines, other_line, pinned
from flows.content.course_lines import aim_lines, facts_of
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import KINDS, WEEKS, written_in
from flows.content.plan_lines import sections_of
from flows.content.tool_lines import record_lines
from flows.content.tools import TOOLS
from flows.course_entries import NOT_BY_CLIENT
from flows.readings import EntryShown
from flows.staff.assign_task import one_task
from flows.staff.client_log import SEEN, WORDS, has_words
from flows.staff.clients import facts
from flows.staff.watching import one_sent
from flows.tools import Field, by_name, text_of
from locales.languages import LANGUAGES
from locales.line import Day, Line, Moment, Name, pgettext
from locales.voice import Voice
from storage import persons, signing_in
from storage.access import actor_of, gate
from storage.errors import NotFound
from storage.persons import Person

PAPER = "X-Interlude-Paper"
YEARS = range(1900, 2200)
SEEN_HERE = [option for option in SEEN if option.value in WORDS]
DONE = {"told": "seen_done", "marked": "mark_done", "sent": "listening"}


async def clients(pages: Pages, visit: Visit) -> Draw:
    """List the clients, those with something new first."""
    known = await clients_of(visit.look, visit.reader.person)
    supervises = visit.reader.person.role == "supervisor"

    def draw() -> Response:
        rows = [(one, [visit.voice.text(line) for line in facts(one)]) for one in known.clients]
        return pages.page("clients.html", visit.voice, rows=rows, supervises=supervises)

    return draw


async def brief(pages: Pages, visit: Visit) -> Draw:
    """Show what matters before the meeting."""
    found = await brief_of(visit.look, visit.reader.person, visit.client)
    return lambda: pages.page(
        "brief.html", visit.voice, brief=found, head=head_lines(found), sections=brief_sections(found),
        chart=svg_of(weeks_of(found, visit.voice)) if found.shares else "", other=other_line(found),
        told=visit.request.query_params.get("told") == "yes",
        seen=SEEN_HERE, here="brief", client=found.client, name=found.name,
    )  # fmt: skip


async def notes(pages: Pages, visit: Visit) -> Draw:
    """Show the log, or what of it is sought."""
    staff = visit.reader.person
    opened = await last_look(visit.tx, staff.id, visit.client)
    found = await log_of(visit.look, staff, visit.client, sought(visit), visit.voice)
    deeds = deeds_on(found, opened) | {"supervised": await has_supervisor(visit.tx, staff)}
    at, done = f"{LOG}/client/{visit.client}/notes", DONE.get(visit.request.query_params.get("done", ""), "")
    return lambda: pages.page(
        "notes.html",
        visit.voice,
        **as_listed(found, visit),
        **deeds,
        done=done,
        here="notes",
        client=visit.client,
        at=at,
    )


def deeds_on(found: Found, opened: datetime | None) -> dict[str, Any]:
    """Say what can be done with which entries: hear its voice note, and say of a new one that it was read."""
    told = [one for one in found.entries if one.kind not in NOT_BY_CLIENT and (opened is None or one.at > opened)]
    heard = [one.id for one in found.entries if next(voices_in(one.value), None) is not None]
    return {"heard": heard, "new": [one.id for one in told], "seen": SEEN_HERE}


def sought(visit: Visit) -> Sought:
    """Read what is sought from the address; what makes no sense is nothing."""
    asked = visit.request.query_params
    return Sought(asked.get("kind", ""), day_in(asked, "from"), day_in(asked, "until"), asked.get("words", "")[:100])


def day_in(asked: Mapping[str, str], name: str) -> date | None:
    """Read a day that is asked for; beyond the years in which one can count back and on, it is none."""
    day = day_from(asked.get(name, ""))
    return day if day is not None and day.year in YEARS else None


def as_listed(found: Found, visit: Visit) -> dict[str, Any]:
    """Give the values of a page that lists entries."""
    entries = [(one, *as_read(one, visit.voice)) for one in found.entries]
    wanted = sought(visit)
    return {
        "found": found, "entries": entries, "sought": wanted, "kinds": KINDS, "name": found.name,
        "before": before(found, wanted),
    }  # fmt: skip


def before(found: Found, wanted: Sought) -> str:
    """Give the question that goes on where this page ends; none where words were sought and all was found."""
    if wanted.words and not found.more:
        return ""
    asked = {"kind": wanted.kind, "words": wanted.words, "until": found.earlier}
    if found.more and wanted.first:
        asked["from"] = wanted.first
    return urlencode({name: value for name, value in asked.items() if value})


async def work(pages: Pages, visit: Visit) -> Draw:
    """Show where everything stands: the course, the task board, and what was sent."""
    card = await card_of(visit.look, visit.reader.person, visit.client, words=True)
    board = [one_task(number, task) for number, task in enumerate((*card.tasks, *reversed(card.done)), 1)]
    return lambda: pages.page(
        "work.html", visit.voice, facts=facts_of(card), board=board, aims=aim_lines(card), sent=[one_sent(one) for one in card.sent],
        here="work", client=visit.client, name=card.name,
    )  # fmt: skip


async def people(pages: Pages, visit: Visit) -> Draw:
    """Show the client's people in their circles; whom the client hides is not here."""
    known = await records_for(visit.look, visit.reader.person, visit.client, "my_people")
    circles = {circle: [person(one.fields) for one in known or () if circle_of(one) == circle] for circle in CIRCLES}
    shown = {"circles": circles, "shares": known is not None, **await whose(visit)}
    return partial(pages.page, "people.html", visit.voice, **shown, here="people")


def person(fields: tuple[Field, ...]) -> tuple[str, list[Line]]:
    """Give a person's name, and the rest in lines."""
    rest = [one for one in fields if one.name not in ("name", "circle")]
    return text_of(by_name(fields).get("name")) or "–", record_lines(TOOLS["my_people"], rest)


async def weeks(pages: Pages, visit: Visit) -> Draw:
    """Show twelve weeks that client and therapist may look at together."""
    last = day_in(visit.request.query_params, "until")
    known = await weeks_for(visit.look, visit.reader.person, visit.client, last)
    client, here = await whose(visit), f"{LOG}/client/{visit.client}/weeks"

    def draw() -> Response:
        values = as_weeks(known, visit.voice) if known is not None else {"weeks": None}
        return pages.page("weeks.html", visit.voice, **values, **client, here="weeks", at=here)

    return draw


def as_weeks(known: Weeks, voice: Voice) -> dict[str, Any]:
    """Give the values of a page that shows weeks."""
    rows = [
        (
            pgettext("page", "Week of {day}", day=Day(on)),
            [
                (pgettext("page", "{day}", day=Day(met)), [WEEKS["met"]])
                for met in known.brief.meetings
                if 0 <= (met - on).days < 7
            ],
            [(by_pin(one, known.brief), entry_lines(one)) for one in entries],
        )
        for on, entries in known.weeks
    ]
    events = [record_lines(TOOLS["timeline"], one.fields) for one in known.events]
    return {"weeks": rows, "events": events, "chart": chart(known.brief, voice), "earlier": known.earlier}


def by_pin(entry: EntryShown, drawn: Brief) -> Line:
    """Head an entry with its moment, and with the number by which the picture names it."""
    moment = pgettext("page", "{moment}", moment=Moment(entry.at))
    return next((pinned(one, moment) for one in drawn.moods if one.entry == entry.id), moment)


def chart(brief_: Brief, voice: Voice) -> str:
    """Draw the weeks."""
    return svg_of(weeks_of(brief_, voice))


async def plan(pages: Pages, visit: Visit) -> Draw:
    """Show the staying-well plan as it stands."""
    known = await plan_for(visit.look, visit.reader.person, visit.client)
    sections = sections_of(known) if known is not None else ()
    shown = {"sections": sections, "shares": known is not None, **await whose(visit)}
    return partial(pages.page, "plan.html", visit.voice, **shown, here="plan")


async def whose(visit: Visit) -> dict[str, Any]:
    """Give of whom a page is, to whoever cares for them."""
    await gate(visit.tx, actor_of(visit.reader.person), visit.client, "care")
    client = await persons.get(visit.tx, visit.client)
    return {"client": visit.client, "name": client.name or "–" if client is not None else "–"}


async def paper(pages: Pages, visit: Visit) -> Draw:
    """Give the brief as one page to print, made for this reader at this moment and kept nowhere."""
    return await made(pages, visit.look, visit.reader.person, visit.client)


async def way_to_file(_pages: Pages, visit: Visit) -> Draw:
    """Give a way to a file that opens once: a file opens outside Telegram, where nobody is signed in."""
    client = visit.request.path_params.get("client")
    if client is not None:
        await whose(visit)
    token = await signing_in.make_link(visit.tx, visit.reader.person.id, client, paper=True)
    name = visit.request.url.path.rpartition("/")[2]
    return partial(Response, status_code=204, headers={**HEADERS, PAPER: f"{LOG}/file/{token}/{name}"})


async def made(pages: Pages, look: Look, staff: Person, client: str) -> Draw:
    """Read what stands on the paper, and give how it is drawn: that takes seconds."""
    found, voice = await brief_of(look, staff, client), pages.voice_of(staff)
    if not found.shares:
        raise NotFound
    # Translators: small print on paper; {name} is who had it printed, {moment} is when
    mark = pgettext("page", "Shown to {name}, {moment}.", name=Name(staff.name or "–"), moment=Moment(look.tx.now))
    at = look.tx.now
    return lambda: Response(pdf_of(found, voice, voice.text(mark), at), media_type="application/pdf", headers=HEADERS)


async def seen(pages: Pages, visit: Visit) -> Draw:
    """Tell the client that somebody has read."""
    word = next((WORDS[one] for one in WORDS if one.value == visit.form.get("word")), None)
    if word is None:
        raise NotFound
    await say_seen(visit.tx, visit.reader.person, visit.client, word)
    back = "/notes?done=told" if visit.form.get("back") == "notes" else "?told=yes"
    return partial(pages.go, visit.request, f"{LOG}/client/{visit.client}{back}")


def as_read(entry: EntryShown, voice: Voice) -> tuple[str, list[str], str]:
    """Give one entry as it is read: when, what, and the language of own words."""
    tongue = LANGUAGES.get(entry.language)
    note = voice.text(written_in(tongue.own_name)) if tongue is not None and has_words(entry) else ""
    lines = [voice.text(line) for line in entry_lines(entry)]
    return voice.text(pgettext("page", "{moment}", moment=Moment(entry.at))), lines, note

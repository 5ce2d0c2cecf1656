"""For supervisors: the sheet for the weekly hour, and the programme in numbers."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.words import listed, rows
from flows.overview import CounsellorSheet, Counts, Sheet
from flows.registry import flow
from locales.line import Count, Day, Line, Name, _, pgettext, verbatim

MENU = timedelta(minutes=30)


@flow("sheet", face="staff", window=MENU, menu=True)
async def sheet(chat: Chat) -> None:
    """Show the sheet, one message for each counsellor."""
    known = await chat.read("sheet", Sheet)
    chat.say("head", head(known))
    for number, block in enumerate(known.counsellors, 1):
        chat.say(f"block[{number}]", rows(*block_lines(block)), protect=True, gone_in=20)


@flow("counts", face="staff", window=MENU, menu=True)
async def counts(chat: Chat) -> None:
    """Show the programme in numbers, and nobody in particular."""
    known = await chat.read("counts", Counts)
    chat.say("counts", rows(*count_lines(known)))


def head(sheet_: Sheet) -> Line:
    """Head the sheet, and say where it is invented."""
    # Translators: the sheet for supervision of this {day}
    line = _("For supervision, {day}", day=Day(sheet_.on))
    return (
        rows(line, _("This is an example with invented names: no client is connected yet.")) if sheet_.example else line
    )


def block_lines(block: CounsellorSheet) -> list[Line]:
    """Give one counsellor's block; a list that is empty is left out."""
    # Translators: {name} is a counsellor; the numbers count clients, meetings that were held and meetings ahead
    found = [
        _(
            "<b>{name}</b>: clients {clients}, held {held}, planned {planned}", name=Name(block.name),
            clients=Count(block.clients), held=Count(block.held), planned=Count(block.planned),
        )
    ]  # fmt: skip
    # Translators: rows of the sheet for supervision; {names} is a list of clients
    lists = (
        (_("Notices not seen: {names}"), block.not_seen),
        (_("No safety note: {names}"), block.no_safety_note),
        (_("Getting in touch is overdue: {names}"), block.overdue),
        (_("Nothing written for two weeks: {names}"), block.silent),
        (_("The last meeting within three weeks: {names}"), block.ending),
    )
    found += [line.fill(names=listed([verbatim(name) for name in names])) for line, names in lists if names]
    if block.marked:
        # Translators: counts entries that the counsellor wants to discuss
        found.append(_("Marked to discuss: {number}", number=Count(block.marked)))
    return found


def count_lines(known: Counts) -> list[Line]:
    """Give the counts, each as it is."""
    found = [
        _("Clients: {number}", number=Count(known.active)),
        _("Staff: {number}", number=Count(known.staff)),
        # Translators: of {asked} questions that came in four weeks, {answered} were answered
        _(
            "Questions in four weeks: {asked}, answered: {answered}",
            asked=Count(known.asked),
            answered=Count(known.answered),
        ),
        _("Messages do not arrive: {number}", number=Count(known.unreachable)),
        _("Paused by the client: {number}", number=Count(known.stopped)),
        _("Notes not read for too long: {number}", number=Count(known.unread)),
    ]
    return found + [
        # Translators: {language} is the own name of a language, {number} how many clients read it
        pgettext("counts", "{language}: {number}", language=Name(one.own_name), number=Count(one.clients))
        for one in known.languages
    ]

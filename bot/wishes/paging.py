"""The way to the page: inside Telegram where the address is https, and a link that opens once within ten minutes."""

import json

from bot.conversation import Turn
from bot.exports.own_copy import copy_of
from bot.exports.own_page import FILE, as_html, parts_of
from bot.readings.asked import Look, found
from bot.wishes.hosting import Host
from bot.wishes.keeping import staff_for
from bot.wishes.notifying import post
from flows import wishes
from flows.questions import Json
from locales.line import Line, Name, _, pgettext
from storage import signing_in
from storage.persons import Person

GONE_IN = 1  # hours; it opens nothing any more by then
NO_PAGE = _("There is no page here; you read in this chat.")
# Translators: opens the page inside Telegram
OPEN = pgettext("button", "Open the page")


async def open_page(turn: Turn, wish: wishes.OpenPage, host: Host) -> None:
    """Send a way in: for staff to one client or to the list, for a client to their own words."""
    person = await found(turn.tx, turn.run.person)
    if host.programme.page_at is None:
        await post(turn.tx, person.id, person.id, NO_PAGE)
        return
    if wish.client is not None:
        await staff_for(turn, wish.client, "open_page")
    token = await signing_in.make_link(turn.tx, person.id, wish.client)
    link = Name(f"{host.programme.page_at}/in/{token}")
    # Translators: {link} is the address of the page
    line = _("The page opens once, within ten minutes: {link}", link=link)
    if wish.client is not None:
        # Translators: {name} is the client whose page it is; {link} is the address
        line = _("The page of {name} opens once, within ten minutes: {link}", link=link)
        line = line.fill(name=Name((await found(turn.tx, wish.client)).name or "–"))
    extras = inside_telegram(host.programme.page_at, person, wish.client)
    await post(turn.tx, person.id, person.id, line, hangs_on=f"page:{person.id}", gone_in=GONE_IN, **extras)


def inside_telegram(page_at: str, person: Person, client: str | None) -> dict[str, Json]:
    """Give the button that opens the page inside Telegram, which takes https alone."""
    if not page_at.startswith("https:"):
        return {}
    about = "?face=client" if person.face == "client" else f"?client={client}" if client else ""
    return {"buttons": [[{"web_app": f"{page_at}/app{about}", "line": OPEN.to_json()}]]}


async def send_copy(turn: Turn, _wish: wishes.SendCopy, host: Host) -> None:
    """Send everything that is kept about a client into their chat, because they wish it."""
    client = await found(turn.tx, turn.run.about)
    to_read = as_html(await parts_of(Look(turn.tx, host.programme), client), client)
    as_kept = json.dumps(await copy_of(turn.tx, client), ensure_ascii=False, indent=1)
    for line, name, text in ((THE_COPY, FILE, to_read), (FOR_PROGRAMS, "interlude.json", as_kept)):
        file: Json = {"name": name, "text": text}
        await post(turn.tx, client.id, client.id, line, file=file, protect=False)


# Translators: stands under the second file with everything that is kept about a client
FOR_PROGRAMS: Line = _("The same for a computer program.")
THE_COPY: Line = _("This is everything that is kept about you. Delete the file here when you have put it away.")

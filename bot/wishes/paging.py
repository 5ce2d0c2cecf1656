"""The way to the page: a link that opens once within ten minutes, sent to the one who asked for it."""

from bot.conversation import Turn
from bot.wishes.hosting import Host
from bot.wishes.keeping import staff_for
from bot.wishes.notifying import post
from flows import wishes
from locales.line import Name, _
from storage import signing_in

GONE_IN = 1  # hours; it opens nothing any more by then
NO_PAGE = _("There is no page here; you read in this chat.")


async def open_page(turn: Turn, wish: wishes.OpenPage, host: Host) -> None:
    """Send a way in, on one client or on the list."""
    person = turn.run.person
    if host.programme.page_at is None:
        await post(turn.tx, person, person, NO_PAGE)
        return
    if wish.client is not None:
        await staff_for(turn, wish.client, "open_page")
    token = await signing_in.make_link(turn.tx, person, wish.client)
    # Translators: {link} is the address of the therapist's page
    line = _("It opens once, within ten minutes: {link}", link=Name(f"{host.programme.page_at}/in/{token}"))
    await post(turn.tx, person, person, line, hangs_on=f"page:{person}", gone_in=GONE_IN)

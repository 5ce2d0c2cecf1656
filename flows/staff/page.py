"""The way to the page, for staff: what clients write is read there, and the chat carries notices only."""

from datetime import timedelta

from flows.chat import Chat
from flows.readings import Place
from flows.registry import flow
from flows.wishes import OpenPage
from locales.line import pgettext

# Translators: opens the page on which staff read
PAGE = pgettext("button", "Open the page")


@flow("page", face="staff", window=timedelta(minutes=30), menu=True)
async def page(chat: Chat) -> None:
    """Send a link that opens once."""
    chat.wish(OpenPage())


async def leads_to_the_page(chat: Chat, client: str) -> bool:
    """Send the way to the page instead of the client's words, where this programme reads there."""
    place = await chat.read("where", Place)
    if place.page:
        chat.wish(OpenPage(client=client))
    return place.page

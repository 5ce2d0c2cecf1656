"""What is kept about me: counted, with who has looked, and the ways out."""

from datetime import timedelta
from enum import Enum

from flows.chat import Chat, Ending
from flows.client.menu import doors
from flows.content.words import rows
from flows.questions import Choice, Option
from flows.readings import Looked, MyHoldings, Place
from flows.registry import flow
from flows.wishes import OpenPage, SendCopy
from locales.line import City, Count, Day, Line, Name, _, pgettext

# Translators: opens the client's own entries
SHOW = pgettext("button", "Show my words")
# Translators: opens the question whether everything shall be sent as a file
COPY = pgettext("button", "A copy for me")
# Translators: opens the client's own page
PAGE = pgettext("button", "My page")
# Translators: opens the question whether everything shall be deleted
DELETE = pgettext("button", "Delete everything")
# Translators: opens the answers to the consent questions
PRIVACY = pgettext("button", "What I agreed to")


class Send(Enum):
    """Whether the copy shall come into the chat."""

    HERE = "here"
    NO = "no"


@flow("my_data", window=timedelta(minutes=30), menu=True)
async def my_data(chat: Chat) -> None:
    """Say what is kept, where it is kept, who has looked, and what the client can do about it."""
    kept, place = await chat.read("kept", MyHoldings), await chat.read("place", Place)
    chat.say("kept", what_is_kept(kept), who_looked(kept.readings, older=kept.older_looks), ELSEWHERE)
    ways = [("my_words", SHOW), ("my_copy", COPY), ("privacy", PRIVACY), ("forget", DELETE)]
    chat.say(
        "ways",
        _("You can look at it, take a copy, change what you agreed to, or delete everything."),
        open=doors(*([("my_page", PAGE)] if place.page else []), *ways),
    )


@flow("my_page", window=timedelta(minutes=30), menu=True)
async def my_page(chat: Chat) -> None:
    """Send the way to the client's own page."""
    chat.wish(OpenPage())


@flow("my_copy", window=timedelta(minutes=30), menu=True)
async def my_copy(chat: Chat) -> Ending | None:
    """Send everything into this chat, if the client wants it here."""
    asked = _(
        "I can send everything that is kept about you into this chat, as a file. Then it lies here too, and whoever "
        "opens this chat can read it. Shall I send it?"
    )
    # Translators: sends the file with everything into this chat
    here = Option(Send.HERE, pgettext("button", "Send it here"))
    # Translators: does not send the file
    no = Option(Send.NO, pgettext("button", "No"))
    if await chat.ask("sure", Choice(asked, [here, no])) is Send.NO:
        return chat.cancel()
    chat.wish(SendCopy())
    return None


def what_is_kept(kept: MyHoldings) -> Line:
    """Count what is kept."""
    return rows(
        _("Kept about you:"),
        # Translators: {name} is the client's nickname
        _("Name: {name}", name=Name(kept.name or "–")),
        # Translators: {zone} is the city whose clock is used
        _("Time zone: {zone}", zone=City(kept.zone)),
        # Translators: {number} counts the client's entries
        _("Entries: {number}", number=Count(kept.entries)),
        # Translators: {day} is the day of the client's first entry
        _("Since: {day}", day=Day(kept.first_on)) if kept.first_on else None,
        _("All of it is locked with a key of your own."),
    )


def who_looked(readings: tuple[Looked, ...], *, older: bool) -> Line:
    """List who has looked, newest first."""
    if not readings:
        return NOBODY
    more = _("Those before stand in your copy.") if older else None
    return rows(_("Who has looked:"), *looked_lines(readings), more)


def looked_lines(readings: tuple[Looked, ...]) -> list[Line]:
    """Give each day on which somebody looked."""
    # Translators: on {day}, somebody called {name} opened the client's notes
    return [pgettext("looked", "{day}: {name}", day=Day(look.on), name=Name(look.name or "–")) for look in readings]


NOBODY = _("No one has looked at your entries yet.")
ELSEWHERE = _("Telegram keeps its own copy of this chat. You can clear the chat in Telegram.")

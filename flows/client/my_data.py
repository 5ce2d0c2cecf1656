"""What is kept about me: counted, with who has looked, and the ways out."""

from datetime import timedelta

from flows.chat import Chat
from flows.client.menu import doors
from flows.content.words import rows
from flows.readings import Looked, MyHoldings
from flows.registry import flow
from locales.line import City, Count, Day, Line, Moment, Name, _, pgettext

# Translators: opens the client's own entries
SHOW = pgettext("button", "Show my words")
# Translators: opens the question whether everything shall be deleted
DELETE = pgettext("button", "Delete everything")
# Translators: opens the answers to the consent questions
PRIVACY = pgettext("button", "What I agreed to")


@flow("my_data", window=timedelta(minutes=30), menu=True)
async def my_data(chat: Chat) -> None:
    """Say what is kept, where it is kept, who has looked, and what the client can do about it."""
    kept = await chat.read("kept", MyHoldings)
    chat.say("kept", what_is_kept(kept), who_looked(kept.readings), ELSEWHERE)
    chat.say(
        "ways",
        _("You can look at it, change what you agreed to, or delete everything."),
        open=doors(("my_words", SHOW), ("privacy", PRIVACY), ("forget", DELETE)),
    )


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


def who_looked(readings: tuple[Looked, ...]) -> Line:
    """List who has looked, newest first."""
    if not readings:
        return _("No one has looked at your entries yet.")
    looks = [_("{moment}: {name}", moment=Moment(look.at), name=Name(look.name or "–")) for look in readings]
    return rows(_("Who has looked:"), *looks)


ELSEWHERE = _("Telegram keeps its own copy of this chat. You can clear the chat in Telegram.")

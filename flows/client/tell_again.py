"""Tell me again about …: seven short cards that a client can read when they want; none ever comes by itself."""

from datetime import timedelta

from flows.chat import Chat
from flows.questions import Choice, Option
from flows.registry import flow
from locales.line import Line, _, pgettext

CLOSE = "close"
# No illness is named here: a word for it is agreed in the room.
CARDS: dict[str, tuple[Line, Line]] = {
    "what": (
        pgettext("card", "What this is"),
        _(
            "You meet someone to work on what happens between you and others. In between, I keep your notes and remind "
            "you of what you agreed. I am a program. I give no advice."
        ),
    ),
    "fault": (
        pgettext("card", "Not your fault"),
        _(
            "You have been carrying a lot. Feeling this way can happen to anyone, and it can change. It is not your "
            "fault, and it is not because you are weak."
        ),
    ),
    "people": (
        pgettext("card", "Mood and people"),
        _(
            "What happens with people can pull your mood up or down. And your mood can change how things go with "
            "people. That is why I ask about both."
        ),
    ),
    "wait": (
        pgettext("card", "What can wait"),
        _("When you have little strength, some things can wait or be shared. That is not lazy. It makes room to heal."),
    ),
    "meetings": (
        pgettext("card", "How we meet"),
        _(
            "Your meetings have a number and an end. You choose together what to work on. Between two meetings you may "
            "try one small thing. How it goes is never right or wrong."
        ),
    ),
    "end": (
        pgettext("card", "Why the end can hurt"),
        _(
            "When meetings end, many people feel sad, proud, worried or glad. Often all at once. That is normal, and it "
            "is good to talk about it."
        ),
    ),
    "signs": (
        pgettext("card", "If it comes back"),
        _(
            "Hard times can come back. Often small signs come first: sleep, food, pulling away. To notice them early "
            "helps. Your own plan says what to do then, and who to tell."
        ),
    ),
}


@flow("tell_again", window=timedelta(minutes=30), menu=True)
async def tell_again(chat: Chat) -> None:
    """Offer the cards, and show one."""
    options = [Option(name, title) for name, (title, _card) in CARDS.items()]
    # Translators: closes a list
    options.append(Option(CLOSE, pgettext("button", "Close")))
    chosen = await chat.ask("card", Choice(_("What would you like to read again?"), options))
    if chosen != CLOSE:
        chat.say("card", *CARDS[chosen])

"""The words on the help button: the client chooses one of three, because a shared phone tells on its owner."""

from flows.wishes import HelpLabel
from locales.line import Line, pgettext

# The keyboard itself is laid out in `bot/menu.py`, which shows the same three.
HELP_LABELS: dict[HelpLabel, Line] = {
    # Translators: the words on the button that opens the help card
    "help": pgettext("menu", "Need help"),
    # Translators: other words on the same button, which say nothing to somebody who looks over a shoulder
    "more": pgettext("menu", "More"),
    # Translators: other words on the same button, as in the list of people in a phone
    "neutral": pgettext("menu", "Contacts"),
}

"""The words on the help button: the client chooses one of three, because a shared phone tells on its owner."""

from flows.wishes import HelpLabel
from locales.line import Line, pgettext

HELP_LABELS: dict[HelpLabel, Line] = {
    # Translators: the words on the button that opens the help card
    "help": pgettext("button", "Need help"),
    # Translators: other words on the same button, which say nothing to somebody who looks over a shoulder
    "more": pgettext("button", "More"),
    # Translators: a neutral word on the same button, as any app could have it
    "neutral": pgettext("button", "Numbers"),
}

"""What crosses from one person to another: facts for staff without content, and fixed lines for clients."""

from datetime import date

from flows.wishes import SeenWord
from locales.line import Day, Line, Name, _, pgettext

STAFF_NOTICES: dict[str, Line] = {  # by `flows.wishes.Notice`
    # Translators: {name} is the client; three pictures were shown, which the client now names aloud
    "joined": _("Joined: {name}. Next: ask which three pictures are on the screen. Until then nothing is shown."),
    # Translators: {name} is what the therapist called the client in the invitation
    "not_joined": _("Joining ended: {name}. What was answered is deleted. The meetings are not touched by this."),
    # Translators: {name} is the client, who tapped stop; this is never read as danger
    "stopped": _("Paused by the client: {name}. Nothing is sent until the client starts again."),
    # Translators: {name} is the client
    "started": _("Back again: {name}."),
    # Translators: {name} is the client, whose chat does not take messages any more
    "unreachable": _("Messages no longer arrive: {name}. The chat may be blocked or the phone changed."),
    # Translators: {name} is the client
    "reachable": _("Messages arrive again: {name}."),
    # Translators: {name} is the client, who asked to be contacted
    "contact": _("Asks to be contacted, not urgent: {name}."),
    # Translators: {name} is the client, who asked for everything to be deleted
    "erased": _("Deleted at the client's own wish: {name}. The meetings are not touched by this."),
    # Translators: {name} is the client, who withdrew the consent to show notes
    "share_off": _("Keeps the notes private from now on: {name}."),
    # Translators: {name} is the client, who gave the consent to show notes
    "share_on": _("Shows the notes from now on: {name}."),
    # Translators: {name} is the client; a link for a new phone was opened, which shows three pictures
    "moved": _("New phone: {name}. Next: ask which three pictures are on the screen. Until then nothing moves."),
}
# Translators: opens the comparison of the three pictures
COMPARE = pgettext("button", "Compare pictures")
# Translators: opens a client's log
OPEN_LOG = pgettext("button", "Open the notes")


def seen(word: SeenWord, name: str) -> Line:
    """Tell the client that the entries were read, in one of the fixed lines."""
    return SEEN[word].fill(name=Name(name))


SEEN: dict[SeenWord, Line] = {
    # Translators: {name} is the therapist, who has read what the client wrote
    "read": _("Read by {name}. Thank you."),
    # Translators: {name} is the therapist, who wants to talk about it at the next meeting
    "talk": _("Read by {name}. Let us talk about it when we meet."),
    # Translators: {name} is the therapist
    "time": _("Read by {name}. Take your time."),
    # Translators: {name} is the therapist, who proposes to keep it for the next meeting
    "keep": _("Read by {name}. Shall we keep it for the meeting?"),
}


def connected(name: str | None) -> Line:
    """Tell the client that both sides have met."""
    if name is None:
        return _("You are connected now.")
    # Translators: {name} is the therapist
    return _("You are connected now. Who reads your notes: {name}.", name=Name(name))


# Translators: said in the chat of the new phone, after the therapist compared the pictures
MOVED_HERE = _("It is done. Everything goes on here. The old chat no longer sees it.")
# Translators: said to whoever used a link that the therapist then refused
NOT_CONNECTED = _("This link was for someone else, so I stop here. What was answered is deleted.")


def same_client_lines(pictures: Line) -> tuple[Line, ...]:
    """Tell the new phone what to do: name the pictures to the therapist."""
    return (
        _("Hello. Your notes can move to this phone."),
        _("Please name these three pictures to your therapist. Until then nothing moves."),
        pictures,
    )


def invitation(address: str, name: str | None, until: date) -> Line:
    """Give the words beside the picture of a link."""
    # Translators: {label} is what the therapist calls the client for now; {address} is the link; {day} is its last day
    return _(
        "For: {label}\nThe link works once, until: {day}.\n{address}",
        label=Name(name or "–"),
        address=Name(address),
        day=Day(until),
    )

"""What crosses from one person to another: facts for staff without content, and fixed lines for clients."""

from datetime import date, datetime

from flows.content.words import rows
from flows.course import Ended
from flows.wishes import SeenWord
from locales.line import Day, Line, Moment, Name, _, pgettext, verbatim

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
    # Translators: {name} is the client, for whom a task was not safe; it rests until the therapist opens it again
    "not_safe": _("Not safe, says the client: {name}. The task rests, and nothing is asked about it. A call may help."),
    # Translators: {name} is the client with whom somebody planned to get in touch
    "contact_due": _("Time to get in touch: {name}."),
    # Translators: {name} is the client, whose notes nobody has marked as read for some days
    "unread_soon": _(
        "Not read for some days: {name}. In two days my questions stop until somebody has read the notes."
    ),
    # Translators: {name} is the client, whose notes nobody has marked as read for too long
    "unread": _("Not read for too long: {name}. My questions have stopped. Reading and answering lets them go on."),
    # Translators: {name} is the client, who told what was agreed at the meeting
    "task_told": _("A task, as the client tells it: {name}."),
    # Translators: {name} is the client, who does not want to try the task now, which is fine
    "task_declined": _("Not now, says the client about the task: {name}."),
    # Translators: {name} is the client, who is not sure that the problem area is the right one
    "area_doubted": _("Not sure about what you work on: {name}. To talk about when you meet."),
    # Translators: {name} is the client, who says that the meeting was moved; its new date is not known here
    "meeting_moved": _("The meeting was moved, says the client: {name}. When is it?"),
    # Translators: {name} is the client; the therapist must ask about safety before a task that touches others is given
    "no_contact_task": _("Not sent: {name}. Such a task needs a safety note first. Nothing else has changed."),
    # Translators: {name} is the client; item 9 asks about thoughts of being better off dead; facts only
    "item9": _("Item 9 was answered: {name}. Answer: {answer}, on {moment}. The help card was shown."),
    # Translators: {name} is the client; staff read the measure aloud; facts only
    "item9_aloud": _("Item 9 was answered, read aloud by staff: {name}. Answer: {answer}, on {moment}."),
    # Translators: {name} is the client, who went back and gave another answer; {moment} is when the first note was sent
    "changed": _("Answered anew: {name}. The earlier note does not hold any more: {moment}."),
    # Translators: {name} is the client, who tapped that they want to talk to someone
    "wants_to_talk": _("Wants to talk: {name}. Tasks about contact are paused until you open them again."),
    # Translators: {name} is the client, who opened the card for somebody who is not safe at home
    "not_safe_home": _(
        "Not safe at home, says the client: {name}. Tasks about contact are paused until you open them again."
    ),
    # Translators: {name} is the client; a notice that cannot wait was sent to the therapist, and nobody has seen it since
    "not_opened": _("A notice has not been opened so far: {name}."),
    # Translators: {name} is the client; the therapist's own chat takes no messages, so that a safety note did not arrive there
    "not_delivered": _("A note about a client could not be delivered to the therapist: {name}."),
    # Translators: {name} is the client, who agreed that somebody else goes on
    "handed_over": _("Handed over, as the client agreed: {name}. You no longer read these notes."),
    # Translators: {name} is the client, who agreed that the reader of this goes on with them
    "handed_to_you": _("You go on with a client: {name}. The client has agreed."),
    # Translators: {name} is the client, who does not want anybody else to go on
    "handover_refused": _("No, says the client about somebody else going on: {name}. Nothing has changed."),
    # Translators: {name} is the client, whose therapist has left; nobody reads for them now
    "without_therapist": _("Nobody reads for this client now, because the therapist has left: {name}."),
    # Translators: {name} is the client, for whom a counsellor turned to somebody else
    "referred": _("Referred to somebody else: {name}. The client has been told."),
    # Translators: {name} is the client, for whom a counsellor turned to somebody else some time ago
    "heard_back": _("Referred to somebody else: {name}. Have you heard back?"),
    # Translators: {name} is the client; {held} of {sessions} planned meetings were held
    "ending_near": _("Meetings held: {held} of {sessions}, with: {name}. Have you spoken about the ending?"),
    # Translators: {name} is the client, whose last planned meeting was held; {held} counts those that were
    "ending_last": _("The last planned meeting was held: {name}. Have you spoken about the ending?"),
    # Translators: {name} is the client, who asks for another meeting after the end
    "booster": _("Asks to meet again: {name}."),
    # Translators: {name} is the client, who said goodbye
    "goodbye": _("A goodbye was left: {name}."),
    # Translators: {name} is the client; a counsellor wants to talk about an entry in supervision
    "marked": _("To discuss in supervision: {name}."),
    # Translators: {name} is the client; a link for a new phone was opened, which shows three pictures
    "moved": _("New phone: {name}. Next: ask which three pictures are on the screen. Until then nothing moves."),
}
# Translators: opens the comparison of the three pictures
COMPARE = pgettext("button", "Compare pictures")
# Translators: staff say that they have seen a notice
NOTED = pgettext("button", "I have seen it")
# Translators: opens what can be done for a client
OPEN_CARD = pgettext("button", "Open")
# Translators: opens the tasks of a client
OPEN_TASKS = pgettext("button", "Open the tasks")
# Translators: opens the question whether a client is safe
OPEN_SAFETY = pgettext("button", "Safety note")
# Translators: therapist and client have spoken about the ending, and it may come up
SPOKEN_YES = pgettext("button", "Yes, it may come up")
# Translators: therapist and client have not spoken about the ending
SPOKEN_NO = pgettext("button", "Not yet")
# Translators: the course goes on with more meetings
SPOKEN_MORE = pgettext("button", "We are extending")
# Translators: opens what was marked for supervision
OPEN_SUPERVISION = pgettext("button", "Open supervision")
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
    # Translators: {name} is the therapist; stands under a voice note of the therapist
    "voice": _("Read by {name}."),
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


def meeting_moved(moment: datetime) -> Line:
    """Tell the client once when the meeting is now."""
    # Translators: {moment} is a day with a time
    return _("Your meeting has moved. It is now: {moment}.", moment=Moment(moment))


def meeting_dropped(moment: datetime) -> Line:
    """Tell the client that a meeting is left out."""
    # Translators: {moment} is a day with a time
    return _("This meeting does not take place: {moment}.", moment=Moment(moment))


# Translators: opens the question whether somebody else may go on
ANSWER_OFFER = pgettext("button", "Look at it")


def somebody_else(name: str | None) -> Line:
    """Tell a client that they are asked whether somebody else may go on."""
    # Translators: {name} is somebody of the programme
    return _(
        "A question about who goes on with you: {name}. Nothing changes before you answer.", name=Name(name or "–")
    )


def has_left(name: str | None) -> Line:
    """Tell a client that the therapist works here no more."""
    # Translators: {name} is the therapist
    left = _("This person no longer works here: {name}. That is not about you.", name=Name(name or "–"))
    return rows(left, _("Your notes stay yours. The team knows, and the help button works."))


def not_read(name: str | None) -> Line:
    """Tell the client that nobody has read the notes, without leaving them alone; `name` is who reads, if anybody."""
    if name is None:
        return NOT_READ
    # Translators: {name} is the therapist, who has not read the notes for a while
    return _(
        "Your notes have not been read yet. Who reads them: {name}. That is not about you. I have told the team. "
        "I will wait with my questions until somebody has read them. You can always write, and the help button works.",
        name=Name(name),
    )


NOT_READ = _(
    "Your notes have not been read yet. That is not about you. I have told the team. "
    "I will wait with my questions until somebody has read them. You can always write, and the help button works."
)
# Translators: stands above the plan as a picture or a file
STAYS_WITH_YOU = _("This is yours. It stays with you, also when everything here has stopped.")
# Translators: the plan as a picture or as a file
ON_PAPER = pgettext("button", "On paper")
# Translators: the client answers the goodbye of the therapist
SAY_GOODBYE = pgettext("button", "Say goodbye, too")
# Translators: opens the staying-well plan
SHOW_PLAN = pgettext("button", "Show my plan")
# Translators: opens how it is to think about finishing
THINK_OF_IT = pgettext("button", "Tell how it is")


def ending_spoken(name: str | None, on: date | None) -> Line:
    """Ask the client how it is to think about the ending, after therapist and client have spoken of it."""
    # Translators: {name} is the therapist, with whom the client has talked about finishing
    talked = _("You and {name} have talked about finishing.", name=Name(name or "–"))
    # Translators: {day} is the day of the last planned meeting
    last = _("Your last meeting is planned for: {day}.", day=Day(on)) if on is not None else None
    return rows(talked, last, _("How is it to think about that?"))


def too_early() -> Line:
    """Take back what was said of the ending: therapist and client have not spoken of it yet."""
    return _("Please set aside my message about finishing. It came too early.")


def course_over(how: Ended, on: date, *, helped: tuple[str, ...] = (), care: str | None = None) -> Line:
    """Tell the client warmly that the meetings have ended, without a why, who there is, and from when on nobody reads."""
    # Translators: {day} is the day from which on nobody reads what the client writes
    until = _(
        "From this day on no one reads here: {day}. I stop asking. You can look at your words at any time.", day=Day(on)
    )
    # Translators: {who} is who the client can turn to after the course, in the therapist's own words
    turn_to = _("Who you can turn to: {who}", who=Name(care)) if care else None
    # Translators: the client's own words follow
    own = rows(_("You wrote that this helped:"), *[verbatim(f"• {one}") for one in helped]) if helped else None
    return rows(OVER.get(how, STOPPED), turn_to, own, until)


STOPPED = _("Your meetings have stopped for now. The door is open. You are not to blame for anything.")
OVER: dict[Ended, Line] = {  # where nothing broke off
    "finished": _("Your meetings have come to their end. Thank you for everything you wrote."),
    "early": _("Your meetings are finished, earlier than first planned. Thank you for everything you wrote."),
    "moved": _("Your meetings here have come to their end. The door is open. Thank you for everything you wrote."),
    "referred": _("Your meetings here have come to their end. The door is open. Thank you for everything you wrote."),
}


def referred_on(name: str | None, to: str, soon: Line, passes: str | None, *, rests: bool) -> Line:
    """Tell the client in plain words who else is to help, how soon, and what is passed on: what they agreed to."""
    return rows(
        # Translators: {name} is the therapist, who has turned to somebody else for the client
        _("More help for you, as you and {name} have spoken of.", name=Name(name or "–")),
        # Translators: {who} is the person or place that is to help, in the therapist's own words
        _("Who: {who}", who=Name(to)),
        soon,
        # Translators: {words} says what is passed on about the client, in the therapist's own words
        _("Passed on, as you agreed: {words}", words=Name(passes)) if passes else _("Nothing you wrote is passed on."),
        _("Your tasks rest meanwhile.") if rests else None,
        _("Everything else here goes on. If you need someone sooner, the help button works."),
    )


def left_for_you(name: str | None, words: str) -> Line:
    """Give the therapist's goodbye."""
    # Translators: {name} is the therapist; the therapist's own words follow
    return rows(_("From {name}:", name=Name(name or "–")), verbatim(words))


def left_as_voice(name: str | None) -> Line:
    """Stand above the therapist's goodbye as a voice note."""
    # Translators: {name} is the therapist, whose voice note follows
    return _("A voice note from {name}.", name=Name(name or "–"))


def last_word() -> Line:
    """Say on the last day that nobody reads any more."""
    return rows(
        _("From today no one reads what you write here. I will not ask any more."),
        _("Your plan and your words stay with you. The help button works as before."),
    )

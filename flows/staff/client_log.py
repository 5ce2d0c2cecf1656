"""Reading one client's notes in the chat: protected, gone within a day, and answered with one fixed line if wished."""

from datetime import datetime, timedelta
from enum import Enum

from flows.chat import Chat
from flows.content.entry_lines import entry_lines
from flows.content.words import rows
from flows.questions import Choice, Option, Skipped, Words
from flows.readings import ClientLog, EntryShown, Place, Tongue
from flows.registry import flow
from flows.staff.page import leads_to_the_page
from flows.wishes import MarkSeen, SeenWord
from locales.line import Line, Moment, Name, _, pgettext, verbatim

PER_MESSAGE = 6
GONE_IN = 20  # hours; the deletion has the rest of the day in reserve


class Seen(Enum):
    """What the client shall hear."""

    READ = "read"
    TALK = "talk"
    TIME = "time"
    KEEP = "keep"
    VOICE = "voice"
    NOTHING = "nothing"


SEEN = [
    # Translators: the client reads: "Read by NAME. Thank you."
    Option(Seen.READ, pgettext("button", "Read, thank you")),
    # Translators: the client reads: "Read by NAME. Let us talk about it when we meet."
    Option(Seen.TALK, pgettext("button", "Talk when we meet")),
    # Translators: the client reads: "Read by NAME. Take your time."
    Option(Seen.TIME, pgettext("button", "Take your time")),
    # Translators: the client reads: "Read by NAME. Shall we keep it for the meeting?"
    Option(Seen.KEEP, pgettext("button", "Keep for meeting?")),
    # Translators: the therapist records a few seconds, which the client hears; under them stands: "Read by NAME."
    Option(Seen.VOICE, pgettext("button", "Say it yourself")),
    # Translators: the client is told nothing
    Option(Seen.NOTHING, pgettext("button", "Say nothing")),
]
SPOKEN = Words(_("Your voice, half a minute at most. The client can listen to it again."), written=False, longest=30)
WORDS: dict[Seen, SeenWord] = {Seen.READ: "read", Seen.TALK: "talk", Seen.TIME: "time", Seen.KEEP: "keep"}


@flow("client_log", face="staff", window=timedelta(minutes=30), menu=True, of_client=True)
async def client_log(chat: Chat) -> None:
    """Show a client's notes of two weeks, and offer to tell the client that they were read."""
    if await leads_to_the_page(chat, str(chat.args["client"])):
        return
    log = await chat.read("log", ClientLog, client=str(chat.args["client"]))
    place = await chat.read("place", Place)
    name = verbatim(log.name or "–")
    if not log.shares:
        # Translators: {name} is the client, who has withdrawn the consent to show notes
        chat.say("private", _("{name}: keeps the notes private.", name=name))
        return
    if not log.entries:
        # Translators: {name} is the client
        chat.say("empty", _("{name}: nothing written in the last two weeks.", name=name))
        return
    for start in range(0, len(log.entries), PER_MESSAGE):
        part = log.entries[start : start + PER_MESSAGE]
        head = [_("<b>{name}</b>", name=name)] if start == 0 else []
        notes = [one_entry(entry, place.tongues) for entry in part]
        chat.say(f"log[{start}]", *head, *notes, protect=True, gone_in=GONE_IN)
    play_voices(chat, log.entries)
    word = await chat.ask("seen", Choice(_("Shall the client know that you have read this?"), SEEN))
    if word is Seen.VOICE:
        spoken = await chat.ask("spoken", SPOKEN.or_skip())
        if isinstance(spoken, Skipped):
            return
        chat.wish(MarkSeen(client=log.client, word="voice", voice=spoken.voice))
        chat.say("spoken_on", _("Passed on."))
    elif word is not Seen.NOTHING:
        chat.wish(MarkSeen(client=log.client, word=WORDS[word]))
        chat.say("told", _("Passed on, in the client's language."))


def one_entry(entry: EntryShown, tongues: tuple[Tongue, ...]) -> Line:
    """Show one entry: when, what in codes, and the client's own words with their language named."""
    head = _("<b>{moment}</b>", moment=Moment(entry.at))
    return rows(head, *entry_lines(entry), language_note(entry, tongues) if has_words(entry) else None)


def language_note(entry: EntryShown, tongues: tuple[Tongue, ...]) -> Line | None:
    """Name the language in which the client wrote."""
    own = next((tongue.own_name for tongue in tongues if tongue.code == entry.language), None)
    # Translators: {language} is the own name of the language in which the client wrote
    return _("<i>written in: {language}</i>", language=Name(own)) if own else None


def has_words(entry: EntryShown) -> bool:
    """Say whether the entry holds a person's own words."""
    return any(
        isinstance(part, dict) and (part.get("text") or part.get("voice")) for part in dict(entry.value).values()
    )


def play_voices(chat: Chat, entries: tuple[EntryShown, ...]) -> None:
    """Send the voice notes, so that they can be listened to here."""
    for entry in entries:
        for field, part in sorted(dict(entry.value).items()):
            if isinstance(part, dict) and part.get("voice"):
                line = voice_note(entry.at)
                chat.say(f"voice[{entry.id}.{field}]", line, voice=part["voice"], protect=True, gone_in=GONE_IN)


def voice_note(at: datetime) -> Line:
    """Head a voice note of a client."""
    # Translators: stands above a voice note; {moment} is when it was recorded
    return _("Voice note: {moment}", moment=Moment(at))

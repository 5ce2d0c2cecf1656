"""
Joining: from a link to a first answer, in nine screens.

Nothing has to be typed, one idea stands on each screen, and everything that can wait has a good default.  The help
card comes before any question about the person.
"""

from datetime import timedelta
from enum import Enum
from typing import Literal

from flows import consent
from flows.chat import Chat, Ending
from flows.client.help_card import help_lines
from flows.client.mood import TODAY, keep_mood
from flows.client.zone import settle_zone
from flows.content import consent_texts
from flows.content.pictures import picture_rows
from flows.content.words import days, paragraphs, rows, tongue_options
from flows.questions import Choice, Option, Skipped, Words
from flows.readings import Code, CurrentPlan, HelpCard, Place, WhoReads
from flows.registry import flow
from flows.wishes import Erase, FinishJoining, Notify, PlanCheckIns, SetLanguage, SetName
from locales.line import Clock, Day, Line, Name, _, pgettext


class Go(Enum):
    """The client goes on."""

    ON = "on"


class Age(Enum):
    """Whether the client is an adult."""

    ADULT = "adult"
    YOUNGER = "younger"


class Told(Enum):
    """Whether the client wants to hear more about who reads."""

    FINE = "fine"
    MORE = "more"


class Keeping(Enum):
    """What may become of the answers."""

    KEEP_AND_SHOW = "keep_and_show"
    KEEP = "keep"
    NO = "no"


class First(Enum):
    """Whether the program may write first."""

    YES = "yes"
    NO = "no"


class When(Enum):
    """When a message may light up the phone."""

    MORNING = "09:30"
    MIDDAY = "12:30"
    EVENING = "18:00"
    NEVER = "never"


# Translators: goes on to the next screen
GO_ON = pgettext("button", "Go on")
# Translators: the button that opens the help card; the same words as on the keyboard
NEED_HELP = pgettext("button", "Need help")
# Translators: answers "Are you 18 or older?"
ADULT = Choice(
    _("Are you 18 or older?"),
    [Option(Age.ADULT, pgettext("button", "Yes, I am")), Option(Age.YOUNGER, pgettext("button", "No, younger"))],
)
KEEPING = [
    # Translators: answers "May I keep what you write, and show it?"
    Option(Keeping.KEEP_AND_SHOW, pgettext("button", "Keep and show")),
    # Translators: answers "May I keep what you write, and show it?"
    Option(Keeping.KEEP, pgettext("button", "Keep, do not show yet")),
    # Translators: answers "May I keep what you write, and show it?"; ends joining and deletes every answer
    Option(Keeping.NO, pgettext("button", "No")),
]
FIRST = [
    # Translators: answers "May I write first?"
    Option(First.YES, pgettext("button", "Yes, write to me")),
    # Translators: answers "May I write first?"; the client opens the chat, the program never begins
    Option(First.NO, pgettext("button", "No, I open you")),
]
WHEN = Choice(
    _("When is it fine for a message from me to light up your phone?"),
    [
        # Translators: a time of day that suits the client
        Option(When.MORNING, pgettext("button", "Mornings")),
        # Translators: a time of day that suits the client
        Option(When.MIDDAY, pgettext("button", "Midday")),
        # Translators: a time of day that suits the client
        Option(When.EVENING, pgettext("button", "Evenings")),
        # Translators: the program never writes first
        Option(When.NEVER, pgettext("button", "Only when I open you")),
    ],
)
NICKNAME = Words(_("What shall I call you? Any name you like."), max_length=40, voice=False).or_skip()


@flow("joining", window=timedelta(hours=72))
async def joining(chat: Chat) -> Ending | None:
    """Welcome a client: language, what this is, help, age, who reads, consent, when, and a first answer."""
    place = await chat.read("place", Place)
    if not place.open_to_clients:
        chat.say("closed", *CLOSED)
        return chat.later()
    who = await greet(chat, place)
    await show_help(chat)
    if await chat.ask("age", ADULT) is Age.YOUNGER:
        return leave(chat, "under_age", TOO_YOUNG)
    await say_who_reads(chat, who)
    keeping = await ask_to_keep(chat, who, place)
    if keeping is Keeping.NO:
        return leave(chat, "store_no", NOT_KEPT)
    await ask_to_write(chat)
    name = await chat.ask("name", NICKNAME)
    nickname = None if isinstance(name, Skipped) else name.text
    await first_answer(chat, nickname, shares=keeping is Keeping.KEEP_AND_SHOW)
    await welcome(chat, who, nickname)
    return None


async def greet(chat: Chat, place: Place) -> WhoReads:
    """Settle the language, then say who invites and what this is."""
    who = await chat.read("who", WhoReads)
    language = await chat.ask(
        "language", Choice(_("Hello. Which language is easiest for you?"), tongue_options(place.tongues)).with_help()
    )
    chat.wish(SetLanguage(language=language))
    chat.say("hello", hello(who), keyboard="client")
    program = paragraphs(
        _("I am a small program, not a person."),
        _("I ask how you are. I remind you of what you two agree. I keep your words for your meetings."),
    )
    await chat.ask("program", Choice(program, [Option(Go.ON, GO_ON)]))
    return who


def hello(who: WhoReads) -> Line:
    """Greet, and name the person behind the link."""
    # Translators: the first message in the chosen language
    greeting = _("Hello. I keep you company between your meetings.")
    # Translators: {name} is the therapist who made the link
    return rows(greeting, _("Who invited you: {name}.", name=Name(who.name))) if who.name else greeting


async def show_help(chat: Chat) -> None:
    """Let the client try the help button before any question."""
    line = paragraphs(
        # Translators: the button is on the keyboard below; the words in bold are the words on that button
        _("<b>Need help</b> shows people to call, at any time."),
        _("Try it once. Nothing is sent."),
    )
    await chat.ask("try_help", Choice(line, [Option(Go.ON, NEED_HELP)]))
    chat.say("card", *help_lines(await chat.read("help", HelpCard)), urgency="safety")


async def say_who_reads(chat: Chat, who: WhoReads) -> None:
    """Say who reads, who advises, and what Telegram can see; more for whoever asks."""
    options = [
        # Translators: accepts what was said about who can read
        Option(Told.FINE, pgettext("button", "Fine")),
        # Translators: asks for more about who can read
        Option(Told.MORE, pgettext("button", "Tell me more")),
    ]
    line = paragraphs(
        # Translators: {name} is the therapist; {days} is a list such as "Monday, Friday"
        _(
            "Who reads what you write: {name}. Usual days: {days}. Not at night.",
            name=Name(who.name or "–"),
            days=days(who.weekdays),
        ),
        advised(who),
        _("Telegram can read this chat. So can anyone with your phone."),
    )
    if await chat.ask("who_reads", Choice(line, options)) is Told.MORE:
        await chat.ask("more", Choice(paragraphs(*MORE), [Option(Go.ON, GO_ON)]))


def advised(who: WhoReads) -> Line | None:
    """Name the supervisor, where there is one."""
    if who.supervisor is None:
        return None
    # Translators: {supervisor} advises the therapist and sees only marked notes and safety notes
    return _("Who advises: {supervisor}. Sees marked notes and safety notes only.", supervisor=Name(who.supervisor))


MORE = (
    _("Your words are locked with a key of your own. Every look at them is noted, and you can see that list."),
    _("No one watches this chat live. Messages at night wait until the next reading day."),
    _("Telegram keeps chats on its computers. A screen lock keeps others out of your phone."),
    _("No names? Fine. A nickname for you and for others is enough."),
)


async def ask_to_keep(chat: Chat, who: WhoReads, place: Place) -> Keeping:
    """Ask for *store* and *share*, recorded apart."""
    text = consent_texts.keep_and_show(who.name or "–", safety_notices=place.safety_notices)
    keeping = await chat.ask("keep", Choice(text.question, KEEPING))
    consent.record(chat, text, "store", answer=keeping is not Keeping.NO)
    consent.record(chat, text, "share", answer=keeping is Keeping.KEEP_AND_SHOW)
    return keeping


async def ask_to_write(chat: Chat) -> None:
    """Ask for *message me*, then for a time and whether the clock is right."""
    text = consent_texts.WRITE_FIRST
    yes = await chat.ask("write_first", Choice(text.question, FIRST)) is First.YES
    consent.record(chat, text, "message", answer=yes)
    when = await chat.ask("when", WHEN) if yes else When.NEVER
    if when is When.NEVER:
        chat.wish(PlanCheckIns())
        return
    await settle_zone(chat)
    chat.wish(PlanCheckIns(time=when.value))


async def first_answer(chat: Chat, nickname: str | None, *, shares: bool) -> None:
    """Ask one question at once, so that the first answer is already there; until then a name may be taken back."""
    mood = await chat.ask("mood", TODAY, fills="mood_reported.mood")
    if nickname:
        chat.wish(SetName(name=nickname.strip()))
    keep_mood(chat, mood=mood, first=True, private=not shares)
    chat.wish(FinishJoining())


async def welcome(chat: Chat, who: WhoReads, nickname: str | None) -> None:
    """Say what comes next, and which three pictures to name."""
    plan = await chat.read("plan", CurrentPlan)
    chat.say("welcome", paragraphs(saved(nickname), what_comes(plan), DEFAULTS), keyboard="client")
    code = await chat.read("code", Code)
    if code.pictures and who.name:
        # Translators: {name} is the therapist, who must hear the three pictures below
        ask = _(
            "Last step. Please name these three pictures aloud. Who needs to hear them: {name}.", name=Name(who.name)
        )
        chat.say("pictures", ask, picture_rows(",".join(code.pictures)))


def saved(nickname: str | None) -> Line:
    """Thank the client by the chosen name."""
    # Translators: {name} is the nickname that the client has chosen
    return _("Saved. Welcome, {name}.", name=Name(nickname)) if nickname else _("Saved. Welcome.")


def what_comes(plan: CurrentPlan) -> Line:
    """Say when the first check-in comes, or that the client opens it."""
    if plan.next_check_in is None:
        return _("You can open a check-in at any time, from the menu.")
    # Translators: {day} is a weekday with its date
    return _("First check-in: {day}.", day=Day(plan.next_check_in))


# Translators: the defaults that the client was not asked about; {from_time} and {to_time} are 09:00 and 21:00
DEFAULTS = _(
    "I write only between {from_time} and {to_time}, and only in neutral words. Settings can change day and time.",
    from_time=Clock("09:00"),
    to_time=Clock("21:00"),
)
TOO_YOUNG = (
    _("Thank you for telling me. I am made for adults, so I stop here."),
    _("What you answered is deleted. Please talk with an adult you trust. The help card stays here for you."),
)
NOT_KEPT = (
    _("That is fine. I stop here, and what you answered is deleted."),
    _("Your meetings go on as before. You can ask for a new link at any time. The help card stays here for you."),
)


CLOSED = (
    _("Hello. I cannot take anyone in today. The help numbers are being checked."),
    _("Your link is not lost. Please write to me again in a few days."),
)


def leave(chat: Chat, reason: Literal["under_age", "store_no"], lines: tuple[Line, ...]) -> Ending:
    """End kindly: staff hear only that joining ended, and everything answered is erased."""
    chat.wish(Notify(notice="not_joined"))
    chat.wish(Erase(reason=reason, receipt=tuple(line.to_json() for line in lines)))
    return chat.cancel()

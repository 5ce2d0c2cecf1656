"""The course: opened with four taps, its area chosen when both have spoken of it, its end in any week."""

from datetime import timedelta

from flows.agreed import OwnWords
from flows.chat import Chat
from flows.content.course_lines import AREAS, PHASES, STAGES, TEMPLATES, WORD, facts_of
from flows.course import TEMPLATES as KNOWN
from flows.course import Area, Phase
from flows.course_readings import ClientCard
from flows.course_wishes import ChooseArea, ChooseWord, OpenCourse, SetFormulation, SetGoal, SetPhase
from flows.entries import said
from flows.questions import Choice, Option, Words
from flows.readings import Place
from flows.registry import flow
from flows.staff.asking import ask_day, ask_time
from flows.staff.end_of_course import end
from locales.line import Count, Line, Name, _, pgettext

OWN, NONE = "own", "none"
NUMBERS = (2, 5, 7, 9, 10, 14, 20)
MENU = timedelta(minutes=30)
GOAL = Words(_("The goal, in one plain line. You may also record it, in at most a minute."))
OWN_WORD = Words(
    _("The word that the client uses, such as stress, tiredness, or a word of home."), voice=False, max_length=60
)
FORMULATION = Words(_("Why you chose this, in one or two sentences that the client may read again."))


@flow("open_course", face="staff", window=MENU, menu=True, of_client=True)
async def open_course(chat: Chat) -> None:
    """Open a course: the template, and when people meet next; nothing else is needed."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]))
    templates = [Option(code, line) for code, line in TEMPLATES.items()]
    template = await chat.ask("template", Choice(_("Which course?"), templates, columns=2))
    number = await ask_number(chat) if template == OWN else KNOWN[template].sessions
    day = await ask_day(chat, "day", _("When do you meet next?"), card.today, open_end=True)
    at = await ask_time(chat, "time", card.usual_time) if day is not None else None
    chat.wish(OpenCourse(client=card.client, template=template, sessions=number, first_on=day, time=at))
    # Translators: opens what can be done for a client
    opens = [["client_card", pgettext("button", "Open").to_json()]]
    chat.say("opened", _("The course is open. Area and goal can wait until you have spoken of them."), open=opens)


async def ask_number(chat: Chat) -> int:
    """Ask how many meetings a course of one's own has."""
    options = [Option(number, pgettext("button", "{n}", n=Count(number))) for number in NUMBERS]
    return await chat.ask("number", Choice(_("How many meetings?"), options, columns=4))


@flow("course", face="staff", window=MENU, menu=True, of_client=True)
async def course(chat: Chat) -> None:
    """Offer what can be set about a course; nothing is ever inferred."""
    card = await chat.read("card", ClientCard, client=str(chat.args["client"]), words="yes")
    options = [
        # Translators: sets what therapist and client work on
        Option("area", pgettext("button", "Area")),
        # Translators: sets the goal line
        Option("goal", pgettext("button", "Goal")),
        # Translators: sets why this was chosen
        Option("formulation", pgettext("button", "Why we chose this")),
        # Translators: sets what client and therapist call what the client is going through
        Option("word", pgettext("button", "The word for it")),
        # Translators: sets the part of a course: opening, middle, ending
        Option("phase", pgettext("button", "Phase")),
        # Translators: ends a course
        Option("end", pgettext("button", "End the course")),
        # Translators: closes a screen
        Option("close", pgettext("button", "Close")),
    ]
    match await chat.ask("what", Choice(facts_of(card), options, columns=2)):
        case "area":
            await choose_area(chat, card)
        case "goal":
            words = await ask_words(chat, card, "goal", GOAL)
            if words is not None:
                chat.wish(SetGoal(client=card.client, words=words))
                chat.say("kept", KEPT)
        case "formulation":
            words = await ask_words(chat, card, "formulation", FORMULATION)
            if words is not None:
                chat.wish(SetFormulation(client=card.client, words=words))
                chat.say("kept", KEPT)
        case "word":
            await choose_word(chat, card)
        case "phase":
            await choose_phase(chat, card)
        case "end":
            await end(chat, card)


KEPT = _("It is kept.")


async def choose_area(chat: Chat, card: ClientCard) -> None:
    """Ask for area, stage and a second area, and whether both have agreed on it."""
    area = await ask_area(chat, "area", _("What do you work on?"), tuple(Area))
    stage = None
    if area is Area.DISPUTE:
        stages = [Option(one, line) for one, line in STAGES.items()]
        stage = await chat.ask("stage", Choice(_("Which stage, as you see it now?"), stages))
    others = tuple(one for one in Area if one is not area)
    second = await ask_area(chat, "second", _("Is there a second one?"), others) if area is not None else None
    agreed = area is not None and await ask_agreed(chat)
    chat.wish(ChooseArea(client=card.client, area=area, second=second, stage=stage, agreed=agreed))
    chat.say("kept", KEPT)


async def choose_word(chat: Chat, card: ClientCard) -> None:
    """Ask what both call it; the illness that can be treated is the therapist's choice, and none needs no word."""
    options = [
        # Translators: client and therapist have a word of their own for it
        Option("own", pgettext("button", "Our own word")),
        Option("medical", WORD[True]),
        Option(NONE, WORD[False]),
    ]
    chosen = await chat.ask("word", Choice(_("What do you both call it? Choose what you agreed in the room."), options))
    words = await ask_words(chat, card, "own_word", OWN_WORD) if chosen == OWN else None
    if chosen != OWN or words is not None:
        chat.wish(ChooseWord(client=card.client, words=words, medical=chosen == "medical"))
        chat.say("kept", KEPT)


async def choose_phase(chat: Chat, card: ClientCard) -> None:
    """Ask for the part of the course, or let the number of the meeting say it."""
    options = [Option(one.value, PHASES[one]) for one in Phase]
    # Translators: the number of the meeting says which part of the course it is
    by_number = Option(NONE, pgettext("button", "By the number"))
    chosen = await chat.ask("phase", Choice(_("Which part of the course is it now?"), [*options, by_number], columns=2))
    chat.wish(SetPhase(client=card.client, phase=None if chosen == NONE else Phase(chosen)))
    chat.say("kept", KEPT)


async def ask_area(chat: Chat, key: str, line: Line, areas: tuple[Area, ...]) -> Area | None:
    """Ask for an area; none is a full answer."""
    options = [Option(one.value, AREAS[one]) for one in areas]
    # Translators: no problem area, or no second one
    chosen = await chat.ask(key, Choice(line, [*options, Option(NONE, pgettext("button", "None yet"))]))
    return None if chosen == NONE else Area(chosen)


async def ask_agreed(chat: Chat) -> bool:
    """Ask whether both have spoken of it; before that no text of the client names it."""
    options = [
        # Translators: therapist and client have agreed on the area together
        Option("yes", pgettext("button", "Yes, together")),
        # Translators: therapist and client have not spoken of the area yet
        Option("no", pgettext("button", "Not yet")),
    ]
    asked = _("Have you agreed on this together? Until then no message names it.")
    return await chat.ask("agreed", Choice(asked, options)) == "yes"


async def ask_words(chat: Chat, card: ClientCard, key: str, question: Words) -> OwnWords | None:
    """Take free words of staff for a client, and say beforehand when the client reads another language."""
    words = said(await chat.ask(key, question.or_skip()))
    if words is None:
        return None
    if words.text and card.my_language != card.language and not await send_anyway(chat, key, card):
        return None
    return OwnWords(said=words, language=card.my_language)


async def send_anyway(chat: Chat, key: str, card: ClientCard) -> bool:
    """Say that this goes as it was written, in a language that is not the client's."""
    options = [
        # Translators: sends words in a language that is not the client's
        Option("yes", pgettext("button", "Send it so")),
        # Translators: does not send words in a language that is not the client's
        Option("no", pgettext("button", "Do not send it")),
    ]
    place = await chat.read(f"{key}_place", Place)
    own_name = next((one.own_name for one in place.tongues if one.code == card.language), card.language)
    # Translators: {language} is the own name of the language that the client reads
    line = _(
        "The client reads: {language}. This goes exactly as you wrote it. Library tasks come in the client's language."
    )
    return await chat.ask(f"{key}_anyway", Choice(line.fill(language=Name(own_name)), options)) == "yes"

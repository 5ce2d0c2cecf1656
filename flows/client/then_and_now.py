"""Then and now: the client's own first words beside today's; easier, the same and harder are equally welcome."""

from datetime import timedelta

from flows.chat import Chat
from flows.client.my_task import AREAS
from flows.content.words import rows
from flows.course import Area
from flows.ending_entries import DifferenceTold, Different, ThenAndNow
from flows.ending_readings import PersonThen, ThenShown
from flows.ending_wishes import AnswerGoodbye
from flows.entries import Raised, Said, said
from flows.questions import Choice, Option, Skipped, Words
from flows.registry import flow
from locales.line import Line, Name, _, pgettext

DIFFERENT = [
    # Translators: what is different at the end of the meetings
    Option(Different.EASIER, pgettext("button", "Easier")),
    # Translators: what is different at the end of the meetings
    Option(Different.SAME, pgettext("button", "The same")),
    # Translators: what is different at the end of the meetings
    Option(Different.HARDER, pgettext("button", "Harder")),
    # Translators: what is different at the end of the meetings: some easier, some harder
    Option(Different.MIXED, pgettext("button", "Mixed")),
]
NEXT = _("Thank you for saying so. Treatments differ, and the first one is not always the right one.")


@flow("then_and_now", window=timedelta(days=14), resumes=True)
async def then_and_now(chat: Chat) -> None:
    """Put the client's first words about each person beside today's, then ask about what was worked on."""
    known = await chat.read("then", ThenShown)
    for number, person in enumerate(known.people, 1):
        words = said(await chat.ask(f"now[{number}]", asked(person).or_skip()))
        if words is not None:
            entry = ThenAndNow(name=person.name, then=person.hard or person.wish, now=words)
            chat.keep(entry, key=str(number), private=not known.shares)
    different = await chat.ask("different", Choice(what_is_different(known), DIFFERENT, columns=2).or_skip())
    if isinstance(different, Skipped):
        chat.say("end", _("Thank you. It is kept."))
        return
    words = said(await chat.ask("words", Words(_("In your own words?")).or_skip()))
    chat.keep(DifferenceTold(different=different, words=words), private=not known.shares)
    if different in (Different.SAME, Different.HARDER):
        chat.keep(Raised(words=words or Said(text="–")), private=not known.shares)
        chat.say("next", NEXT, talk(known))
    else:
        chat.say("end", _("Thank you. It is kept."))


def asked(person: PersonThen) -> Words:
    """Show what the client first wrote of a person, and ask what is different."""
    first = [one for one in (person.hard, person.wish) if one is not None and one.text]
    # Translators: {name} is the client's own name for a person
    head = _("You wrote about {name}:", name=Name(person.name))
    quoted = [pgettext("log", "“{words}”", words=Name(one.text or "")) for one in first]
    # Translators: {name} is the client's own name for a person
    bare = _("Think of {name}.", name=Name(person.name))
    return Words(rows(head if quoted else bare, *quoted, _("What is different now?")))


def what_is_different(known: ThenShown) -> Line:
    """Ask what is different, with what was worked on where both have agreed on it."""
    if known.area is None:
        return _("When you look back to the start: what is different?")
    # Translators: {area} is a problem area in plain words, such as "a big change in your life"
    return _("You worked on: {area}. What is different?", area=AREAS[Area(known.area)])


def talk(known: ThenShown) -> Line:
    """Say whom to talk to about what comes next."""
    if known.name is None:
        return _("You can ask what else there is, when you meet.")
    # Translators: {name} is the therapist
    return _("You can talk with {name} about what comes next. It is marked for your meeting.", name=Name(known.name))


@flow("goodbye", window=timedelta(days=14))
async def goodbye(chat: Chat) -> None:
    """Let the client leave a goodbye, too."""
    words = said(await chat.ask("words", Words(_("What would you like to say at the end? Words or voice.")).or_skip()))
    if words is None:
        chat.say("fine", _("That is fine."))
        return
    chat.wish(AnswerGoodbye(words=words))
    chat.say("kept", _("Thank you. I have passed it on."))

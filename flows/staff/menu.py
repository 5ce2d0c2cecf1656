"""The menu of therapists and supervisors."""

from datetime import timedelta

from flows.chat import Chat
from flows.client.menu import doors
from flows.content.words import tongue_options
from flows.questions import Choice
from flows.readings import Me, Place
from flows.registry import flow
from flows.staff.page import PAGE
from flows.wishes import SetLanguage
from locales.line import Line, Name, _, pgettext

# Translators: an entry of the therapist's menu
CLIENTS = pgettext("menu", "My clients")
# Translators: an entry of the therapist's menu: who comes today
TODAY = pgettext("menu", "Who comes today")
# Translators: an entry of the therapist's menu: what became of today's meetings
MEETINGS = pgettext("menu", "Today's meetings")
# Translators: an entry of the therapist's menu
INVITE = pgettext("menu", "Add one client")
# Translators: an entry of the therapist's menu: several invitations as pictures to print
CARDS = pgettext("menu", "Print cards for several")
# Translators: an entry of the therapist's menu: play the client's side, nothing is kept
TRY = pgettext("menu", "Try it as a client")
# Translators: an entry of the therapist's menu: days away, and who covers
AWAY = pgettext("menu", "I am away")
# Translators: an entry of the therapist's menu: a client has a new phone
NEW_PHONE = pgettext("menu", "A client's new phone")
# Translators: an entry of the menu of staff: what they were told that could not wait
NOTICES = pgettext("menu", "Notices")
# Translators: an entry of the menu of staff: what was marked to be discussed
SUPERVISION = pgettext("menu", "Supervision")
# Translators: an entry of the supervisor's menu: one page for the weekly hour
SHEET = pgettext("menu", "Supervision sheet")
# Translators: an entry of the supervisor's menu: the programme in numbers
COUNTS = pgettext("menu", "The programme")
# Translators: an entry of the therapist's menu
LANGUAGE = pgettext("menu", "Language")


@flow("staff_menu", face="staff", window=timedelta(minutes=30), menu=True)
async def staff_menu(chat: Chat) -> None:
    """Offer everything that staff can do here."""
    me, place = await chat.read("me", Me), await chat.read("place", Place)
    entries = [
        ("clients", CLIENTS),
        *([("page", PAGE)] if place.page else []),
        ("today", TODAY),
        ("meetings_today", MEETINGS),
        ("invite_client", INVITE),
        ("cards", CARDS),
        ("away", AWAY),
    ]
    entries += [("alerts", NOTICES), ("supervision", SUPERVISION)]
    if me.role == "supervisor":
        entries += [("sheet", SHEET), ("counts", COUNTS)]
    entries += [("new_phone", NEW_PHONE), ("try_it", TRY), ("staff_language", LANGUAGE)]
    chat.say("menu", greeting(me.name), keyboard="staff")
    chat.say("doors", _("Tap one of these."), open=doors(*entries))


def greeting(name: str | None) -> Line:
    """Greet by name."""
    # Translators: {name} is the therapist
    return _("Hello, {name}. What would you like to do?", name=Name(name)) if name else _("What would you like to do?")


@flow("staff_language", face="staff", window=timedelta(minutes=30), menu=True)
async def staff_language(chat: Chat) -> None:
    """Speak another language to this staff member; clients keep their own."""
    place = await chat.read("place", Place)
    language = await chat.ask(
        "language", Choice(_("Which language is easiest for you?"), tongue_options(place.tongues))
    )
    chat.wish(SetLanguage(language=language))
    chat.say("language_set", _("We go on in this language. Your clients keep theirs."), keyboard="staff")

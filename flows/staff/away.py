"""Away: the days on which a staff member does not read, and who covers; every client is told in every *who reads*."""

from datetime import date, timedelta

from flows.chat import Chat, Ending
from flows.questions import Choice, Option
from flows.readings import Colleagues
from flows.registry import flow
from flows.wishes import SetAway
from locales.line import Day, Line, Name, _, pgettext, verbatim

NOBODY = "nobody"
BACK, CLOSE = "back", "close"


@flow("away", face="staff", window=timedelta(minutes=30))
async def away(chat: Chat) -> Ending | None:
    """Ask from when, until when, and who covers."""
    now = await chat.now("now")
    known = await chat.read("colleagues", Colleagues)
    options = [*days_from(now.date(), 0, 8), *([BACK_OPTION] if known.away else []), CLOSE_OPTION]
    first = await chat.ask("from", Choice(_("From when are you away?"), options, columns=2))
    if first == CLOSE:
        return chat.cancel()
    if first == BACK:
        chat.wish(SetAway())
        chat.say("back", _("Welcome back. Your clients see your usual days again."))
        return None
    start = date.fromisoformat(first)
    last = await chat.ask("until", Choice(_("Which is the last day?"), last_days(start), columns=2))
    cover = await chat.ask("cover", Choice(_("Who reads until then?"), who_covers(known)))
    name = None if cover == NOBODY else cover
    chat.wish(SetAway(away_from=start, away_until=date.fromisoformat(last), cover=name))
    chat.say(
        "noted", noted(start, date.fromisoformat(last), name), _("Your clients see this wherever I say who reads.")
    )
    return None


# Translators: the therapist is not away any more
BACK_OPTION = Option(BACK, pgettext("button", "I am back"))
# Translators: closes a screen
CLOSE_OPTION = Option(CLOSE, pgettext("button", "Close"))


def days_from(start: date, first: int, count: int) -> list[Option[str]]:
    """Offer days one after the other."""
    days = [start + timedelta(days=first + n) for n in range(count)]
    return [Option(day.isoformat(), pgettext("day", "{day}", day=Day(day))) for day in days]


def last_days(start: date) -> list[Option[str]]:
    """Offer the first days one by one, then whole weeks."""
    weeks = [start + timedelta(days=7 * n - 1) for n in (2, 3, 4, 6)]
    return [
        *days_from(start, 0, 7),
        *(Option(day.isoformat(), pgettext("day", "{day}", day=Day(day))) for day in weeks),
    ]


def who_covers(colleagues: Colleagues) -> list[Option[str]]:
    """Offer the colleagues of the programme, or nobody."""
    # Translators: nobody reads while the therapist is away, and clients are told so
    nobody = Option(NOBODY, pgettext("button", "No one"))
    return [*(Option(name, verbatim(name)) for name in colleagues.names), nobody]


def noted(start: date, last: date, cover: str | None) -> Line:
    """Say what was noted."""
    if cover is None:
        # Translators: {first} and {last} are days
        return _("Away: {first} to {last}. No one reads until then.", first=Day(start), last=Day(last))
    # Translators: {first} and {last} are days; {cover} is a colleague
    return _(
        "Away: {first} to {last}. Who reads until then: {cover}.", first=Day(start), last=Day(last), cover=Name(cover)
    )

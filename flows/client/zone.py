"""The time zone, settled by looking at a clock: nobody has to know what their zone is called."""

from enum import Enum

from flows.chat import Chat
from flows.questions import Choice, Option
from flows.readings import ClockChoice, TimeNow
from flows.wishes import SetZone
from locales.line import City, Clock, _, pgettext


class Right(Enum):
    """Whether the clock shows the right time."""

    YES = "yes"
    NO = "no"


RIGHT = [
    # Translators: the time that was shown is the time where the client is
    Option(Right.YES, pgettext("button", "Yes, it is")),
    # Translators: the time that was shown is not the time where the client is
    Option(Right.NO, pgettext("button", "No, another time")),
]


async def settle_zone(chat: Chat) -> None:
    """Ask whether the clock is right; if not, let the client pick the clock, and the place where that is not enough."""
    now = await chat.read("clock", TimeNow)
    # Translators: {clock} is a time such as 14:20; the client says whether their own clock shows it
    shown = _("Is it {clock} where you are?", clock=Clock(now.clock))
    if await chat.ask("clock_right", Choice(shown, RIGHT)) is Right.YES:
        chat.wish(SetZone(zone=now.zone))
        return
    clock = await chat.ask("clock_pick", by_clock(now.others))
    zones = next(other.zones for other in now.others if other.clock == clock)
    zone = zones[0] if len(zones) == 1 else await chat.ask("place_pick", by_place(zones))
    chat.wish(SetZone(zone=zone))


def by_clock(others: tuple[ClockChoice, ...]) -> Choice[str]:
    """Offer every time that some clock shows now."""
    options = [Option(other.clock, pgettext("clock", "{clock}", clock=Clock(other.clock))) for other in others]
    return Choice(_("What time is it where you are?"), options, columns=4)


def by_place(zones: tuple[str, ...]) -> Choice[str]:
    """Offer the places that share a clock now but not all year."""
    options = [Option(zone, pgettext("city", "{city}", city=City(zone))) for zone in zones]
    return Choice(_("Which place is nearest to you?"), options, columns=2)

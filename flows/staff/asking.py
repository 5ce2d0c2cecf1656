"""Days and times, as staff are asked for them: by taps, nothing typed."""

from datetime import date, timedelta

from flows.chat import Chat
from flows.questions import Choice, Option
from locales.line import Clock, Day, Line, _, pgettext

NOT_FIXED = "none"
AHEAD = 14
FIRST_HOUR, LAST_HOUR = 8, 19
QUARTERS = ("00", "15", "30", "45")


async def ask_day(chat: Chat, key: str, line: Line, today: date, *, open_end: bool = False) -> date | None:
    """Ask for one of the next two weeks' days; none where it is not fixed yet."""
    days = [today + timedelta(days=n) for n in range(AHEAD)]
    options = [Option(day.isoformat(), pgettext("day", "{day}", day=Day(day))) for day in days]
    if open_end:
        # Translators: the day of a meeting is not fixed yet
        options.append(Option(NOT_FIXED, pgettext("button", "Not fixed yet")))
    chosen = await chat.ask(key, Choice(line, options, columns=2))
    return None if chosen == NOT_FIXED else date.fromisoformat(chosen)


async def ask_time(chat: Chat, key: str, usual: str) -> str:
    """Ask for a time: the usual one with one tap, any other quarter of an hour with two."""
    hours = [f"{hour:02d}" for hour in range(FIRST_HOUR, LAST_HOUR + 1)]
    options = [Option(usual, pgettext("day", "{time}", time=Clock(usual)))]
    # Translators: {time} is an hour of the day such as 14:00; its quarters are asked next
    options += [Option(hour, pgettext("button", "{time} …", time=Clock(f"{hour}:00"))) for hour in hours]
    chosen = await chat.ask(f"{key}_hour", Choice(_("At what time?"), options, columns=3))
    if ":" in chosen:
        return chosen
    quarters = [f"{chosen}:{quarter}" for quarter in QUARTERS]
    choice = Choice(
        _("Exactly?"), [Option(at, pgettext("day", "{time}", time=Clock(at))) for at in quarters], columns=4
    )
    return await chat.ask(f"{key}_time", choice)

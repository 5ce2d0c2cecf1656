"""What people choose for themselves: language, clock, times, pauses, reading days, absences."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.closing import close_unanswered
from bot.conversation import Turn
from bot.planning import ask_later, plan_check_in, replan
from bot.wishes.hosting import Host
from bot.wishes.notifying import tell_carers
from flows import wishes
from locales.languages import settle_language
from storage import consents, persons
from storage.errors import NotFound

UNTIL_STARTED = timedelta(days=36500)  # a pause without an end: the client ends it


async def set_language(turn: Turn, wish: wishes.SetLanguage, _host: Host) -> None:
    """Speak this language to the person who talks."""
    await persons.change(turn.tx, turn.run.person, language=settle_language(wish.language))


async def set_zone(turn: Turn, wish: wishes.SetZone, _host: Host) -> None:
    """Follow a person to another clock; what is planned follows too, and no date is served twice."""
    ZoneInfo(wish.zone)
    await persons.change(turn.tx, turn.run.person, zone=wish.zone)
    await replan(turn.tx, turn.run.person)


async def set_digits(turn: Turn, wish: wishes.SetDigits, _host: Host) -> None:
    """Write numbers to a person in these digits."""
    await persons.change(turn.tx, turn.run.person, digits=wish.digits)


async def set_name(turn: Turn, wish: wishes.SetName, _host: Host) -> None:
    """Call a person by this name."""
    await persons.change(turn.tx, turn.run.person, name=wish.name)


async def set_help_label(turn: Turn, wish: wishes.SetHelpLabel, _host: Host) -> None:
    """Show another word on the help button."""
    await persons.change_settings(turn.tx, turn.run.person, help_label=wish.label)


async def plan_check_ins(turn: Turn, wish: wishes.PlanCheckIns, _host: Host) -> None:
    """Plan the weekly check-in, or leave it to the client to open it."""
    chosen: dict[str, object] = {"opens_self": wish.time is None}
    if wish.time is not None:
        chosen["check_in_time"] = wish.time
    if wish.weekday is not None:
        chosen["check_in_weekday"] = wish.weekday
    await persons.change_settings(turn.tx, turn.run.person, **chosen)
    if wish.time is None:
        await close_unanswered(turn.tx, turn.run.person)
    if wish.time is None or await consents.allows(turn.tx, turn.run.person, "message"):
        await plan_check_in(turn.tx, turn.run.person)


async def ask_once_more(turn: Turn, wish: wishes.AskLater, _host: Host) -> None:
    """Ask the same once more after some hours."""
    await ask_later(turn.tx, turn.run, wish.hours)


async def pause_all(turn: Turn, wish: wishes.PauseAll, _host: Host) -> None:
    """Send no prompts for a while; what was not answered yet is taken back."""
    await persons.change_settings(turn.tx, turn.run.person, paused_until=wish.until or turn.tx.now + UNTIL_STARTED)
    await close_unanswered(turn.tx, turn.run.person)


async def resume_all(turn: Turn, _wish: wishes.ResumeAll, _host: Host) -> None:
    """Send prompts again."""
    client = await persons.get(turn.tx, turn.run.person)
    await persons.change_settings(turn.tx, turn.run.person, paused_until=None)
    await persons.change(turn.tx, turn.run.person, stopped_at=None)
    if client is not None and client.stopped_at is not None:
        await tell_carers(turn.tx, client, "started")


async def stop_all(turn: Turn, _wish: wishes.StopAll, _host: Host) -> None:
    """Send nothing until the client starts again."""
    await persons.change(turn.tx, turn.run.person, stopped_at=turn.tx.now)
    await close_unanswered(turn.tx, turn.run.person)


async def set_reading_days(turn: Turn, wish: wishes.SetReadingDays, _host: Host) -> None:
    """Say on which weekdays a staff member usually reads."""
    await persons.change(turn.tx, turn.run.person, reads_on=wish.weekdays)


async def set_away(turn: Turn, wish: wishes.SetAway, _host: Host) -> None:
    """Note an absence, from the first day's beginning to the last day's end on the staff member's own calendar."""
    person = await persons.get(turn.tx, turn.run.person)
    if person is None:
        raise NotFound
    if wish.away_from is None or wish.away_until is None:
        await persons.change(turn.tx, person.id, away_from=None, away_until=None, cover=None)
        return
    zone = ZoneInfo(person.zone)
    first = datetime.combine(wish.away_from, time(), zone).astimezone(UTC)
    after = datetime.combine(wish.away_until + timedelta(days=1), time(), zone).astimezone(UTC)
    await persons.change(turn.tx, person.id, away_from=first, away_until=after, cover=wish.cover)


async def finish_accepting(turn: Turn, _wish: wishes.FinishAccepting, _host: Host) -> None:
    """Let a staff member begin to work."""
    await persons.change(turn.tx, turn.run.person, state="active", joined_at=turn.tx.now)

"""Times: what the clock shows, what is planned, and what the client has chosen."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.readings.asked import Asked, found, local
from flows.entries import MoodReported
from flows.readings import ClockChoice, CurrentPlan, MySettings, TimeNow
from flows.timing import APART
from flows.wishes import HelpLabel
from storage import consents, log, persons, prompts

LATER, WEEK = timedelta(hours=3), timedelta(days=7)
NO_END = timedelta(days=1000)  # a pause that is further away than this ends when the client starts again
OFFERED_AT = range(3, 6)  # moods told before: joining and two check-ins, so from the third check-in on
HELP_LABELS: tuple[HelpLabel, ...] = ("help", "more", "neutral")
# One place for every clock of the world and every rule of summer time that many people live by.
WORLD = (
    "Pacific/Pago_Pago", "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix",
    "America/Denver", "America/Mexico_City", "America/Chicago", "America/Bogota", "America/New_York", "America/Caracas",
    "America/Halifax", "America/St_Johns", "America/Sao_Paulo", "America/Nuuk", "Atlantic/Cape_Verde",
    "Atlantic/Azores", "Africa/Accra", "Europe/London", "Africa/Lagos", "Europe/Berlin", "Africa/Johannesburg",
    "Africa/Cairo", "Europe/Kyiv", "Asia/Beirut", "Africa/Nairobi", "Europe/Istanbul", "Asia/Baghdad", "Asia/Tehran",
    "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon",
    "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney",
    "Pacific/Noumea", "Pacific/Auckland", "Pacific/Tongatapu", "Pacific/Kiritimati",
)  # fmt: skip


async def time_now(asked: Asked) -> TimeNow:
    """Give the clock of the person's zone, and every other clock with the places that show it."""
    zone = (await asked.person()).zone
    here = (zone, asked.programme.zone, *asked.programme.zones)
    by_clock: dict[str, list[str]] = {}
    for place in sorted(dict.fromkeys((*here, *WORLD)), key=lambda name: offset(name, asked.tx.now)):
        by_clock.setdefault(shown(asked.tx.now, place), []).append(place)
    right = shown(asked.tx.now, zone)
    others = [
        ClockChoice(clock=clock, zones=nearest(zones, here, asked.tx.now))
        for clock, zones in by_clock.items()
        if clock != right
    ]
    return TimeNow(zone=zone, clock=right, others=tuple(others))


def nearest(zones: list[str], here: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """Leave one place for each rule of summer time, the programme's own places first."""
    ours_first = sorted(zones, key=lambda zone: zone not in here)
    by_rule: dict[tuple[timedelta, ...], str] = {}
    for zone in ours_first:
        by_rule.setdefault(rule(zone, now), zone)
    return tuple(by_rule.values())


def rule(zone: str, now: datetime) -> tuple[timedelta, ...]:
    """Give the offsets of a zone through a year: zones that share them share their clocks."""
    return tuple(offset(zone, now + timedelta(days=30 * month)) for month in range(12))


def offset(zone: str, moment: datetime) -> timedelta:
    """Give how far a zone's clocks are from UTC."""
    return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def shown(moment: datetime, zone: str) -> str:
    """Give what a clock shows."""
    return local(moment, zone).strftime("%H:%M")


async def current_plan(asked: Asked) -> CurrentPlan:
    """Give when the next check-in comes, and what the client has agreed to."""
    client = await found(asked.tx, asked.run.about)
    standing = await consents.standing(asked.tx, client.id)
    planned = [prompt for prompt in await prompts.of_client(asked.tx, client.id) if prompt.flow == "check_in"]
    coming = planned[0].next_due_at if planned and not await is_quiet_for_now(asked) else None
    return CurrentPlan(
        next_check_in=next_day(asked, coming, client.zone) if coming else None,
        shares=standing.get("share", False),
        stores=standing.get("store", False),
        later_today=await later_today(asked),
        study_now=asked.programme.study is not None and "research" not in standing and await may_offer_study(asked),
    )


async def may_offer_study(asked: Asked) -> bool:
    """Say whether a study may be offered: from the third check-in on, three times at most; joining told the first mood."""
    return await log.count(asked.tx, asked.run.about, kinds=(MoodReported.kind,)) in OFFERED_AT


def next_day(asked: Asked, coming: datetime, zone: str) -> date:
    """Give the day of the next check-in; one that the client opened takes the place of a prompt close after it."""
    day = local(coming, zone).date()
    in_its_place = asked.run.flow == "check_in" and coming - asked.run.opened_at < APART
    return day + WEEK if in_its_place else day


async def is_quiet_for_now(asked: Asked) -> bool:
    """Say whether the client has stopped or paused, so that no next check-in is named."""
    client = await found(asked.tx, asked.run.about)
    settings = await persons.settings(asked.tx, client.id)
    return client.stopped_at is not None or (settings.paused_until or asked.tx.now) > asked.tx.now


async def later_today(asked: Asked) -> bool:
    """Say whether there are hours enough before the quiet ones."""
    client = await found(asked.tx, asked.run.about)
    settings = await persons.settings(asked.tx, client.id)
    now, later = local(asked.tx.now, client.zone), local(asked.tx.now + LATER, client.zone)
    return now.date() == later.date() and later.strftime("%H:%M") < settings.quiet_from and not settings.opens_self


async def my_settings(asked: Asked) -> MySettings:
    """Give what the client has chosen."""
    settings = await persons.settings(asked.tx, asked.run.about)
    standing = await consents.standing(asked.tx, asked.run.about)
    until = settings.paused_until if settings.paused_until and settings.paused_until > asked.tx.now else None
    return MySettings(
        weekday=settings.check_in_weekday,
        time=settings.check_in_time,
        opens_self=settings.opens_self,
        paused=until is not None,
        paused_until=until if until and until < asked.tx.now + NO_END else None,
        help_label=next(label for label in HELP_LABELS if label == settings.help_label),
        message=standing.get("message", False),
        store=standing.get("store", False),
        share=standing.get("share", False),
        research=standing.get("research"),
    )

"""Days, moments and numbers, as a reader of one language and zone writes them."""

from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton

from locales.languages import Language

TO_ARABIC = dict(zip(range(0x30, 0x3A), "٠١٢٣٤٥٦٧٨٩", strict=True))
TO_LATIN: dict[int, str] = {**dict(zip(range(0x660, 0x66A), "0123456789", strict=True)), 0x202F: " "}

DAYS = 4096  # of all languages: a brief names the same few hundred days again and again


@cache
def locale(name: str) -> Locale:
    """Give what CLDR knows of a place; reading its name again for each number would cost more than the number."""
    return Locale.parse(name)


@lru_cache(DAYS)
def day(language: Language, on: date) -> str:
    """Give a weekday with its date, without the year."""
    return format_date(on, f"EEEE{comma(language)}d MMMM", locale=locale(language.formats))


@lru_cache(DAYS)
def short_day(language: Language, on: date) -> str:
    """Give a date with its month as short as the language writes it."""
    return format_skeleton("MMMd", on, locale=locale(language.formats))


def comma(language: Language) -> str:
    """Give the comma of a script, with its space."""
    return "، " if language.script == "ARABIC" else ", "


def weekday(language: Language, iso: int) -> str:
    """Give the name of an ISO weekday, 1 is Monday; it stands alone."""
    return format_date(date(2024, 1, iso), "EEEE", locale=locale(language.formats))


def clock(language: Language, local: str, *, native: bool) -> str:
    """Give a wall time 'HH:MM'."""
    hours, minutes = (int(part) for part in local.split(":"))
    return digits(language, f"{hours:02}:{minutes:02}", native=native)


def moment(language: Language, at: datetime, zone: str, *, native: bool) -> str:
    """Give a moment by the reader's own clock: day and time."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{digits(language, day(language, local.date()), native=native)}{comma(language)}{clock(language, f'{local:%H:%M}', native=native)}"


def city(language: Language, zone: str) -> str:
    """Give the name of the city of a time zone, as the language writes it."""
    known = locale(language.formats).time_zones
    # CLDR goes on calling a zone by its first name, such as Europe/Kiev.
    former = [old for old, new in get_global("zone_aliases").items() if new == zone]
    found = (known.get(name, {}).get("city") for name in (zone, *former))
    return next((str(name) for name in found if name), zone.rsplit("/", 1)[-1].replace("_", " "))


def number(language: Language, n: int, *, native: bool) -> str:
    """Give a whole number."""
    return digits(language, str(n), native=native)


def digits(language: Language, text: str, *, native: bool) -> str:
    """Write digits in the reader's way: Latin, or those of the language where they are wanted."""
    latin = text.translate(TO_LATIN)
    if not (native and language.native_digits):
        return latin
    return latin.translate(TO_ARABIC)

"""What the conversations of the tests know: one programme, one therapist, one client's plan."""

from datetime import date

from flows.readings import (
    ClockChoice,
    Code,
    CurrentPlan,
    HelpCard,
    Helpline,
    Me,
    MySettings,
    Place,
    TimeNow,
    Tongue,
    WhoReads,
)

PLACE = Place(
    programme="Harbour Friends",
    tongues=(
        Tongue(code="en", own_name="English"),
        Tongue(code="uk", own_name="Українська"),
        Tongue(code="ar", own_name="العربية"),
    ),
)
WHO = WhoReads(name="Olena", weekdays=(1, 4), looks_by=date(2026, 3, 5))
NOBODY = WhoReads()
PLAN = CurrentPlan(next_check_in=date(2026, 3, 5), shares=True, stores=True, later_today=True)
CARD = HelpCard(
    emergency="000",
    helplines=(
        Helpline(name="Lumenia Listening Line", number="000 000 111", hours="24h"),
        Helpline(name="Lumenia Family Line", number="000 000 222", hours="08:00-20:00"),
    ),
    checked_on=date(2026, 1, 15),
    second_route="findahelpline.com",
    name="Olena",
    looks_by=date(2026, 3, 5),
)
CLOCK = TimeNow(
    zone="Europe/Berlin",
    clock="13:00",
    others=(
        ClockChoice(clock="12:00", zones=("Europe/London",)),
        ClockChoice(clock="14:00", zones=("Europe/Kyiv", "Africa/Cairo")),
    ),
)
CODE = Code(pictures=("boat", "key", "sun"))
CLIENT = Me(name="Mira")
THERAPIST = Me(name="Olena", role="therapist")
SETTINGS = MySettings(message=True, store=True, share=True)

"""Three weeks of autumn: clocks go back in Cairo and New York, one client answers, the other is silent."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.playground.believable import accept, compare, go, invite, open_log
from bot.playground.phone import Phone
from tests.conftest import Database
from tests.whole.living import Living, living

BEGIN = datetime(2026, 10, 19, 9, tzinfo=UTC)  # a Monday; Cairo changes on the 30th, New York on the 1st of November
END = datetime(2026, 11, 9, 9, tzinfo=UTC)
JITTER = timedelta(minutes=10)
# The wall clock of every message that comes unasked, written down: two days after an unanswered one it comes once more.
SILENT = [
    "Thu 22 Oct 18:00 +0300", "Sat 24 Oct 18:00 +0300", "Thu 29 Oct 18:00 +0300", "Sat 31 Oct 18:00 +0200",
    "Thu 05 Nov 18:00 +0200", "Sat 07 Nov 18:00 +0200",
]  # fmt: skip
ANSWERED = ["Thu 22 Oct 18:00 -0400", "Thu 29 Oct 18:00 -0400", "Thu 05 Nov 18:00 -0500"]
WORDS = "My boss said <b>no</b> & left."


async def test_clocks_that_go_back_move_no_check_in_and_silence_costs_no_more_than_agreed(database: Database) -> None:
    async with living(database, BEGIN) as world:
        olena = world.phone(2001, "Олена", "uk")
        await accept(olena, await world.staff_link(), world.settle)
        layla = await joined(world, olena, world.phone(1002, "Layla", "ar"), "12:00", "Africa/Cairo")
        anna = await joined(world, olena, world.phone(1003, "Anna", "en"), "05:00", "America/New_York")

        while await world.to_next_prompt(END - world.calendar.now()):
            if "later" in anna.codes:
                await go(anna, world.settle, "yes", "4", "hard", f"={WORDS}", "~skip", "no")

        assert unasked(layla, "Africa/Cairo") == SILENT
        assert unasked(anna, "America/New_York") == ANSWERED
        assert [text for text in olena.texts if text.startswith("Layla: два тижні без відповіді.")] != []
        await assert_codes_are_read_in_ukrainian(world, olena)


async def assert_codes_are_read_in_ukrainian(world: Living, olena: Phone) -> None:
    """The therapist reads answers that were buttons in their own language, and words as they were written."""
    await open_log(olena, "Anna", world.settle)
    page = next(note for note in reversed(olena.screen) if WORDS in note.text)

    assert page.text.count(f"настрій: 4 із 10\nз людьми: щось важке\n«{WORDS}»") == 3
    assert page.protected


async def test_note_that_nobody_has_opened_is_shown_however_old_it_is(database: Database) -> None:
    async with living(database, BEGIN) as world:
        olena = world.phone(2001, "Olena")
        await accept(olena, await world.staff_link(), world.settle)
        await joined(world, olena, world.phone(1003, "Anna", "en"), "05:00", "America/New_York")
        await world.until(BEGIN + timedelta(days=40))

        await open_log(olena, "Anna", world.settle)
        first = any("mood: 6 of 10" in text for text in olena.texts)
        await world.forward(timedelta(days=2))
        await open_log(olena, "Anna", world.settle)

        assert first
        assert olena.last == "Anna: nothing written in the last two weeks."


async def joined(world: Living, olena: Phone, phone: Phone, clock: str, zone: str) -> Phone:
    """Let a client join who lives by another clock than the programme."""
    phone.start(await invite(olena, world.settle, phone.talk.first_name))
    await world.settle()
    moves = (phone.talk.language_code, "on", "on", "adult", "fine", "keep_and_show", "yes", "18:00")
    await go(phone, world.settle, *moves, "no", clock, zone, "~skip", "6")
    await compare(olena, phone, world.settle)
    return phone


def unasked(phone: Phone, zone: str) -> list[str]:
    """Give the full hour, by the client's clock, of each message that began a check-in; none is later than ten minutes."""
    found = []
    for call in phone.standin.called("sendMessage"):
        keys = call.params.get("reply_markup", {}).get("inline_keyboard", [])
        if call.params["chat_id"] == phone.talk.id and any(
            k["callback_data"].endswith(".later") for r in keys for k in r
        ):
            moment = datetime.fromtimestamp(call.at, ZoneInfo(zone))
            assert moment - moment.replace(minute=0, second=0) <= JITTER
            found.append(f"{moment.replace(minute=0):%a %d %b %H:%M %z}")
    return found

"""What goes wrong between one house and Telegram: nothing is lost, nothing comes twice without need, order is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.believable import go, open_log
from bot.playground.faults import Fault, bad_gateway
from bot.playground.phone import Phone
from bot.transport import NotDone
from tests.conftest import Database
from tests.whole.living import Living, acquainted

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def checked_in(world: Living, anna: Phone, words: str) -> None:
    anna.write("/checkin")
    await world.settle()
    await go(anna, world.settle, "4", "hard", f"={words}", "~skip", "no")


async def log_of(world: Living, olena: Phone) -> str:
    await open_log(olena, "Anna", world.settle)
    return "\n".join(olena.texts)


# -- updates that cannot be read


@pytest.mark.parametrize(
    "body",
    [
        {"message": {"chat": "no chat", "from": 7}},
        {"message": None},
        {"callback_query": {"id": "1", "from": {"id": "x"}, "data": 5}},
        {"something_new": {"chat": {"id": 2001, "type": "private"}}},
    ],
    ids=["message-of-nobody", "empty-message", "press-of-nobody", "unknown-kind"],
)
async def test_update_that_cannot_be_read_does_not_hold_up_the_rest_of_its_batch(
    database: Database, body: object
) -> None:
    async with acquainted(database) as (world, olena, anna):
        world.standin.inject(body)
        anna.write("/checkin")
        olena.write("/clients")

        await world.settle()

        assert anna.last.startswith("How was your mood this week?")
        assert olena.last.startswith("Your clients:")
        assert world.house.inbox.unparsable <= 1


async def test_same_update_twice_is_handled_once(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        anna.write("/checkin")
        await world.settle()
        anna.tap("4")
        *_, raw = await world.house.telegram.updates(None, 0)  # the one before may still wait to be confirmed

        for _again in range(3):
            await world.house.inbox.receive_raw(raw)
        await world.settle()
        await go(anna, world.settle, "hard", "=Once only.", "~skip", "no")

        page = await log_of(world, olena)
        assert page.count("mood: 4 of 10") == 1
        assert page.count("Once only.") == 1


# -- a page of HTML instead of an answer


async def test_page_of_html_instead_of_updates_loses_none(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        anna.write("/checkin")
        world.standin.fail("getUpdates", bad_gateway(), times=3)

        for _try in range(3):
            with pytest.raises(NotDone):
                await world.house.inbox.fetch_once(wait=0)
        await world.settle()

        assert anna.last.startswith("How was your mood this week?")


@pytest.mark.parametrize("fault", [bad_gateway(), bad_gateway(503), bad_gateway(applied=True)], ids=str)
async def test_page_of_html_instead_of_an_answer_to_a_message_repeats_it_at_most_once(
    database: Database, fault: Fault
) -> None:
    async with acquainted(database) as (world, olena, anna):
        anna.write("/checkin")
        world.standin.fail("sendMessage", fault.only(anna.talk.id))

        await world.settle()
        asked = [note.buttons[0].data for note in anna.screen if "How was your mood" in note.text]
        await go(anna, world.settle, "4", "hard", "=Still here.", "~skip", "no")

        assert 1 <= len(asked) <= 1 + fault.applied
        assert len(set(asked)) == 1  # both copies carry the same buttons
        assert (await log_of(world, olena)).count("“Still here.”") == 1


# -- Telegram is away for an hour


async def test_hour_without_telegram_ends_with_everything_once_and_in_order(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        await world.until(datetime(2026, 3, 19, 16, 45, tzinfo=UTC))  # the check-in is due between 17:00 and 17:10
        seen, hers = len(anna.talk.notes), len(olena.talk.notes)
        await world.hang_up()
        for _five_minutes in range(12):
            await try_to_work(world, HOUR / 12)
        await world.pick_up()
        olena.write("/clients")

        await world.settle()

        back = [note.text for note in anna.talk.notes[seen:] if not note.mine]
        assert [text.partition("\n")[0] for text in back] == ["Hello, Anna. Ready for a short check-in?"]
        assert sum(note.text.startswith("Your clients:") for note in olena.talk.notes[hers:]) == 1
        await go(anna, world.settle, "yes", "4", "nothing", "~skip", "no")
        assert "Thursday, 19 March, 17:45\nmood: 4 of 10" in await log_of(world, olena)


async def test_what_was_handled_while_telegram_was_away_is_said_in_order_afterwards(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        anna.write("/checkin")
        await world.settle()
        seen = len(anna.talk.notes)
        anna.tap("4")
        anna.write("words where a button is wanted")
        await world.house.inbox.fetch_once(wait=0)
        await world.hang_up()
        await world.house.serve_updates()
        for _minute in range(3):
            await try_to_work(world, timedelta(minutes=1))
        await world.pick_up()

        await world.settle()

        back = [note.text for note in anna.talk.notes[seen:] if not note.mine]
        assert [text[:12] for text in back] == ["Did anything", "I could not ", "Did anything"]


async def try_to_work(world: Living, by: timedelta) -> None:
    """Let time pass while nothing comes and nothing goes."""
    world.calendar.forward(by)
    world.house.store.machine.forward(by.total_seconds())  # type: ignore[attr-defined]  # virtual in these tests
    with pytest.raises(NotDone):
        await world.house.inbox.fetch_once(wait=0)
    await world.house.ticker.tick()
    await world.house.serve_updates()
    await world.house.sender.send_once()


# -- a restart at each moment of one check-in

STEPS = ("fetched", "handled", "claimed", "sent")
MOVES = ("/checkin", "4", "hard", "=The garden gate.", "~skip", "no")


@pytest.mark.parametrize("moment", STEPS)
async def test_restart_at_each_moment_of_a_check_in_loses_and_doubles_nothing(database: Database, moment: str) -> None:
    async with acquainted(database) as (world, olena, anna):
        for move in MOVES:
            await go_with_restart(world, anna, move, moment)

        page = await log_of(world, olena)
        kept = [note.text for note in anna.talk.notes if not note.mine]
        questions = [text for text in kept if text.startswith(("How was your mood", "Did anything", "What was it"))]
        assert page.count("mood: 4 of 10\nwith people: something hard\n“The garden gate.”") == 1
        assert len(questions) == 3
        assert kept.count("That is enough for today.") == 1


async def go_with_restart(world: Living, anna: Phone, move: str, moment: str) -> None:
    """Make one move, and restart the house when its update has come as far as the moment."""
    if move.startswith(("/", "=")):
        anna.write(move.removeprefix("="))
    else:
        anna.tap(move)
    await world.house.inbox.fetch_once(wait=0)
    if moment != "fetched":
        await world.house.serve_updates()
    if moment == "claimed":
        await world.house.sender.claim()  # taken, and never sent by this house
    if moment == "sent":
        await world.house.sender.send_once()
    await world.restart()
    await world.settle()

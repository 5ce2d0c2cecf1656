"""What flows wish is done in the same commit: joining, meeting, withdrawing, moving, going away, forgetting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from flows.questions import Pressed, Wrote
from flows.readings import ClientLog, Clients, CurrentPlan, MyEntries, MySettings, Waiting, WhoReads
from locales.line import Line
from locales.voice import voice_for
from storage import consents, forgetting, invites, log, persons, prompts, runs
from storage.access import actor_of, allowed
from storage.base import Store
from storage.clocks import SetCalendar
from storage.errors import KeyGone, NotFound
from tests.bot.talking import JOINS, Talking


@pytest.fixture(scope="module")
def dialect() -> str:
    """Play on SQLite: both kinds of database are held to each other in `tests/storage` and `tests/whole`."""
    return "sqlite"


@pytest.fixture
def house(store: Store) -> Talking:
    return Talking(store)


async def test_joining_keeps_consents_apart_with_their_text_and_version(house: Talking) -> None:
    client = await house.joined(await house.staff())

    async with house.store.read() as tx:
        standing = await consents.standing(tx, client.id)

    assert standing == {"store": True, "share": True, "message": True}


async def test_joining_plans_the_first_check_in_by_the_clients_clock(house: Talking) -> None:
    client = await house.joined(await house.staff())

    async with house.store.read() as tx:
        planned = await prompts.of_client(tx, client.id)

    assert [prompt.flow for prompt in planned] == ["check_in"]
    assert planned[0].next_slot == "2026-03-05/18:00"


async def test_nothing_is_visible_to_the_therapist_before_the_pictures_match(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff)

    with pytest.raises(NotFound):
        await house.read(staff, ClientLog, client=client.id)

    async with house.store.read() as tx:
        assert not await allowed(tx, actor_of(staff), client.id, "care")


async def test_the_therapist_hears_that_pictures_are_to_be_compared(house: Talking) -> None:
    staff = await house.staff()
    await house.sent(staff)

    await house.joined(staff)

    assert any("ask which three pictures" in text for text in await house.sent(staff))


async def test_the_right_pictures_connect_both_sides(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)

    read = await house.read(staff, ClientLog, client=client.id)

    assert [entry.value["mood"] for entry in read.entries] == [7]
    assert (await house.fresh(client)).state == "active"
    assert any("You are connected now." in text for text in await house.sent(client))


async def test_the_wrong_pictures_connect_nobody_and_may_be_compared_again(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff)
    waiting = await house.read(staff, Waiting, client=client.id)
    wrong = next(code for code in waiting.shown if code != waiting.right)

    await house.say(
        staff, "confirm_client", Pressed(wrong), Pressed(wrong), Pressed("later"), args={"client": client.id}
    )

    assert (await house.fresh(client)).state == "waiting"
    assert waiting == await house.read(staff, Waiting, client=client.id)


async def test_a_closed_link_erases_whoever_used_it(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff)

    await house.say(
        staff, "confirm_client", Pressed("none"), Pressed("none"), Pressed("close"), args={"client": client.id}
    )
    told = await forgotten(house)

    assert told == ["This link was for someone else, so I stop here. What was answered is deleted."]
    assert await gone(house, client.id)


async def test_another_therapist_cannot_confirm_or_see_who_waits(house: Talking) -> None:
    client = await house.joined(await house.staff())
    other = await house.staff("Petro")

    with pytest.raises(NotFound):
        await house.read(other, Waiting, client=client.id)

    assert (await house.read(other, Clients)).clients == ()


async def test_under_eighteen_everything_answered_is_erased_at_once(house: Talking) -> None:
    staff = await house.staff()
    client = await house.joined(staff, *JOINS[:3], "younger")

    told = await forgotten(house)

    assert len(told) == 2
    assert await gone(house, client.id)
    assert any("Joining ended" in text for text in await house.sent(staff))


async def test_no_to_keeping_erases_everything_answered_at_once(house: Talking) -> None:
    client = await house.joined(await house.staff(), *JOINS[:5], "no")

    await forgotten(house)

    assert await gone(house, client.id)


async def test_forgetting_destroys_the_key_and_tells_the_receipt_once(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(client, "forget", Pressed("yes"))

    told = await forgotten(house)

    assert len(told) == 4
    assert await forgotten(house) == []
    with pytest.raises(KeyGone):
        await house.store.keys.fetch(client.id)
    assert any("Deleted at the client's own wish" in text for text in await house.sent(staff))


async def test_no_to_messages_plans_nothing(house: Talking) -> None:
    client = await house.joined(await house.staff(), *JOINS[:6], "no", "~skip", "7")

    async with house.store.read() as tx:
        assert await prompts.of_client(tx, client.id) == []
        assert (await persons.settings(tx, client.id)).opens_self


async def test_withdrawing_messages_withdraws_what_was_planned_and_what_was_asked(house: Talking) -> None:
    client = await house.connected(await house.staff())
    async with house.store.write() as tx:
        await house.conversation.begin(tx, client.id, "check_in", {"prompted": True}, prompted=True)

    await house.say(client, "privacy", Pressed("message"))

    async with house.store.read() as tx:
        assert await prompts.of_client(tx, client.id) == []
        assert [run for run in await runs.open_runs(tx, client.id) if run.flow == "check_in"] == []


async def test_giving_messages_again_plans_again(house: Talking) -> None:
    client = await house.connected(await house.staff())
    await house.say(client, "privacy", Pressed("message"))

    await house.say(client, "privacy", Pressed("message"), Pressed("yes"))

    assert date(2026, 3, 5) == (await house.read(client, CurrentPlan)).next_check_in


async def test_withdrawing_the_sharing_closes_the_log_at_once(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(staff, "client_log", args={"client": client.id}, about=client.id)

    await house.say(client, "privacy", Pressed("share"))

    assert not (await house.read(staff, ClientLog, client=client.id)).shares
    async with house.store.read() as tx:
        assert [run for run in await runs.open_runs(tx, staff.id) if run.flow == "client_log"] == []
    assert not any("mood: 7" in text for text in await house.sent(staff))


async def test_sharing_again_leaves_private_notes_private(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff, *JOINS[:5], "keep", *JOINS[6:])

    await house.say(client, "privacy", Pressed("share"), Pressed("yes"))

    read = await house.read(staff, ClientLog, client=client.id)
    assert read.shares
    assert read.entries == ()


async def test_one_entry_is_made_private_and_shown_again(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    entry = (await house.read(client, MyEntries)).entries[0]

    await house.say(client, "my_words", Pressed(entry.id), Pressed("done"))

    assert (await house.read(staff, ClientLog, client=client.id)).entries == ()
    assert (await house.read(client, MyEntries)).entries[0].private


async def test_a_pause_takes_back_what_was_not_answered(house: Talking, calendar: SetCalendar) -> None:
    client = await house.connected(await house.staff())
    async with house.store.write() as tx:
        await house.conversation.begin(tx, client.id, "check_in", {"prompted": True}, prompted=True)

    await house.say(client, "settings", Pressed("pause"), Pressed("7"))

    mine = await house.read(client, MySettings)
    assert mine.paused
    assert calendar.now() + timedelta(days=7) == mine.paused_until
    async with house.store.read() as tx:
        assert not [run for run in await runs.open_runs(tx, client.id) if run.prompted]


async def test_a_pause_without_an_end_says_so_and_ends_when_the_client_starts(house: Talking) -> None:
    client = await house.connected(await house.staff())
    await house.say(client, "settings", Pressed("pause"), Pressed("open"))
    paused = await house.read(client, MySettings)

    await house.say(client, "resume")

    assert (paused.paused, paused.paused_until) == (True, None)
    assert not (await house.read(client, MySettings)).paused


async def test_another_clock_moves_what_is_planned(house: Talking) -> None:
    client = await house.connected(await house.staff())
    await house.say(client, "settings", Pressed("clock"), Pressed("no"), Pressed("11:00"), Pressed("Europe/Kyiv"))

    async with house.store.read() as tx:
        planned = (await prompts.of_client(tx, client.id))[0]

    assert (await house.fresh(client)).zone == "Europe/Kyiv"
    assert planned.next_due_at is not None
    assert datetime(2026, 3, 5, 16, tzinfo=UTC) <= planned.next_due_at <= datetime(2026, 3, 5, 16, 10, tzinfo=UTC)


async def test_a_check_in_is_kept_and_read_in_the_readers_language(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(
        client, "check_in", Pressed("3"), Pressed("hard"), Wrote("він пішов"), Pressed("~skip"), Pressed("no")
    )
    await house.sent(staff)

    await house.say(staff, "client_log", args={"client": client.id}, about=client.id)

    text = "\n".join(await house.sent(staff))
    assert "mood: 3 of 10" in text
    assert "he left" not in text
    assert "він пішов" in text


async def test_seen_reaches_the_client_in_a_fixed_line(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.sent(client)

    await house.say(staff, "client_log", Pressed("talk"), args={"client": client.id}, about=client.id)

    assert await house.sent(client) == ["Read by Olena. Let us talk about it when we meet."]


async def test_seen_waits_for_the_end_of_the_quiet_hours(house: Talking, calendar: SetCalendar) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.sent(client)
    calendar.set(datetime(2026, 3, 2, 22, 30, tzinfo=UTC))

    await house.say(staff, "client_log", Pressed("read"), args={"client": client.id}, about=client.id)
    at_night = await house.sent(client)
    calendar.set(datetime(2026, 3, 3, 8, 0, tzinfo=UTC))

    assert at_night == []
    assert await house.sent(client) == ["Read by Olena. Thank you."]


async def test_asking_to_be_contacted_reaches_the_therapist_without_words(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.sent(staff)

    await house.say(client, "get_in_touch")

    assert any("Asks to be contacted, not urgent" in text for text in await house.sent(staff))


async def test_an_absence_is_shown_with_who_covers(house: Talking) -> None:
    staff = await house.staff()
    await house.staff("Ruth")
    client = await house.connected(staff)

    await house.say(staff, "away", Pressed("2026-03-02"), Pressed("2026-03-08"), Pressed("Ruth"))

    who = await house.read(client, WhoReads)
    assert who.absence is not None
    assert (date(2026, 3, 8), "Ruth") == (who.absence.away_until, who.absence.cover)
    assert date(2026, 3, 9) == who.looks_by


async def test_coming_back_ends_an_absence(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(staff, "away", Pressed("2026-03-02"), Pressed("2026-03-08"), Pressed("nobody"))

    await house.say(staff, "away", Pressed("back"))

    assert (await house.read(client, WhoReads)).absence is None


async def test_a_new_phone_takes_over_only_after_the_pictures_match(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    await house.say(staff, "new_phone", Pressed(client.id))
    async with house.store.write() as tx:
        index = tx.index(7, 9999)
        moved = await invites.claim(tx, house.links[-1], index)
        assert moved is not None
        await invites.keep_chat(tx, moved, 9999)
        await invites.set_code(tx, moved.id, "boat,key,sun")

    before = (await house.fresh(client)).chat_id
    await house.say(staff, "confirm_client", Pressed("boat,key,sun"), args={"client": client.id})

    assert before != 9999
    assert (await house.fresh(client)).chat_id == 9999


async def test_an_invitation_is_a_picture_with_a_link_that_works_once(house: Talking) -> None:
    staff = await house.staff()

    await house.say(staff, "invite_client", Wrote("Mira"), Pressed("uk"))

    sent = await house.sent(staff)
    assert any(house.links[-1] in text and "Mira" in text for text in sent)


async def test_cards_are_several_links(house: Talking) -> None:
    staff = await house.staff()

    await house.say(staff, "cards", Pressed("3"))

    assert len(set(house.links)) == 3
    assert len((await house.read(staff, Clients)).clients) == 3


async def test_accepting_makes_somebody_ready_to_work(house: Talking) -> None:
    staff = await house.staff("–", state="joining")

    await house.say(
        staff, "accept", Pressed("en"), Pressed("begin"), Wrote("Olena"), Pressed("one"), Pressed("3"), Pressed("yes")
    )

    ready = await house.fresh(staff)
    assert (ready.name, ready.reads_on, ready.state) == ("Olena", (3,), "active")


async def test_trying_it_keeps_nothing(house: Talking) -> None:
    staff = await house.staff()

    await house.say(
        staff, "try_it", Pressed("begin"), Pressed("4"), Pressed("hard"), Wrote("a secret"), Pressed("~skip")
    )

    async with house.store.read() as tx:
        assert await log.own(tx, staff.id) == []


async def forgotten(house: Talking) -> list[str]:
    """Carry the forgetting through, and give what was told."""
    told: list[str] = []
    for receipt in await forgetting.finish(house.store):
        told += [voice_for(receipt.language).text(Line.from_json(line)) for line in receipt.lines]
        await forgetting.told(house.store, receipt)
    return told


async def gone(house: Talking, person: str) -> bool:
    """Say whether nothing is kept about a person."""
    async with house.store.read() as tx:
        return await persons.get(tx, person) is None

"""Handing over and leaving: nobody new reads before the client's yes, and nobody old afterwards."""

from __future__ import annotations

import pytest

from bot.readings.people import INVITED
from bot.wishes.leaving import leave
from flows.entries import Raised, Said
from flows.handing import AnswerHandover, HandoverShown, OfferHandover
from flows.readings import ClientLog
from flows.supervision import Queue
from flows.supervision_wishes import MarkEntry
from flows.wishes import ConfirmClient, MakeInvite
from storage import due, invites, log, persons, signing_in
from storage.access import actor_of
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.test_brief import write
from tests.bot.talking import Talking


async def offered(house: Talking, two: tuple[Person, Person]) -> Person:
    """Let a therapist offer a client to Taras."""
    taras = await house.staff("Taras")
    await write(house, two[1], Raised(words=Said(text="Rent")))
    await house.wish(two[0], OfferHandover(client=two[1].id, to=taras.id), about=two[1])
    return taras


async def reads(house: Talking, staff: Person, client: Person) -> bool:
    try:
        found = await house.read(staff, ClientLog, client=client.id)
    except NotFound:
        return False
    return bool(found.entries)


async def test_offer_gives_no_right_to_anything(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await offered(house, two)

    assert not await reads(house, taras, two[1])
    assert await reads(house, two[0], two[1])
    async with house.store.read() as tx:
        assert await persons.clients_of(tx, taras.id) == []
        assert [one.id for one, _kind in await persons.carers(tx, two[1].id)] == [two[0].id]
    assert any("who goes on with you: Taras" in text for text in await house.sent(two[1]))


async def test_yes_lets_the_new_one_read_and_the_old_one_no_more(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await offered(house, two)
    await house.say(two[1], "handed_over", "yes")  # type: ignore[arg-type]  # the code of a button

    assert await reads(house, taras, two[1])
    assert not await reads(house, two[0], two[1])
    assert any("You go on with a client" in text for text in await house.sent(taras))


async def test_queue_of_the_old_one_opens_without_what_was_handed_over(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    stays = await house.connected(staff)
    taras = await offered(house, two)
    await write(house, stays, Raised(words=Said(text="Mine")))
    for one in (client, stays):
        async with house.store.read() as tx:
            (entry,) = await log.own(tx, one.id, kinds=("raised",))
        await house.wish(staff, MarkEntry(client=one.id, entry=entry.id), about=one, step=one.id)
    await house.wish(client, AnswerHandover(to=taras.id, yes=True))

    queue: Queue = await house.read(staff, Queue)
    assert [mark.entry.value["words"]["text"] for mark in queue.marks if mark.entry] == ["Mine"]


async def test_no_changes_nothing(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await offered(house, two)
    await house.say(two[1], "handed_over", "no")  # type: ignore[arg-type]  # the code of a button

    assert not await reads(house, taras, two[1])
    assert await reads(house, two[0], two[1])
    assert any("No, says the client" in text for text in await house.sent(two[0]))
    assert (await house.read(two[1], HandoverShown)).then_id == ""


async def test_answer_to_an_offer_that_was_taken_back_does_nothing(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await offered(house, two)
    ruth = await house.staff("Ruth")
    await house.wish(two[0], OfferHandover(client=two[1].id, to=ruth.id), about=two[1], step="again")
    await house.wish(two[1], AnswerHandover(to=taras.id, yes=True))

    assert not await reads(house, taras, two[1])
    assert await reads(house, two[0], two[1])


async def test_yes_to_somebody_who_has_left_meanwhile_changes_nothing(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    taras = await offered(house, two)
    await house.say(client, "handed_over")  # the question stands open for a week
    async with house.store.write() as tx:
        await leave(tx, taras)
        assert await persons.offered(tx, client.id) == []
    await house.answer(client, "yes")

    assert await reads(house, staff, client)
    assert (await house.sent(client))[-1].startswith("This was answered already, or is not asked any more")


async def test_offer_of_somebody_who_has_left_is_no_offer(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    taras = await offered(house, two)
    async with house.store.write() as tx:
        await persons.change(tx, taras.id, state="ended")
    await house.wish(client, AnswerHandover(to=taras.id, yes=True))

    async with house.store.read() as tx:
        assert [one.id for one, _kind in await persons.carers(tx, client.id)] == [staff.id]
        assert await persons.offered(tx, client.id) == []


async def test_nobody_offers_a_client_of_somebody_else(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await house.staff("Taras")
    with pytest.raises(NotFound):
        await house.wish(taras, OfferHandover(client=two[1].id, to=taras.id), about=two[1])


async def test_who_leaves_reaches_nothing_any_more(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await write(house, client, Raised(words=Said(text="Rent")))
    await house.say(staff, "client_log", args={"client": client.id}, about=client.id)
    await house.posted(staff)
    async with house.store.write() as tx:
        await signing_in.begin(tx, staff.id, unlocked=True)
        await due.set(tx, "gone", "somebody else's", tx.now.replace(year=2030))
        assert await leave(tx, await persons.get(tx, staff.id) or staff) == 1

    assert not await reads(house, staff, client)
    async with house.store.write() as tx:
        with pytest.raises(NotFound):
            await log.entries(tx, actor_of(staff), client.id)
        assert await persons.clients_of(tx, staff.id) == []
    told = await house.sent_to_all()
    assert "no longer works here: Olena" in told[client.id]
    assert "the therapist has left" in told[ruth.id]


async def test_each_client_is_asked_whether_a_named_one_may_go_on(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await house.staff("Taras")
    async with house.store.write() as tx:
        await leave(tx, two[0], taras)
    await house.say(two[1], "handed_over", "yes")  # type: ignore[arg-type]  # the code of a button
    await write(house, two[1], Raised(words=Said(text="Rent")))

    assert await reads(house, taras, two[1])


async def test_who_has_left_invites_and_connects_nobody(house: Talking, two: tuple[Person, Person]) -> None:
    staff, _client = two
    new = await house.joined(staff)
    async with house.store.write() as tx:
        await leave(tx, staff)
        await persons.link(tx, new.id, staff.id, INVITED)  # as it was before, were the gate alone to decide

    for wish in (MakeInvite(what="client"), ConfirmClient(client=new.id)):
        with pytest.raises(NotFound):
            await house.wish(staff, wish, about=new)
    assert (await house.fresh(new)).state == "waiting"


@pytest.mark.parametrize(("role", "may"), [("therapist", False), ("supervisor", True)])
async def test_supervisors_alone_invite_staff(house: Talking, role: str, *, may: bool) -> None:
    staff = await house.staff(role=role)
    if may:
        await house.wish(staff, MakeInvite(what="supervisor"))
    else:
        with pytest.raises(NotFound):
            await house.wish(staff, MakeInvite(what="supervisor"))
    assert len(house.links) == may


async def test_link_that_nobody_has_opened_goes_with_whoever_made_it(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, _client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(staff, MakeInvite(what="client", label="Nadia"))
    async with house.store.write() as tx:
        await leave(tx, staff)
        assert await invites.find(tx, house.links[-1]) is None

    assert (await house.sent_to_all())[ruth.id].count("has left") == 1


async def test_supervisor_who_leaves_hears_nothing_more(house: Talking) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    await house.connected(ruth)
    await house.sent_to_all()
    async with house.store.write() as tx:
        await leave(tx, ruth)

    assert ruth.id not in await house.sent_to_all()

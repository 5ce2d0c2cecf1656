"""The first and the second week of one client and one therapist, held by what stands on both screens."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.playground.believable import SPEAKS, Life, accept
from bot.playground.chats import Note
from bot.playground.phone import RECORDING, Phone, bare
from tests.conftest import Database
from tests.whole.living import Living, living

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
FIRST_PAGE = """Anna

Monday, 16 March, 09:00
mood: 6 of 10

Thursday, 19 March, {clock}
mood: 4 of 10
with people: something hard
“A hard call with my sister on Sunday.”
written in: English

Thursday, 19 March, {clock}
for the meeting:
“I want to talk about Sunday.”
written in: English"""


async def test_second_week_comes_by_itself_and_is_read_beside_the_first(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = world.phone(1001, "Olena"), world.phone(2001, "Anna")
        life = Life(olena, anna, world.settle, world.forward, world.to_next_prompt)

        await they_find_each_other(world, life)
        await first_week(life)
        await second_week(world, life)

        assert len(prompts(anna)) == 2


async def they_find_each_other(world: Living, life: Life) -> None:
    olena, anna = life.therapist, life.client
    await accept(olena, await world.staff_link(), world.settle)
    assert "You are ready. A good start is two clients." in olena.texts

    await life.join()

    assert olena.last == "Connected: Anna. New notes are in the list of your clients."
    assert anna.last == "You are connected now. Who reads your notes: Olena."
    assert any("First check-in: Thursday, 19 March." in text for text in anna.texts)
    (card,), (age,) = texts_with(anna, "000 000 111"), texts_with(anna, "Are you 18 or older?")
    assert card.id < age.id  # help comes before any question about the person


async def first_week(life: Life) -> None:
    olena, anna = life.therapist, life.client
    await life.check_in("4", "hard", "=A hard call with my sister on Sunday.", "=I want to talk about Sunday.")
    prompt = prompts(anna)[-1]
    assert "2026-03-19 18:00" <= local(prompt) <= "2026-03-19 18:10"
    assert prompt.buttons == []  # an answered question has settled
    assert "Next check-in: Thursday, 26 March." in "\n".join(anna.texts)
    assert not texts_with(olena, "sister")  # nothing is pushed

    await life.look()

    (page,) = texts_with(olena, "sister")
    clock = datetime.fromtimestamp(prompt.date, UTC).strftime("%H:%M")  # the therapist lives by UTC
    assert (bare(page.text), page.protected) == (FIRST_PAGE.format(clock=clock), True)
    assert anna.last == "Read by Olena. Thank you."


async def second_week(world: Living, life: Life) -> None:
    olena, anna = life.therapist, life.client
    await life.check_in("6", "good", "=Tea with Olha. We laughed.", SPEAKS)
    assert "2026-03-26 18:00" <= local(prompts(anna)[-1]) <= "2026-03-26 18:10"
    assert not any("sister" in text for text in olena.texts)  # what was read left the chat within a day

    await life.look()

    page = bare(texts_with(olena, "Tea with Olha")[-1].text)
    assert page.startswith(FIRST_PAGE.format(clock=page.partition("Thursday, 19 March, ")[2][:5]))
    assert "mood: 6 of 10\nwith people: something good\n“Tea with Olha. We laughed.”" in page
    (heard,) = [note for note in olena.screen if note.kind == "voice"]
    assert world.standin.files[str(heard.file)].content == RECORDING
    assert [text for text in anna.texts if text.startswith("Read by")] == ["Read by Olena. Thank you."] * 2


def prompts(phone: Phone) -> list[Note]:
    return texts_with(phone, "Ready for a short check-in?")


def texts_with(phone: Phone, words: str) -> list[Note]:
    return [note for note in phone.talk.notes if words in bare(note.text) and not note.mine]


def local(note: Note) -> str:
    return datetime.fromtimestamp(note.date, UTC).astimezone(BERLIN).strftime("%Y-%m-%d %H:%M")

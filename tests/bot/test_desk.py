"""The desk through HTTP: what comes twice, late, forged or at the wrong moment changes nothing and is answered kindly."""

from datetime import timedelta

from bot.playground.believable import JOINING, go, invite
from bot.playground.phone import Phone, bare
from storage import runs
from tests.bot.meeting import Meeting, carried, meeting
from tests.conftest import Database

CLOSED = "That conversation is closed. What you answered is kept."
ANSWERED = "You have answered this already. It is saved."
OLDER = "That button is from an older message."


async def test_same_update_twice_is_one_answer(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        the.anna.tap("7")
        *_, pressed = the.world.standin.updates  # the one before may still wait to be confirmed
        await the.world.settle()
        before = len(the.anna.talk.notes)

        the.world.standin.updates.again(pressed.number, {"callback_query": pressed.body["callback_query"]})
        await the.world.settle()

        assert len(the.anna.talk.notes) == before


async def test_two_taps_in_one_batch_give_one_answer_and_the_offer_to_change_it(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        first, second = carried(the.anna, "7"), carried(the.anna, "2")
        note = the.anna.screen[-1]
        the.anna.press(first, note)
        the.anna.press(second, note)
        await the.world.settle()
        await the.anna_does("nothing")

        assert await the.moods() == [6, 7]
        assert ANSWERED in the.anna.texts
        assert "You have answered this already." in [bare(toast) for toast in the.anna.talk.toasts]


async def test_forged_and_stolen_buttons_change_nothing(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        before, real = await the.floor(), carried(the.anna, "7")

        for forged in ("", "x", "A" * 22 + ".7", "." * 60, "~help", "мова.7"):
            the.anna.press(forged)
        the.olena.press(real)
        await the.world.settle()

        assert await the.floor() == before
        assert [bare(toast) for toast in the.anna.talk.toasts[-6:]] == [OLDER] * 6
        assert bare(the.olena.toast) == OLDER
        assert (await the.counts()).aside == 0


async def test_forged_options_of_the_open_question_change_nothing(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        token, before = carried(the.anna, "7").partition(".")[0], await the.floor()

        for code in ("11", "~back", "~skip~", "~expired", "yes", "0x7", "-1", "~change"):
            the.anna.press(f"{token}.{code}")
        await the.world.settle()

        assert await the.floor() == before
        assert await the.moods() == [6]
        assert (await the.counts()).aside == 0


async def test_changed_answer_stands_and_the_journal_keeps_both(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        old, note = carried(the.anna, "7"), the.anna.screen[-1]
        floor = await the.floor()
        await the.anna_does("7", "nothing", "~skip", "no")

        the.anna.press(old, note)
        await the.world.settle()
        await the.anna_does("Change my answer", "3", "nothing", "~skip", "no")

        assert await the.moods() == [3, 6]
        assert [row.value for row in await the.journal(floor) if row.key == "mood"] == [7, 3]


async def test_button_of_a_check_in_nobody_answered_says_that_it_is_closed(database: Database) -> None:
    async with meeting(database) as the:
        await the.world.to_next_prompt()
        missed, note = carried(the.anna, "yes"), the.anna.screen[-1]
        await the.world.forward(timedelta(days=6, hours=1))

        the.anna.press(missed, note)
        await the.world.settle()

        assert (the.anna.last, the.anna.labels) == (CLOSED, ["Open the menu"])
        assert ANSWERED not in the.anna.texts


async def test_question_reopened_and_left_closes_again(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        old, note = carried(the.anna, "7"), the.anna.screen[-1]
        await the.anna_does("7", "nothing", "~skip", "no")
        the.anna.press(old, note)
        await the.world.settle()
        await the.anna_does("Change my answer")

        await the.world.forward(timedelta(days=14))

        client = await the.client()
        async with the.world.house.store.read() as tx:
            assert [
                run.flow for run in await runs.open_runs(tx, client.id) if run.opened_at < tx.now - timedelta(days=12)
            ] == []


async def test_old_button_of_joining_never_takes_a_client_away_from_the_therapist(database: Database) -> None:
    async with meeting(database) as the:
        joined = [text for text in the.olena.texts if text.startswith("Joined")]
        the.anna.press(joining_mood(the.anna), the.anna.screen[0])
        await the.world.settle()
        await the.anna_does("Change my answer", "4")

        assert (await the.client()).state == "active"
        assert await the.moods() == [4]
        assert [text for text in the.olena.texts if text.startswith("Joined")] == joined


def joining_mood(phone: Phone) -> str:
    """Give what the button of the very first question about mood carried."""
    asked = [call for call in phone.standin.called("sendMessage") if call.params["chat_id"] == phone.talk.id]
    markups = [call.params.get("reply_markup", {}).get("inline_keyboard", []) for call in asked]
    carried_there = [button["callback_data"] for rows in markups for row in rows for button in row]
    ten = next(str(one) for one in carried_there if one.endswith(".10"))
    return ten.replace(".10", ".6")


async def test_nothing_is_asked_for_the_log_before_a_client_has_agreed_to_it(database: Database) -> None:
    async with meeting(database) as the:
        token = await invite(the.olena, the.world.settle, "Bea")
        bea = the.world.phone(2002, "Bea")
        bea.start(token)
        await the.world.settle()
        asked = bea.last

        await go(bea, the.world.settle, "=/checkin", "=/menu", "=/words")

        assert bea.texts[-4:] == [
            asked,
            "These are still the first questions. The menu opens after them.",
            asked,
            asked,
        ]


async def test_not_safe_at_home_shows_its_card_while_joining_and_tells_nobody_yet(database: Database) -> None:
    async with meeting(database) as the:
        token = await invite(the.olena, the.world.settle, "Bea")
        bea = the.world.phone(2002, "Bea")
        bea.start(token)
        await the.world.settle()
        told = list(the.olena.texts)

        await go(bea, the.world.settle, "en", "Need help", "~open.not_safe_home")

        card = next(text for text in reversed(bea.texts) if "it is not your fault" in text)
        assert "000" in card
        assert "No therapist is connected" in card
        assert bea.last.startswith("I am a small program")
        assert the.olena.texts == told


async def test_back_and_skip_and_later(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin", "7", "~back", "5", "nothing", "~skip", "no")
        assert await the.moods() == [5, 6]

        await the.world.to_next_prompt()
        said = await the.anna_does("later")
        assert said[-1].startswith("That is fine.")
        assert await the.floor() is None


async def test_stop_in_any_language_ends_what_has_the_floor_and_nothing_is_sent_after_it(database: Database) -> None:
    async with meeting(database) as the:
        for word in ("/stop", "STOP!", "стоп", "توقف", "Припини."):
            await the.anna_does("=/checkin", "7")
            said = await the.anna_does(f"={word}")
            assert [text.startswith("I have stopped.") for text in said] == [True]
            assert await the.floor() is None

        before = len(the.anna.talk.notes)
        await the.world.forward(timedelta(days=6))
        assert len(the.anna.talk.notes) == before
        await the.anna_does("Start again")
        assert await the.world.to_next_prompt()


async def test_help_in_any_language_comes_in_the_middle_of_a_question_and_leads_back(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin", "7")
        asked = the.anna.last
        for word in ("/help", "Need help", "SOS", "допоможіть!", "أحتاج مساعدة", "Plan / Help", "Contacts"):
            said = await the.anna_does(f"={word}")
            assert "000" in said[0]
            assert [bare(text) for text in await the.anna_does("Go on")] == [asked]


async def test_help_passes_everything_that_waits(database: Database) -> None:
    async with meeting(database) as the:
        before = len(the.anna.texts)
        the.anna.write("/checkin")
        the.anna.write("some words")
        the.anna.tap("Need help")

        await the.world.settle()

        assert "000" in the.anna.texts[before]
        assert len(the.anna.texts) > before + 1


async def test_client_who_stops_while_joining_goes_on_joining_when_they_start_again(database: Database) -> None:
    async with meeting(database) as the:
        token = await invite(the.olena, the.world.settle, "Bea")
        bea = the.world.phone(2002, "Bea")
        bea.start(token)
        await the.world.settle()
        await go(bea, the.world.settle, "en", "on", "=stop", "Start again")

        await go(bea, the.world.settle, *(move.format(language="en") for move in JOINING))

        assert (await the.person(bea)).state == "waiting"


async def test_what_is_no_answer_is_answered_kindly_and_the_question_comes_again(database: Database) -> None:
    async with meeting(database) as the:
        for kind in ("sticker", "photo"):
            said = await sends(the, kind)
            assert [bare(text).startswith("No question is open") for text in said] == [True]

        await the.anna_does("=/checkin", "7", "nothing")
        asked = the.anna.last
        for kind in ("sticker", "photo", "document", "video", "location", "contact"):
            said = await sends(the, kind)
            assert [bare(text) for text in said[1:]] == [asked]
            assert "wrong" not in said[0]


async def test_edited_message_changes_nothing(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin", "7", "nothing", "=my sister")
        before = await the.entries()
        message = {
            "message_id": 5, "date": 1, "edit_date": 2, "chat": the.anna.talk.as_json(), "text": "somebody else",
            "from": the.anna.talk.person(),
        }  # fmt: skip
        the.world.standin.inject({"edited_message": message})

        await the.world.settle()

        assert await the.entries() == before
        assert (await the.counts()).aside == 0


async def sends(the: Meeting, kind: str) -> list[str]:
    """Let the client send something that is neither words nor a voice note."""
    before = len(the.anna.talk.notes)
    message = {
        "message_id": 9000, "date": 1, "chat": the.anna.talk.as_json(), "from": the.anna.talk.person(),
        kind: [{"file_id": "f"}] if kind == "photo" else {"file_id": "f"},
    }  # fmt: skip
    the.world.standin.inject({"message": message})
    await the.world.settle()
    return [note.text for note in the.anna.talk.notes[before:] if not note.mine]


async def test_group_without_a_number_holds_up_nobody(database: Database) -> None:
    async with meeting(database) as the:
        the.world.standin.inject({"message": {"chat": {"type": None}}})

        said = await the.anna_does("=/checkin")

        assert said
        assert (await the.counts()).unparsable == 1

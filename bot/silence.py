"""Silence: the therapist hears of it in the second week, and the prompts end kindly in the third."""

from datetime import timedelta

from bot.circumstances import LOOK_BACK
from bot.reminding import remind_of
from bot.telling import say
from flows.course_entries import SilenceNoted
from flows.timing import Silence, after_silence
from locales.line import Line, Name, _, pgettext
from storage import contacts, log, persons, prompts, runs
from storage.base import Transaction
from storage.prompts import REACHED
from storage.runs import Run

CALL_WITHIN = timedelta(days=2)
# Translators: the third week without an answer; the prompts end, kindly
I_STOP_ASKING = _("I will stop asking. Nothing is lost, nobody is cross. One tap here starts again.")
TWO_WEEKS = (
    # Translators: to the therapist; {name} is the client's nickname
    _("{name}: no answer for two weeks. A call may help.", name=""),
    # Translators: to the therapist, about a client without a nickname
    _("One of your clients has not answered for two weeks. A call may help."),
)
THREE_WEEKS = (
    # Translators: to the therapist; {name} is the client's nickname
    _(
        "{name}: no answer for three weeks. I have stopped asking. A tap by the client starts again. A call may help.",
        name="",
    ),
    # Translators: to the therapist, about a client without a nickname
    _("One of your clients has not answered for three weeks. I have stopped asking. A call may help."),
)


async def notice_silence(tx: Transaction, run: Run) -> None:
    """Tell the therapist in the second silent week, and stop asking in the third."""
    match after_silence(await silent_weeks(tx, run)):
        case Silence.TELL:
            await note(tx, run, weeks=2)
            await tell_therapists(tx, run.about, *TWO_WEEKS)
        case Silence.STOP:
            # Translators: begins again after the messages had ended
            start = pgettext("button", "Start again")
            await say(tx, run.about, run.about, I_STOP_ASKING, button=("start", start))
            await note(tx, run, weeks=3)
            await persons.change(tx, run.about, stopped_at=tx.now)
            await remind_of(tx, await contacts.plan(tx, run.about, tx.now + CALL_WITHIN, "silence"))
            await tell_therapists(tx, run.about, *THREE_WEEKS)


async def note(tx: Transaction, run: Run, *, weeks: int) -> None:
    """Keep in the log that nobody answered for so many weeks; what it means is unknown."""
    entry = SilenceNoted(weeks=weeks)
    await log.keep(
        tx, client=run.about, run=run.id, step="keep:silence", turn=0, kind=entry.kind,
        value=entry.model_dump(mode="json"),
    )  # fmt: skip


async def silent_weeks(tx: Transaction, run: Run) -> int:
    """Count the prompts of a conversation that were missed in a row, since the client last said anything."""
    earliest = tx.now - LOOK_BACK
    last_word = max(await log.last_told(tx, run.about) or earliest, earliest)
    weeks = 0
    for delivery in reversed(await prompts.deliveries(tx, run.about, since=last_word, outcomes=REACHED)):
        begun = await runs.get(tx, delivery.run) if delivery.run else None
        if begun is None or begun.flow != run.flow or delivery.slot.endswith("/again"):
            continue
        if begun.answered:
            break
        weeks += delivery.outcome == "missed"
    return weeks


async def tell_therapists(tx: Transaction, client: str, named: Line, unnamed: Line) -> None:
    """Tell a client's therapists one line, sealed with the client's key."""
    person = await persons.get(tx, client)
    line = named.fill(name=Name(person.name)) if person and person.name else unnamed
    # Translators: opens the list of clients
    button = ("clients", pgettext("button", "My clients"))
    for staff, kind in await persons.carers(tx, client):
        if kind == "therapist" and staff.chat_id is not None:
            await say(tx, staff.id, client, line, button=button, urgency="reply")

"""What a client agrees to, and takes back; withdrawing works before the next send."""

from bot.closing import close_unanswered, take_back
from bot.conversation import Turn
from bot.planning import plan_check_in
from bot.wishes.hosting import Host
from flows import registry, wishes
from storage import consents, log, outbox, persons, prompts, runs
from storage.errors import NotFound

LOG = "client_log"


async def answer_consent(turn: Turn, wish: wishes.AnswerConsent, _host: Host) -> None:
    """Record one answer to one part, with the proof of what was shown, and do what a change of it means."""
    client = await persons.get(turn.tx, turn.run.person)
    if client is None:
        raise NotFound
    await consents.answer(
        turn.tx,
        client.id,
        wish.part,
        answer=wish.answer,
        text_id=wish.text_id,
        version=wish.version,
        language=client.language,
        shown=turn.shown,
    )
    match wish.part, wish.answer:
        case "message", False:
            await write_no_more(turn, client.id)
        case "message", True if client.joined_at is not None:
            await plan_check_in(turn.tx, client.id)
        case "share", False:
            await close_logs(turn, client.id)
        case _:
            pass


async def write_no_more(turn: Turn, client: str) -> None:
    """Withdraw every prompt, and every conversation that a prompt began and nobody answered."""
    await prompts.withdraw_prompts(turn.tx, client)
    await close_unanswered(turn.tx, client)


async def close_logs(turn: Turn, client: str) -> None:
    """Close every open reading of the client's log, and take back the pages that were not sent yet."""
    for staff, _kind in await persons.carers(turn.tx, client):
        for run in await runs.open_runs(turn.tx, staff.id):
            of_client = registry.find(run.flow, run.version).of_client
            if of_client and client in (run.about, run.args.get("client")):
                await take_back(turn.tx, run)
    await outbox.take_back_of_flow(turn.tx, client, LOG)  # also the pages of a reading that is over


async def make_private(turn: Turn, wish: wishes.MakePrivate, _host: Host) -> None:
    """Take one of the client's own entries out of what staff see, or put it back."""
    await log.set_private(turn.tx, turn.run.person, wish.entry, private=wish.private)

"""Telling: one line posted outside any run."""

from bot.asking import URGENCY, button_json, say_payload
from flows.chat import Say
from locales.line import Line
from storage import outbox
from storage.base import Transaction
from storage.outbox import Outgoing


async def say(
    tx: Transaction,
    person: str,
    about: str,
    line: Line,
    *,
    button: tuple[str, Line] | None = None,
    hangs_on: str | None = None,
    urgency: str = "prompt",
) -> None:
    """Post one line outside any run, with a button that opens something."""
    payload = say_payload(Say((line,), "reply", {}))
    if button is not None:
        payload["buttons"] = [[button_json(f"~open.{button[0]}", button[1])]]
    row = Outgoing(person=person, about=about, kind="say", urgency=URGENCY[urgency], payload=payload, hangs_on=hangs_on)
    await outbox.put(tx, row)

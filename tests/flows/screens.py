"""What stands on the screen as Telegram gets it, and whether it fits there and on a phone of 360 pixels."""

import html
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bot.asking import question_payload, say_payload
from bot.limits import MESSAGE, fits_in_row, utf16
from bot.rendering import Reader, render
from flows.chat import Asking, Say
from locales.line import Line
from locales.voice import voice_for
from locales.wording import TAG, columns
from tests.flows.player import Player

FITS = 30  # columns of a button that has its row for itself on a phone of 360 pixels; the catalogs are held to 24
APART = "   "  # between three pictures that are told apart at a glance, whatever is cut of their names


def screens_of(player: Player, *, since: int = 0) -> Iterator[str]:
    """Give everything said since an effect, and the open question, as payloads of the outbox in JSON."""
    for effect in player.effects[since:]:
        if isinstance(effect.what, Say):
            payload = say_payload(effect.what)
            yield json.dumps({name: payload[name] for name in ("lines", "buttons") if name in payload})
    if isinstance(player.standing.open, Asking):
        yield json.dumps(question_payload(player.flow, player.standing, player.standing.open))


@lru_cache(maxsize=4096)
def troubles(screen: str, language: str) -> tuple[str, ...]:
    """Name what does not fit: a paragraph or a message beyond Telegram's limit, a question in pieces, a label that is cut."""
    return tuple(_troubles(screen, language))


def _troubles(screen: str, language: str) -> Iterator[str]:
    payload, voice = json.loads(screen), voice_for(language)
    yield from (text for line in payload["lines"] if utf16(text := voice.text(Line.from_json(line))) > MESSAGE)
    calls = render(payload, "t" * 22, Reader(voice))
    yield from (call.text for call in calls if utf16(html.unescape(TAG.sub("", call.text))) > MESSAGE)
    if "buttons" in payload and len(calls) != 1:
        yield f"{len(calls)} messages: {calls[0].text}"
    for row in keyboard(calls[-1].params):
        if not fits_in_row(row) or (columns(row[0]) > FITS and APART not in row[0]):
            yield " | ".join(row)


def keyboard(params: Any) -> list[list[str]]:
    """Give the labels of the buttons, row by row, as they are laid out."""
    return [[key["text"] for key in row] for row in params.get("reply_markup", {}).get("inline_keyboard", ())]

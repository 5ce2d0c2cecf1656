"""
Rendering: a payload of the outbox and a reader's Voice become calls to Telegram.

Nothing is cut in silence: what is too long for one message becomes several, a row of labels too wide becomes several
rows, and a keyboard that Telegram would refuse is an error of ours, seen before anything is sent.
"""

import hashlib
import html
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import segno
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from bot.limits import BUTTONS_A_ROW, BUTTONS_IN_ALL, CALLBACK_BYTES, CAPTION, MESSAGE, fits_in_row, utf16
from bot.menu import keyboard_labels
from bot.reports.chart import draw_weeks
from bot.reports.paper import draw_plan
from locales.line import Line
from locales.voice import Voice

Payload = Mapping[str, Any]  # JSON, as the outbox keeps it
GAP = "\n\n"


class CannotRender(Exception):
    """A payload asks for what Telegram refuses; its row is set aside and the operator is told, nobody gets half of it."""

    def __init__(self, *, what: str, found: int, limit: int) -> None:
        self.what, self.found, self.limit = what, found, limit
        super().__init__(f"rendering: '{found}' {what}, at most '{limit}' are possible. Ask in two steps instead.")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to Telegram, all but the chat it goes to."""

    method: str
    params: Mapping[str, Any]

    @property
    def text(self) -> str:
        """Give the words that are shown."""
        return str(self.params.get("text") or self.params.get("caption") or "")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a payload is rendered for, and what it refers to in their chat."""

    voice: Voice
    help_label: str = "help"
    target: int | None = None  # the message that an edit is about


@dataclass
class _Page:
    """One message being filled: paragraphs as Telegram's HTML, and how long they are once it has parsed them."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def holds(self, plain: str, limit: int) -> bool:
        """Say whether another paragraph fits."""
        return self.length + (len(GAP) if self.parts else 0) + utf16(plain) <= limit

    def add(self, part: str, plain: str) -> None:
        """Add a paragraph."""
        self.length += (len(GAP) if self.parts else 0) + utf16(plain)
        self.parts.append(part)


def render(payload: Payload, token: str, reader: Reader, *, plain: bool = False) -> list[Call]:
    """
    Give the calls of a payload in order; the last one carries the buttons.

    `plain` leaves out every tag, for a message that Telegram could not parse.
    """
    if "delete" in payload:
        return [Call("deleteMessage", {"message_id": payload["delete"]})]
    if "edit" in payload:
        return [_edit(payload["edit"], reader, plain=plain)]
    manner = _manner(payload, plain=plain)
    buttons = _inline(payload.get("buttons", ()), token, reader.voice)
    keyboard = _keyboard(payload.get("keyboard"), reader)
    lines = [Line.from_json(line) for line in payload.get("lines") or [payload["line"]]]
    if "photo_qr" in payload:
        picture = InputFile(qr_picture(payload["photo_qr"]), filename="link.png", attach=False)
        return _captioned("sendPhoto", {"photo": picture}, lines, manner, buttons or keyboard, reader.voice)
    if "paper" in payload:
        return _on_paper(payload["paper"], lines, manner, buttons or keyboard, reader.voice)
    if "file" in payload:
        file = InputFile(payload["file"]["text"].encode(), filename=payload["file"]["name"], attach=False)
        return _captioned("sendDocument", {"document": file}, lines, manner, buttons or keyboard, reader.voice)
    if "voice" in payload:
        return _captioned("sendVoice", {"voice": payload["voice"]}, lines, manner, buttons or keyboard, reader.voice)
    return _messages(lines, manner, buttons, keyboard, reader.voice)


def _on_paper(asked: Payload, lines: Sequence[Line], manner: Payload, markup: Any, voice: Voice) -> list[Call]:
    """Give the plan as a picture or as a file, or the weeks as a picture."""
    content, name = draw_weeks(dict(asked), voice) if "brief" in asked else draw_plan(dict(asked), voice)
    method, kind = ("sendPhoto", "photo") if name.endswith(".png") else ("sendDocument", "document")
    file = {kind: InputFile(content, filename=name, attach=False)}
    return _captioned(method, file, lines, manner, markup, voice)


def fingerprint(calls: Sequence[Call]) -> bytes:
    """Give the SHA-256 of the words as they were sent."""
    return hashlib.sha256(GAP.join(call.text for call in calls).encode()).digest()


def qr_picture(text: str) -> bytes:
    """Draw a text as a picture that a phone's camera reads."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    return drawn.getvalue()


def _manner(payload: Payload, *, plain: bool) -> dict[str, Any]:
    """Say how a message is sent: protected unless the payload says otherwise, and never fetching what a link names."""
    manner: dict[str, Any] = {"protect_content": payload.get("protect", True)}
    if payload.get("silent"):
        manner["disable_notification"] = True
    return manner if plain else manner | {"parse_mode": "HTML"}


def _messages(
    lines: Sequence[Line], manner: Mapping[str, Any], buttons: Any, keyboard: Any, voice: Voice
) -> list[Call]:
    """Give one message or several; a message has room for one kind of keyboard, so two kinds make two messages."""
    manner = {**manner, "link_preview_options": {"is_disabled": True}}
    if buttons and keyboard and len(lines) > 1:
        head = _messages(lines[:1], manner, None, keyboard, voice)
        return head + _messages(lines[1:], manner, buttons, None, voice)
    calls = [{"text": page, **manner} for page in pages(lines, voice, plain="parse_mode" not in manner)]
    if buttons or keyboard:
        calls[-1]["reply_markup"] = buttons or keyboard
    return [Call("sendMessage", params) for params in calls]


def _captioned(
    method: str, file: Mapping[str, Any], lines: Sequence[Line], manner: Mapping[str, Any], markup: Any, voice: Voice
) -> list[Call]:
    """Give a file with its words under it, or after it when they are too many."""
    found = pages(lines, voice, plain="parse_mode" not in manner, limit=CAPTION)
    if len(found) > 1:
        bare = {name: value for name, value in manner.items() if name != "parse_mode"}
        return [Call(method, {**file, **bare}), *_messages(lines, manner, markup, None, voice)]
    return [Call(method, {**file, **manner, "caption": found[0]} | ({"reply_markup": markup} if markup else {}))]


def _edit(edit: Mapping[str, Any], reader: Reader, *, plain: bool) -> Call:
    """Settle a question: its words, the answer under them, and no buttons; where that is too long, only no buttons."""
    of = {"message_id": reader.target}
    lines = [Line.from_json(line) for line in edit["lines"]]
    voice, answer = reader.voice, Line.from_json(edit["answer"])
    if utf16(GAP.join(map(voice.text, [*lines, answer]))) > MESSAGE:
        return Call("editMessageReplyMarkup", of)
    if plain:
        return Call("editMessageText", {**of, "text": GAP.join(map(voice.text, [*lines, answer]))})
    text = GAP.join([*map(voice.html, lines), f"<b>{voice.html(answer)}</b>"])
    preview = {"link_preview_options": {"is_disabled": True}}
    return Call("editMessageText", {**of, "text": text, "parse_mode": "HTML", **preview})


def pages(lines: Sequence[Line], voice: Voice, *, plain: bool = False, limit: int = MESSAGE) -> list[str]:
    """Lay paragraphs out on as many messages as they need, breaking only between lines, and inside one only if it must."""
    found = [_Page()]
    for part, words in _paragraphs(lines, voice, limit):
        if not found[-1].holds(words, limit):
            found.append(_Page())
        found[-1].add(words if plain else part, words)
    return [GAP.join(page.parts) for page in found]


def _paragraphs(lines: Sequence[Line], voice: Voice, limit: int) -> Iterator[tuple[str, str]]:
    """Give each paragraph as HTML and plain; one that fits no message is given in pieces, without its tags."""
    for line in lines:
        words = voice.text(line)
        if utf16(words) <= limit:
            yield voice.html(line), words
            continue
        for piece in _pieces(words, limit):
            yield html.escape(piece, quote=False), piece


def _pieces(words: str, limit: int) -> Iterator[str]:
    """Break a long text after a line, else after a word, else anywhere but within a letter."""
    while utf16(words) > limit:
        head = words.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")
        cut = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or len(head)
        yield words[:cut].rstrip()
        words = words[cut:].lstrip()
    if words:
        yield words


def _inline(rows: Sequence[Sequence[Mapping[str, Any]]], token: str, voice: Voice) -> dict[str, Any] | None:
    """Lay inline buttons out; a row whose labels would be cut becomes one button a row."""
    laid_out = []
    for row in rows:
        _refuse_beyond("buttons in a row", len(row), BUTTONS_A_ROW)
        made = [_button(button, token, voice) for button in row]
        laid_out += [made] if fits_in_row([button.text for button in made]) else [[button] for button in made]
    _refuse_beyond("buttons in all", sum(map(len, laid_out)), BUTTONS_IN_ALL)
    return InlineKeyboardMarkup(laid_out).to_dict() if laid_out else None


def _button(button: Mapping[str, Any], token: str, voice: Voice) -> InlineKeyboardButton:
    if "web_app" in button:
        words = voice.text(Line.from_json(button["line"]))
        return InlineKeyboardButton(words, web_app=WebAppInfo(button["web_app"]))
    carried = f"{token}.{button['code']}"
    _refuse_beyond("bytes behind a button", len(carried.encode()), CALLBACK_BYTES)
    return InlineKeyboardButton(voice.text(Line.from_json(button["line"])), callback_data=carried)


def _keyboard(name: str | None, reader: Reader) -> dict[str, Any] | None:
    """Give the persistent row under the chat: one row, small, always there."""
    if name is None:
        return None
    if name == "none":
        return ReplyKeyboardRemove().to_dict()
    row = [KeyboardButton(label) for label in keyboard_labels(name, reader.voice, reader.help_label)]
    return ReplyKeyboardMarkup([row], resize_keyboard=True, is_persistent=True).to_dict()


def _refuse_beyond(what: str, found: int, limit: int) -> None:
    if found > limit:
        raise CannotRender(what=what, found=found, limit=limit)

"""Sending: words, pictures, voice notes, files; and the little signs that go with them."""

import struct
from typing import Literal

from bot.playground.chats import Note, Talk, message_json
from bot.playground.keyboards import keyboard
from bot.playground.markup import CAPTION, TEXT, Parsed, parse, units
from bot.playground.methods.reading import Json, Method, Params, flag, number, reached, words
from bot.playground.refusals import TOO_OLD, WRONG_FILE, bad
from bot.playground.standin import StandIn

Kind = Literal["photo", "voice", "document"]
MEDIA = {"photo": "image/png", "voice": "audio/ogg", "document": "application/octet-stream"}
LARGEST = {"photo": 10 * 2**20, "voice": 50 * 2**20, "document": 50 * 2**20}
WIDTH_AND_HEIGHT, RATIO = 10_000, 20
PRESS_LIVES = 150
TOAST = 200
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


async def send_message(standin: StandIn, params: Params) -> Json:
    """Send words."""
    return _post(standin, reached(standin, params), params, said(params))


async def send_photo(standin: StandIn, params: Params) -> Json:
    """Send a picture."""
    return await _send_file(standin, params, "photo")


async def send_voice(standin: StandIn, params: Params) -> Json:
    """Send a voice note, new or one that Telegram has already."""
    return await _send_file(standin, params, "voice")


async def send_document(standin: StandIn, params: Params) -> Json:
    """Send a file."""
    return await _send_file(standin, params, "document")


async def send_chat_action(standin: StandIn, params: Params) -> Json:
    """Show that the bot is typing."""
    talk = reached(standin, params)
    if words(params, "action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    talk.doing = words(params, "action")
    return True


async def answer_callback_query(standin: StandIn, params: Params) -> Json:
    """End the spinner of a pressed button, with a toast or without."""
    query = words(params, "callback_query_id")
    asked = standin.presses.get(query)
    if asked is None or standin.now() - asked[1] > PRESS_LIVES:
        raise bad(TOO_OLD.removeprefix("Bad Request: "))
    if units(words(params, "text")) > TOAST:
        raise bad("MESSAGE_TOO_LONG")
    del standin.presses[query]
    if words(params, "text"):
        standin.talks[asked[0]].toasts.append(words(params, "text"))
    return True


def said(params: Params) -> Parsed:
    """Read the words of a message, or refuse them."""
    parsed = parse(words(params, "text"), words(params, "parse_mode"))
    if not parsed.text:
        raise bad("message text is empty")
    if parsed.length > TEXT:
        raise bad("message is too long")
    return parsed


def captioned(params: Params) -> Parsed:
    """Read the words below a picture or a voice note, or refuse them."""
    parsed = parse(words(params, "caption"), words(params, "parse_mode"))
    if parsed.length > CAPTION:
        raise bad("message caption is too long")
    return parsed


async def _send_file(standin: StandIn, params: Params, kind: Kind) -> Json:
    talk, caption = reached(standin, params), captioned(params)
    given = params.get(kind)
    file = _new_file(standin, given, kind) if isinstance(given, bytes) else _known_file(standin, given, kind)
    return _post(standin, talk, params, caption, kind=kind, file=file, seconds=number(params, "duration", 1))


def _new_file(standin: StandIn, content: bytes, kind: Kind) -> str:
    """Keep what was sent, or refuse it."""
    if not content:
        raise bad("file must be non-empty")
    if len(content) > LARGEST[kind]:
        raise bad("file is too big")
    if kind == "photo":
        _check_picture(content)
    return standin.keep_file(content, kind, MEDIA[kind]).id


def _known_file(standin: StandIn, id: Json, kind: Kind) -> str:  # noqa: A002 - Telegram's own word
    """Find what Telegram has already; one kind of file is not sent as another."""
    file = standin.files.get(str(id or ""))
    if file is None:
        raise bad(WRONG_FILE.removeprefix("Bad Request: "))
    was = file.path.partition("/")[0]
    if was != kind:
        raise bad(f"can't use file of type {was.capitalize()} as {kind.capitalize()}")
    return file.id


def _check_picture(content: bytes) -> None:
    """Look at a picture as far as it can be done without drawing it."""
    if content.startswith(b"\xff\xd8\xff"):
        return
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or len(content) < 24:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", content[16:24])
    if width + height > WIDTH_AND_HEIGHT or max(width, height) > RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def _post(
    standin: StandIn, talk: Talk, params: Params, parsed: Parsed, *, kind: str = "text", file: str | None = None,
    seconds: int = 0,
) -> Json:  # fmt: skip
    """Put a message of the bot into a chat."""
    markup = keyboard(params.get("reply_markup"))
    answers = _replied_to(talk, params)
    note = Note(
        standin.next_message(), mine=False, text=parsed.text, date=standin.now(), entities=parsed.entities, kind=kind,
        file=file, seconds=seconds, protected=flag(params, "protect_content"),
        silent=flag(params, "disable_notification"), answers=answers,
    )  # fmt: skip
    if markup and "inline_keyboard" in markup:
        note.markup = markup
    elif markup:
        note.fixed = True
        talk.keyboard = markup if "keyboard" in markup else None if markup.get("remove_keyboard") else talk.keyboard
    talk.notes.append(note)
    talk.doing = ""
    return message_json(talk, note, standin.bot())


def _replied_to(talk: Talk, params: Params) -> int | None:
    asked = params.get("reply_parameters") or {}
    if not isinstance(asked, dict):
        raise bad("object expected as reply parameters")
    wanted = number(asked, "message_id") or number(params, "reply_to_message_id")
    if not wanted or talk.note(wanted) is not None:
        return wanted or None
    if asked.get("allow_sending_without_reply") or flag(params, "allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
}

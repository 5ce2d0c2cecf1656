"""Changing and taking away what was sent."""

from bot.playground.chats import Note, Talk, message_json
from bot.playground.keyboards import keyboard
from bot.playground.markup import Parsed
from bot.playground.methods.reading import Json, Method, Params, found, reached
from bot.playground.methods.sending import captioned, said
from bot.playground.refusals import UNCHANGED, Refused, bad
from bot.playground.standin import StandIn

DELETABLE_FOR = 48 * 3600
DELETED_AT_ONCE = 100


async def edit_message_text(standin: StandIn, params: Params) -> Json:
    """Change the words of a message, and its buttons: none given means none."""
    talk = reached(standin, params)
    note = _editable(talk, params)
    if note.kind != "text":
        raise bad("there is no text in the message to edit")
    return _changed(standin, talk, note, params, said(params))


async def edit_message_caption(standin: StandIn, params: Params) -> Json:
    """Change the words below a picture or a voice note."""
    talk = reached(standin, params)
    note = _editable(talk, params)
    if note.kind == "text":
        raise bad("there is no caption in the message to edit")
    return _changed(standin, talk, note, params, captioned(params))


async def edit_message_reply_markup(standin: StandIn, params: Params) -> Json:
    """Change only the buttons of a message."""
    talk = reached(standin, params)
    note = _editable(talk, params)
    return _changed(standin, talk, note, params, Parsed(note.text, note.entities))


async def delete_message(standin: StandIn, params: Params) -> Json:
    """Take a message away, for 48 hours after it was sent."""
    talk = reached(standin, params)
    note = found(talk, params, "delete")
    if standin.now() - note.date > DELETABLE_FOR:
        raise bad("message can't be deleted for everyone")
    note.deleted = True
    return True


async def delete_messages(standin: StandIn, params: Params) -> Json:
    """Take several messages away; those that cannot be are passed over."""
    numbers = params.get("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= DELETED_AT_ONCE:
        raise bad("message identifiers are not specified")
    reached(standin, params)
    for one in numbers:
        try:
            await delete_message(standin, {**params, "message_id": one})
        except Refused:
            continue
    return True


def _editable(talk: Talk, params: Params) -> Note:
    """Find a message of the bot's own; one that brought a reply keyboard stays as it is for ever."""
    note = found(talk, params, "edit")
    if note.mine or note.fixed:
        raise bad("message can't be edited")
    return note


def _changed(standin: StandIn, talk: Talk, note: Note, params: Params, parsed: Parsed) -> Json:
    markup = keyboard(params.get("reply_markup"))
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    if (note.text, note.entities, note.markup) == (parsed.text, parsed.entities, markup):
        raise bad(UNCHANGED.removeprefix("Bad Request: "))
    note.text, note.entities, note.markup, note.edited_at = parsed.text, parsed.entities, markup, standin.now()
    return message_json(talk, note, standin.bot())


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}

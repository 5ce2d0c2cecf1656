"""The methods of the Bot API that the stand-in serves, with the refusals of the real one."""

import asyncio
import contextlib
import secrets
from typing import Any

from bot.playground.markup import CAPTION, TEXT, Refused, keyboard, measured
from bot.playground.standin import BOT_ID, USERNAME, Note, Serve, StandIn, Talk, as_json

DELETABLE_FOR = 48 * 3600
QUERY_LIVES = 150


async def get_me(_standin: StandIn, _params: dict[str, Any]) -> Any:
    """Say who the bot is."""
    return {
        "id": BOT_ID, "is_bot": True, "first_name": "Interlude", "username": USERNAME,
        "can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False,
    }  # fmt: skip


async def get_updates(standin: StandIn, params: dict[str, Any]) -> Any:
    """Give waiting updates; an offset confirms all before it; wait up to `timeout` seconds."""
    if standin.webhook["url"]:
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    me = object()
    if standin.poller is not None:
        standin.poller = me
        standin.changed.set()
    standin.poller = me
    offset, limit = int(params.get("offset") or 0), min(100, int(params.get("limit") or 100))
    while standin.updates and offset and standin.updates[0]["update_id"] < offset:
        standin.updates.popleft()
    if not standin.updates and int(params.get("timeout") or 0):
        standin.changed.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(standin.changed.wait(), min(50, int(params["timeout"])))
    if standin.poller is not me:
        raise Refused(
            409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
    standin.poller = None
    return list(standin.updates)[:limit]


async def set_webhook(standin: StandIn, params: dict[str, Any]) -> Any:
    """Deliver updates by themselves from now on."""
    standin.webhook = {
        "url": params.get("url", ""), "secret": params.get("secret_token"), "allowed": as_json(params.get("allowed_updates")),
    }  # fmt: skip
    if standin.updates and standin.webhook["url"]:
        standin._push()  # noqa: SLF001 - one room
    return True


async def delete_webhook(standin: StandIn, params: dict[str, Any]) -> Any:
    """Stop delivering."""
    standin.webhook = {"url": "", "secret": None, "allowed": None}
    if str(params.get("drop_pending_updates")).lower() == "true":
        standin.updates.clear()
    return True


async def webhook_info(standin: StandIn, _params: dict[str, Any]) -> Any:
    """Say where updates are delivered."""
    found = {
        "url": standin.webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(standin.updates),
    }
    return found | ({"allowed_updates": standin.webhook["allowed"]} if standin.webhook["allowed"] else {})


async def send_message(standin: StandIn, params: dict[str, Any]) -> Any:
    """Send words."""
    talk = reached(standin, params)
    empty, long = "Bad Request: message text is empty", "Bad Request: message is too long"
    text = measured(str(params.get("text", "")), params.get("parse_mode"), TEXT, empty, long)
    return posted(standin, talk, params, text=text, html=str(params.get("text", "")))


async def send_file(standin: StandIn, params: dict[str, Any], kind: str) -> Any:
    """Send a picture or a voice note, new or known."""
    talk = reached(standin, params)
    long = "Bad Request: message caption is too long"
    caption = measured(str(params.get("caption", "")), params.get("parse_mode"), CAPTION, "", long)
    file = params.get(kind)
    if isinstance(file, bytes):
        id_ = secrets.token_urlsafe(16)
        standin.files[id_] = file
        file = id_
    if not file or str(file) not in standin.files:
        raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
    return posted(standin, talk, params, text=caption, html=str(params.get("caption", "")), kind=kind, file=str(file))


async def send_photo(standin: StandIn, params: dict[str, Any]) -> Any:
    """Send a picture."""
    return await send_file(standin, params, "photo")


async def send_voice(standin: StandIn, params: dict[str, Any]) -> Any:
    """Send a voice note."""
    return await send_file(standin, params, "voice")


async def edit_text(standin: StandIn, params: dict[str, Any]) -> Any:
    """Change the words and buttons of a message."""
    talk, note = found(standin, params, "edit")
    empty, long = "Bad Request: message text is empty", "Bad Request: message is too long"
    text = measured(str(params.get("text", "")), params.get("parse_mode"), TEXT, empty, long)
    markup = keyboard(as_json(params.get("reply_markup")))
    if (note.html, note.markup) == (params.get("text"), markup):
        raise Refused(400, UNCHANGED)
    note.text, note.html, note.markup, note.edited = text, str(params.get("text")), markup, True
    standin.changed.set()
    return seen(talk, note)


async def edit_markup(standin: StandIn, params: dict[str, Any]) -> Any:
    """Change the buttons of a message."""
    talk, note = found(standin, params, "edit")
    markup = keyboard(as_json(params.get("reply_markup")))
    if note.markup == markup:
        raise Refused(400, UNCHANGED)
    note.markup = markup
    return seen(talk, note)


async def delete_message(standin: StandIn, params: dict[str, Any]) -> Any:
    """Take a message away, for 48 hours after it was sent."""
    _talk, note = found(standin, params, "delete")
    if standin.now() - note.date > DELETABLE_FOR:
        raise Refused(400, "Bad Request: message can't be deleted for everyone")
    note.deleted = True
    return True


async def delete_messages(standin: StandIn, params: dict[str, Any]) -> Any:
    """Take several messages away; those that cannot be are passed over."""
    for number in as_json(params.get("message_ids")) or []:
        try:
            await delete_message(standin, {**params, "message_id": number})
        except Refused:
            continue
    return True


async def answer_press(standin: StandIn, params: dict[str, Any]) -> Any:
    """End the spinner of a pressed button, with a toast or without."""
    asked = standin.presses.pop(str(params.get("callback_query_id")), None)
    if asked is None or standin.now() - asked[1] > QUERY_LIVES:
        raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    if len(str(params.get("text") or "")) > 200:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    if params.get("text"):
        standin.talks[asked[0]].toasts.append(str(params["text"]))
    return True


async def get_file(standin: StandIn, params: dict[str, Any]) -> Any:
    """Say where a file can be fetched."""
    id_ = str(params.get("file_id"))
    if id_ not in standin.files:
        raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": id_,
        "file_unique_id": id_[:12],
        "file_size": len(standin.files[id_]),
        "file_path": f"voice/{id_}.oga",
    }


async def leave_chat(standin: StandIn, params: dict[str, Any]) -> Any:
    """Leave a group."""
    standin.left.append(int(params["chat_id"]))
    return True


async def agreed(_standin: StandIn, _params: dict[str, Any]) -> Any:
    """Accept a setting that no phone here shows."""
    return True


UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


def reached(standin: StandIn, params: dict[str, Any]) -> Talk:
    """Find the chat that a message goes to."""
    talk = standin.talks.get(int(params.get("chat_id") or 0))
    if talk is None or not talk.started:
        raise Refused(400, "Bad Request: chat not found")
    if talk.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return talk


def found(standin: StandIn, params: dict[str, Any], deed: str) -> tuple[Talk, Note]:
    """Find a message that can be changed or taken away."""
    talk = reached(standin, params)
    wanted = int(params.get("message_id") or 0)
    note = next((one for one in talk.notes if one.id == wanted and not one.deleted), None)
    if note is None or (deed == "edit" and note.mine):
        raise Refused(400, f"Bad Request: message to {deed} not found")
    return talk, note


def posted(standin: StandIn, talk: Talk, params: dict[str, Any], **what: Any) -> dict[str, Any]:
    """Put a message of the bot into a chat."""
    markup = keyboard(as_json(params.get("reply_markup")))
    note = Note(standin.next_message(), mine=False, date=standin.now(), **what)
    note.protected = str(params.get("protect_content")).lower() == "true"
    note.silent = str(params.get("disable_notification")).lower() == "true"
    if markup and "keyboard" in markup:
        talk.keyboard = markup
    elif markup and markup.get("remove_keyboard"):
        talk.keyboard = None
    else:
        note.markup = markup
    talk.notes.append(note)
    return seen(talk, note)


def seen(talk: Talk, note: Note) -> dict[str, Any]:
    """Give a message as the API answers it."""
    chat = {"id": talk.id, "type": "private", "first_name": talk.first_name}
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Interlude", "username": USERNAME}
    body: dict[str, Any] = {"message_id": note.id, "date": note.date, "chat": chat, "from": bot}
    if note.kind == "photo":
        return body | {"photo": [{"file_id": note.file, "file_unique_id": "p", "width": 300, "height": 300}]}
    if note.kind == "voice":
        return body | {"voice": {"file_id": note.file, "file_unique_id": "v", "duration": 1}}
    return body | {"text": note.text}


METHODS: dict[str, Serve] = {
    "getme": get_me, "getupdates": get_updates, "setwebhook": set_webhook, "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info, "sendmessage": send_message, "sendphoto": send_photo, "sendvoice": send_voice,
    "editmessagetext": edit_text, "editmessagereplymarkup": edit_markup, "deletemessage": delete_message,
    "deletemessages": delete_messages, "answercallbackquery": answer_press, "getfile": get_file, "leavechat": leave_chat,
    "setmycommands": agreed, "setmyname": agreed, "setmydescription": agreed, "setmyshortdescription": agreed,
    "setchatmenubutton": agreed, "sendchataction": agreed, "deletemycommands": agreed,
}  # fmt: skip

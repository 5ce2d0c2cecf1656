"""What the bot says of itself, its files, and the groups that it leaves."""

import re

from bot.playground.methods.reading import Json, Method, Params, number, reached, words
from bot.playground.refusals import Refused, bad
from bot.playground.standin import StandIn

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST = {"name": 64, "description": 512, "short_description": 120}
MOST_COMMANDS = 100
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
SCOPES_OF_ONE_CHAT = ("chat", "chat_administrators", "chat_member")
LARGEST_DOWNLOAD = 20 * 2**20


async def get_me(standin: StandIn, _params: Params) -> Json:
    """Say who the bot is."""
    can = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business")
    return {**standin.bot(), **dict.fromkeys(can, False), "has_main_web_app": False}


async def get_chat(standin: StandIn, params: Params) -> Json:
    """Say who is on the other side of a chat."""
    talk = standin.talks.get(number(params, "chat_id"))
    if talk is None or not talk.started:
        raise bad("chat not found")
    return {**talk.as_json(), "accent_color_id": 0, "max_reaction_count": 11}


async def get_file(standin: StandIn, params: Params) -> Json:
    """Say where a file can be fetched."""
    file = standin.files.get(words(params, "file_id"))
    if file is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.id, "file_unique_id": file.id[-16:], "file_size": len(file.content), "file_path": file.path,
    }  # fmt: skip


async def leave_chat(standin: StandIn, params: Params) -> Json:
    """Leave a group."""
    group = number(params, "chat_id")
    if group in standin.talks:
        raise bad("chat member status can't be changed in private chats")
    if group not in standin.groups:
        raise Refused(403, "Forbidden: bot is not a member of the group chat")
    standin.groups.discard(group)
    return True


async def set_my_commands(standin: StandIn, params: Params) -> Json:
    """Take the list of commands, for one scope in one language."""
    commands = params.get("commands")
    if not isinstance(commands, list) or any(not isinstance(command, dict) for command in commands):
        raise bad("can't parse list of bot commands: expected an Array of Objects")
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    standin.about.commands[_scope(standin, params), _language(params)] = commands
    return True


async def get_my_commands(standin: StandIn, params: Params) -> Json:
    """Give the list of commands of exactly this scope and language."""
    return standin.about.commands.get((_scope(standin, params), _language(params)), [])


async def delete_my_commands(standin: StandIn, params: Params) -> Json:
    """Forget the list of commands of one scope and language."""
    standin.about.commands.pop((_scope(standin, params), _language(params)), None)
    return True


def _scope(standin: StandIn, params: Params) -> str:
    """Give where a list of commands holds: everywhere, in some kind of chat, or in one chat."""
    scope = params.get("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in SCOPES_OF_ONE_CHAT:
        return f"{kind}:{reached(standin, scope).id}"
    if kind not in SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    return str(kind)


async def set_menu_button(standin: StandIn, params: Params) -> Json:
    """Take what the button beside the entry does."""
    button = params.get("menu_button")
    if isinstance(button, dict) and button.get("type") not in {"commands", "default", "web_app"}:
        raise bad("MenuButton has unsupported type")
    standin.about.menu_button = button
    return True


def _language(params: Params) -> str:
    code = words(params, "language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def _setter(what: str) -> Method:
    """Make the method that takes one of the bot's texts."""

    async def take(standin: StandIn, params: Params) -> Json:
        if len(words(params, what)) > LONGEST[what]:
            raise bad(f"{what.replace('_', ' ')} is too long")
        standin.about.texts[f"{what}.{_language(params)}"] = words(params, what)
        return True

    return take


def _getter(what: str) -> Method:
    """Make the method that gives one of the bot's texts."""

    async def give(standin: StandIn, params: Params) -> Json:
        return {what: standin.about.texts.get(f"{what}.{_language(params)}", "")}

    return give


async def agreed(_standin: StandIn, _params: Params) -> Json:
    """Agree to what no phone here shows."""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getChat": get_chat,
    "getFile": get_file,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button,
    "setMessageReaction": agreed,
    "logOut": agreed,
    "close": agreed,
}

"""What the bot says of itself: commands by scope and language, its texts, and the groups that it leaves."""

from typing import Any

import pytest
from telegram import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from tests.bot.playground.reaching import Reach

Json = Any


def command(name: str, description: str = "Something") -> Json:
    return {"command": name, "description": description}


async def test_commands_are_kept_for_each_scope_and_language(reach: Reach) -> None:
    reach.phone()
    here = BotCommandScopeChat(1001)
    await reach.ptb.set_my_commands([BotCommand("help", "Help")])
    await reach.ptb.set_my_commands([BotCommand("help", "Допомога")], language_code="uk")
    await reach.ptb.set_my_commands([BotCommand("clients", "Клієнти")], here, "uk")

    everywhere = await reach.ptb.get_my_commands(BotCommandScopeDefault(), "uk")
    in_chat = await reach.ptb.get_my_commands(here, "uk")
    await reach.ptb.delete_my_commands(language_code="uk")

    assert [one.description for one in (*everywhere, *in_chat)] == ["Допомога", "Клієнти"]
    assert await reach.ptb.get_my_commands(language_code="uk") == ()
    assert [one.description for one in await reach.ptb.get_my_commands()] == ["Help"]
    assert await reach.ptb.get_my_commands(here) == ()


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([command("a")] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([command("Help")], "BOT_COMMAND_INVALID"),
        ([command("x" * 33)], "BOT_COMMAND_INVALID"),
        ([command("")], "BOT_COMMAND_INVALID"),
        ([command("help", "")], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([command("help", "x" * 257)], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("help", "can't parse list of bot commands"),
        (["help"], "can't parse list of bot commands"),
    ],
)
async def test_commands_that_telegram_refuses(reach: Reach, commands: Json, said: str) -> None:
    code, words = await reach.refusal("setMyCommands", commands=commands)

    assert (code, said in words) == (400, True)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"scope": {"type": "everywhere"}}, "can't parse BotCommandScope"),
        ({"scope": "chat"}, "can't parse BotCommandScope"),
        ({"scope": {"type": "chat", "chat_id": 77}}, "chat not found"),
        ({"language_code": "ukr"}, "invalid language code specified"),
    ],
)
async def test_commands_for_nobody_are_refused(reach: Reach, where: Json, said: str) -> None:
    code, words = await reach.refusal("setMyCommands", commands=[command("help")], **where)

    assert (code, said in words) == (400, True)


@pytest.mark.parametrize(("what", "most"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
async def test_texts_of_the_bot_are_kept_for_each_language(reach: Reach, what: str, most: int) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]

    await reach.call(f"setMy{what}", **{field: "x" * most})
    await reach.call(f"setMy{what}", **{field: "Пауза"}, language_code="uk")
    refused = await reach.refusal(f"setMy{what}", **{field: "x" * (most + 1)})

    assert refused[0] == 400
    assert await reach.call(f"getMy{what}") == {field: "x" * most}
    assert await reach.call(f"getMy{what}", language_code="uk") == {field: "Пауза"}


async def test_button_beside_the_entry_is_of_a_known_kind(reach: Reach) -> None:
    assert await reach.call("setChatMenuButton", menu_button={"type": "commands"})
    assert (await reach.refusal("setChatMenuButton", menu_button={"type": "fireworks"}))[0] == 400


async def test_chat_and_group_are_known_only_where_the_bot_is(reach: Reach) -> None:
    phone = reach.phone()
    reach.standin.say_in_group(phone.talk, -200, "hello all")

    chat = await reach.ptb.get_chat(1001)
    left = await reach.call("leaveChat", chat_id=-200)

    assert (chat.first_name, left) == ("Anna", True)
    assert (await reach.refusal("leaveChat", chat_id=-200))[0] == 403
    assert (await reach.refusal("leaveChat", chat_id=1001))[0] == 400
    assert (await reach.refusal("getChat", chat_id=77))[1] == "Bad Request: chat not found"

"""Planted markers: what people write, their names, their chats and the token reach no log, whatever goes wrong."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot import logs
from bot.playground.believable import ACCEPTING, JOINING, compare, go, newest_token
from bot.playground.faults import bad_gateway, hang_up
from bot.playground.phone import Phone
from flows import registry
from flows.chat import Chat
from flows.questions import Words
from locales.line import verbatim
from storage import inbox, persons
from tests.bot.meeting import MONDAY
from tests.conftest import Database
from tests.whole.living import Living, living

WORDS, NAME, NICKNAME = "quagmire", "Thornapple", "Fernleaf"
OLENA, ANNA = 7_700_100_001, 7_700_100_002
RAISES = "tests.raising"
QUESTION = Words(verbatim("And then?"))


async def raises(chat: Chat) -> None:
    """Ask once, and raise with what was written in the words of the error."""
    told = await chat.ask("told", QUESTION)
    raise ValueError(f"nobody can read {told.text}")


@dataclass
class Listened:
    """Everything that was logged: as our own hand wrote it, and as records that any other hand would get."""

    written: io.StringIO
    records: list[logging.LogRecord]

    @property
    def all(self) -> str:
        """Give every record with its arguments and its error, as a careless hand would write them."""
        careless = logging.Formatter("%(name)s %(message)s %(args)s")
        return "\n".join(careless.format(record) for record in self.records)


class Collecting(logging.Handler):
    """A careless hand: it keeps every record that comes."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.DEBUG)
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)


@pytest.fixture
def listened() -> Iterator[Listened]:
    root, names = logging.getLogger(), ["interlude", *logs.CAPPED]
    before, levels = root.handlers[:], {name: logging.getLogger(name).level for name in ["root", *names]}
    heard = Listened(io.StringIO(), [])
    yield heard
    root.handlers[:] = before
    for name in names:
        logging.getLogger(name).setLevel(levels[name])
    root.setLevel(levels["root"])
    logging.captureWarnings(capture=False)


async def test_capped_loggers_and_our_own_at_debug_hold_no_marker(database: Database, listened: Listened) -> None:
    async with living(database, MONDAY) as world:
        logs.set_up(SecretStr(world.standin.token), level="DEBUG", stream=listened.written)
        logging.getLogger().addHandler(Collecting(listened.records))

        secrets = await everything_goes_wrong(world)

        assert "interlude.desk" in listened.written.getvalue()
        assert "set aside" in listened.all
        assert found_in(listened.written.getvalue(), secrets) == []
        assert found_in(listened.all, secrets) == []


async def test_what_our_hand_writes_holds_no_marker_with_every_logger_at_debug(
    database: Database, listened: Listened
) -> None:
    async with living(database, MONDAY) as world:
        logs.set_up(SecretStr(world.standin.token), level="DEBUG", stream=listened.written)
        for name in ("", *logs.CAPPED):
            logging.getLogger(name).setLevel(logging.DEBUG)

        secrets = await everything_goes_wrong(world)

        written = listened.written.getvalue()
        assert all(f"a message of {library}" in written for library in ("httpx", "telegram", "aiosqlite")[:2])
        assert found_in(written, secrets) == []


def found_in(text: str, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if secret.casefold() in text.casefold()]


async def everything_goes_wrong(world: Living) -> list[str]:
    """Live through joining, a check-in, a conversation that raises and sends that fail; give what no log may hold."""
    registry.flow(RAISES, window=timedelta(days=1))(raises)
    olena, anna = world.phone(OLENA, f"{NAME}Telegram"), world.phone(ANNA, f"{NICKNAME}Telegram")
    tokens = [await world.staff_link()]
    olena.start(tokens[0])
    await world.settle()
    await go(olena, world.settle, *(move.format(language="en", name=NAME) for move in ACCEPTING))
    await go(olena, world.settle, "=/invite", f"={NICKNAME}", "~own")
    tokens.append(newest_token(olena))
    await join(world, anna, tokens[1])
    await compare(olena, anna, world.settle)
    await check_in(world, anna)
    await stumble(world, anna)
    await fail_to_send(world, olena, anna)
    return [WORDS, NAME, NICKNAME, str(OLENA), str(ANNA), world.standin.token, *tokens]


async def join(world: Living, anna: Phone, token: str) -> None:
    anna.start(token)
    await world.settle()
    moves = [f"={NICKNAME}" if move == "~skip" else move.format(language="en") for move in JOINING]
    await go(anna, world.settle, *moves)


async def check_in(world: Living, anna: Phone) -> None:
    await world.to_next_prompt()
    await go(anna, world.settle, "yes", "4", "hard", f"={WORDS} one", f"={WORDS} two", "yes", f"={WORDS} three", "%")


async def stumble(world: Living, anna: Phone) -> None:
    async with world.house.store.write() as tx:
        (client,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, ANNA))
        await world.house.desk.conversation.begin(tx, client.id, RAISES)
    await go(anna, world.settle, f"={WORDS} four", f"={WORDS} five")
    world.standin.inject({"message": {"text": f"{WORDS} six", "chat": NAME}})
    await world.settle()
    async with world.house.store.read() as tx:
        assert (await inbox.counts(tx)).aside == 2
        assert (await inbox.counts(tx)).unparsable == 1


async def fail_to_send(world: Living, olena: Phone, anna: Phone) -> None:
    world.standin.fail("sendMessage", bad_gateway())
    world.standin.fail("sendMessage", hang_up())
    await go(anna, world.settle, "=/checkin", f"={WORDS} seven", "Need help")
    anna.block()
    world.standin.updates.clear()
    await go(olena, world.settle, "=/clients")
    await world.forward(timedelta(days=8))

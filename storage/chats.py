"""Private chats that we know: which role speaks in them now, and whether they can be reached."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT in the same words

from storage.base import Transaction
from storage.tables import chat


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat; the row that is locked before anything of the chat is touched."""

    chat_index: bytes
    face: str
    reachable: bool
    unreachable_since: datetime | None


async def get(tx: Transaction, chat_index: bytes) -> Chat | None:
    """Give a chat, or none."""
    query = select(chat.c.chat_index, chat.c.face, chat.c.reachable, chat.c.unreachable_since)
    row = (await tx.db.execute(query.where(chat.c.chat_index == chat_index))).one_or_none()
    return Chat(*row) if row else None


async def hold(tx: Transaction, chat_index: bytes) -> None:
    """Lock a chat until the commit, waiting for whoever holds it."""
    await tx.db.execute(select(chat.c.chat_index).where(chat.c.chat_index == chat_index).with_for_update())


async def set_face(tx: Transaction, chat_index: bytes, face: str) -> None:
    """Let one of a chat's roles speak from now on."""
    made = insert(chat).values(chat_index=chat_index, face=face, reachable=True, tokens=5.0, tokens_at=0.0)
    await tx.db.execute(made.on_conflict_do_update(index_elements=["chat_index"], set_={"face": face}))


async def mark_unreachable(tx: Transaction, chat_index: bytes) -> bool:
    """Remember that a chat cannot be reached; say whether that is news."""
    here = (chat.c.chat_index == chat_index, chat.c.reachable)
    done = await tx.db.execute(update(chat).where(*here).values(reachable=False, unreachable_since=tx.now))
    return done.rowcount > 0


async def mark_reachable(tx: Transaction, chat_index: bytes) -> bool:
    """Remember that a chat can be reached again; say whether that is news."""
    here = (chat.c.chat_index == chat_index, chat.c.reachable.is_(False))
    done = await tx.db.execute(update(chat).where(*here).values(reachable=True, unreachable_since=None))
    return done.rowcount > 0

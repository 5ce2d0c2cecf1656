"""Who the tests of storage write to and about."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import pytest

from storage import persons
from storage.base import Store


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with a chat: the id, and the index under which the chat is found."""

    id: str
    chat_index: bytes


T = TypeVar("T")
Join = Callable[..., Awaitable[Somebody]]


@pytest.fixture
def join(store: Store) -> Join:
    """Give a way to let people join, each with a chat of their own, or in the chat that is named."""
    chats = iter(range(1_000, 9_000))

    async def one(
        face: str = "client", role: str = "client", *, zone: str = "UTC", chat: int | None = None
    ) -> Somebody:
        number = next(chats) if chat is None else chat
        made = await persons.new_person(store)
        async with store.write() as tx:
            await persons.add(tx, id=made, face=face, role=role, state="active", zone=zone)
            index = tx.index(1, number)
            await persons.claim(tx, made, index, number)
        return Somebody(made, index)

    return one


def there(found: T | None) -> T:
    """Give what was looked for, which must be there."""
    assert found is not None
    return found

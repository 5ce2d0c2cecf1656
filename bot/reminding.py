"""Reminding: a contact that somebody planned comes back to staff on its day."""

from storage import due
from storage.base import Transaction
from storage.contacts import Contact

CONTACT = "contact"


async def remind_of(tx: Transaction, contact: Contact) -> None:
    """Have staff reminded of a contact on its day."""
    await due.set(tx, CONTACT, contact.id, max(contact.due_at, tx.now), about=contact.client)

"""Wishes: the host's side of `flows.wishes`; each is carried out in the commit of the step that wished it."""

from bot.wishes.carrying import Wishes
from bot.wishes.notifying import tell_carers

__all__ = ["Wishes", "tell_carers"]

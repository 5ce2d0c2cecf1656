"""Readings: the host's side of `flows.readings`; small typed values, read in the transaction of the step."""

from bot.readings.answering import Readings
from bot.readings.cards import help_card_for

__all__ = ["Readings", "help_card_for"]

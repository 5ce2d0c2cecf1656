"""The methods of the Bot API that the stand-in serves, by their names in small letters."""

from bot.playground.methods import about, changing, receiving, sending
from bot.playground.methods.reading import Method

METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (receiving.METHODS, sending.METHODS, changing.METHODS, about.METHODS)
    for name, method in table.items()
}

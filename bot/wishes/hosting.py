"""What the deeds know of the house they live in."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.content.library import Library, library_with
from flows.programme import Programme


@dataclass(frozen=True)
class Host:
    """The programme, and how a one-time token becomes the address of a link."""

    programme: Programme
    link: Callable[[str], str]

    @property
    def library(self) -> Library:
        """The task ideas of this programme."""
        return library_with(self.programme.tasks, self.programme.language)

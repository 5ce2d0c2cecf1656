"""Readings and wishes about handing a client to another therapist: offered by staff, decided by the client."""

from typing import ClassVar

from flows.readings import Known
from flows.wishes import Wished


class Successor(Known):
    """Somebody of the staff who could go on with a client."""

    id: str
    name: str


class Successors(Known):
    """Who could go on with a client."""

    client: str
    name: str | None = None
    staff: tuple[Successor, ...] = ()


class HandoverShown(Known):
    """What is offered to a client; without an id nothing is offered any more."""

    now: str | None = None  # who reads at present; none: nobody does
    then: str | None = None
    then_id: str = ""


class OfferHandover(Wished):
    """Ask a client whether somebody else of the staff may go on with them."""

    kind: ClassVar[str] = "offer_handover"
    client: str
    to: str


class AnswerHandover(Wished):
    """Say whether somebody else may go on; `to` is whoever was offered when the question was asked."""

    kind: ClassVar[str] = "answer_handover"
    to: str
    yes: bool

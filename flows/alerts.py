"""Readings about notices: what staff were told about clients, and what became of it."""

from datetime import datetime
from typing import Literal

from flows.readings import Known

Arrived = Literal["on_its_way", "arrived", "failed"]


class NoticeShown(Known):
    """One notice that could not wait: to the one who reads, or, for supervisors, to whoever has not seen it."""

    client: str
    name: str | None = None
    kind: str
    sent_at: datetime
    arrived: Arrived = "arrived"
    seen_at: datetime | None = None
    escalated_at: datetime | None = None
    own_client: bool = True  # the one who reads may open this client
    to: str | None = None  # somebody else of the staff; none: the one who reads


class Notices(Known):
    """The notices of the last weeks, those not seen first."""

    notices: tuple[NoticeShown, ...] = ()
    others: tuple[NoticeShown, ...] = ()  # sent to others and not seen by them, the newest; supervisors see these
    older: int = 0  # how many more of those there are

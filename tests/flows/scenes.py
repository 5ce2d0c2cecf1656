"""Scenes: every flow as usual, and once with each thing that it looks at being otherwise."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel

from flows import registry
from flows.readings import (
    Absence,
    ClientLog,
    Clients,
    ClientShown,
    Code,
    Colleagues,
    CurrentPlan,
    EntryShown,
    HelpCard,
    Looked,
    Me,
    MyEntries,
    MyHoldings,
    MySettings,
    Place,
    Waiting,
    WhoReads,
)
from tests.flows.known import CARD, CLIENT, CLOCK, CODE, PLACE, PLAN, SETTINGS, THERAPIST, WHO
from tests.flows.player import Player

AT = datetime(2026, 3, 1, 18, tzinfo=UTC)
WORDS = {"text": "12 345"}  # words without letters, so that no script shines through
VALUES: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("mood_reported", {"mood": 4, "link": link, "words": WORDS}) for link in ("good", "hard", "both", "nothing")),
    ("raised", {"words": {"voice": "f1", "seconds": 5}}),
    ("moments_told", {"best": WORDS, "hardest": WORDS}),
    ("contact_asked", {"words": WORDS}),
    ("check_in_skipped", {}),
    ("run_unfinished", {"flow": "check_in", "answers": {"mood_reported.mood": 2, "mood_reported.link": "hard"}}),
)
ENTRIES = tuple(
    EntryShown(id=f"e{n}", kind=kind, value=value, at=AT, language="uk", private=n == 2, changed=n == 3)
    for n, (kind, value) in enumerate(VALUES)
)
CLIENTS = (
    ClientShown(id="c1", name="Mira", state="active", new=3),
    ClientShown(id="c2", name=None, state="waiting"),
    ClientShown(id="c3", name="Nova", state="active", reachable=False, stopped=True, shares=False),
    ClientShown(id="c4", name="Zoe", state="active", paused_until=AT),
    ClientShown(id="c5", name="Ada", state="joining"),
    ClientShown(id="c6", name="Ida", state="invited"),
    ClientShown(id="c7", name="Eva", state="ended"),
)
COVERED = Absence(away_from=date(2026, 3, 2), away_until=date(2026, 3, 9), cover="Ruth")
UNCOVERED = COVERED.model_copy(update={"cover": None})
SHOWN = ("boat,key,sun", "tree,key,sun", "bell,fish,sun")
USUAL: tuple[BaseModel, ...] = (
    PLACE, PLAN, CARD, CLOCK, CODE, SETTINGS, WHO,
    MyEntries(entries=ENTRIES),
    MyHoldings(entries=3, first_on=date(2026, 2, 1), name="Mira", zone="Europe/Kyiv", readings=(Looked(name="Olena", at=AT),)),
    Clients(clients=CLIENTS),
    ClientLog(client="c1", name="Mira", entries=ENTRIES),
    Waiting(client="c1", name="Mira", right="boat,key,sun", shown=SHOWN),
    Colleagues(names=("Ruth",)),
)  # fmt: skip
OTHERWISE: tuple[tuple[type[BaseModel], dict[str, Any]], ...] = (
    (Place, {"open_to_clients": False}),
    (Place, {"safety_notices": False}),
    (WhoReads, {"name": None, "weekdays": (), "looks_by": None}),
    (WhoReads, {"weekdays": (1, 2, 3, 4, 5), "supervisor": "Ruth"}),
    (WhoReads, {"absence": COVERED}),
    (WhoReads, {"absence": UNCOVERED}),
    (CurrentPlan, {"next_check_in": None, "later_today": False}),
    (CurrentPlan, {"shares": False, "stores": False}),
    (HelpCard, {"name": None, "looks_by": None, "second_route": None}),
    (HelpCard, {"absence": COVERED}),
    (HelpCard, {"absence": UNCOVERED}),
    (MySettings, {"message": False, "store": False, "share": False}),
    (MySettings, {"opens_self": True, "paused": True}),
    (MySettings, {"paused": True, "paused_until": AT}),
    (MyEntries, {"entries": ()}),
    (MyHoldings, {"entries": 0, "first_on": None, "name": None, "readings": ()}),
    (Clients, {"clients": ()}),
    (ClientLog, {"entries": (), "name": None}),
    (ClientLog, {"shares": False}),
    (Waiting, {"moving": True}),
    (Waiting, {"right": "", "name": None}),
    (Colleagues, {"names": ()}),
    (Code, {"pictures": ()}),
    (Me, {"name": None, "native_digits": True}),
    (Me, {"joined": False, "help_label": "more"}),
    (Me, {"help_label": "neutral"}),
    (Me, {"role": "supervisor"}),
)


@dataclass(frozen=True)
class Scene:
    """A flow, and the one thing that differs from the usual."""

    flow: str
    other: int | None = None  # which of OTHERWISE
    prompted: bool = False

    def __str__(self) -> str:
        """Name the scene as a test shows it."""
        differs = "" if self.other is None else f"-{OTHERWISE[self.other][0].__name__}{self.other}"
        return f"{self.flow}{'-prompted' if self.prompted else ''}{differs}"

    @property
    def usual(self) -> bool:
        """Say whether nothing differs."""
        return self.other is None

    @property
    def known(self) -> dict[type[BaseModel], BaseModel]:
        """Give what the flow finds."""
        me = THERAPIST if registry.find(self.flow).face == "staff" else CLIENT
        known: dict[type[BaseModel], BaseModel] = {type(one): one for one in (*USUAL, me)}
        if self.other is not None:
            model, update = OTHERWISE[self.other]
            known[model] = known[model].model_copy(update=update)
        return known

    def opened(self, language: str) -> Player:
        """Begin."""
        args = {"client": "c1", "invite": "1", "prompted": self.prompted}
        return Player(self.flow, *self.known.values(), args=args, language=language)

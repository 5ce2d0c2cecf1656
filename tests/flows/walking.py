"""Walks every registered flow by itself, each time by the same choices, whatever the language."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from pydantic import BaseModel

from flows import registry
from flows.readings import (
    Absence,
    ClientLog,
    Clients,
    ClientShown,
    Colleagues,
    EntryShown,
    Looked,
    MyEntries,
    MyHoldings,
    Waiting,
)
from tests.flows.known import CARD, CLIENT, CLOCK, CODE, PLACE, PLAN, SETTINGS, THERAPIST, WHO
from tests.flows.player import Player

AT = datetime(2026, 3, 1, 18, tzinfo=UTC)
ENTRIES = (
    EntryShown(
        id="e1", kind="mood_reported", value={"mood": 4, "link": "hard", "words": {"text": "12 345"}}, at=AT,
        language="uk",
    ),
    EntryShown(id="e2", kind="raised", value={"words": {"voice": "f1", "seconds": 5}}, at=AT, language="en"),
    EntryShown(id="e3", kind="check_in_skipped", value={}, at=AT, language="en", private=True, changed=True),
)  # fmt: skip
CLIENTS = (
    ClientShown(id="c1", name="Mira", state="active", new=3),
    ClientShown(id="c2", name=None, state="waiting"),
    ClientShown(id="c3", name="Nova", state="active", reachable=False, stopped=True, shares=False),
    ClientShown(id="c4", name="Zoe", state="active", paused_until=AT),
)
AWAY = WHO.model_copy(
    update={"absence": Absence(away_from=date(2026, 3, 2), away_until=date(2026, 3, 9), cover="Ruth")}
)
KNOWN: tuple[BaseModel, ...] = (
    PLACE, PLAN, CARD, CLOCK, CODE, SETTINGS, AWAY,
    MyEntries(entries=ENTRIES),
    MyHoldings(entries=3, first_on=date(2026, 2, 1), name="Mira", readings=(Looked(name="Olena", at=AT),)),
    Clients(clients=CLIENTS),
    ClientLog(client="c1", name="Mira", entries=ENTRIES),
    Waiting(client="c1", name="Mira", right="boat,key,sun", shown=("boat,key,sun", "tree,key,sun", "bell,fish,sun")),
    Colleagues(names=("Ruth",)),
)  # fmt: skip
LONGEST = 60  # answers of one walk
WRITTEN = ("12", "34")  # words without letters, so that no script shines through

Before = Callable[[Player], None]


def every_flow() -> list[str]:
    """Name every flow that people can meet."""
    return sorted({flow.name for flow in registry.all_flows() if not flow.name.startswith("tests.")})


def walks() -> list[tuple[str, int]]:
    """Give every flow with every way of choosing."""
    return [(flow, way) for flow in every_flow() for way in range(5)]


def walk(flow: str, way: int, language: str, before: Before = lambda _player: None) -> Player:
    """Walk a flow to its end: way 0 taps each first button, way 1 each second, and so on; `before` sees each question."""
    me = THERAPIST if registry.find(flow).face == "staff" else CLIENT
    args = {"client": "c1", "invite": "1", "prompted": way % 2 == 0}
    player = Player(flow, me, *KNOWN, args=args, language=language)
    for number in range(LONGEST):
        if player.over:
            break
        before(player)
        take_step(player, way + number // 12)
    return player


def take_step(player: Player, way: int) -> None:
    """Answer the open question, or go back once where the way says so."""
    codes = [button.code for row in player.question.buttons() for button in row]
    if way == 4 and len(player.standing.answered) == 2 and not any(row.turn for row in player.rows):
        player.back()
    elif codes:
        player.tap(codes[way % len(codes)])
    else:
        player.write(WRITTEN[way % 2])


def history(player: Player) -> list[object]:
    """Give what the journal and the effects say, without a word of any language."""
    rows = [(row.seq, row.turn, row.key, row.shape, row.value) for row in player.rows]
    return [*rows, *((effect.key, effect.turn) for effect in player.effects), player.over, player.ended]

"""
The tree of errors of the flows room.

    FlowError                     a mistake of ours: the run is parked, the operator is told, nothing is lost
    ├── StepMoved                 a saved answer no longer fits the flow that asked for it
    ├── StepRepeated              a flow used one step key twice in a run
    ├── RunTooLong                a run reached the cap on its journal
    ├── ForeignAwait              a flow awaited something that the chat did not give it
    ├── FlowUnknown               a run names a flow or version that is no longer registered
    └── FlowRefused               a flow was not registered, because it would not replay

An answer that a question cannot take is not an error: the question is asked again (`NotTaken`).
"""


class FlowError(Exception):
    """A flow cannot go on; the client is told once and everything answered is kept."""


class StepMoved(FlowError):
    """
    A saved answer no longer fits the flow that asked for it.

    Raised before anything is sent, so the client sees nothing wrong and the run waits, parked, for a deploy.
    """

    def __init__(self, *, saved: str, expected: str) -> None:
        self.saved, self.expected = saved, expected
        super().__init__(
            f"journal: it holds an answer to '{saved}' where the flow now asks '{expected}'. "
            "Keep the old version registered until its runs end, or give the new question its own key."
        )


class StepRepeated(FlowError):
    """A flow used one step key twice in a run; loops write their number into the key."""

    def __init__(self, *, key: str) -> None:
        self.key = key
        super().__init__(
            f"flow: the step key '{key}' was used twice in one run. In a loop write '{key}[1]', '{key}[2]' …"
        )


class RunTooLong(FlowError):
    """A run reached the cap on its journal; an endless conversation ends with `chat.restart`."""

    def __init__(self, *, length: int, cap: int) -> None:
        self.length, self.cap = length, cap
        super().__init__(
            f"journal: '{length}' rows, at most '{cap}' are replayed. End the loop with `chat.restart(…)`."
        )


class ForeignAwait(FlowError):
    """A flow awaited something that the chat did not give it, which no replay could repeat."""

    def __init__(self, *, found: str) -> None:
        self.found = found
        super().__init__(f"flow: it awaited a '{found}'. A flow may await only what `chat` gives it.")


class FlowUnknown(FlowError):
    """A run names a flow or version that is no longer registered; the run waits, parked."""

    def __init__(self, *, name: str, version: int | None, known: tuple[str, ...]) -> None:
        self.name, self.version = name, version
        wanted = name if version is None else f"{name} version {version}"
        super().__init__(f"registry: no flow '{wanted}'. Known are {', '.join(known) or 'none'}.")


class FlowRefused(FlowError):
    """A flow was not registered, because it would not replay the same way twice."""

    def __init__(self, *, name: str, faults: tuple[str, ...]) -> None:
        self.name, self.faults = name, faults
        super().__init__(f"flow '{name}' is refused: " + "; ".join(faults))

"""The registry: every flow by name and version; a run keeps the version it began with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from flows.engine import FlowFunction
from flows.errors import FlowRefused, FlowUnknown
from flows.lint import faults

Face = Literal["client", "staff"]


@dataclass(frozen=True, slots=True)
class Flow:
    """A registered conversation; `window` is how long an open run waits for its next answer."""

    name: str
    version: int
    face: Face
    window: timedelta
    function: FlowFunction
    back: bool = True  # whether questions carry a Back button
    menu: bool = False  # a short menu: it never stands in the way of another conversation
    of_client: bool = False  # held with staff about a client: sealed with that client's key
    resumes: bool = False  # opened again, it goes on where it was left
    tidies: bool = False  # its messages may leave the chat: what the client writes is remembered by its number


_flows: dict[tuple[str, int], Flow] = {}


def flow(
    name: str,
    *,
    version: int = 1,
    face: Face = "client",
    window: timedelta,
    back: bool = True,
    menu: bool = False,
    of_client: bool = False,
    resumes: bool = False,
    tidies: bool = False,
) -> Callable[[FlowFunction], FlowFunction]:
    """Register a flow, or refuse it with the reasons why it would not replay."""

    def register(function: FlowFunction) -> FlowFunction:
        found = tuple(faults(function))
        if (name, version) in _flows and _flows[name, version].function.__module__ != function.__module__:
            found += (f"'{name}' version '{version}' is registered already; raise the version",)
        if found:
            raise FlowRefused(name=name, faults=found)
        _flows[name, version] = Flow(name, version, face, window, function, back, menu, of_client, resumes, tidies)
        return function

    return register


def find(name: str, version: int | None = None) -> Flow:
    """Find a flow by name: the version asked for, or the newest."""
    versions = sorted(known for flow_name, known in _flows if flow_name == name)
    wanted = version if version is not None else (versions[-1] if versions else -1)
    if (name, wanted) not in _flows:
        raise FlowUnknown(name=name, version=version, known=tuple(sorted({key[0] for key in _flows})))
    return _flows[name, wanted]


def all_flows() -> tuple[Flow, ...]:
    """Give every registered flow, by name and version."""
    return tuple(_flows[key] for key in sorted(_flows))

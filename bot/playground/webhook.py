"""Delivery by webhook: one update at a time for each chat, again and again until it is taken."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.playground.refusals import bad
from bot.playground.waiting import Update, Updates

PORTS = (443, 80, 88, 8443)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
LONGEST_PAUSE = 60.0
LONGEST_ASKED_FOR = 3600.0
OURS = ("127.0.0.1", "localhost", "::1")

Rest = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where updates are delivered."""

    url: str
    secret: str | None = None
    connections: int = 40

    def check(self) -> None:
        """Refuse an address that Telegram refuses; plain HTTP is taken on this machine only, as a local server does."""
        parts = _parts(self.url)
        local = parts.hostname in OURS
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS and not local:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if self.secret is not None and not SECRET.fullmatch(self.secret):
            raise bad("secret token contains unallowed characters")


class Webhook:
    """
    Delivers what waits, in a queue for each chat, and delivers again what is not answered with 2xx.

    The first time again is at once, then come pauses, each twice as long as the one before.  Telegram's first one is two
    seconds; the playground's is shorter, because somebody watches.
    """

    def __init__(self, updates: Updates, *, first_pause: float = 0.05, rest: Rest = asyncio.sleep) -> None:
        self.updates = updates
        self.first_pause = first_pause
        self.rest = rest
        self.address: Address | None = None
        self.last_error = ""
        self.last_error_at = 0
        self._places = asyncio.Semaphore(1)
        self._jobs: dict[str, asyncio.Task[None]] = {}

    def point_to(self, address: Address | None) -> None:
        """Deliver there from now on, or nowhere; whoever rests after a failure begins anew."""
        self.address = address
        self.last_error, self.last_error_at = "", 0
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        if address is not None:
            self._places = asyncio.Semaphore(address.connections)
        self.push()

    def push(self) -> None:
        """Deliver what waits; a queue that is being delivered goes on by itself."""
        if self.address is None:
            return
        for queue in {update.queue for update in self.updates}:
            if queue not in self._jobs or self._jobs[queue].done():
                self._jobs[queue] = asyncio.get_running_loop().create_task(self._deliver(queue, self.address))

    async def _deliver(self, queue: str, address: Address) -> None:
        """Deliver one queue in order, pausing longer after each failure in a row."""
        failures = 0
        async with httpx.AsyncClient(timeout=30) as http:
            while update := self._first(queue):
                async with self._places:
                    asked_to_wait = await self._refused(http, address, update)
                if asked_to_wait is None:
                    self.updates.take_out(update)
                    failures = 0
                    continue
                failures += 1
                await self.rest(asked_to_wait or self.pause_after(failures))
            del self._jobs[queue]  # before the connection is closed: what comes meanwhile finds nobody on the way

    def pause_after(self, failures: int) -> float:
        """Give the seconds before the next try: none, then the first pause, then twice as many each time."""
        return min(LONGEST_PAUSE, self.first_pause * 2 ** (failures - 2)) if failures > 1 else 0.0

    def _first(self, queue: str) -> Update | None:
        self.updates.tidy()
        return next((update for update in self.updates if update.queue == queue), None)

    async def _refused(self, http: httpx.AsyncClient, address: Address, update: Update) -> float | None:
        """Deliver once; none when it was taken, else the seconds that the bot asked us to wait."""
        headers = {SECRET_HEADER: address.secret} if address.secret else {}
        try:
            answer = await http.post(address.url, json=update.body, headers=headers)
        except httpx.HTTPError as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return 0.0
        if answer.is_success:
            return None
        self._failed(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")
        wait = answer.headers.get("retry-after", "")
        return min(LONGEST_ASKED_FOR, float(wait)) if wait.isdecimal() else 0.0

    def _failed(self, why: str) -> None:
        self.last_error, self.last_error_at = why, self.updates.now()

    def as_json(self) -> dict[str, Any]:
        """Give the answer of `getWebhookInfo`."""
        found: dict[str, Any] = {
            "url": self.address.url if self.address else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }
        if self.address:
            found["max_connections"] = self.address.connections
        if self.updates.allowed:
            found["allowed_updates"] = sorted(self.updates.allowed)
        if self.last_error:
            found |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        return found

    async def close(self) -> None:
        """Stop delivering."""
        self.address = None
        jobs = list(self._jobs.values())
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        self._jobs.clear()


def _parts(url: str) -> Any:
    try:
        parts = urlsplit(url)
        assert parts.port is None or parts.hostname
    except (ValueError, AssertionError):
        raise bad("bad webhook: invalid webhook URL specified") from None
    return parts

"""Delivery by webhook: one update at a time for each chat, again and again until it is taken."""

import asyncio
import re
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
OURS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where updates are delivered."""

    url: str
    secret: str | None = None
    connections: int = 40

    def check(self) -> None:
        """Refuse an address that Telegram refuses; plain HTTP is taken on this machine only, as a local server does."""
        parts = urlsplit(self.url)
        local = parts.hostname in OURS
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS and not local:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if self.secret is not None and not SECRET.fullmatch(self.secret):
            raise bad("secret token contains unallowed characters")


class Webhook:
    """Delivers what waits, in a queue for each chat, and delivers again what is not answered with 2xx."""

    def __init__(self, updates: Updates, *, first_pause: float = 0.05) -> None:
        self.updates = updates
        self.first_pause = first_pause
        self.address: Address | None = None
        self.last_error = ""
        self.last_error_at = 0
        self._jobs: dict[str, asyncio.Task[None]] = {}

    def point_to(self, address: Address | None) -> None:
        """Deliver there from now on, or nowhere."""
        self.address = address
        self.push()

    def push(self) -> None:
        """Deliver what waits; a queue that is being delivered goes on by itself."""
        if self.address is None:
            return
        for queue in {update.queue for update in self.updates}:
            if queue not in self._jobs or self._jobs[queue].done():
                self._jobs[queue] = asyncio.get_running_loop().create_task(self._deliver(queue))

    async def _deliver(self, queue: str) -> None:
        """Deliver one queue in order, pausing longer after each failure."""
        pause = 0.0
        async with httpx.AsyncClient(timeout=30) as http:
            while self.address is not None and (update := self._first(queue)):
                if await self._taken(http, self.address, update):
                    self.updates.take_out(update)
                    pause = 0.0
                else:
                    pause = min(LONGEST_PAUSE, pause * 2 or self.first_pause)
                    await asyncio.sleep(pause)

    def _first(self, queue: str) -> Update | None:
        self.updates.tidy()
        return next((update for update in self.updates if update.queue == queue), None)

    async def _taken(self, http: httpx.AsyncClient, address: Address, update: Update) -> bool:
        headers = {SECRET_HEADER: address.secret} if address.secret else {}
        try:
            answer = await http.post(address.url, json=update.body, headers=headers)
        except httpx.HTTPError as error:
            self._failed(update, f"Connection failed: {type(error).__name__}")
            return False
        if not answer.is_success:
            self._failed(update, f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")
        return answer.is_success

    def _failed(self, update: Update, why: str) -> None:
        self.last_error, self.last_error_at = why, update.since

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
        for job in self._jobs.values():
            job.cancel()
        await asyncio.gather(*self._jobs.values(), return_exceptions=True)
        self._jobs.clear()

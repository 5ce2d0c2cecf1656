"""Serving Telegram: by polling or by webhook, until the process is told to stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from bot import logs
from bot.assembly import House, Plans
from bot.settings import Settings, SettingsProblem
from bot.transport import NotDone
from bot.web.health import health_of
from bot.web.log.login import Checking
from bot.web.log.pages import LOG, Pages
from bot.web.server import listening
from bot.web.site import site
from bot.web.webhook import webhook_path
from storage.only_one import serving_alone
from storage.rows import role_above

log = logging.getLogger("interlude.serving")

OFFICIAL = "api.telegram.org"
AGAIN = 10.0  # seconds until Telegram is asked again for what it could not say at the start
READY, NOT_REACHED = "interlude: ready", "interlude: ready (Telegram not reached yet)"
Say = Callable[[str], None]


def plans_of(settings: Settings) -> Plans:
    """Say where the house of these settings stands, or raise `SettingsProblem` when there is no token."""
    if settings.telegram_token is None:
        raise SettingsProblem(
            "INTERLUDE_TELEGRAM_TOKEN is not set. Paste the token that BotFather gave you, "
            "or run `interlude playground`, which needs none."
        )
    return Plans(
        settings.database,
        settings.keys,
        settings.key_file,
        settings.telegram_token,
        settings.telegram_api,
        settings.programme,
        trial=not on_telegram_itself(settings),
        page_at=f"{settings.page_url}{LOG}" if settings.page_url else None,
    )


def on_telegram_itself(settings: Settings) -> bool:
    """Say whether the Bot API is Telegram's own, where real people write."""
    return urlsplit(settings.telegram_api).hostname == OFFICIAL


async def serve(settings: Settings, say: Say) -> None:
    """Serve until SIGTERM or SIGINT; what is on its way is finished first."""
    plans = plans_of(settings)
    logs.set_up(*settings.secrets, level=settings.log_level)
    with serving_alone(settings.database):
        house = await House.open(plans)
        try:
            await warn_of_role(house)
            async with brought_in(house, settings) as fetching:
                reached = await house.meet_telegram() and await hooked_up(house, settings)
                say(READY if reached else NOT_REACHED)
                parts = [fetching] if reached else [fetching, meet_later(house, settings)]
                await until_told_to_stop(house.serve(*parts))
        finally:
            await house.close()


async def warn_of_role(house: House) -> None:
    """Say it in the log if PostgreSQL will not look whose rows are read; `doctor` names the remedy."""
    if await role_above(house.store.writer) is not None:
        log.warning("rows: the database role stands above all policies; see `interlude doctor`")


@contextlib.asynccontextmanager
async def brought_in(house: House, settings: Settings) -> AsyncIterator[Coroutine[Any, Any, None]]:
    """Give what brings the updates in: our own polling, or a site that Telegram calls; and serve the page, if there is one."""
    polling = settings.updates == "polling"
    if polling and settings.page_url is None:
        yield house.inbox.run()
        return
    pages = pages_of(house, settings)
    inbox, secret = (None, None) if polling else (house.inbox, settings.webhook_secret)
    app = site(lambda: health_of(house.store), inbox, secret, pages)
    async with listening(app, settings.host, settings.port):
        yield house.inbox.run() if polling else _for_ever()


def pages_of(house: House, settings: Settings) -> Pages | None:
    """Give the page, if there is one; inside Telegram it opens where its address is https, as Telegram wants it."""
    if settings.page_url is None or settings.telegram_token is None:
        return None
    checking = Checking.of(settings.telegram_token) if settings.page_url.startswith("https:") else None
    return Pages(house.store, house.programme, settings.page_url, checking)


async def _for_ever() -> None:
    await asyncio.Event().wait()


async def hooked_up(house: House, settings: Settings) -> bool:
    """Tell Telegram where to bring updates, if it is to bring them; say whether Telegram could be reached."""
    if settings.updates == "polling" or settings.webhook_secret is None:
        return True
    try:
        await house.telegram.hook_up(
            f"{settings.public_url}{webhook_path(settings.webhook_secret)}", settings.webhook_secret
        )
    except NotDone:
        return False
    return True


async def meet_later(house: House, settings: Settings) -> None:
    """Ask again for what Telegram could not say at the start; prompts do not wait for it."""
    reached = False
    while not reached:
        await asyncio.sleep(AGAIN)
        reached = await house.meet_telegram() and await hooked_up(house, settings)


async def until_told_to_stop(work: Coroutine[Any, Any, None]) -> None:
    """Run until the work ends or the system asks us to stop."""
    job, loop = asyncio.ensure_future(work), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; there Ctrl-C raises
            loop.add_signal_handler(sign, job.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await job

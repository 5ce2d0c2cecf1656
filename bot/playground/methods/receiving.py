"""How the bot gets updates: by asking for them, or by having them delivered."""

import asyncio

from bot.playground.methods.reading import Json, Method, Params, flag, number, words
from bot.playground.refusals import REPLACED, TERMINATED, WEBHOOK_ACTIVE, Refused
from bot.playground.standin import StandIn
from bot.playground.webhook import Address

LONGEST_POLL = 50
AT_ONCE = 100


async def get_updates(standin: StandIn, params: Params) -> Json:
    """Give what waits; an offset confirms all before it, and whoever asked earlier and still waits is turned away."""
    if standin.webhook.address is not None:
        raise Refused(409, WEBHOOK_ACTIVE)
    standin.updates.ask_for(params.get("allowed_updates"))
    standin.updates.confirm(number(params, "offset"))
    me = object()
    standin.poller = me
    standin.updates.bell.ring()
    wait = min(LONGEST_POLL, max(0, number(params, "timeout")))
    await _until_there_are_some(standin, me, wait)
    if standin.poller is not me:
        raise Refused(409, _why_turned_away(standin))
    standin.poller = None
    standin.updates.tidy()
    limit = min(AT_ONCE, max(1, number(params, "limit", AT_ONCE)))
    return [update.body for update in standin.updates][:limit]


def _why_turned_away(standin: StandIn) -> str:
    return TERMINATED if standin.webhook.address is None else REPLACED


async def _until_there_are_some(standin: StandIn, me: object, seconds: float) -> None:
    """Wait for an update, for another poller, or for the end of the time: the machine's, which no calendar moves."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not len(standin.updates) and standin.poller is me and loop.time() < end:
        await standin.updates.bell.wait(end - loop.time())


async def set_webhook(standin: StandIn, params: Params) -> Json:
    """Deliver updates by themselves from now on; an empty address stops it."""
    url = words(params, "url")
    address = Address(url, words(params, "secret_token") or None, _connections(params))
    if url:
        address.check()
    standin.updates.ask_for(params.get("allowed_updates"))
    if flag(params, "drop_pending_updates"):
        standin.updates.clear()
    standin.webhook.point_to(address if url else None)
    standin.poller = None
    standin.updates.bell.ring()
    return True


def _connections(params: Params) -> int:
    return min(100, max(1, number(params, "max_connections", 40)))


async def delete_webhook(standin: StandIn, params: Params) -> Json:
    """Stop delivering."""
    if flag(params, "drop_pending_updates"):
        standin.updates.clear()
    standin.webhook.point_to(None)
    return True


async def get_webhook_info(standin: StandIn, _params: Params) -> Json:
    """Say where updates are delivered."""
    return standin.webhook.as_json()


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}

"""The site: every address that the bot answers."""

from collections.abc import Awaitable, Callable, Mapping

from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route

from bot.inbox import Inbox
from bot.logs import kind_of
from bot.web.log.pages import LOG, Pages, app_of
from bot.web.webhook import Webhook, webhook_path

Health = Callable[[], Awaitable[Mapping[str, int | float | str | bool | None]]]
HEALTH = "/health"


def site(
    health: Health, inbox: Inbox | None = None, secret: SecretStr | None = None, pages: Pages | None = None
) -> Starlette:
    """Build the site: its health, the webhook where there is a secret for it, and the therapist's page where there is one."""
    routes: list[BaseRoute] = [Route(HEALTH, _answering(health), methods=["GET", "HEAD"])]
    if inbox is not None and secret is not None:
        routes.append(Route(webhook_path(secret), Webhook(inbox, secret).receive, methods=["POST"]))
    if pages is not None:
        routes.append(Mount(LOG, app=app_of(pages)))
    return Starlette(routes=routes)


def _answering(health: Health) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Answer how the house is: numbers only, 503 when it cannot say."""

    async def answer(_request: Request) -> JSONResponse:
        try:
            return JSONResponse({"well": True, **await health()}, headers={"Cache-Control": "no-store"})
        except Exception as error:  # noqa: BLE001 - whatever is wrong, whoever asks hears that something is
            return JSONResponse({"well": False, "trouble": kind_of(error)}, status_code=503)

    return answer

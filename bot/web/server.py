"""A web server inside our own process: it leaves the signals to the house and stops when told."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp


class CannotListen(Exception):
    """The address we should listen on is taken or not ours; the operator is told at start."""

    def __init__(self, *, host: str, port: int, why: str) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"server: cannot listen on '{host}:{port}' ({why}). "
            "Stop what listens there, or set INTERLUDE_LISTEN to another address."
        )


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, and with a sign that it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets=sockets)
        self.up.set()


@asynccontextmanager
async def listening(app: ASGIApp, host: str, port: int) -> AsyncIterator[str]:
    """Serve an app while the block lasts, and give its address; port 0 chooses a free one."""
    door = _bound(host, port)
    server = _Server(
        uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=3)
    )
    job = asyncio.create_task(server.serve(sockets=[door]))
    try:
        await server.up.wait()
        yield f"http://{'127.0.0.1' if host in {'', '0.0.0.0'} else host}:{door.getsockname()[1]}"  # noqa: S104 - compared, not bound
    finally:
        server.should_exit = True
        await job
        door.close()


def _bound(host: str, port: int) -> socket.socket:
    family: Any = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only on a socket that says it is TCP; else each waits 40 ms for the other side.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise CannotListen(host=host, port=port, why=error.strerror or type(error).__name__) from None
    return door

"""`interlude serve` in a process forked from one that has imported everything: it starts in a tenth of the time."""

import asyncio
import multiprocessing
import os
from multiprocessing.connection import Connection

from bot import points, serving
from bot.settings import load_settings

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload([__name__])


def serve(environment: dict[str, str], said: Connection) -> None:
    """Serve with these settings alone, and hand over what the command line would print."""
    os.environ.clear()
    os.environ.update(environment)
    points.arm()
    asyncio.run(serving.serve(load_settings(), said.send))

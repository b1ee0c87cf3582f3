"""Serves the pages from the event loop that the bot runs in."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

PATIENCE_AT_STOP = 15
"""Seconds for requests in hand: a little more than the longest turn, one with a language model."""

KEEP_ALIVE = 75
"""Seconds without a request before a connection is closed: longer than what is before us keeps it."""


class Server:
    """One listening port. Signals are left to whoever runs the event loop."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=PATIENCE_AT_STOP,
        )
        self._server = _Quiet(config)
        self._where = host, port
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Takes requests from now on.

        Raises:
            OSError: the address is not ours, or its port is taken.
        """
        host, port = self._where
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
        self._serving = asyncio.create_task(self._server.serve([listening]))

    async def stop(self) -> None:
        """Takes no more requests, and finishes those in hand within `PATIENCE_AT_STOP`."""
        if self._serving is not None:
            self._server.should_exit = True
            await self._serving


class _Quiet(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

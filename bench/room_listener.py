"""The page of a workshop without a browser: hears the news and fetches the page, as its script does."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx

_READY = re.compile(r'<p class="huge"><strong>(\d+)</strong>')


class Listener:
    """One page; the same to ask as a `Beamer`."""

    def __init__(self, client: httpx.AsyncClient, address: str) -> None:
        self._client = client
        self._address = address
        self._source = ""
        self._counted: list[tuple[float, int]] = []
        self._news = asyncio.Event()

    async def listen(self) -> None:
        """Follows the workshop until cancelled; comes back when the connection goes."""
        while True:
            with suppress(httpx.HTTPError):
                async with self._client.stream("GET", f"{self._address}/nieuws") as news:
                    async for line in news.aiter_lines():
                        if line.startswith("data: "):
                            await self._fetch()
            await asyncio.sleep(2.0)

    async def counted(self, since: float) -> list[tuple[float, int]]:
        """See `Beamer.counted`."""
        return [(at, count) for at, count in self._counted if at >= since]

    async def counts(self, ready: int, seconds: float = 60.0) -> None:
        """See `Beamer.counts`."""
        async with asyncio.timeout(seconds):
            while not (found := _READY.search(self._source)) or int(found[1]) != ready:
                await self._news.wait()

    async def reveals(self, seconds: float = 60.0) -> float:
        """See `Beamer.reveals`."""
        async with asyncio.timeout(seconds):
            while 'class="screen revealed"' not in self._source:
                await self._news.wait()
        return time.time()

    async def source(self) -> str:
        """See `Beamer.source`."""
        return self._source

    async def fetch(self, address: str) -> str:
        """See `Beamer.fetch`."""
        return (await self._client.get(address)).text

    async def _fetch(self) -> None:
        self._source = await self.fetch(self._address)
        if found := _READY.search(self._source):
            self._counted.append((time.time(), int(found[1])))
        news, self._news = self._news, asyncio.Event()
        news.set()


@asynccontextmanager
async def listening(client: httpx.AsyncClient, address: str) -> AsyncIterator[Listener]:
    """A page that follows a workshop for as long as the block lasts."""
    listener = Listener(client, address)
    task = asyncio.create_task(listener.listen())
    try:
        yield listener
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

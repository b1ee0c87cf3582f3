"""A reverse proxy for tests: each request to the next server, or the one after it when that one is gone."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

import aiohttp
from aiohttp import web


@asynccontextmanager
async def balancing(ports: Sequence[int]) -> AsyncIterator[int]:
    """Passes requests on to servers at these ports of loopback; the port of the proxy itself."""
    turns = count()

    async def passed_on(request: web.Request) -> web.Response:
        body, first = await request.read(), next(turns)
        for place in range(len(ports)):
            url = f"http://127.0.0.1:{ports[(first + place) % len(ports)]}{request.path}"
            try:
                async with session.request(
                    request.method, url, data=body, headers=request.headers
                ) as response:
                    return web.Response(status=response.status, body=await response.read())
            except (
                aiohttp.ClientConnectorError
            ):  # nothing was taken; else it may have been, so Telegram decides
                continue
            except aiohttp.ClientError:
                break
        return web.Response(status=502)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", passed_on)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    async with aiohttp.ClientSession() as session:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port: int = runner.addresses[0][1]
        try:
            yield port
        finally:
            await runner.cleanup()

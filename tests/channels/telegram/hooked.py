"""The bot with a webhook, in this process."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.assistant import Assistant
from bot.channels.telegram.front import Address
from bot.channels.telegram.house import House
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.running import serve
from bot.channels.telegram.webhook import Webhook
from bot.store import Store
from tests.auxil.pace import FREELY
from tests.auxil.telegram import TelegramServer
from tests.channels.telegram.conftest import root

SECRET = "een-geheim-van-meer-dan-32-tekens-0123456789"


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
    return port


def webhook_at(port: int) -> Webhook:
    """A webhook without a proxy before it."""
    return Webhook(f"http://127.0.0.1:{port}/telegram", SECRET)


@asynccontextmanager
async def hooked(
    server: TelegramServer,
    store: Store,
    assistant: Assistant,
    administration: Administration,
    house: House | None = None,
) -> AsyncIterator[int]:
    """The bot, to whom Telegram brings its updates; the port it listens on."""
    port = free_port()
    task = asyncio.create_task(
        serve(
            assistant,
            store,
            server.token,
            root(server),
            administration,
            house=house,
            limits=FREELY,
            address=Address("127.0.0.1", port),
            webhook=webhook_at(port),
        )
    )
    asked = server.requests_per_method["setWebhook"]
    try:
        await server.waits_for("setWebhook", asked + 1)
        yield port
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

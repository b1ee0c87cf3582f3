"""The side of the bot that machines see over HTTP, when it has one. Its libraries are loaded only then."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from bot.channels.telegram.trouble import TelegramTroubleError
from bot.channels.telegram.webhook import Webhook
from bot.content import Texts
from bot.metrics import Metrics
from bot.store import Store


class Address(NamedTuple):
    """Where we listen."""

    host: str
    port: int


class Front:
    """Health, metrics and maybe a webhook, on one address."""

    def __init__(self, address: Address, store: Store) -> None:
        from bot.web.app import State
        from bot.web.prometheus import PrometheusMetrics

        counted = PrometheusMetrics()
        self.metrics: Metrics = counted
        self._exposition = counted.exposition
        self._address = address
        self._state = State(store)

    async def open(
        self, webhook: Webhook | None, take: Callable[[bytes], Awaitable[int]], texts: Texts
    ) -> None:
        """Answers from now on; updates only after `start`.

        Raises:
            TelegramTroubleError: the address cannot be used.
        """
        from bot.web.app import Inbox, build_web
        from bot.web.server import Server

        inbox = None if webhook is None else Inbox(webhook.path, webhook.secret, take)
        self._server = Server(build_web(self._state, self._exposition, inbox), *self._address)
        try:
            await self._server.start()
        except OSError as error:
            host, port = self._address
            raise TelegramTroubleError(texts.say("bot_no_port", host=host, port=port)) from error

    def start(self) -> None:
        """Everything is ready for updates."""
        self._state.started = True

    async def close(self) -> None:
        """Takes no more requests, and finishes those in hand within a bounded time."""
        self._state.started = False
        await self._server.stop()

"""The side of the bot that machines see over HTTP, when it has one. Its libraries are loaded only then."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from bot.channels.telegram.trouble import TelegramTroubleError
from bot.channels.telegram.webhook import Webhook
from bot.content import Content
from bot.facilitation import Hall
from bot.facilitation.desk import Desk
from bot.metrics import Metrics
from bot.store import Store


class Address(NamedTuple):
    """Where we listen."""

    host: str
    port: int


class Front:
    """Health, metrics, the pages of workshops and maybe a webhook, on one address."""

    def __init__(self, address: Address, store: Store) -> None:
        from bot.web.app import State
        from bot.web.prometheus import PrometheusMetrics

        counted = PrometheusMetrics()
        self.metrics: Metrics = counted
        self._exposition = counted.exposition
        self._address = address
        self._state = State(store)

    async def open(
        self,
        webhook: Webhook | None,
        take: Callable[[bytes], Awaitable[int]],
        content: Content,
        hall: Hall,
    ) -> None:
        """Answers from now on; updates only after `start`.

        Raises:
            TelegramTroubleError: the address cannot be used.
        """
        from bot.web.app import Inbox, build_web
        from bot.web.server import Server
        from bot.web.workshop.audience import Audience
        from bot.web.workshop.routes import workshop_routes

        inbox = None if webhook is None else Inbox(webhook.path, webhook.secret, take)
        self._audience = Audience(hall.revision)
        pages = workshop_routes(Desk(hall), self._audience, content)
        self._server = Server(build_web(self._state, self._exposition, inbox, pages), *self._address)
        try:
            await self._server.start()
        except OSError as error:
            host, port = self._address
            raise TelegramTroubleError(content.texts.say("bot_no_port", host=host, port=port)) from error

    def start(self) -> None:
        """Everything is ready for updates."""
        self._state.started = True

    async def close(self) -> None:
        """Takes no more requests, and finishes those in hand within a bounded time."""
        self._state.started = False
        self._audience.close()
        await self._server.stop()

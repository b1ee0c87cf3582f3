"""Updates of one chat in order, different chats at the same time."""

import asyncio
import time
from collections.abc import Awaitable
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.metrics import Metrics

AT_ONCE = 256


class PerChat(BaseUpdateProcessor):
    """Serial per chat, concurrent across chats."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(AT_ONCE)
        self._metrics = metrics
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Processes one update after the earlier ones of its chat."""
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        self._metrics.arrived()
        start = time.perf_counter()
        try:
            async with lock:
                start = time.perf_counter()
                await coroutine
        finally:
            self._metrics.handled(time.perf_counter() - start)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clean up."""

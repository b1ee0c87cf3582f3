"""What is on its way to Telegram: in order within a chat, without keeping other chats waiting."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from telegram.error import Forbidden, TelegramError

from bot.metrics import Metrics
from bot.store import StoreError

log = logging.getLogger(__name__)

PATIENCE_AT_CLOSE = 5.0
"""Seconds. What takes longer is shown after the next start: the store knows that it was not."""


class Outbox:
    """Sends in the background, so that the next update can be stored while Telegram is slow."""

    def __init__(self, metrics: Metrics | None = None) -> None:
        self._metrics = metrics or Metrics()
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, chat_id: int, send: Callable[[], Awaitable[None]]) -> None:
        """Has `send` done after what was put earlier for this chat; what goes wrong is logged."""
        lock = self._locks.setdefault(chat_id, asyncio.Lock())
        task = asyncio.create_task(_in_turn(lock, send))
        self._tasks.add(task)
        self._metrics.waiting(1)
        task.add_done_callback(self._done)

    def is_busy(self, chat_id: int) -> bool:
        """Whether something for this chat is on its way."""
        return chat_id in self._locks

    async def close(self) -> None:
        """Gives what is on its way a moment, and gives up on the rest."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=PATIENCE_AT_CLOSE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._metrics.waiting(-1)


async def _in_turn(lock: asyncio.Lock, send: Callable[[], Awaitable[None]]) -> None:
    async with lock:
        try:
            await send()
        except Forbidden:
            log.info("a user blocked the bot")
        except TelegramError as error:
            log.error("telegram refused: %s", error.message)
        except StoreError as error:
            log.error("%s", error)
        except Exception as error:  # a task that fails unseen would be worse
            log_fault(error)


def log_fault(error: BaseException) -> None:
    """Logs where a fault was and its kind; never its words, which may quote what a user typed."""
    where = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    log.error("unexpected fault: %s\n%s", kind, where, extra={"kind": kind})

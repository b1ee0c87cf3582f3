"""Telegram's limits on messages, kept before they are reached. A chat that must wait holds up no other."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import NamedTuple, TypeAlias

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.channels.telegram.patience import requested
from bot.metrics import Metrics

Answer: TypeAlias = bool | dict[str, object] | list[dict[str, object]]
Clock: TypeAlias = Callable[[], float]
Sleep: TypeAlias = Callable[[float], Awaitable[object]]

FORGET_FROM = 1000
"""Chats. With so many more known, those that are free again are forgotten."""


class Rate(NamedTuple):
    """At most so many in any so many seconds."""

    most: int
    seconds: float


class Limits(NamedTuple):
    """What Telegram takes of new and changed messages: https://core.telegram.org/bots/faq#broadcasting-to-users.

    One a second in a chat, of which three may come at once. Each process counts for itself; what goes over
    the limit together is refused by Telegram and sent again.
    """

    overall: Rate = Rate(30, 1.0)
    chat: Rate = Rate(3, 3.0)
    group: Rate = Rate(20, 60.0)


class Window:
    """So many places. One that was used is free again some seconds after Telegram answered.

    Not after we asked: a call that stood in line reaches Telegram later than we made it.
    """

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._free = asyncio.Semaphore(rate.most)
        self._taken = 0
        self._shut_until = 0.0

    async def take(self, clock: Clock, sleep: Sleep) -> None:
        """Waits for a place; first asked is first served."""
        await self._free.acquire()
        self._taken += 1
        while (wait := self._shut_until - clock()) > 0:
            await sleep(wait)

    async def give_back(self, sleep: Sleep) -> None:
        """Frees a place, after the seconds that it counts."""
        await sleep(self._rate.seconds)
        self._free.release()
        self._taken -= 1

    def shut(self, until: float) -> None:
        """Lets nothing go before this moment."""
        self._shut_until = max(self._shut_until, until)

    def is_idle(self, now: float) -> bool:
        """Whether a new window would do the same."""
        return self._taken == 0 and self._shut_until <= now


class Pacer(BaseRateLimiter[None]):
    """Between the client library and the network: waits where Telegram would refuse."""

    def __init__(
        self, limits: Limits, metrics: Metrics, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._limits = limits
        self._metrics = metrics
        self._clock = clock
        self._sleep = sleep
        self._overall = Window(limits.overall)
        self._chats: dict[int, tuple[Window, ...]] = {}
        self._returns: set[asyncio.Task[None]] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Forgets what still counts."""
        for task in self._returns:
            task.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[object, object, Answer]],
        args: Sequence[object],
        kwargs: dict[str, object],
        endpoint: str,
        data: dict[str, object],
        rate_limit_args: None,  # noqa: ARG002 - the library's interface
    ) -> Answer:
        """Makes the call, once its chat and the bot as a whole may.

        Raises:
            TelegramError: as the call raised it; after a RetryAfter the chat waits as long as was asked.
        """
        chat_id = data.get("chat_id")
        windows = self._windows(chat_id) if isinstance(chat_id, int) and _counts(endpoint) else ()
        if not windows:
            return await self._call(callback, args, kwargs, endpoint)
        taken: list[Window] = []
        try:
            for window in (*windows, self._overall):  # last: a chat that waits takes no place of another
                await window.take(self._clock, self._sleep)
                taken.append(window)
            return await self._call(callback, args, kwargs, endpoint)
        except RetryAfter as error:
            for window in windows:
                window.shut(self._clock() + requested(error))
            raise
        finally:
            for window in taken:
                task = asyncio.create_task(window.give_back(self._sleep))
                self._returns.add(task)
                task.add_done_callback(self._returns.discard)

    async def _call(
        self,
        callback: Callable[..., Coroutine[object, object, Answer]],
        args: Sequence[object],
        kwargs: dict[str, object],
        endpoint: str,
    ) -> Answer:
        try:
            answer = await callback(*args, **kwargs)
        except RetryAfter:
            self._metrics.retried("flood")
            raise
        except BadRequest:  # a NetworkError to the client library, but no trouble of the network
            raise
        except NetworkError:
            self._metrics.retried("network")
            raise
        self._metrics.called(endpoint)
        return answer

    def _windows(self, chat_id: int) -> tuple[Window, ...]:
        if chat_id not in self._chats:
            if len(self._chats) >= FORGET_FROM:
                self._forget()
            rates = (self._limits.chat, self._limits.group) if chat_id < 0 else (self._limits.chat,)
            self._chats[chat_id] = tuple(map(Window, rates))
        return self._chats[chat_id]

    def _forget(self) -> None:
        now = self._clock()
        busy = {
            chat: windows for chat, windows in self._chats.items() if not all(w.is_idle(now) for w in windows)
        }
        self._chats = busy


def _counts(endpoint: str) -> bool:
    """Whether Telegram's limits are about this method: what puts or changes a message."""
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"

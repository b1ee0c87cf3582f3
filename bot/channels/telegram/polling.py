"""Fetches updates. Asking for newer ones is what confirms the earlier, so those are stored first.

Fetching goes on while turns last. Telegram gives a hundred updates from the lowest that is not confirmed, so
no more are in hand at once, and what is fetched again meanwhile is known by its number.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.application import KINDS, App
from bot.channels.telegram.arriving import Arrivals
from bot.channels.telegram.patience import pauses

log = logging.getLogger(__name__)

LONG_POLL = 20
"""Seconds that Telegram holds the line when there is no news."""

MEANWHILE, FOR_EACH = 0.03, 0.01
"""Seconds that half of what is in hand has to be done before the next fetch, and more for each: it gives
them again."""

AGAIN = 1.0
"""Seconds until what could not be stored is fetched again."""


async def poll(arrivals: Arrivals, app: App) -> NoReturn:
    """Hands updates to `arrivals`, until cancelled; the turns in hand are then tasks of the running `app`.

    The library's own poller confirms an update when it is in memory; a kill at that moment would lose it.
    What could not be stored is not confirmed, nor what follows it; of that the rest is not done again.

    Raises:
        InvalidToken: Telegram does not accept the token any more.
    """
    offset = 0
    hand = _Hand(arrivals, app)
    pause = pauses()
    while True:
        try:
            updates = await app.bot.get_updates(offset, timeout=LONG_POLL, allowed_updates=KINDS)
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("no updates: %s", type(error).__name__)
            await asyncio.sleep(next(pause))
            continue
        pause = pauses()
        if await hand.take(updates):
            await asyncio.sleep(AGAIN)
        offset = hand.confirmed(updates, offset)


class _Hand:
    """The updates in hand: those of different chats at the same time, those of one chat in order."""

    def __init__(self, arrivals: Arrivals, app: App) -> None:
        self._arrivals = arrivals
        self._app = app
        self._chats: dict[int, deque[Update]] = {}
        self._fewer = asyncio.Event()
        self._few = 0
        self._done: set[int] = set()
        self._must_come_again = False

    async def take(self, updates: Sequence[Update]) -> bool:
        """Begin with those that are new, wait a while, and say whether something must come again."""
        held = {update.update_id for chat in self._chats.values() for update in chat}
        for update in updates:
            if update.update_id not in held | self._done:
                self._begin(update)
        if in_hand := self._in_hand():
            self._few = in_hand // 2
            self._fewer.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(MEANWHILE + FOR_EACH * in_hand):
                    await self._fewer.wait()
        failed, self._must_come_again = self._must_come_again, False
        return failed

    def confirmed(self, updates: Sequence[Update], offset: int) -> int:
        """The number below which all is done, once these are what Telegram gave from `offset` on."""
        numbers = [update.update_id for update in updates]
        self._done.intersection_update(numbers)  # of the others it knows
        left = [number for number in numbers if number not in self._done]
        return min(left, default=max(numbers) + 1 if numbers else offset)

    def _begin(self, update: Update) -> None:
        chat = update.effective_chat.id if update.effective_chat else 0
        if chat in self._chats:
            self._chats[chat].append(update)
            return
        self._chats[chat] = deque([update])
        self._app.create_task(self._in_order(chat))

    async def _in_order(self, chat: int) -> None:
        """Those of one chat, until one cannot be stored: the later ones come again after it."""
        updates = self._chats[chat]
        try:
            while updates:
                if not await self._arrivals.take(self._app, updates[0]):
                    self._must_come_again = True
                    return
                self._done.add(updates.popleft().update_id)
                self._look()
        finally:
            del self._chats[chat]
            self._look()

    def _look(self) -> None:
        if self._in_hand() <= self._few:
            self._fewer.set()

    def _in_hand(self) -> int:
        return sum(map(len, self._chats.values()))

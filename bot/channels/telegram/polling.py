"""Fetches updates. Asking for newer ones is what confirms the earlier, so those are stored first."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import NoReturn

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.application import KINDS, App
from bot.channels.telegram.arriving import Arrivals
from bot.channels.telegram.patience import pauses

log = logging.getLogger(__name__)

LONG_POLL = 20
"""Seconds that Telegram holds the line when there is no news."""

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
    done = set[int]()
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
        fresh = [update for update in updates if update.update_id not in done]
        done |= await _handled(arrivals, app, fresh)
        left = [update.update_id for update in fresh if update.update_id not in done]
        offset = max(offset, min(left, default=max((one.update_id + 1 for one in updates), default=0)))
        done = {one for one in done if one >= offset}
        if left:
            await asyncio.sleep(AGAIN)


async def _handled(arrivals: Arrivals, app: App, updates: Iterable[Update]) -> set[int]:
    """Which of these are done: those of different chats at the same time, of one chat until one is not."""
    chats = defaultdict[int, list[Update]](list)
    for update in updates:
        chats[update.effective_chat.id if update.effective_chat else 0].append(update)
    tasks = [app.create_task(_in_order(arrivals, app, of_chat)) for of_chat in chats.values()]
    if tasks:
        await asyncio.wait(tasks)
    return set().union(*(task.result() for task in tasks))


async def _in_order(arrivals: Arrivals, app: App, updates: Iterable[Update]) -> set[int]:
    done = set[int]()
    for update in updates:
        if not await arrivals.take(app, update):
            break
        done.add(update.update_id)
    return done

"""Fetches updates. Asking for newer ones is what confirms the earlier, so those are stored first."""

import asyncio
import logging
from typing import NoReturn

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.application import KINDS, App
from bot.channels.telegram.patience import pauses

log = logging.getLogger(__name__)

LONG_POLL = 20
"""Seconds that Telegram holds the line when there is no news."""


async def poll(app: App) -> NoReturn:
    """Hands updates to the running `app`, until cancelled.

    The library's own poller confirms an update when it is in memory; a kill at that moment would lose it.

    Raises:
        InvalidToken: Telegram does not accept the token any more.
    """
    offset = 0
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
        for update in updates:
            await app.update_queue.put(update)
        await app.update_queue.join()
        offset = max((offset, *(update.update_id + 1 for update in updates)))

"""Removes conversations that were kept long enough: at the start, and then every day.

Every process does so. What one removed, another does not find any more.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

from bot.channels.telegram.house import Keep
from bot.store import Store, StoreError

log = logging.getLogger(__name__)

DAY = 86_400.0
"""Seconds."""

SOON = 300.0
"""Seconds until the next try, when the database was out of reach."""


async def expire_forever(
    keep: Keep, store: Store, now: Callable[[], datetime], pause: float = DAY, soon: float = SOON
) -> NoReturn:
    """Looks once a day for what may go, until cancelled."""
    while True:
        term, wait = keep.before(now()), pause
        if term is not None:
            try:
                log.info("conversations removed: %d", await store.purge(*term))
            except StoreError as error:
                log.error("%s", error)
                wait = soon
        await asyncio.sleep(wait)

"""Asks at the end of a decision whether the figures were used: once, whichever process sees it first."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

from telegram import Bot

from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import log_fault
from bot.store import Reminder, Store, StoreError

log = logging.getLogger(__name__)

PAUSE = 60.0
"""Seconds between two looks."""

HOURS = range(8, 20)
"""Nobody is reminded at night."""


async def remind_forever(
    handler: Handler,
    bot: Bot,
    store: Store,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    pause: float = PAUSE,
) -> NoReturn:
    """Looks every now and then for decisions that end, until cancelled; `now` is where users live."""
    while True:
        if now().hour in HOURS:
            await _remind(handler, bot, store, now())
        await asyncio.sleep(pause)


async def _remind(handler: Handler, bot: Bot, store: Store, now: datetime) -> None:
    try:
        for reminder in await store.reminders.claim(now):
            if reminder.owner.startswith("telegram:"):
                await _remind_one(handler, bot, store, reminder)
            else:
                await store.reminders.release(reminder)
    except StoreError as error:  # what was claimed comes free again by itself
        log.error("%s", error)


async def _remind_one(handler: Handler, bot: Bot, store: Store, reminder: Reminder) -> None:
    try:
        await handler.remind(bot, reminder)
    except StoreError:
        raise
    except Exception as error:  # one that fails must not keep the others waiting
        log_fault(error)
        await store.reminders.release(reminder)

"""What a process stored and never showed, because it was killed, another one that runs shows."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NoReturn

from telegram import Bot

from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import Outbox
from bot.store import Store, StoreError

log = logging.getLogger(__name__)

PAUSE = 15.0
"""Seconds between two looks."""


async def show_leftovers(
    handler: Handler,
    bot: Bot,
    store: Store,
    outbox: Outbox,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> NoReturn:
    """Looks every now and then, until cancelled; the store gives a card to one process only."""
    while True:
        try:
            for card in await store.claim_cards(now()):
                if card.owner.startswith("telegram:") and not outbox.is_busy(card.chat_id):
                    handler.show_later(bot, card)
        except StoreError as error:
            log.error("%s", error)
        await asyncio.sleep(PAUSE)

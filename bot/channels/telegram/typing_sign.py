"""The sign that the bot is typing, for whoever has to wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

SOON = 0.5
"""Seconds: a quicker answer needs no sign."""
LASTS = 4.5
"""Seconds; Telegram shows the sign for five."""


@asynccontextmanager
async def typing_sign(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Shows the sign while the block takes long."""
    signs: list[asyncio.Task[None]] = []
    begin = asyncio.get_running_loop().call_later(  # a task for every turn would cost more
        SOON, lambda: signs.append(asyncio.create_task(_show(bot, chat_id)))
    )
    try:
        yield
    finally:
        begin.cancel()
        for task in signs:
            task.cancel()


async def _show(bot: Bot, chat_id: int) -> None:
    while True:
        with suppress(TelegramError):
            await bot.send_chat_action(chat_id, ChatAction.TYPING)
        await asyncio.sleep(LASTS)

"""Puts a card on the screen: edits the message that is there, or sends a new one."""

import asyncio
import logging

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.screen import LABEL_LENGTH, Screen
from bot.store import Card, Store

log = logging.getLogger(__name__)

TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds. Who is told to wait longer is shown the card after the next restart or message."""


async def show(bot: Bot, store: Store, card: Card) -> None:
    """Shows the card as it is wanted and notes that it is shown.

    Waits and tries again when Telegram is busy or out of reach; gives up quietly on a chat that
    blocked the bot. What could not be shown stays noted as such and is shown later.
    """
    screen = Screen.model_validate_json(card.wanted)
    for attempt in range(TRIES):
        try:
            message_id = await _put(bot, card, screen)
        except RetryAfter as error:
            wait = error.retry_after
            await asyncio.sleep(
                min(wait if isinstance(wait, int | float) else wait.total_seconds(), LONGEST_WAIT)
            )
        except Forbidden:
            log.info("chat is blocked or gone")
            return
        except BadRequest as error:
            log.error("card refused: %s", error.message)
            return
        except NetworkError as error:
            log.warning("telegram out of reach: %s", error.__class__.__name__)
            await asyncio.sleep(0.2 * 2**attempt)
        else:
            await store.card_shown(card.owner, message_id, card.wanted_revision)
            return
    log.error("card not shown after %d tries", TRIES)


async def remove(bot: Bot, chat_id: int, message_id: int) -> None:
    """Takes away a card that a newer one replaced; a failure leaves an old card, nothing worse."""
    try:
        await bot.delete_message(chat_id, message_id)
    except TelegramError as error:
        log.info("old card stays: %s", error.__class__.__name__)


async def _put(bot: Bot, card: Card, screen: Screen) -> int:
    """The id of the message that now shows the card; parts before the last are messages of their own."""
    last = screen.parts[-1]
    keyboard = _keyboard(screen, card.wanted_revision)
    if card.message_id is not None and len(screen.parts) == 1:
        try:
            await bot.edit_message_text(
                last,
                card.chat_id,
                card.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if "not modified" in error.message.casefold():
                return card.message_id
            if (
                "not found" not in error.message.casefold()
                and "can't be edited" not in error.message.casefold()
            ):
                raise
        else:
            return card.message_id
    for part in screen.parts[:-1]:
        await _send(bot, card.chat_id, part, None)
    return await _send(bot, card.chat_id, last, keyboard)


async def _send(bot: Bot, chat_id: int, html: str, keyboard: InlineKeyboardMarkup | None) -> int:
    message = await bot.send_message(
        chat_id,
        html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return message.message_id


def _keyboard(screen: Screen, revision: int) -> InlineKeyboardMarkup | None:
    """One button a row; its data is the revision of the card and its place: short, and stale when old."""
    rows = [
        [InlineKeyboardButton(button.label[:LABEL_LENGTH], callback_data=f"{revision}:{place}")]
        for place, button in enumerate(screen.buttons)
    ]
    return InlineKeyboardMarkup(rows) if rows else None

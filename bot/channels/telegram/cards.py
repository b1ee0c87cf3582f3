"""Puts a card on the screen: edits the message that is there, or sends a new one."""

import logging
from html import escape

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.addressing import person_of
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.screen import LABEL_LENGTH, Replaced, Screen
from bot.store import Card, Store

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def show(bot: Bot, store: Store, card: Card) -> None:
    """Shows the card as it is wanted, notes that it is shown, and takes away what it replaces.

    Raises:
        TelegramError: Telegram refuses it.
        StoreError: it is shown, but that could not be noted.
    """
    screen = Screen.model_validate_json(card.wanted)
    message_id = await _put(bot, card, screen)
    await store.card_shown(card.owner, message_id, card.wanted_revision)
    for old in screen.replaces:
        await retire(bot, card.chat_id, old)
    if card.message_id is None and screen.buttons and await _overtaken(store, card.owner, message_id):
        await retire(bot, card.chat_id, screen.as_replaced(message_id))


async def show_text(bot: Bot, chat_id: int, message_id: int | None, text: str) -> None:
    """Shows plain words on a message, without its buttons; on a new one when that is gone.

    Raises:
        TelegramError: Telegram refuses it.
    """
    html = escape(text)
    if message_id is None or not await _edited(bot, chat_id, message_id, html, None):
        await _sent(bot, chat_id, html, None)


async def retire(bot: Bot, chat_id: int, old: Replaced) -> None:
    """Takes away a message, or only its buttons; failing leaves an old message, nothing worse."""
    if not old.keep:
        try:
            await patiently(lambda: bot.delete_message(chat_id, old.message_id))
            return
        except BadRequest as error:  # a bot cannot delete what is older than two days
            log.info("old card not deleted: %s", error.message)
        except TelegramError as error:
            log.info("old card stays: %s", error.message)
            return
    try:
        await patiently(lambda: bot.edit_message_reply_markup(chat_id=chat_id, message_id=old.message_id))
    except TelegramError as error:
        log.info("old buttons stay: %s", error.message)


async def _overtaken(store: Store, owner: str, message_id: int) -> bool:
    """Whether a fresher card was wanted before it was noted that this one is on this message."""
    async with store.turn(owner) as turn:
        card = await turn.card()
    if card is None or card.message_id == message_id:
        return card is None
    replaces = Screen.model_validate_json(card.wanted).replaces
    return message_id not in [old.message_id for old in replaces]


async def _put(bot: Bot, card: Card, screen: Screen) -> int:
    """The id of the message that now has the buttons; longer texts begin on the card's own message."""
    keyboard = _keyboard(screen, card)
    markups = [*(None for _ in screen.parts[1:]), keyboard]
    message_id = card.message_id
    for part, markup in zip(screen.parts, markups, strict=True):
        if message_id is None or not await _edited(bot, card.chat_id, message_id, part, markup):
            last = await _sent(bot, card.chat_id, part, markup)
        else:
            last = message_id
        message_id = None
    return last


async def _edited(
    bot: Bot, chat_id: int, message_id: int, html: str, keyboard: InlineKeyboardMarkup | None
) -> bool:
    """Whether the message shows it now; False when it is gone and a new one is needed."""
    try:
        await patiently(
            lambda: bot.edit_message_text(
                html,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        )
    except BadRequest as error:
        said = error.message.casefold()
        if "not modified" in said:
            return True
        if "not found" in said or "can't be edited" in said:
            return False
        raise
    return True


async def _sent(bot: Bot, chat_id: int, html: str, keyboard: InlineKeyboardMarkup | None) -> int:
    message = await patiently(
        lambda: bot.send_message(
            chat_id,
            html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
        )
    )
    return message.message_id


def _keyboard(screen: Screen, card: Card) -> InlineKeyboardMarkup | None:
    """One button a row; its data is the card's revision, its place and whose it is: short, stale when old."""
    user = person_of(card.owner)
    rows = [
        [
            InlineKeyboardButton(
                button.label[:LABEL_LENGTH], callback_data=f"{card.wanted_revision}:{place}:{user}"
            )
        ]
        for place, button in enumerate(screen.buttons)
    ]
    return InlineKeyboardMarkup(rows) if rows else None

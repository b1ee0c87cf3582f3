"""Puts a card on the screen: edits the message that is there, or sends a new one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from html import escape
from typing import TypeAlias

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.addressing import person_of
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.saying import NO_PREVIEW
from bot.channels.telegram.screen import LABEL_LENGTH, Replaced, Screen
from bot.store import Card, Store, StoreError

log = logging.getLogger(__name__)

LATE = 3.0
"""Seconds after which a card may be overtaken by one of another process, that did not have to wait."""

Check: TypeAlias = Callable[[], Awaitable[None]]


class _OvertakenError(Exception):
    """A newer card is wanted; whoever wanted that shows it."""


async def show(bot: Bot, store: Store, card: Card, wanted_at: float | None = None) -> None:
    """Shows the card as it is wanted, notes that it is shown, and takes away what it replaces.

    A card that is shown long after `wanted_at` (by the clock of the event loop, else now) is not shown over
    a newer one: before each call, and once afterwards, it is looked up what is wanted by then.

    Raises:
        TelegramError: Telegram refuses it.
        StoreError: it is shown, but that could not be noted.
    """
    screen = Screen.model_validate_json(card.wanted)
    clock = asyncio.get_running_loop().time
    since = clock() if wanted_at is None else wanted_at

    async def still_wanted() -> None:
        if clock() - since < LATE:
            return
        try:
            newest = await _newest(store, card.owner)
        except StoreError as error:  # showing it is safer than showing nothing
            log.error("%s", error)
            return
        if newest is None or newest.wanted_revision > card.wanted_revision:
            raise _OvertakenError

    try:
        message_id = await _put(bot, card, screen, still_wanted)
    except _OvertakenError:
        if card.message_id is not None:  # what a new message was to replace, the newer card replaces
            await _retire_all(bot, card.chat_id, screen.replaces)
        return
    noted = await store.card_shown(card.owner, message_id, card.wanted_revision)
    await _retire_all(bot, card.chat_id, screen.replaces)
    if noted is not None and noted.known not in (None, card.message_id, message_id):
        await retire(bot, card.chat_id, screen.as_replaced(noted.known))
    is_late = clock() - since >= LATE
    if not is_late and (card.message_id is not None or not screen.buttons):
        return
    newest = None if noted is None else noted.card
    if newest is None or message_id not in (newest.message_id, *_replaced_by(newest)):
        await retire(bot, card.chat_id, screen.as_replaced(message_id))
    elif is_late and newest.message_id == message_id and newest.wanted_revision > card.wanted_revision:
        await show(bot, store, newest)


async def show_text(bot: Bot, chat_id: int, message_id: int | None, text: str) -> None:
    """Shows plain words on a message, without its buttons; on a new one when that is gone.

    Raises:
        TelegramError: Telegram refuses it.
    """
    html = escape(text)
    if message_id is None or not await _edited(bot, chat_id, message_id, html, None, _always):
        await _sent(bot, chat_id, html, None, _always)


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


async def _newest(store: Store, owner: str) -> Card | None:
    async with store.turn(owner) as turn:
        return await turn.card()


def _replaced_by(card: Card) -> tuple[int, ...]:
    return tuple(old.message_id for old in Screen.model_validate_json(card.wanted).replaces)


async def _retire_all(bot: Bot, chat_id: int, replaced: Iterable[Replaced]) -> None:
    for old in replaced:
        await retire(bot, chat_id, old)


async def _put(bot: Bot, card: Card, screen: Screen, check: Check) -> int:
    """The id of the message that now has the buttons; longer texts begin on the card's own message."""
    keyboard = _keyboard(screen, card)
    markups = [*(None for _ in screen.parts[1:]), keyboard]
    message_id = card.message_id
    for part, markup in zip(screen.parts, markups, strict=True):
        if message_id is None or not await _edited(bot, card.chat_id, message_id, part, markup, check):
            last = await _sent(bot, card.chat_id, part, markup, check)
        else:
            last = message_id
        message_id = None
    return last


async def _edited(
    bot: Bot, chat_id: int, message_id: int, html: str, keyboard: InlineKeyboardMarkup | None, check: Check
) -> bool:
    """Whether the message shows it now; False when it is gone and a new one is needed."""

    async def edit() -> None:
        await check()
        await bot.edit_message_text(
            html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
        )

    try:
        await patiently(edit)
    except BadRequest as error:
        said = error.message.casefold()
        if "not modified" in said:
            return True
        if "not found" in said or "can't be edited" in said:
            return False
        raise
    return True


async def _sent(
    bot: Bot, chat_id: int, html: str, keyboard: InlineKeyboardMarkup | None, check: Check
) -> int:
    async def send() -> Message:
        await check()
        return await bot.send_message(
            chat_id,
            html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
        )

    message = await patiently(send)
    return message.message_id


async def _always() -> None:
    """Nothing can overtake it."""


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

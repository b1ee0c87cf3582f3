"""Buttons: what a press stands for, whether it still counts, and which messages make room for its answer."""

import asyncio
import logging
from typing import NamedTuple

from telegram import CallbackQuery
from telegram.error import TelegramError

from bot.channels.telegram.patience import patiently
from bot.channels.telegram.screen import Replaced, Screen
from bot.session import Incoming
from bot.store import Card

log = logging.getLogger(__name__)

ANSWERED_WITHIN = 15.0
"""Seconds; Telegram refuses what comes later, and what follows in the chat waits for it."""


class Choice(NamedTuple):
    """What a button stands for; its answer goes on a `fresh` message when this one is to stay as it is."""

    incoming: Incoming
    fresh: bool


def is_of_another(query: CallbackQuery) -> bool:
    """Whether the button is on the card of somebody else, in a group."""
    _, _, person = (query.data or "").rpartition(":")
    return (query.data or "").count(":") == 2 and person != str(query.from_user.id)


def choice_of(card: Card | None, data: str) -> Choice | None:
    """What a button stands for, or None when it is not on the card as it is now."""
    revision, place, *_ = (*data.split(":"), "")
    if card is None or revision != str(card.wanted_revision) or not place.isdecimal():
        return None
    screen = Screen.model_validate_json(card.wanted)
    if int(place) >= len(screen.buttons):
        return None
    option = screen.buttons[int(place)].id
    # What asks nothing of the user (an advice) stays; its own answers ("ja, publiceer") and a change edit it.
    leaves = screen.turn is None and option != "change" and ":" not in option
    return Choice(
        Incoming(option=option, conversation=screen.conversation, turn=screen.turn),
        fresh=leaves or len(screen.parts) > 1,
    )


def stands_on(card: Card | None, kind: str) -> bool:
    """Whether the card has buttons of this kind (`kind:...`), or is of a group, which has one card."""
    if card is None:
        return False
    screen = Screen.model_validate_json(card.wanted)
    return card.chat_id < 0 or any(button.id.startswith(f"{kind}:") for button in screen.buttons)


def replaced(card: Card | None, pressed: int | None = None, fresh: bool = True) -> tuple[Replaced, ...]:
    """What a newer card takes the place of.

    A card that is still on its way takes care of itself, but what it was to replace is passed on: it may
    never be shown. The same card can stand on a second message, when Telegram's answer to the first got
    lost; the one that was `pressed` counts.
    """
    if card is None:
        return ()
    screen = Screen.model_validate_json(card.wanted)
    shown = {card.message_id, pressed} - {None}
    gone = shown if fresh else shown - {pressed}
    inherited = screen.replaces if card.message_id is None else ()
    own = tuple(screen.as_replaced(one) for one in gone if one is not None) if screen.buttons else ()
    return (*inherited, *own)


async def acknowledge(query: CallbackQuery, notice: str | None, *, alert: bool = False) -> None:
    """Lets the button stop turning round, with a notice if there is one; tried for as long as that helps."""
    try:
        async with asyncio.timeout(ANSWERED_WITHIN):
            await patiently(lambda: query.answer(notice, show_alert=alert))
    except TimeoutError:
        log.info("press not acknowledged: telegram is busy or out of reach")
    except TelegramError as error:  # too late for it, after a restart
        log.info("press not acknowledged: %s", error.message)

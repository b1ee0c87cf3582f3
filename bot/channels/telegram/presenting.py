"""Shows everybody in a workshop a new scene, whichever process brought it about."""

import asyncio
import logging
from typing import NoReturn

from telegram import Bot

from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import log_fault
from bot.facilitation.participation import Participation
from bot.store import Member, Store, StoreError

log = logging.getLogger(__name__)

PAUSE = 0.25
"""Seconds between two looks for who is behind: short of what a room notices."""

AT_ONCE = 100
"""Members that are brought up to date before looking again: those of a newer scene may come first."""


async def present_forever(
    handler: Handler, rooms: Participation, bot: Bot, store: Store, pause: float = PAUSE
) -> NoReturn:
    """Brings members who are behind up to date, until cancelled."""
    while True:
        try:
            for member in await store.workshops.behind(AT_ONCE):
                await _present(handler, rooms, bot, member)
        except StoreError as error:  # they stay behind, and are found again
            log.error("%s", error)
        await asyncio.sleep(pause)


async def _present(handler: Handler, rooms: Participation, bot: Bot, member: Member) -> None:
    try:
        await handler.present(bot, member.owner, lambda turn: rooms.now(turn, member.code))
    except StoreError:
        raise
    except Exception as error:  # one that fails must not keep the others waiting
        log_fault(error)

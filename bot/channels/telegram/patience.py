"""Trying again when Telegram is busy or out of reach."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import TypeVar, cast

from telegram.error import BadRequest, NetworkError, RetryAfter

log = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0

Result = TypeVar("Result")


def pauses() -> Iterator[float]:
    """The seconds to wait before each next try: longer every time, up to half a minute."""
    pause = 1.0
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)


def requested(error: RetryAfter) -> float:
    """The seconds that Telegram asks to wait."""
    return cast(timedelta, error.retry_after).total_seconds()  # as run_bot asks the library


async def patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """What `call` gives, however long Telegram is busy or out of reach.

    A call whose answer got lost is made again, so a message may come twice but never not at all.

    Raises:
        TelegramError: Telegram refuses, and would do so again.
    """
    pause = pauses()
    while True:
        try:
            return await call()
        except RetryAfter as error:
            log.info("telegram asks to wait %g s", requested(error))
            await asyncio.sleep(requested(error))
        except BadRequest:  # a NetworkError to the client library, but no trouble of the network
            raise
        except NetworkError as error:
            log.warning("telegram out of reach: %s", type(error).__name__)
            await asyncio.sleep(next(pause))

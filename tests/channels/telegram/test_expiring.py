"""Conversations go when they were kept long enough."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.channels.telegram.expiring import expire_forever
from bot.channels.telegram.house import House, Keep
from bot.store import Decided, Store, Stored
from tests.auxil.assistant import NOW, make_assistant
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import SECONDS


@pytest.fixture
async def full(store: Store) -> Store:
    """Conversations of 10 and of 100 days old, with a decision and without."""
    for days in (10, 100):
        for decided in (True, False):
            name, at = f"{days}{'besloten' if decided else ''}", NOW - timedelta(days=days)
            async with store.turn("telegram:44") as turn:
                await turn.save(Stored(name, "telegram:44", name, "advice", "{}", at))
                if decided:
                    await turn.record(name, Decided("schrappen", "Inkoper", None, None, at))
    return store


async def names(store: Store) -> set[str]:
    async with store.turn("telegram:44") as turn:
        return {one.id for one in await turn.conversations()}


@asynccontextmanager
async def expiring(store: Store, keep: Keep) -> AsyncIterator[None]:
    """The daily look, many times a second."""
    task = asyncio.create_task(expire_forever(keep, store, lambda: NOW, 0.01, 0.01))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


ALL = {"10", "100", "10besloten", "100besloten"}


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        (Keep(), ALL),
        (Keep(days=30), ALL - {"100"}),
        (Keep(decided_days=30), ALL - {"100besloten"}),
        (Keep(30, 30), {"10", "10besloten"}),
        (Keep(5, 200), {"10besloten", "100besloten"}),
    ],
)
async def test_what_is_untouched_for_so_long_goes(full: Store, keep: Keep, left: set[str]) -> None:
    async with expiring(full, keep):
        async with asyncio.timeout(SECONDS):
            while await names(full) != left:  # noqa: ASYNC110 - the store has no event
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
    assert await names(full) == left


async def test_a_database_that_is_away_is_tried_again(full: Store, store_url: str) -> None:
    engine = create_async_engine(store_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE conversations RENAME TO gone")
    async with expiring(full, Keep(30)):
        await asyncio.sleep(0.05)
        async with engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE gone RENAME TO conversations")
        async with asyncio.timeout(SECONDS):
            while "100" in await names(full):  # noqa: ASYNC110 - the store has no event
                await asyncio.sleep(0.01)
    await engine.dispose()


async def test_the_bot_looks_when_it_starts(serving: Serving, full: Store) -> None:
    async with serving(make_assistant(), house=House(keep=Keep(30))), asyncio.timeout(SECONDS):
        while "100" in await names(full):  # noqa: ASYNC110 - the store has no event
            await asyncio.sleep(0.01)
    assert await names(full) == ALL - {"100"}


def test_without_a_term_nothing_goes() -> None:
    assert Keep().before(datetime.now(UTC)) is None

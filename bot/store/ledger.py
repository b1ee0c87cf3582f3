"""What a language model used, for all processes together; see `bot.language_model.Ledger`."""

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Space, lock
from bot.store.putting import put
from bot.store.schema import use_of_chat, use_of_day

if TYPE_CHECKING:  # who has no language model needs nothing of it
    from bot.language_model.budget import Limits, Use


class StoreLedger:
    """Called from worker threads, where a model is called; the work is done on the store's loop."""

    def __init__(self, database: Database, loop: asyncio.AbstractEventLoop) -> None:
        self._database = database
        self._loop = loop

    def book(self, day: date, chat: str, use: "Use", limits: "Limits | None" = None) -> bool:
        """See `Ledger.book`; not from the thread of the event loop, nor while a turn holds its transaction.

        Raises:
            StoreError: it could not be stored.
        """
        return asyncio.run_coroutine_threadsafe(self._book(day, chat, use, limits), self._loop).result()

    async def _book(self, day: date, chat: str, use: "Use", limits: "Limits | None") -> bool:
        from bot.language_model.budget import NO_LIMITS, within

        async with self._database.begin() as connection:
            await lock(connection, Space.LEDGER)
            everybody = await _sum(connection, use_of_day, {"day": day}, use)
            one = await _sum(connection, use_of_chat, {"chat": chat}, use)
            if not within(everybody, one, limits or NO_LIMITS):
                return False
            await put(connection, use_of_day, {"day": day}, everybody._asdict())
            await put(connection, use_of_chat, {"chat": chat}, one._asdict())
            return True


async def _sum(connection: AsyncConnection, table: Table, key: dict[str, object], use: "Use") -> "Use":
    row = (await connection.execute(select(table.c.tokens, table.c.euros).filter_by(**key))).first()
    return use if row is None else type(use)(use.tokens + row.tokens, use.euros + row.euros)

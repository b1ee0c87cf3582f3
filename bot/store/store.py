"""The store: one database, turns in it, and the cards that are still to be shown."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self
from weakref import WeakValueDictionary

from sqlalchemy import URL, AsyncAdaptedQueuePool, event, make_url, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import StoreError, Trouble, explained
from bot.store.migrate import migrate
from bot.store.records import Card
from bot.store.schema import cards
from bot.store.turn import CARD, Turn, handled_before


class Store:
    """Conversations, cards and handled updates, kept in one database."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database at a SQLAlchemy URL; make the file and its folders, bring it to this version.

        Another process may use the same SQLite file: who finds it busy waits 5 s, or the seconds in the URL
        (`?timeout=`).

        Raises:
            StoreError: it cannot be opened or written, is no database, or is of a newer version.
        """
        engine, place = _engine(url)
        try:
            with explained(place):
                async with engine.begin() as connection:
                    await connection.run_sync(migrate, place)
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine, place)

    @asynccontextmanager
    async def turn(self, owner: str, update_id: int | None = None) -> AsyncIterator[Turn]:
        """Begin a turn of an owner; it is committed at the end of the block, undone by an exception.

        Turns of one owner follow each other. On SQLite a turn is the only writer there is, so slow work
        (a language model, the network) belongs before or after it. Turns cannot be nested.

        Raises:
            StoreError: the database cannot be read or written; nothing of the turn was saved.
        """
        async with self._locks.setdefault(owner, asyncio.Lock()):
            with explained(self._place):
                async with self._engine.begin() as connection:
                    replayed = update_id is not None and await handled_before(connection, owner, update_id)
                    yield Turn(connection, owner, replayed=replayed)

    async def unshown_cards(self) -> tuple[Card, ...]:
        """Give the cards whose last wanted revision was never shown: to send again after a restart."""
        query = CARD.where(cards.c.wanted_revision > cards.c.shown_revision).order_by(cards.c.owner)
        with explained(self._place):
            async with self._engine.connect() as connection:
                return tuple(Card(*row) for row in await connection.execute(query))

    async def card_shown(self, owner: str, message_id: int, revision: int) -> None:
        """Write down that this revision of the owner's card is on this message; not from inside a turn.

        A report that is overtaken (a newer revision was shown, a fresh message is wanted) changes nothing.
        """
        current = (
            cards.c.owner == owner,
            cards.c.shown_revision < revision,
            cards.c.message_since <= revision,
            cards.c.wanted_revision >= revision,
        )
        shown = update(cards).where(*current).values(message_id=message_id, shown_revision=revision)
        with explained(self._place):
            async with self._engine.begin() as connection:
                await connection.execute(shown)

    async def close(self) -> None:
        """Close the database; turns must have ended."""
        await self._engine.dispose()


def _engine(url: str) -> tuple[AsyncEngine, str]:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address), address.database or url
        return create_async_engine(address), address.render_as_string(hide_password=True)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(Trouble.ADDRESS) from error


def _sqlite(address: URL) -> AsyncEngine:
    # One connection: SQLite has one writer anyway, and waiting for it in a queue is fair.
    engine = create_async_engine(
        address,
        connect_args={"isolation_level": None},
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
    )
    if address.database:
        file = Path(address.database)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Tried here first: a connection that fails to open leaves a thread of aiosqlite behind, which
            # still reports to the event loop after that has closed.
            sqlite3.connect(file).close()
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(Trouble.NO_ACCESS, str(file)) from error

    @event.listens_for(engine.sync_engine, "connect")
    def _write_ahead(connection: DBAPIConnection, _record: object) -> None:
        # Fails at once when another process is making the same new file; that one sets it for both. Any
        # other trouble comes back at the first transaction.
        with suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA journal_mode = WAL")

    # At the start, not at the first write: what a turn has read must still be so when it writes.
    event.listen(
        engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")
    )
    return engine

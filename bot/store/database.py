"""One database of either kind: its engine, its transactions, and the locks that several processes share."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from enum import IntEnum
from hashlib import blake2b
from pathlib import Path
from typing import cast

from sqlalchemy import (
    URL,
    AsyncAdaptedQueuePool,
    Connection,
    Integer,
    bindparam,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy import cast as as_type
from sqlalchemy.engine import AdaptedConnection, ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.errors import StoreError, Trouble, explained
from bot.store.nearby import nearby_engine

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another turn of the same owner, and for a new connection."""
STATEMENT_TIMEOUT = 30.0
ANSWER_TIMEOUT = 35.0
"""Seconds: longer than the server's own limits, for when the network is what went away."""
IDLE_TIMEOUT = 60.0
"""Seconds; a process that hangs in a turn must not keep its owner locked for ever."""
POOL_TIMEOUT = 60.0
"""Seconds to wait for a connection: standing in line with many others is no trouble of the database."""
TURNS, NOTES = 10, 2
"""Connections with PostgreSQL: for turns, and those kept free for what does not stand in line."""
DURABLE = "durable"
POSTGRES_OPTIONS = {"host", "port", "ssl", "sslmode", "timeout"}


class Space(IntEnum):
    """What a lock is about; numbers are shared by all processes, so they never change."""

    OWNER = 1
    AUDIT = 2
    LEDGER = 3
    MIGRATION = 4
    WORKSHOP = 5


class Database:
    """Gives transactions; what goes wrong in them comes out as a StoreError."""

    def __init__(self, engine: AsyncEngine, reader: AsyncEngine, place: str, at_once: int) -> None:
        """So many durable transactions `at_once` ask the engine for a connection; the others wait before."""
        self._engine = engine
        self._reader = reader
        self._line = asyncio.Semaphore(at_once)
        self.place = place

    @classmethod
    def at(cls, url: str) -> "Database":
        """Give the database at a SQLAlchemy URL; nothing is opened yet, but the folders of a file are made.

        Raises:
            StoreError: the address makes no sense, the file cannot be written, or the driver is missing.
        """
        try:
            address = make_url(url.replace("postgres://", "postgresql://", 1))
            match address.get_backend_name():
                case "sqlite":
                    return _sqlite(address, address.database or url)
                case "postgresql":
                    return _postgres(address)
        except ModuleNotFoundError as error:
            if error.name == "asyncpg":
                raise StoreError(Trouble.DRIVER) from error
            raise StoreError(Trouble.ADDRESS) from error
        except (SQLAlchemyError, ImportError) as error:
            raise StoreError(Trouble.ADDRESS) from error
        raise StoreError(Trouble.ADDRESS)

    @asynccontextmanager
    async def begin(self, *, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write; committed at the end of the block, undone by an exception.

        What is not `durable` waits neither for the disk nor in line, but only for who has a connection now:
        it is short. A power cut may undo it, though no kill can.

        Raises:
            StoreError: the database cannot be reached, read or written; nothing was saved.
        """
        with explained(self.place):
            async with AsyncExitStack() as stack:
                if durable:
                    await self._stand_in_line(stack)
                connection = await self._connected(stack, self._engine)
                if not durable:
                    await connection.execution_options(**{DURABLE: False})
                await stack.enter_async_context(connection.begin())
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """The whole database as it is at one moment, only to read; writers do not wait for it.

        Raises:
            StoreError: the database cannot be reached or read.
        """
        with explained(self.place):
            async with AsyncExitStack() as stack:
                connection = await self._connected(stack, self._reader)
                if connection.dialect.name == "postgresql":
                    await connection.execution_options(isolation_level="REPEATABLE READ")
                await stack.enter_async_context(connection.begin())
                yield connection

    async def close(self) -> None:
        """Close all connections; transactions must have ended."""
        await self._engine.dispose()
        await self._reader.dispose()

    async def _stand_in_line(self, stack: AsyncExitStack) -> None:
        try:
            async with asyncio.timeout(POOL_TIMEOUT):
                await self._line.acquire()
        except TimeoutError as error:
            raise StoreError(Trouble.LOCKED, self.place) from error
        stack.callback(self._line.release)

    async def _connected(self, stack: AsyncExitStack, engine: AsyncEngine) -> AsyncConnection:
        try:
            return await stack.enter_async_context(engine.connect())
        except (OSError, TimeoutError) as error:  # which the driver gives as they are
            raise StoreError(Trouble.GONE, self.place) from error


_LOCK = select(
    func.pg_advisory_xact_lock(*(as_type(bindparam(name), Integer) for name in ("space", "number")))
)


async def lock(connection: AsyncConnection, space: Space, name: str = "") -> None:
    """Wait until no other transaction, of whichever process, has this lock; it goes with the transaction.

    On SQLite every transaction that writes has the whole file already.
    """
    if connection.dialect.name == "postgresql":
        # Two names with the same number only wait for each other without need.
        number = int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), signed=True)
        await connection.execute(_LOCK, {"space": space.value, "number": number})


def _sqlite(address: URL, place: str) -> Database:
    reader = create_async_engine(
        address,
        hide_parameters=True,
        connect_args={"isolation_level": None},
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,  # one is always at hand; for who reads long, another is made
        max_overflow=-1,
    )
    event.listen(reader.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    if address.database:
        file = Path(address.database)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Tried here first: a connection that fails to open leaves a thread of aiosqlite behind, which
            # still reports to the event loop after that has closed.
            sqlite3.connect(file).close()
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(Trouble.NO_ACCESS, str(file)) from error
    engine = nearby_engine(address)

    @event.listens_for(engine.sync_engine, "connect")
    def _write_ahead(connection: DBAPIConnection, _record: object) -> None:
        # Fails at once when another process is making the same new file; that one sets it for both. Any
        # other trouble comes back at the first transaction.
        with suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        durable = connection.get_execution_options().get(DURABLE, True)
        adapted = cast(AdaptedConnection, connection.connection.dbapi_connection)
        adapted.run_async(lambda driver: driver.begin(durable=durable))

    return Database(engine, reader if address.database else engine, place, at_once=1)


def _postgres(address: URL) -> Database:
    options = {key: value for key, value in address.query.items() if isinstance(value, str)}
    if not POSTGRES_OPTIONS.issuperset(address.query) or len(options) < len(address.query):
        raise StoreError(Trouble.ADDRESS)
    place = address.set(query={}).render_as_string(hide_password=True)
    if "sslmode" in options:  # as other programs spell it
        options["ssl"] = options.pop("sslmode")
    try:
        busy = float(options.pop("timeout", BUSY_TIMEOUT))
    except ValueError as error:
        raise StoreError(Trouble.ADDRESS) from error
    limits = {
        "lock_timeout": busy,
        "statement_timeout": STATEMENT_TIMEOUT,
        "idle_in_transaction_session_timeout": IDLE_TIMEOUT,
    }
    engine = create_async_engine(
        address.set(drivername="postgresql+asyncpg", query=options),
        hide_parameters=True,
        # Asks whether a connection still lives before it is used: what a restart cut off is made anew.
        pool_pre_ping=True,
        pool_size=TURNS + NOTES,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT,
        connect_args={
            "timeout": BUSY_TIMEOUT,
            "command_timeout": ANSWER_TIMEOUT,
            "server_settings": {name: f"{seconds * 1000:.0f}" for name, seconds in limits.items()},
        },
    )

    @event.listens_for(engine.sync_engine, "handle_error")
    def _lost(context: ExceptionContext) -> StoreError | None:
        # The driver gives these as they are, and a caller could take them for its own.
        if isinstance(context.original_exception, OSError | TimeoutError):
            context.is_disconnect = True
            return StoreError(Trouble.GONE, place)
        return None

    return Database(engine, engine, place, at_once=TURNS)

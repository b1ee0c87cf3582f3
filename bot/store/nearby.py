"""SQLite on the thread of the event loop; only what waits for the disk or for others leaves it.

A statement on a file takes some hundredths of a millisecond: less than handing it to another thread and back,
while Python lets one of the two run. Waiting for another process is left to the event loop, and committing,
which waits until the disk has written, to the thread of `aiosqlite`.

What reads long (a backup, the audit trail) belongs on a connection that does all in its thread.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import ParamSpec, TypeVar, cast

import aiosqlite
from sqlalchemy import URL, AsyncAdaptedQueuePool
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

AGAIN = 0.005
"""Seconds between two looks whether another process is ready: SQLite itself looks as often at first."""

CHECKPOINT = 1000
"""Pages in the log after which a durable transaction moves them to the file, as SQLite does by itself."""

ROWS = 64
"""Fetched at a time when somebody streams; the library asks for a number."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class _Cursor(aiosqlite.Cursor):
    async def _execute(
        self, fn: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        return fn(*args, **kwargs)


class Connection(aiosqlite.Connection):
    """A connection for one transaction at a time."""

    _durable = True
    _changes = 0

    def cursor(self) -> _Cursor:  # type: ignore[override]
        """What works on this thread."""
        return _Cursor(self, self._conn.cursor())

    async def begin(self, *, durable: bool) -> None:
        """Begin as the only writer; what is not `durable`, a power cut may undo, though no kill can.

        Raises:
            sqlite3.OperationalError: another process keeps the database longer than the timeout.
        """
        # Then WAL waits for the disk at a checkpoint only: https://www.sqlite.org/pragma.html#pragma_synchronous
        self._conn.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self._conn.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT if durable else 0}")
        self._durable = durable
        self._changes = self._conn.total_changes
        (timeout,) = self._conn.execute("PRAGMA busy_timeout").fetchone()
        until = time.monotonic() + timeout / 1000
        self._conn.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun(until):  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(AGAIN)
        finally:
            self._conn.execute(f"PRAGMA busy_timeout = {timeout}")

    async def commit(self) -> None:
        """Commit; in the thread when that may wait for the disk."""
        if self._durable and self._conn.total_changes > self._changes:
            await super().commit()
        else:
            self._conn.commit()

    async def rollback(self) -> None:
        """Undo the transaction; that writes nothing."""
        self._conn.rollback()

    def _has_begun(self, until: float) -> bool:
        try:
            # At the start, not at the first write: what a turn has read must still be so when it writes.
            self._conn.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() >= until:
                raise
            return False
        return True


def nearby_engine(address: URL) -> AsyncEngine:
    """Give an engine with one connection: SQLite has one writer anyway, and waiting in a queue is fair."""
    return create_async_engine(
        address,
        hide_parameters=True,  # what users wrote belongs in no error
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "async_creator_fn": _connect,
        },
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
    )


def _connect(database: str, **options: object) -> Connection:
    connection = Connection(partial(sqlite3.connect, database, **options), ROWS)
    # As SQLAlchemy does with those that it makes: an end of the program waits for none.
    cast(Thread, getattr(connection, "_thread", connection)).daemon = True
    return connection

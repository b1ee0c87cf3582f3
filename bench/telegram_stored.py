"""What stored conversations cost: memory of the bot, and room in the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.figures import megabytes
from bench.telegram_load import MANNERS, crowd, started
from tests.auxil.telegram import TelegramServer

MANY = 10_000
PEOPLE, SECONDS, RATE = 20, 3.0, 20.0
TABLES = ("owners", "conversations", "cards", "updates")
NAMES = ("owner", "id", "active")
"""What must be another for every copy."""


async def memory_of_stored(server: TelegramServer, folder: Path, url: str) -> tuple[float, float]:
    """MiB that the bot takes more with 10,000 conversations stored, and that the database grows by them."""
    file = Path(url.partition("///")[2])
    few = await _memory(server, folder, url)
    before = _size(file)
    with closing(sqlite3.connect(file)) as database, database:
        _copy(database)
    return await _memory(server, folder, url) - few, _size(file) - before


async def _memory(server: TelegramServer, folder: Path, url: str) -> float:
    """Of a bot that just served some people."""
    root = server.base_url.removesuffix("/bot")
    async with started(
        server, "bench.telegram_bot", "light", str(folder), url, server.token, root
    ) as process:
        await crowd(server, [process.pid], PEOPLE, MANNERS, SECONDS, RATE)
        return megabytes(process.pid)


def _copy(database: sqlite3.Connection) -> None:
    """Conversations as they are, again and again under the names of other owners."""
    owners = [one for (one,) in database.execute("SELECT owner FROM conversations GROUP BY owner")]
    for table in TABLES:
        cursor = database.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - our own names
        columns = [name for name, *_ in cursor.description]
        copied = [f"'kopie' || :number || {one}" if one in NAMES else one for one in columns]
        database.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
            f"SELECT {', '.join(copied)} FROM {table} WHERE owner = :owner",
            [{"number": number, "owner": owners[number % len(owners)]} for number in range(MANY)],
        )


def _size(file: Path) -> float:
    """MiB, once everything is in the file itself."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.stat().st_size / 2**20

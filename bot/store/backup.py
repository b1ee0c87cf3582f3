"""Backup and restore: the same file for SQLite and PostgreSQL, so it also moves from one to the other."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Date, DateTime, MetaData, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import audit, erasures
from bot.store.archive import BATCH, Reader, Writer
from bot.store.database import Database
from bot.store.errors import StoreError, Trouble
from bot.store.migrate import known, upgrade
from bot.store.plain import Line, as_plain
from bot.store.records import Erased
from bot.store.schema import HEAD, metadata


async def write(database: Database, file: Path) -> None:
    """Write a backup; see `Store.backup`."""
    async with database.snapshot() as connection:
        try:
            with Writer(file) as writer:
                created = datetime.now(UTC)
                for table in metadata.sorted_tables:
                    with writer.table(table.name) as add:
                        await _write_rows(connection, table, add)
                last = (await connection.execute(audit.LAST)).first()
                await asyncio.to_thread(writer.finish, HEAD, created, last.hash if last else None)
        except OSError as error:
            raise StoreError(Trouble.BACKUP_FAILED, str(file)) from error


async def restore(file: Path, url: str, erased: Iterable[Erased] = ()) -> int:
    """Put a backup in an empty database of either kind, and bring it to this version.

    `erased` is the list of erasures of the database that it replaces, or of a newer backup: who was erased
    after this backup was made is erased again. Gives how many those were.

    Raises:
        StoreError: the file is damaged, of a newer version or not readable; the database is not empty or
            cannot be written. Nothing was changed.
    """
    reader = await asyncio.to_thread(Reader, file)
    manifest = reader.manifest
    if not await asyncio.to_thread(known, manifest.version):
        raise StoreError(Trouble.BACKUP_NEWER, str(file))
    later = [one for one in erased if one.at >= manifest.created]
    database = Database.at(url)
    try:
        async with database.begin() as connection:
            await connection.run_sync(_make_empty, database.place)
            await connection.run_sync(upgrade, manifest.version)
            try:
                await connection.run_sync(_fill, reader)
            except (KeyError, ValueError) as error:
                raise StoreError(Trouble.BACKUP_DAMAGED, str(file)) from error
            await connection.run_sync(upgrade, HEAD)
            content = manifest.created.isoformat()
            await audit.append(connection, audit.Kind.RESTORED, "", content, datetime.now(UTC))
            return await erasures.apply(connection, later)
    finally:
        await database.close()


async def _write_rows(connection: AsyncConnection, table: Table, add: Callable[[list[Line]], None]) -> None:
    async with connection.stream(select(table).order_by(*table.primary_key)) as result:
        async for batch in result.partitions(BATCH):
            lines = [{key: as_plain(value) for key, value in row._mapping.items()} for row in batch]
            await asyncio.to_thread(add, lines)  # packing is work: other turns go on


def _make_empty(connection: Connection, place: str) -> None:
    """Remove tables without rows, such as those of an assistant that was only started.

    Raises:
        StoreError: there is a row in one.
    """
    present = MetaData()
    present.reflect(connection)
    for table in present.sorted_tables:
        if table.name != "alembic_version" and connection.execute(select(table).limit(1)).first():
            raise StoreError(Trouble.NOT_EMPTY, place)
    present.drop_all(connection)


def _fill(connection: Connection, reader: Reader) -> None:
    """Insert the rows in the tables as their own version had them."""
    present = MetaData()
    present.reflect(connection)
    for name in reader.manifest.tables:
        table = present.tables[name]
        for batch in reader.table(name):
            connection.execute(insert(table), [_typed(table, line) for line in batch])


def _typed(table: Table, line: Line) -> dict[str, object]:
    """The values of a line as the columns need them; the database keeps moments in UTC without saying so."""
    values: dict[str, object] = dict(line)
    for key, value in line.items():
        if not isinstance(value, str):
            continue
        if isinstance(table.c[key].type, DateTime):
            values[key] = datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
        elif isinstance(table.c[key].type, Date):
            values[key] = date.fromisoformat(value)
    return values

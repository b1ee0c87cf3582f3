"""Writing a row of which nobody knows whether it is there."""

from functools import cache

from sqlalchemy import Insert, Table, Update, bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection


async def put(
    connection: AsyncConnection,
    table: Table,
    key: dict[str, object],
    values: dict[str, object],
    **first: object,
) -> None:
    """Update the row with this key or insert it; `first` is written only with the insert.

    Two plain statements: an "upsert" is spelled differently by each database. The caller has the lock that
    keeps others from inserting the same row.
    """
    mine = {f"mine_{name}": value for name, value in key.items()}
    changed = await connection.execute(_update(table, *key), mine | values)
    if changed.rowcount == 0:
        await connection.execute(_insert(table), key | values | first)


@cache
def _update(table: Table, *key: str) -> Update:
    """Made once: making a statement takes longer than doing it."""
    return update(table).where(*(table.c[name] == bindparam(f"mine_{name}") for name in key))


@cache
def _insert(table: Table) -> Insert:
    """Made once, as above."""
    return insert(table)

"""The list of who was erased, for when a backup from before is put back."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.personal import OWNER_OF, anonymous, erase
from bot.store.putting import put
from bot.store.records import Erased
from bot.store.schema import erasures


async def listing(connection: AsyncConnection) -> tuple[Erased, ...]:
    """Give the list, oldest first."""
    rows = await connection.execute(select(erasures.c.hash, erasures.c.at).order_by(erasures.c.at))
    return tuple(Erased(*row) for row in rows)


async def apply(connection: AsyncConnection, later: Iterable[Erased]) -> int:
    """Erase again who is on a list from after this data, and take over the list; gives how many they were."""
    wanted = {one.hash: one.at for one in later}
    for key, at in wanted.items():
        await put(connection, erasures, {"hash": key}, {"at": at})
    if not wanted:
        return 0
    held = union(*(select(column).where(column.is_not(None)) for column in OWNER_OF.values()))
    again = [owner for (owner,) in await connection.execute(held) if anonymous(owner) in wanted]
    for owner in again:
        await erase(connection, owner, datetime.now(UTC))
    return len(again)

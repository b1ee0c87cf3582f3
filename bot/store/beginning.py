"""What a turn begins with, read at once: nearly every turn needs all of it."""

from typing import NamedTuple

from sqlalchemy import Text, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.cards import COLUMNS
from bot.store.records import Card, Stored
from bot.store.schema import cards, conversations, owners, updates

STORED = tuple(conversations.c[name] for name in Stored.__dataclass_fields__)


class Begun(NamedTuple):
    """How an owner stands: the stamp of the last change, the conversation that is open, and the card.

    `replayed` says that the update was handled before.
    """

    stamp: int | None
    replayed: bool
    active: Stored | None
    card: Card | None


_ME = select(bindparam("me", type_=Text).label("owner")).subquery()
QUERY = (
    select(owners.c.stamp, updates.c.update_id, *STORED, *COLUMNS)
    .select_from(_ME)
    .outerjoin(owners, owners.c.owner == _ME.c.owner)
    .outerjoin(updates, and_(updates.c.owner == _ME.c.owner, updates.c.update_id == bindparam("number")))
    .outerjoin(
        conversations,
        and_(conversations.c.owner == _ME.c.owner, conversations.c.id == owners.c.active),
    )
    .outerjoin(cards, cards.c.owner == _ME.c.owner)
)
"""Made once: making it takes longer than asking it."""


async def begun(connection: AsyncConnection, owner: str, update_id: int | None) -> Begun:
    """Give how the owner stands, for a turn about this update if it is about one."""
    row = (await connection.execute(QUERY, {"me": owner, "number": update_id})).one()
    stamp, handled, *rest = row
    stored, card = rest[: len(STORED)], rest[len(STORED) :]
    return Begun(
        stamp,
        handled is not None,
        None if stored[0] is None else Stored(*stored),
        None if card[0] is None else Card(*card),
    )

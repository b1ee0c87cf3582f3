"""Cards: what an owner must see, and whether it was shown. A kill between the two loses neither."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Integer, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.putting import put
from bot.store.records import Card, Noted
from bot.store.schema import cards

GRACE = timedelta(minutes=1)
"""How long the process that stored or claimed a card may take to show it, before another one does."""

COLUMNS = tuple(cards.c[name] for name in Card.__dataclass_fields__)
UNSHOWN = cards.c.wanted_revision > cards.c.shown_revision
MINE = select(*COLUMNS).where(cards.c.owner == bindparam("me"))
REVISION = bindparam("revision", type_=Integer)
SHOWN = update(cards).where(
    cards.c.owner == bindparam("me"),
    cards.c.shown_revision < REVISION,
    cards.c.message_since <= REVISION,
    cards.c.wanted_revision >= REVISION,
)
"""Made once: making a statement takes longer than doing it."""


async def of_owner(connection: AsyncConnection, owner: str) -> Card | None:
    """Give the owner's card, if there is one."""
    row = (await connection.execute(MINE, {"me": owner})).first()
    return Card(*row) if row else None


async def want(
    connection: AsyncConnection, owner: str, old: Card | None, chat_id: int, wanted: str, *, fresh: bool
) -> Card:
    """Write down the next revision, after `old`, the owner's card as it is; see `Turn.want_card`."""
    revision = old.wanted_revision + 1 if old else 1
    kept = old.message_id if old and not fresh and old.chat_id == chat_id else None
    values: dict[str, object] = {"chat_id": chat_id, "message_id": kept, "due": datetime.now(UTC) + GRACE}
    values |= {"wanted": wanted, "wanted_revision": revision}
    if old is None or fresh or old.chat_id != chat_id:
        values["message_since"] = revision
    await put(connection, cards, {"owner": owner}, values, shown_revision=0)
    return Card(owner, chat_id, kept, wanted, revision, old.shown_revision if old else 0)


async def unshown(connection: AsyncConnection) -> tuple[Card, ...]:
    """Give the cards whose last wanted revision was never shown."""
    query = select(*COLUMNS).where(UNSHOWN).order_by(cards.c.owner)
    return tuple(Card(*row) for row in await connection.execute(query))


async def claim(connection: AsyncConnection, now: datetime, limit: int) -> tuple[Card, ...]:
    """Give unshown cards whose process took too long; each to one caller, until it takes too long too."""
    late = or_(cards.c.due.is_(None), cards.c.due <= now)
    some = select(cards.c.owner).where(UNSHOWN, late).order_by(cards.c.due).limit(limit)
    chosen = select(some.with_for_update(skip_locked=True).cte("chosen"))
    claimed = update(cards).where(cards.c.owner.in_(chosen)).values(due=now + GRACE).returning(*COLUMNS)
    return tuple(Card(*row) for row in await connection.execute(claimed))


async def shown(connection: AsyncConnection, owner: str, message_id: int, revision: int) -> Noted | None:
    """Write down that a revision is on a message, unless that is overtaken; see `Store.card_shown`."""
    old = await of_owner(connection, owner)
    if old is None:
        return None
    changed = await connection.execute(
        SHOWN,
        {"me": owner, "revision": revision, "message_id": message_id, "shown_revision": revision},
    )
    card = replace(old, message_id=message_id, shown_revision=revision) if changed.rowcount else old
    return Noted(card, old.message_id)

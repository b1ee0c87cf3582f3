"""Conversations that are kept long enough."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import audit
from bot.store.personal import unlink
from bot.store.schema import (
    cards,
    conversations,
    decisions,
    members,
    owners,
    people,
    reminders,
    shares,
    updates,
    use_of_chat,
    workshops,
)


@dataclass(frozen=True, slots=True)
class Term:
    """What is untouched since `before` may go; with a decision only since `decided_before` (None: never)."""

    before: datetime
    decided_before: datetime | None

    def over(self) -> ColumnElement[bool]:
        """Whether a conversation may go; one with a reminder to come is still of use."""
        own = decisions.c.conversation == conversations.c.id
        undecided = and_(conversations.c.updated < self.before, ~exists().where(own))
        if self.decided_before is None:
            return undecided
        recent = exists().where(own, decisions.c.at >= self.decided_before)
        awaited = exists().where(reminders.c.conversation == conversations.c.id)
        return or_(
            undecided,
            and_(conversations.c.updated < self.decided_before, exists().where(own), ~recent, ~awaited),
        )


async def with_something_over(connection: AsyncConnection, term: Term) -> tuple[str, ...]:
    """Give the owners who have a conversation that may go."""
    query = select(conversations.c.owner).where(term.over()).distinct().order_by(conversations.c.owner)
    return tuple((await connection.scalars(query)).all())


async def expire(connection: AsyncConnection, owner: str, term: Term) -> int:
    """Remove the owner's conversations that may go, with all that belongs to them; gives how many."""
    query = select(conversations.c.id).where(conversations.c.owner == owner, term.over())
    ids = list((await connection.scalars(query)).all())
    decided = (
        await connection.scalars(
            select(decisions.c.conversation).where(decisions.c.conversation.in_(ids)).distinct()
        )
    ).all()
    await unlink(connection, ids)
    await connection.execute(delete(use_of_chat).where(use_of_chat.c.chat.in_(ids)))
    await connection.execute(delete(shares).where(shares.c.conversation.in_(ids)))
    await connection.execute(delete(decisions).where(decisions.c.conversation.in_(ids)))
    await connection.execute(delete(reminders).where(reminders.c.conversation.in_(ids)))
    await connection.execute(delete(conversations).where(conversations.c.id.in_(ids)))
    await connection.execute(update(owners).where(owners.c.active.in_(ids)).values(active=None))
    if decided:
        await audit.append(connection, audit.Kind.EXPIRED, "", audit.names(decided), datetime.now(UTC))
    return len(ids)


async def leave_nothing(connection: AsyncConnection, owner: str) -> bool:
    """Remove the last traces of an owner without conversations or access; False for any other."""
    for kept in (conversations.c.owner, people.c.id, workshops.c.owner, members.c.owner):
        if await connection.scalar(select(kept).where(kept == owner).limit(1)) is not None:
            return False
    for trace in (owners.c.owner, cards.c.owner, updates.c.owner, use_of_chat.c.chat):
        await connection.execute(delete(trace.table).where(trace == owner))
    return True

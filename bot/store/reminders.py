"""Reminders of decisions that end: one for each conversation, fired once whichever process sees it first."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.putting import put
from bot.store.records import Reminder
from bot.store.schema import reminders

LEASE = timedelta(minutes=5)
"""How long a claim holds: a process that was killed with a claim must not take the reminder with it."""

COLUMNS = tuple(reminders.c[name] for name in Reminder.__dataclass_fields__)


class Reminders:
    """Deals out the reminders of all owners."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, now: datetime, limit: int = 50) -> tuple[Reminder, ...]:
        """Give reminders that are due on the day of `now` (in its own time zone), each to one process.

        Who gets one has 5 minutes to end it with `Turn.reminded`, in the same turn as the card that shows
        it, or to give it back with `release`; then it is free again.
        """
        free = or_(reminders.c.claimed.is_(None), reminders.c.claimed <= now - LEASE)
        due = select(reminders.c.conversation).where(reminders.c.due <= now.date(), free)
        due = due.order_by(reminders.c.due, reminders.c.conversation).limit(limit)
        chosen = select(due.with_for_update(skip_locked=True).cte("chosen"))
        claimed = update(reminders).where(reminders.c.conversation.in_(chosen)).values(claimed=now)
        async with self._database.begin() as connection:
            rows = await connection.execute(claimed.returning(*COLUMNS))
            return tuple(
                sorted((Reminder(*row) for row in rows), key=lambda one: (one.due, one.conversation))
            )

    async def release(self, reminder: Reminder) -> None:
        """Give back what could not be sent, for any process to claim again."""
        async with self._database.begin() as connection:
            await connection.execute(update(reminders).where(*_same(reminder)).values(claimed=None))


async def plan(connection: AsyncConnection, owner: str, conversation: str, due: date | None) -> None:
    """Set or move the reminder of a conversation; without a day it is cancelled."""
    if due is None:
        await connection.execute(delete(reminders).where(reminders.c.conversation == conversation))
        return
    await put(
        connection, reminders, {"conversation": conversation}, {"owner": owner, "due": due, "claimed": None}
    )


async def done(connection: AsyncConnection, reminder: Reminder) -> bool:
    """End a reminder; False when that was done before, or when it was moved or cancelled meanwhile."""
    ended = await connection.execute(delete(reminders).where(*_same(reminder)))
    return ended.rowcount == 1


def _same(reminder: Reminder) -> tuple[ColumnElement[bool], ...]:
    return tuple(column == getattr(reminder, column.name) for column in COLUMNS)

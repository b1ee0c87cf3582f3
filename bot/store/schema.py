"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

HEAD = "0001"
"""The newest migration; an existing database at this version is opened without Alembic."""


class Utc(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so the column has none and the code adds it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the moment as the database keeps it."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the moment as the code knows it."""
        return value and value.replace(tzinfo=UTC)


metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created", Utc, nullable=False),
    Column("updated", Utc, nullable=False),
    Index("conversations_of_owner", "owner", "updated"),
)

owners = Table(
    "owners",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("active", Text),
    Column("municipality", Text),
)

updates = Table(
    "updates",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Index("updates_by_age", "owner", "at"),
)

cards = Table(
    "cards",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    # The first revision that belongs on the present message: what was sent for an earlier one is not it.
    Column("message_since", Integer, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("wanted_revision", Integer, nullable=False),
    Column("shown_revision", Integer, nullable=False),
)

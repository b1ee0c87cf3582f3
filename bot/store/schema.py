"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

HEAD = "0003"
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
    # Another number after every change: shows whether somebody else changed this owner meanwhile.
    Column("stamp", BigInteger),
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
    # From when another process may show it: who wanted it did not, or takes too long.
    Column("due", Utc),
)

decisions = Table(
    "decisions",
    metadata,
    # Random: it is also what keeps the hash in the audit trail from being guessed.
    Column("id", Text, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    Column("until", Date),
    Column("at", Utc, nullable=False),
    Index("decisions_of_owner", "owner", "at"),
    Index("decisions_of_conversation", "conversation"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("claimed", Utc),
    Index("reminders_of_owner", "owner"),
    Index("reminders_by_day", "due"),
)

publications = Table(
    "publications",
    metadata,
    Column("id", Text, primary_key=True),
    # A hash of the conversation it came from; gone when that is gone.
    Column("link", Text),
    Column("municipality", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("until", Date),
    Column("at", Utc, nullable=False),
    Column("withdrawn", Utc),
    Index("publications_of_municipality", "municipality"),
    Index("publications_by_link", "link"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("since", Utc, nullable=False),
    Column("invited_by", Text),
    Index("people_by_inviter", "invited_by"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("expires", Utc, nullable=False),
    Column("invited_by", Text),
)

# Two tables: who erases a chat must not give everybody new room for the day.
use_of_day = Table(
    "use_of_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
    Column("euros", Float, nullable=False),
)

use_of_chat = Table(
    "use_of_chat",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
    Column("euros", Float, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("at", Utc, nullable=False),
)

shares = Table(
    "shares",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("expires", Utc, nullable=False),
    Index("shares_of_owner", "owner"),
)

workshops = Table(
    "workshops",
    metadata,
    Column("code", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("state", Text, nullable=False),
    # What every member must have seen; goes up less often than the revision.
    Column("scene", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("updated", Utc, nullable=False),
    Index("workshops_of_owner", "owner", "updated"),
)

# The only place that says who a participant is.
members = Table(
    "members",
    metadata,
    Column("code", Text, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("participant", Text),
    Column("seen", Integer, nullable=False),
    Column("since", Utc, nullable=False),
    Index("members_by_owner", "owner", "since"),
)

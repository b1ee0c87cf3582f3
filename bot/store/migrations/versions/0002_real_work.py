"""Decisions, reminders, the register, the audit trail, access, use of a language model, erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("owners", sa.Column("stamp", sa.BigInteger))
    op.add_column("cards", sa.Column("due", sa.DateTime))
    op.create_table(
        "decisions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("until", sa.Date),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("decisions_of_owner", "decisions", ["owner", "at"])
    op.create_index("decisions_of_conversation", "decisions", ["conversation"])
    op.create_table(
        "reminders",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("claimed", sa.DateTime),
    )
    op.create_index("reminders_of_owner", "reminders", ["owner"])
    op.create_index("reminders_by_day", "reminders", ["due"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("link", sa.Text),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("withdrawn", sa.DateTime),
    )
    op.create_index("publications_of_municipality", "publications", ["municipality"])
    op.create_index("publications_by_link", "publications", ["link"])
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("invited_by", sa.Text),
    )
    op.create_index("people_by_inviter", "people", ["invited_by"])
    op.create_table(
        "invitations",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
        sa.Column("invited_by", sa.Text),
    )
    op.create_table(
        "use_of_day",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("tokens", sa.BigInteger, nullable=False),
        sa.Column("euros", sa.Float, nullable=False),
    )
    op.create_table(
        "use_of_chat",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("tokens", sa.BigInteger, nullable=False),
        sa.Column("euros", sa.Float, nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )

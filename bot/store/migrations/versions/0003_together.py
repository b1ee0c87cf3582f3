"""Links to an advice for a colleague, and workshops with who takes part."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "shares",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
    )
    op.create_index("shares_of_owner", "shares", ["owner"])
    op.create_table(
        "workshops",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("scene", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False),
    )
    op.create_index("workshops_of_owner", "workshops", ["owner", "updated"])
    op.create_table(
        "members",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("participant", sa.Text),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
    )
    op.create_index("members_by_owner", "members", ["owner", "since"])

"""What a facility answers for, whether its list still names it, and what it does in a crisis."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS = (
    ("gone", sa.Boolean),
    ("ward", sa.Boolean),
    ("services", sa.Text),
    ("area", sa.LargeBinary),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("facilities", sa.Column(name, kind))


def downgrade() -> None:
    for name, _kind in reversed(COLUMNS):
        op.drop_column("facilities", name)

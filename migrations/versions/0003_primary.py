"""Whether 911 calls reach a 911 centre first."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KNOWN = sa.table("facilities", sa.column("id"), sa.column("name"), sa.column("primary"))


def upgrade() -> None:
    op.add_column("facilities", sa.Column("primary", sa.Boolean))
    # Until now an import of the federal registry told it in the name alone, and of that list only.
    secondary = _KNOWN.c.name.like("% (secondary)")
    listed = _KNOWN.update().where(_KNOWN.c.id.like("fcc:%"))
    op.execute(listed.values(primary=sa.case((secondary, sa.false()), else_=sa.true())))


def downgrade() -> None:
    op.drop_column("facilities", "primary")

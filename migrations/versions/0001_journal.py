"""The journal with its triggers, and everything that lies beside it.

One transaction.  The SQL that only one of the databases understands stands in
``migrations/sql``.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

GENESIS = "0" * 64
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

TABLES = (
    *("intake_keys", "quarantine", "credentials", "verified_numbers", "facilities", "drafts"),
    *("snapshots", "seals", "stations", "head", "requests", "journal_index", "words", "journal"),
)
FUNCTIONS = (
    "vigil_append(jsonb, bigint, text)",
    "vigil_digest(bigint, text, text, text, integer, text, text, text)",
    "vigil_words_kept()",
    "vigil_append_only()",
)


def upgrade() -> None:
    _record()
    _guards()
    _people()
    _places()
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "sql" / f"0001_{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n--\n"):
        op.execute(statement.replace(":", r"\:"))
    op.execute(f"INSERT INTO head (seq, digest) VALUES (0, '{GENESIS}')")  # noqa: S608


def downgrade() -> None:
    op.execute("DROP TABLE words_search")
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(f"DROP FUNCTION {FUNCTIONS[0]}")
    for table in TABLES:
        op.drop_table(table)
    if postgres:
        for function in FUNCTIONS[1:]:
            op.execute(f"DROP FUNCTION {function}")


def _record() -> None:
    op.create_table(
        "journal",
        _whole("seq"),
        *(_text(name) for name in ("at", "by", "station")),
        sa.Column("version", sa.Integer, nullable=False),
        *(_text(name) for name in ("kind", "body", "previous", "digest")),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_index("ix_journal_kind", "journal", ["kind", "seq"])
    op.create_index("ix_journal_by", "journal", ["by", "seq"])
    op.create_index("ix_journal_at", "journal", ["at"])
    op.create_table(
        "words",
        _whole("entry"),
        _whole("n"),
        _text("salt"),
        _text("text"),
        sa.PrimaryKeyConstraint("entry", "n", name="pk_words"),
        sa.ForeignKeyConstraint(["entry"], ["journal.seq"], name="fk_words_entry"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal_index",
        _text("stream"),
        _whole("seq"),
        sa.PrimaryKeyConstraint("stream", "seq", name="pk_journal_index"),
        sa.ForeignKeyConstraint(["seq"], ["journal.seq"], name="fk_journal_index_seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_journal_index_seq", "journal_index", ["seq"])


def _guards() -> None:
    op.create_table(
        "requests",
        _text("id"),
        _whole("first"),
        _whole("last"),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "head",
        _whole("seq"),
        _text("digest"),
        sa.PrimaryKeyConstraint("seq", name="pk_head"),
    )
    op.create_table(
        "stations",
        _text("role"),
        _text("station"),
        sa.PrimaryKeyConstraint("role", name="pk_stations"),
    )
    op.create_table(
        "seals",
        _whole("size"),
        *(_text(name) for name in ("key", "journal", "head", "root", "at", "signature", "peaks")),
        sa.PrimaryKeyConstraint("size", "key", name="pk_seals"),
    )
    op.create_table(
        "snapshots",
        _whole("seq"),
        *(_text(name) for name in ("rules", "digest", "body")),
        sa.PrimaryKeyConstraint("seq", "rules", name="pk_snapshots"),
    )


def _people() -> None:
    op.create_table(
        "drafts",
        *(_text(name) for name in ("case_id", "staff", "text", "at")),
        sa.PrimaryKeyConstraint("case_id", "staff", name="pk_drafts"),
    )
    op.create_table(
        "credentials",
        _text("staff"),
        _text("phc"),
        sa.Column("failed", sa.Integer, nullable=False),
        _text("failed_at", null=True),
        sa.PrimaryKeyConstraint("staff", name="pk_credentials"),
    )
    op.create_table(
        "quarantine",
        *(_text(name) for name in ("id", "at", "sender", "reason")),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
    )
    op.create_table(
        "intake_keys",
        *(_text(name) for name in ("id", "sender", "secret", "added_at")),
        _text("retired_at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake_keys"),
    )


def _places() -> None:
    unsure = ("phone", "address", "city", "state", "zip", "county_fips")
    op.create_table(
        "facilities",
        *(_text(name) for name in ("id", "kind", "name")),
        sa.Column("lat", sa.Float, nullable=False),
        sa.Column("lon", sa.Float, nullable=False),
        *(_text(name) for name in ("source", "vintage")),
        *(_text(name, null=True) for name in unsure),
        *(sa.Column(name, sa.Boolean) for name in ("emergency", "psychiatric", "paediatric")),
        sa.Column("beds", sa.Integer),
        sa.Column("invented", sa.Boolean, nullable=False),
        sa.Column("error_m", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_facilities"),
    )
    op.create_index("ix_facilities_source", "facilities", ["source"])
    op.create_table(
        "verified_numbers",
        _text("facility"),
        _text("number"),
        sa.Column("verified_on", sa.Date, nullable=False),
        _text("verified_by"),
        sa.PrimaryKeyConstraint("facility", name="pk_verified_numbers"),
    )


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, Number, autoincrement=False, nullable=False)

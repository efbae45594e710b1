"""The tables, as SQLAlchemy sees them.  ``migrations`` makes them, with their triggers."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TextClause,
    bindparam,
    text,
)

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_Number = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(naming_convention=_NAMES)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=key, nullable=null)


def _whole(name: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, _Number, primary_key=key, nullable=null, autoincrement=False)


journal = Table(
    "journal",
    metadata,
    _whole("seq", key=True),
    _text("at"),
    _text("by"),
    _text("station"),
    Column("version", Integer, nullable=False),
    _text("kind"),
    _text("body"),
    _text("previous"),
    _text("digest"),
    Index("ix_journal_kind", "kind", "seq"),
    Index("ix_journal_by", "by", "seq"),
    Index("ix_journal_at", "at"),
)
"""One line an entry.  Triggers refuse UPDATE and DELETE, and a number that is not the next."""

words = Table(
    "words",
    metadata,
    Column("entry", _Number, ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    _whole("n", key=True),
    _text("salt"),
    _text("text"),
    sqlite_with_rowid=False,
)
"""The private words of entries.  A trigger lets only an erasure delete them."""

journal_index = Table(
    "journal_index",
    metadata,
    _text("stream", key=True),
    Column("seq", _Number, ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    Index("ix_journal_index_seq", "seq"),
    sqlite_with_rowid=False,
)
"""Which threads an entry belongs to (``domain.ids.Stream``)."""

requests = Table(
    "requests",
    metadata,
    _text("id", key=True),
    _whole("first"),
    _whole("last"),
    sqlite_with_rowid=False,
)
"""Which entries a hand-over became, so that a second one under its name writes nothing."""

head = Table("head", metadata, _whole("seq", key=True), _text("digest"))
"""One row: the number and digest of the last entry.  Its lock is the writers' lock."""

stations = Table("stations", metadata, _text("role", key=True), _text("station"))
"""PostgreSQL: the station name under which a role writes, whatever it claims to be."""

seals = Table(
    "seals",
    metadata,
    _whole("size", key=True),
    _text("key", key=True),
    _text("journal"),
    _text("head"),
    _text("root"),
    _text("at"),
    _text("signature"),
    _text("peaks"),
)
"""Signed statements about the journal.  Triggers refuse UPDATE and DELETE."""

snapshots = Table(
    "snapshots",
    metadata,
    _whole("seq", key=True),
    _text("rules", key=True),
    _text("digest"),
    _text("body"),
)

drafts = Table(
    "drafts",
    metadata,
    _text("case_id", key=True),
    _text("staff", key=True),
    _text("text"),
    _text("at"),
)

facilities = Table(
    "facilities",
    metadata,
    _text("id", key=True),
    _text("kind"),
    _text("name"),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    _text("source"),
    _text("vintage"),
    _text("phone", null=True),
    _text("address", null=True),
    _text("city", null=True),
    _text("state", null=True),
    _text("zip", null=True),
    _text("county_fips", null=True),
    Column("emergency", Boolean),
    Column("psychiatric", Boolean),
    Column("paediatric", Boolean),
    Column("beds", Integer),
    Column("invented", Boolean, nullable=False),
    Column("error_m", Integer),
    Column("gone", Boolean),
    Column("ward", Boolean),
    _text("services", null=True),
    Column("area", LargeBinary),
    Column("primary", Boolean),
    Index("ix_facilities_source", "source"),
)

verified_numbers = Table(
    "verified_numbers",
    metadata,
    _text("facility", key=True),
    _text("number"),
    Column("verified_on", Date, nullable=False),
    _text("verified_by"),
)
"""Numbers that a list calls verified; what people of ours called stands in the journal."""

credentials = Table(
    "credentials",
    metadata,
    _text("staff", key=True),
    _text("phc"),
    Column("failed", Integer, nullable=False),
    _text("failed_at", null=True),
)

quarantine = Table(
    "quarantine",
    metadata,
    _text("id", key=True),
    _text("at"),
    _text("sender"),
    _text("reason"),
    Column("raw", LargeBinary, nullable=False),
)

intake_keys = Table(
    "intake_keys",
    metadata,
    _text("id", key=True),
    _text("sender"),
    _text("secret"),
    _text("added_at"),
    _text("retired_at", null=True),
)


def upsert(table: Table, *, replace: bool = True) -> TextClause:
    """Return the statement that puts a whole row in place of the one with its key.

    Without ``replace`` the row that is there stays.  Both databases understand it, and it
    spares a start the import of the dialect that is not used.
    """
    names = [column.name for column in table.columns]
    key = [column.name for column in table.primary_key.columns]
    change = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    statement = text(
        f"INSERT INTO {table.name} ({', '.join(names)})"  # noqa: S608 -- names of ours
        f" VALUES ({', '.join(f':{name}' for name in names)})"
        f" ON CONFLICT ({', '.join(key)}) DO {f'UPDATE SET {change}' if replace else 'NOTHING'}"
    )
    return statement.bindparams(*(bindparam(c.name, type_=c.type) for c in table.columns))

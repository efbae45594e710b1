"""Which version a database is in, and bringing it to today's."""

from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from console.store.engine import writing
from console.store.trouble import reachable

VERSIONS = ("0001", "0002", "0003")
"""Every version there has been, oldest first (a test compares them with ``migrations``)."""
MIGRATIONS = Path(__file__).parents[2] / "migrations"
_LOCK = 0x5649_4749_4C


class Age(Enum):
    """How a database stands to this program."""

    EMPTY = "empty"
    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


def version_of(engine: Engine) -> str | None:
    """Return the version of the database, ``None`` when nothing of ours is in it.

    Raises:
        StoreTrouble: the database cannot be read.
    """
    there = (
        "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
        if engine.dialect.name == "sqlite"
        else "SELECT to_regclass('public.alembic_version')::text"
    )
    with reachable(), engine.connect() as connection:
        if connection.exec_driver_sql(there).scalar() is None:
            return None
        found: str | None = connection.exec_driver_sql(
            "SELECT version_num FROM alembic_version"
        ).scalar()
        return found


def age_of(engine: Engine) -> Age:
    """Return how the database stands to this program, without starting Alembic.

    Raises:
        StoreTrouble: the database cannot be read.
    """
    found = version_of(engine)
    if found is None:
        return Age.EMPTY
    if found == VERSIONS[-1]:
        return Age.SAME
    return Age.OLDER if found in VERSIONS else Age.NEWER


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to version ``to``, all in one transaction.

    Raises:
        StoreTrouble: the database cannot be written, or we may not change it.
    """
    with reachable(), writing(engine).begin() as connection:
        migrate(connection, to)


def migrate(connection: Connection, to: str, *, down: bool = False) -> None:
    """Run the migrations up, or ``down``, to version ``to`` within a transaction."""
    # Alembic takes as long to import as all the rest, and is needed once a version.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":  # one station at a time
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(config, to)

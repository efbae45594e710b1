"""Who may do what on a PostgreSQL server.

The record (journal, words, indexes, requests, head) belongs to a role that nobody can
sign in as.  A station's role may read it, and add to it only through ``vigil_append``,
which writes the station's name from the table ``stations`` and not from what the
station claims.  The tables beside the record, which nothing legal rests on, may be
written by every station; seals may be added and never changed.

What people sign in with, and what senders sign with, is the administrator's to set: a
station may only count wrong PINs.  ``docs/decisions/0008`` says what that leaves open.

Migrations are run by a superuser, or by a member of the owner role.
"""

from sqlalchemy import Connection, Engine, text

from console.domain.ids import StationId
from console.store.engine import writing
from console.store.trouble import reachable

OWNER, STATIONS, ADMINISTRATORS = "vigil_owner", "vigil_station", "vigil_administrator"

RECORD = ("journal", "words", "words_search", "journal_index", "requests", "head", "stations")
BESIDE = ("snapshots", "drafts", "facilities", "verified_numbers", "quarantine")
SECRETS = ("credentials", "intake_keys")
COUNTED = "failed, failed_at"
FUNCTIONS = (
    "vigil_append(jsonb, bigint, text)",
    "vigil_digest(bigint, text, text, text, integer, text, text, text)",
    "vigil_words_kept()",
    "vigil_append_only()",
)


def lock_down(engine: Engine) -> None:
    """Give everything to the owner role, and stations no more than they need.

    Raises:
        StoreTrouble: we may not do that; it takes a superuser.
    """
    with reachable(), writing(engine).begin() as connection:
        for role in (OWNER, STATIONS, ADMINISTRATORS):
            _make(connection, role)
        run = connection.exec_driver_sql
        run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        run(f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}")
        run(f"GRANT USAGE ON SCHEMA public TO {STATIONS}")
        for table in (*RECORD, *BESIDE, *SECRETS, "seals", "alembic_version"):
            run(f"ALTER TABLE {table} OWNER TO {OWNER}")
            run(f"REVOKE ALL ON {table} FROM PUBLIC, {STATIONS}")
            run(f"GRANT SELECT ON {table} TO {STATIONS}")
        for table in BESIDE:
            run(f"GRANT INSERT, UPDATE, DELETE ON {table} TO {STATIONS}")
        for table in SECRETS:
            run(f"REVOKE ALL ON {table} FROM {ADMINISTRATORS}")
            run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {ADMINISTRATORS}")
        run(f"GRANT UPDATE ({COUNTED}) ON credentials TO {STATIONS}")
        run(f"GRANT INSERT ON seals TO {STATIONS}")
        for function in FUNCTIONS:
            run(f"ALTER FUNCTION {function} OWNER TO {OWNER}")
        run(f"GRANT EXECUTE ON FUNCTION {FUNCTIONS[0]} TO {STATIONS}")


def admit(engine: Engine, role: str, station: StationId, *, administrates: bool = False) -> None:
    """Let ``role`` (made if there is none; it can sign in) write as ``station`` from now on.

    How the role proves who it is, is the server's ``pg_hba.conf``.

    Args:
        engine: the database, as a superuser.
        role: its name.
        station: the name under which it writes.
        administrates: whether it may set PINs and the secrets of senders too; what it was
            given before is taken back otherwise.

    Raises:
        StoreTrouble: we may not do that; it takes a superuser.
    """
    with reachable(), writing(engine).begin() as connection:
        name = _make(connection, role)
        connection.exec_driver_sql(f"ALTER ROLE {name} LOGIN")
        connection.exec_driver_sql(f"GRANT {STATIONS} TO {name}")
        grant = f"GRANT {ADMINISTRATORS} TO" if administrates else f"REVOKE {ADMINISTRATORS} FROM"
        connection.exec_driver_sql(f"{grant} {name}")
        connection.execute(
            text(
                "INSERT INTO stations (role, station) VALUES (:role, :station)"
                " ON CONFLICT (role) DO UPDATE SET station = excluded.station"
            ),
            {"role": role, "station": station},
        )


def _make(connection: Connection, role: str) -> str:
    """Make ``role`` if there is none, and return its name quoted."""
    name = connection.dialect.identifier_preparer.quote(role)
    known = text("SELECT FROM pg_roles WHERE rolname = :role")
    if connection.execute(known, {"role": role}).first() is None:
        connection.exec_driver_sql(f"CREATE ROLE {name} NOLOGIN")
    return name

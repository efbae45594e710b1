"""What the server does by itself: the same digests, stations by their role, a bell."""

import json
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher
from sqlalchemy import make_url, text

from console.domain.events import CaseTaken
from console.domain.happened import Asked
from console.domain.ids import CaseId, StaffId, StationId
from console.journal.entry import draft, faults
from console.store.beside.credentials import Failures
from console.store.open import Store, open_store
from console.store.roles import admit, lock_down
from console.store.tables import credentials, upsert
from console.store.trouble import StoreTrouble, Why
from tests.conftest import NOON

VECTORS = Path(__file__).parents[1] / "journal" / "vectors.json"
FIELDS = ("seq", "at", "by", "station", "version", "kind", "body", "previous")


def test_the_server_makes_the_agreed_digests(postgres_store: Store) -> None:
    digest = text(f"SELECT vigil_digest({', '.join(f':{name}' for name in FIELDS)})")
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    with postgres_store.engine.connect() as connection:
        made = [connection.execute(digest, v).scalar() for v in vectors]
    assert made == [v["digest"] for v in vectors]


@pytest.fixture
def station(postgres_store: Store, tmp_path: Path) -> Store:
    """The same database, opened as a station that has no more rights than it needs."""
    lock_down(postgres_store.engine)
    role = make_url(str(postgres_store.url)).database or ""
    admit(postgres_store.engine, role, StationId("desk-7"))
    url = postgres_store.url.set(username=role).render_as_string(hide_password=False)
    return open_store(url, tmp_path / "other", upgrade=False)


def test_a_station_writes_under_its_own_name_whatever_it_claims(station: Store) -> None:
    made = draft(
        CaseTaken(CaseId("one")), Asked(StaffId("ana"), StationId("the desk of somebody"), NOON)
    )
    kept = station.journal.append([made], seen=0, request="r1")
    assert [entry.station for entry in kept.entries] == ["desk-7"]
    assert station.journal.since(0) == kept.entries
    assert list(faults(kept.entries)) == []
    station.close()


FORBIDDEN = [
    "INSERT INTO journal VALUES (1, '', '', '', 1, '', '', '', '')",
    "INSERT INTO words VALUES (1, 0, '', '')",
    "UPDATE head SET seq = 0",
    "DELETE FROM requests",
    "INSERT INTO stations VALUES ('me', 'the desk of somebody')",
    "UPDATE stations SET station = 'the desk of somebody'",
    "DELETE FROM words_search",
    "DELETE FROM seals",
    "UPDATE credentials SET phc = 'of somebody'",
    "UPDATE credentials SET staff = 'me' WHERE staff = 'ana'",
    "INSERT INTO credentials VALUES ('me', 'of mine', 0, NULL)",
    "DELETE FROM credentials",
    "INSERT INTO intake_keys VALUES ('k', 'portal', 'whsec_', '', NULL)",
    "UPDATE intake_keys SET secret = 'whsec_'",
    "DELETE FROM intake_keys",
    "UPDATE alembic_version SET version_num = '9999'",
    "ALTER TABLE journal DISABLE TRIGGER ALL",
    "DROP TRIGGER journal_append_only ON journal",
    "DROP TABLE journal CASCADE",
    "CREATE TABLE public.journal2 (x integer)",
    "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
    "CREATE OR REPLACE FUNCTION vigil_append_only() RETURNS trigger AS '' LANGUAGE plpgsql",
    "SET ROLE vigil_owner",
    "SET SESSION AUTHORIZATION postgres",
    "SET session_replication_role = replica",
]


def test_a_station_may_do_no_more_than_it_needs(station: Store, subtests: pytest.Subtests) -> None:
    url = station.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in FORBIDDEN:
            with subtests.test(statement), pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
    station.close()


def test_a_station_lets_people_in_and_the_administrator_says_with_what(
    postgres_store: Store, station: Store, tmp_path: Path
) -> None:
    ana = StaffId("ana")
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("1234")
    with postgres_store.engine.begin() as connection:
        row = {"staff": ana, "phc": old, "failed": 0, "failed_at": None}
        connection.execute(upsert(credentials), row)
    said = [station.credentials.verify(ana, secret, NOON) for secret in ("9999", "9999", "1234")]
    assert said == [False, False, True], "an old hash that a station may not renew still serves"
    assert station.credentials.failures(ana) == Failures(0, None)
    for forbidden in (
        lambda: station.credentials.set(ana, "of somebody"),
        lambda: station.credentials.forget(ana),
        lambda: station.intake_keys.add("portal", NOON),
    ):
        with pytest.raises(StoreTrouble) as refused:
            forbidden()
        assert refused.value.why is Why.NOT_ALLOWED
    station.close()
    role = f"{station.url.database}_office"
    admit(postgres_store.engine, role, StationId("office"), administrates=True)
    url = station.url.set(username=role).render_as_string(hide_password=False)
    office = open_store(url, tmp_path / "office", upgrade=False)
    office.credentials.set(ana, "5678")
    key = office.intake_keys.add("portal", NOON)
    assert office.credentials.verify(ana, "5678", NOON)
    assert [one.secret for one in office.intake_keys.list("portal")] == [key.secret]
    admit(postgres_store.engine, role, StationId("office"))
    with pytest.raises(StoreTrouble):
        office.credentials.set(ana, "9012")
    office.close()


def test_a_stranger_may_not_append(postgres_store: Store, station: Store, tmp_path: Path) -> None:
    role = f"{station.url.database}_stranger"
    with postgres_store.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
    station.close()
    url = postgres_store.url.set(username=role).render_as_string(hide_password=False)
    with pytest.raises(StoreTrouble) as refused:
        open_store(url, tmp_path / "stranger", upgrade=False)
    assert refused.value.why is Why.NOT_ALLOWED
    with (
        psycopg.connect(url.replace("+psycopg", "")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT vigil_append('[]', 0, 'r')")


def test_a_station_that_may_not_set_up_says_who_has_to(
    postgres_url: str, postgres_server: str, tmp_path: Path
) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        role = f"{make_url(postgres_url).database}_guest"
        connection.execute(f"CREATE ROLE {role} LOGIN")
    url = make_url(postgres_url).set(username=role).render_as_string(hide_password=False)
    with pytest.raises(StoreTrouble) as refused:
        open_store(url, tmp_path)
    assert refused.value.why is Why.NOT_SET_UP

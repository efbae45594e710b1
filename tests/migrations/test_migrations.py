"""Every version leads up to today's and back down, and no guard is lost on the way."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from console.journal.entry import faults
from console.store import schema
from console.store.beside.directory import Directory
from console.store.engine import embedded_file, open_engine, parse, writing
from console.store.journal import SqlJournal
from console.store.open import Store
from console.store.tables import metadata
from tests.conftest import Clock
from tests.store.people import busy

TRIGGERS = {
    "sqlite": {
        *("journal_is_next", "journal_no_update", "journal_no_delete"),
        *("journal_index_no_update", "journal_index_no_delete"),
        *("seals_no_replace", "seals_no_update", "seals_no_delete"),
        *("words_no_replace", "words_no_update", "words_no_delete"),
    },
    "postgresql": {
        *("journal_append_only", "journal_index_append_only", "seals_append_only"),
        *("words_no_change", "words_no_delete"),
    },
}
"""The guards there have to be after every version from the first one on."""
KEY = b"k" * 32


def triggers(connection: Connection) -> set[str]:
    every = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    )
    return set(connection.exec_driver_sql(every).scalars())


def routines(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        return set()
    every = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    return set(connection.exec_driver_sql(every).scalars())


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


@pytest.fixture
def engine(database_url: str) -> Engine:
    url = parse(database_url)
    file = embedded_file(url)
    if file is not None:
        file.parent.mkdir()
    return open_engine(url, KEY)


def test_the_program_knows_every_version() -> None:
    found = [script.revision for script in scripts().walk_revisions()]
    assert tuple(reversed(found)) == schema.VERSIONS


@pytest.mark.parametrize("version", schema.VERSIONS)
def test_no_version_loses_a_guard(engine: Engine, version: str) -> None:
    with writing(engine).begin() as connection:
        schema.migrate(connection, version)
    with engine.connect() as connection:
        assert triggers(connection) == TRIGGERS[engine.dialect.name]
    engine.dispose()


def test_the_newest_version_is_what_the_tables_say(engine: Engine) -> None:
    schema.upgrade(engine)

    def ours(_object: object, name: str | None, *_rest: object) -> bool:
        return not (name or "").startswith("words_search")

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": ours}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_up_and_down_leaves_nothing_behind(engine: Engine) -> None:
    schema.upgrade(engine)
    with writing(engine).begin() as connection:
        schema.migrate(connection, "base", down=True)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert triggers(connection) == set()
        assert routines(connection) == set()
    engine.dispose()


def test_up_down_and_up_again_is_as_good_as_new(engine: Engine, clock: Clock) -> None:
    for down in (False, True, False):
        with writing(engine).begin() as connection:
            schema.migrate(connection, "base" if down else "head", down=down)
    journal = SqlJournal(engine)
    busy(journal, clock)
    assert len(journal.since(0)) == 8
    engine.dispose()


def test_a_filled_database_goes_up_unharmed(store: Store, clock: Clock) -> None:
    busy(store.journal, clock)
    before = store.journal.since(0)
    store.upgrade()
    assert store.journal.since(0) == before
    assert list(faults(before)) == []


def test_a_filled_database_goes_down_whole_or_not_at_all(store: Store, clock: Clock) -> None:
    busy(store.journal, clock)
    with writing(store.engine).begin() as connection:
        schema.migrate(connection, "base", down=True)
    assert schema.age_of(store.engine) is schema.Age.EMPTY
    store.upgrade()
    assert store.journal.since(0) == ()


def test_the_centres_of_the_federal_registry_keep_what_their_names_told(engine: Engine) -> None:
    told = {"fcc:1": "A", "fcc:2": "B (secondary)", "own:3": "C (secondary)", "own:4": "D"}
    keep = text(
        "INSERT INTO facilities (id, kind, name, lat, lon, source, vintage, invented)"
        " VALUES (:id, 'psap', :name, 40, -83, 'x', '2026', false)"
    )
    with writing(engine).begin() as connection:
        schema.migrate(connection, "0002")
        connection.execute(keep, [{"id": one, "name": name} for one, name in told.items()])
    schema.upgrade(engine)
    found = {one.id: one.primary for one in Directory(engine).all()}
    assert found == {"fcc:1": True, "fcc:2": False, "own:3": None, "own:4": None}
    engine.dispose()


def test_a_version_that_breaks_off_leaves_the_old_one(engine: Engine) -> None:
    """Half of a migration is never seen: on SQLite too, it is one transaction."""
    schema.upgrade(engine)
    with writing(engine).connect() as connection:
        transaction = connection.begin()
        schema.migrate(connection, "base", down=True)
        transaction.rollback()
    assert schema.age_of(engine) is schema.Age.SAME
    with engine.connect() as connection:
        assert triggers(connection) == TRIGGERS[engine.dialect.name]
    engine.dispose()

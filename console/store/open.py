"""Opening a database and everything in it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.engine import URL

from console.journal.entry import Fault
from console.journal.seal import Seal
from console.store import schema, tables
from console.store.bell import Bell, FileBell, ServerBell
from console.store.beside.credentials import Credentials
from console.store.beside.directory import Directory
from console.store.beside.drafts import Drafts
from console.store.beside.intake_keys import IntakeKeys
from console.store.beside.quarantine import Quarantine
from console.store.beside.snapshots import Snapshots
from console.store.beside.witness import Witness
from console.store.engine import embedded_file, open_engine, parse
from console.store.history import SqlHistory
from console.store.journal import SqlJournal, walk
from console.store.schema import Age
from console.store.seals import SealBook, Sealer
from console.store.trouble import CannotOpen, StoreTrouble, Why, reachable
from console.store.vault import Vault, open_vault, why_not_written

STATION_KEY = "station.key"


@dataclass(frozen=True, slots=True)
class Status:
    """How a database is.

    Attributes:
        where: the file, or the server without its password.
        version: the schema's version, ``None`` before set-up.
        bytes: how much room it takes.
        sealed_to: the newest sealed entry.
        snapshot: the entry after which the newest usable snapshot was made.
    """

    where: str
    version: str | None
    entries: int
    head: str
    bytes: int
    sealed_to: int | None
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Store:
    """One opened database.

    Attributes:
        file: the file of an embedded database, ``None`` for a server.  Never open it.
    """

    url: URL
    file: Path | None
    engine: Engine
    vault: Vault
    journal: SqlJournal
    history: SqlHistory
    snapshots: Snapshots
    seals: SealBook
    witness: Witness
    drafts: Drafts
    directory: Directory
    credentials: Credentials
    quarantine: Quarantine
    intake_keys: IntakeKeys

    def bell(
        self, rung: Callable[[], None], *, lost: Callable[[], None], back: Callable[[], None]
    ) -> Bell:
        """Return a bell, not started yet, that calls these from a thread of its own."""
        if self.file is None:
            return ServerBell(self.url, rung, lost, back)
        return FileBell(self.engine, rung, lost, back)

    def sealer(self, clock: Callable[[], datetime]) -> Sealer:
        """Return what seals the journal with this station's key."""
        book, seen = self.seals, self.witness.trust
        return Sealer(book, self.vault, self.journal.name, clock, seen)

    def seal_faults(self, kept: Sequence[Seal] | None = None) -> tuple[Fault, ...]:
        """Return what in the journal does not fit its seals, or what this station remembers.

        When everything fits, this station remembers who sealed.

        Args:
            kept: the seals to go by, if not those in the database and in the file elsewhere.

        Raises:
            StoreTrouble: the database cannot be read now.
        """
        seen, name = self.witness, self.journal.name()
        seals = self.seals.everywhere(name) if kept is None else kept
        found = (*seen.seal_faults(walk(self.journal), name, seals),)
        found += (*seen.faults(self.journal),)
        if not found:
            seen.trust(seals)
        return found

    def upgrade(self) -> None:
        """Bring the database to today's version.

        Raises:
            StoreTrouble: it cannot be changed now, or not by us.
        """
        schema.upgrade(self.engine)

    def status(self) -> Status:
        """Return how the database is.

        Raises:
            StoreTrouble: it cannot be read now.
        """
        size = "SELECT pg_database_size(current_database())"
        if self.file is not None:
            size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        with reachable(), self.engine.connect() as connection:
            seq, digest = connection.execute(select(tables.head.c.seq, tables.head.c.digest)).one()
            sealed = connection.execute(select(func.max(tables.seals.c.size))).scalar()
            taken = connection.exec_driver_sql(size).scalar_one()
        return Status(
            str(self.file or self.url.render_as_string()),
            schema.version_of(self.engine),
            seq,
            digest,
            taken,
            sealed,
            self.snapshots.newest_seq(),
        )

    def close(self) -> None:
        """Give every connection back; stop bells first."""
        self.engine.dispose()


def open_store(
    address: str, data_dir: Path, *, upgrade: bool = True, seal_file: Path | None = None
) -> Store:
    """Return the database at ``address``, ready for use.

    Args:
        address: ``sqlite:///FILE`` or ``postgresql://…``.
        data_dir: where this station keeps what is its own, made with mode 0700.
        upgrade: whether an empty or older database is brought to today's version first;
            otherwise it is a reason not to open.
        seal_file: where the seals lie a second time; best on another disk.

    Raises:
        CannotOpen: says why.
    """
    url = parse(address)
    file = embedded_file(url)
    for folder in (data_dir, *((file.parent,) if file is not None else ())):
        _make_folder(folder)
    fresh = file is None or not file.exists()
    vault = open_vault(
        data_dir / STATION_KEY if file is None else file.with_suffix(".key"), fresh=fresh
    )
    engine = open_engine(url, vault.data)
    try:
        _ready(engine, upgrade=upgrade)
    except StoreTrouble as trouble:
        engine.dispose()
        locked = file is not None and file.exists() and not os.access(file.parent, os.W_OK)
        raise CannotOpen(Why.READ_ONLY if locked else trouble.why) from trouble
    if fresh and file is not None:
        file.chmod(0o600)
    return Store(
        url,
        file,
        engine,
        vault,
        SqlJournal(engine),
        SqlHistory(engine),
        Snapshots(engine, vault),
        SealBook(engine, seal_file),
        Witness(data_dir / "witness.json", vault.key, alone=file is not None),
        Drafts(engine),
        Directory(engine),
        Credentials(engine),
        Quarantine(engine),
        IntakeKeys(engine),
    )


def _ready(engine: Engine, *, upgrade: bool) -> None:
    match schema.age_of(engine):
        case Age.SAME:
            return
        case Age.NEWER:
            raise StoreTrouble(Why.NEWER)
        case Age.EMPTY if not upgrade:
            raise StoreTrouble(Why.NOT_SET_UP)
        case Age.OLDER if not upgrade:
            raise StoreTrouble(Why.OLDER)
        case (Age.EMPTY | Age.OLDER) as age:
            try:
                schema.upgrade(engine)
            except StoreTrouble as trouble:
                if trouble.why is not Why.NOT_ALLOWED:
                    raise
                raise StoreTrouble(Why.OLDER if age is Age.OLDER else Why.NOT_SET_UP) from None


def _make_folder(folder: Path) -> None:
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotOpen(why_not_written(error)) from None

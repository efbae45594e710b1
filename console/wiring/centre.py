"""One centre as this station sees it: its store, its desk and what stands beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self
from uuid import uuid4

from console.desk.desk import Desk, Done, Start
from console.domain.board import Board
from console.domain.care.limits import Limits
from console.domain.commands import Command, OpenJournal, PublishProtocols
from console.domain.ids import SYSTEM, CaseId, StaffId, StationId
from console.domain.place.facility import Facility
from console.settings import Settings, Unusable
from console.store.beside.drafts import Draft
from console.store.open import Store, open_store
from console.store.streets.file import FILE as STREETS
from console.wiring.aftercare import rules_of
from console.wiring.geocoder import geocoder_of
from console.wiring.places import LocalPlaces
from console.wiring.shipped import practice_places, shipped_protocols
from console.words.trouble import mixed_up

SNAPSHOT_EVERY = 2_000
"""After so many entries the board is worth keeping, so that the next start reads few."""


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def database_of(settings: Settings, url: str | None, *, practice: bool) -> tuple[str, Path]:
    """Return the address of the database and this station's folder for it.

    Practice always lies in a store of its own, beside the live one.
    """
    folder = settings.data / ("practice" if practice else "live")
    chosen = url or ("" if practice else settings.database)
    return chosen or f"sqlite:///{folder / 'vigil.db'}", folder


def seal_file_of(settings: Settings, folder: Path) -> Path:
    """Return where the seals lie a second time, of the database whose folder is ``folder``."""
    elsewhere = Path(settings.seals) / f"{folder.name}-seals.jsonl" if settings.seals else None
    return elsewhere or folder / "seals.jsonl"


def street_file_of(settings: Settings) -> Path:
    """Return where the streets lie: public data, one file for live work and for practice."""
    return settings.data / STREETS


@dataclass(frozen=True, slots=True)
class Centre:
    """Everything behind the screen and the command line, put together."""

    settings: Settings
    practice: bool
    store: Store
    desk: Desk
    places: LocalPlaces

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def do(self, command: Command, by: StaffId = SYSTEM) -> Done:
        """Carry out a command; see ``Desk.do``."""
        return self.desk.do(command, by)

    def keep_snapshot(self, least: int = SNAPSHOT_EVERY) -> bool:
        """Keep the board, if at least ``least`` entries came since it was last kept.

        One that may hold words which were erased since is not kept until this station starts anew.
        """
        if self.desk.holds_erased:
            return False
        seq, digest = self.desk.head
        kept = self.store.snapshots.newest_seq() or 0
        if seq - kept < max(least, 1):
            return False
        self.store.snapshots.save(self.desk.board, digest)
        return True

    def close(self) -> None:
        """Note what this station has seen, and give the database back."""
        self.store.witness.note(*self.desk.head)
        if self.places.streets is not None:
            self.places.streets.file.close()
        self.store.close()


def open_centre(
    settings: Settings,
    url: str | None = None,
    *,
    practice: bool = False,
    clock: Callable[[], datetime] = utc_now,
    upgrade: bool = True,
) -> Centre:
    """Return the centre, caught up; a new one gets its journal and the shipped protocols.

    Raises:
        CannotOpen: the database cannot be used; says why.
        Unusable: practice was asked for on a live database, or the other way round.
        Unreachable: it went away in between.
    """
    geocoder = geocoder_of(settings.geocoder)
    address, folder = database_of(settings, url, practice=practice)
    seal_file = seal_file_of(settings, folder)
    store = open_store(address, folder, upgrade=upgrade, seal_file=seal_file)
    kept = store.snapshots.newest()
    start = Start(*kept) if kept is not None else Start(Board())
    limits = Limits(
        lead_silent=timedelta(seconds=max(settings.lead_silent_s, 1)),
        after=rules_of(settings.aftercare),
    )
    desk = Desk(store.journal, StationId(settings.station), clock, limits=limits, start=start)
    desk.catch_up()
    if desk.board.journal and desk.board.practice != practice:
        store.close()
        raise Unusable(mixed_up(practice=practice))

    def directory() -> Sequence[Facility]:
        today = clock().astimezone().date()
        return (*store.directory.all(), *(practice_places(today) if practice else ()))

    centre = Centre(
        settings,
        practice,
        store,
        desk,
        LocalPlaces(directory, clock, lambda: desk.board.book, street_file_of(settings), geocoder),
    )
    if not desk.board.journal:
        centre.do(OpenJournal(str(uuid4()), practice))
    if not desk.board.protocols:
        centre.do(PublishProtocols(shipped_protocols()))
    return centre


class StationDrafts:
    """Drafts of the store, with the time of this station's clock."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._drafts = store.drafts
        self._clock = clock

    def keep(self, case: CaseId, staff: StaffId, text: str) -> None:
        """Keep the note as it is now; empty text forgets it."""
        self._drafts.keep(Draft(case, staff, text, self._clock()))

    def find(self, case: CaseId, staff: StaffId) -> str:
        """Return the note as it was last kept, or nothing."""
        found = self._drafts.get(case, staff)
        return found.text if found is not None else ""

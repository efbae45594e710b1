"""What is on file at a station, as the workspace of the directory asks for it."""

from collections.abc import Callable
from pathlib import Path

from console.desk.desk import Busy
from console.domain.ids import StaffId
from console.domain.place.facility import FacilityKind
from console.journal.port import Unreachable
from console.store.trouble import StoreTrouble
from console.ui.directory.stock import Came, Held, NotTaken, Stopped, Wish, stopped, unwritten
from console.wiring.centre import Centre
from console.wiring.stock import on_file
from console.words.trouble import trouble


class StationStock:
    """Reads the tables, the street file and the journal; every method takes its time.

    Args:
        tiles: the street file of the map, if the settings name one.
    """

    def __init__(self, centre: Centre, tiles: Path | None) -> None:
        self._centre, self._tiles = centre, tiles

    def held(self) -> Held:
        """Return all that is on file now."""
        return Held(on_file(self._centre, self._tiles), self._centre.places.all())

    def bring(self, wish: Wish, by: StaffId, said: Callable[[int], None]) -> Came | NotTaken:
        """Read a file and bring its list in, as the command line does."""
        from console.places.imports.formats import Format, load  # noqa: PLC0415 -- slow to load
        from console.places.imports.rows import Unreadable  # noqa: PLC0415 -- see above
        from console.wiring.bring import bring  # noqa: PLC0415 -- see above

        try:
            loaded = load(
                Format(wish.format),
                wish.file,
                vintage=wish.vintage,
                kind=FacilityKind(wish.kind) if wish.kind else None,
                source=wish.source,
                progress=said,
            )
            said(len(loaded.facilities) + len(loaded.rejected))
            replaced, names = bring(self._centre, loaded, by)
        except Unreadable as no:
            return NotTaken(str(no))
        except Stopped:
            return NotTaken(stopped())
        except StoreTrouble as no:
            return NotTaken(trouble(no.why))
        except (Unreachable, Busy):
            return NotTaken(unwritten())
        return Came(
            len(loaded.facilities),
            sum(one.added for one in replaced),
            sum(one.changed for one in replaced),
            tuple(names.get(gone, str(gone)) for one in replaced for gone in one.vanished),
            tuple((bad.line, bad.reason) for bad in loaded.rejected),
        )

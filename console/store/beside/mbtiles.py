"""The tiles of a street file that is an SQLite database of others: MBTiles 1.3.

The file is read by the store's own SQLite library, never written, and never trusted: whatever
stands in it, a question ends soon and returns a small answer or none.
"""

from itertools import count
from pathlib import Path
from threading import Lock
from typing import Final

from sqlcipher3 import dbapi2

LARGEST: Final = 2_000_000  # bytes of a tile as it is stored; real ones have a tenth of that
MOST_STEPS: Final = 200_000  # of SQLite's machine; finding a tile takes some forty
_LONGEST: Final = 100_000  # characters of a metadata value

_GUARDED: Final = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA query_only=ON",
)
_ABOUT: Final = "SELECT name, value FROM metadata WHERE length(value) <= ? LIMIT 200"
_ZOOMS: Final = "SELECT min(zoom_level), max(zoom_level) FROM tiles"
_TILE: Final = (
    "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
    " AND length(tile_data) <= ?"
)


class CannotRead(Exception):  # noqa: N818 -- the environment's no
    """The file is no SQLite database with the tables of MBTiles, or is broken there."""


class MbTiles:
    """One open file.  Safe to use from any thread; one question at a time is answered.

    Raises:
        CannotRead: it cannot be opened or read; the file is not changed.
    """

    def __init__(self, file: Path) -> None:
        self._lock = Lock()
        # immutable: no lock is taken and no file made beside it, also in a folder of others
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._db = dbapi2.connect(address, uri=True, check_same_thread=False)
            for statement in _GUARDED:
                self._db.execute(statement)
        except (dbapi2.Error, ValueError) as error:
            raise CannotRead(type(error).__name__) from None
        self._ask(_TILE, 0, 0, 0, LARGEST)

    def about(self) -> dict[str, str]:
        """Return the metadata by name, as text."""
        rows = self._ask(_ABOUT, _LONGEST)
        return {str(name): str(value) for name, value in rows if name is not None}

    def zooms(self) -> tuple[int, int] | None:
        """Return the least and the greatest zoom that has a tile, or nothing."""
        for least, most in self._ask(_ZOOMS, steps=100 * MOST_STEPS):
            if isinstance(least, int) and isinstance(most, int):
                return least, most
        return None

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile as it is stored; ``row`` counts from the south, as MBTiles does."""
        for (data,) in self._ask(_TILE, zoom, column, row, LARGEST):
            return data if isinstance(data, bytes) else None
        return None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def _ask(
        self, statement: str, *values: int, steps: int = MOST_STEPS
    ) -> list[tuple[object, ...]]:
        with self._lock:
            # The tables may be views that never end.  SQLite counts on from the question before,
            # so the first time that it reports proves nothing.
            reports = count()
            self._db.set_progress_handler(lambda: next(reports), steps)
            try:
                return list(self._db.execute(statement, values).fetchmany(200))
            except (dbapi2.Error, UnicodeDecodeError, OverflowError) as error:
                raise CannotRead(type(error).__name__) from None

"""The street file of the organisation, opened: MBTiles or PMTiles, shapes or pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from console.places.tiles.pmtiles import MAGIC, PmTiles
from console.places.tiles.tileset import (
    NoStreets,
    Tile,
    Tileset,
    TileSort,
    Why,
    bounds,
    credit,
    number,
)
from console.places.tiles.unpacked import unpacked
from console.store.beside.mbtiles import CannotRead, MbTiles

_SQLITE: Final = b"SQLite format 3\0"
_SORTS: Final = {
    "pbf": TileSort.VECTOR,
    "mvt": TileSort.VECTOR,
    "png": TileSort.RASTER,
    "jpg": TileSort.RASTER,
    "jpeg": TileSort.RASTER,
    "webp": TileSort.RASTER,
}


class Streets:
    """One open street file.  Safe to use from any thread.

    Attributes:
        about: what it says that it holds.
    """

    def __init__(
        self,
        about: Tileset,
        stored: Callable[[int, int, int], bytes | None],
        close: Callable[[], None],
    ) -> None:
        self.about = about
        self._stored = stored
        self.close = close

    def tile(self, zoom: int, x: int, y: int) -> Tile | None:
        """Return one tile; ``x`` and ``y`` count from the north-west corner of the world.

        Nothing is returned where the file has none.

        Raises:
            NoStreets: the file is broken there, has something there that is no tile, or is gone.
        """
        if not (self.about.least <= zoom <= self.about.most):
            return None
        if not (0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
            return None
        try:
            stored = self._stored(zoom, x, y)
        except (CannotRead, OSError, ValueError):
            raise NoStreets(Why.UNREADABLE) from None
        if stored is None:
            return None
        found = unpacked(stored, self.about.sort)
        if found is None:
            raise NoStreets(Why.UNREADABLE)
        return found


def open_streets(file: Path) -> Streets:
    """Return the street file, opened for reading.

    Raises:
        NoStreets: it cannot be used; ``why`` says in which way.
    """
    try:
        with file.open("rb") as opened:
            start = opened.read(len(_SQLITE))
    except FileNotFoundError:
        raise NoStreets(Why.MISSING) from None
    except (OSError, ValueError):
        raise NoStreets(Why.UNREADABLE) from None
    try:
        if start.startswith(MAGIC):
            packed = PmTiles(file)
            return Streets(packed.about, packed.tile, packed.close)
        if start == _SQLITE:
            return _of_database(MbTiles(file))
    except (CannotRead, OSError):
        pass
    raise NoStreets(Why.UNREADABLE)


def _of_database(tiles: MbTiles) -> Streets:
    try:
        about = _about(tiles)
    except BaseException:
        tiles.close()
        raise

    def stored(zoom: int, x: int, y: int) -> bytes | None:
        return tiles.tile(zoom, x, (1 << zoom) - 1 - y)

    return Streets(about, stored, tiles.close)


def _about(tiles: MbTiles) -> Tileset:
    said = tiles.about()
    zooms = tiles.zooms()
    if zooms is None:
        raise NoStreets(Why.EMPTY)
    sort = _SORTS.get(said.get("format", "").lower().strip())
    if sort is None:
        raise NoStreets(Why.FOREIGN)
    # what is said of the zooms only narrows what is there: a file may be cut from a larger one
    least = max(zooms[0], number(said, "minzoom") or 0)
    most = min(zooms[1], number(said, "maxzoom") or zooms[1])
    if least > most:
        least, most = zooms
    return Tileset(
        sort, least, most, bounds(said.get("bounds", "")), credit(said.get("attribution", ""))
    )

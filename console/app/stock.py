"""What is on file at a station, as the workspace of the directory asks for it."""

from pathlib import Path

from console.ui.directory.stock import Held
from console.wiring.centre import Centre
from console.wiring.stock import on_file


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

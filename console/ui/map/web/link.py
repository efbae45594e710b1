"""The one object that the page and the window share."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from console.ui.map.web import legend


class MapLink(QObject):
    """What the window tells the page, as signals; what the page tells the window, as slots.

    Signals to the page:
        upsert: JSON rows of marks, see ``mark.rows``.
        remove: a JSON list of mark ids.
        select: the chosen mark's id, and whether the page may centre on it.
        areas: JSON rows of areas, see ``area.rows``.
        theme: a theme's name.
        centre: latitude, longitude and zoom to show.
        act: the id of an act that the operator asked for, for example ``map_west``.
    Signals to the window:
        answered: the page runs and listens.
        painted: the outlines are on the screen.
        touched: the operator picked the mark with this id.
        looked: the view's latitude, longitude and zoom.
    """

    upsert = Signal(str)
    remove = Signal(str)
    select = Signal(str, bool)
    areas = Signal(str)
    theme = Signal(str)
    centre = Signal(float, float, int)
    act = Signal(str)

    answered = Signal()
    painted = Signal()
    touched = Signal(str)
    looked = Signal(float, float, int)

    def _words(self) -> str:
        return legend.words()

    words = Property(str, _words, constant=True)

    @Slot()
    def ready(self) -> None:
        """The page listens."""
        self.answered.emit()

    @Slot()
    def drawn(self) -> None:
        """The page has painted the outlines."""
        self.painted.emit()

    @Slot(str)
    def picked(self, mark: str) -> None:
        """The operator picked a mark."""
        self.touched.emit(mark)

    @Slot(float, float, int)
    def moved(self, lat: float, lon: float, zoom: int) -> None:
        """The view moved."""
        self.looked.emit(lat, lon, zoom)

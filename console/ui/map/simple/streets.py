"""The streets of the simple map: pictures of tiles, drawn on a thread of their own."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from console.places.sketch import TILE
from console.places.tiles.streets import Streets
from console.places.tiles.tileset import NoStreets, TileSort
from console.places.tiles.ways import Line, Way, ways

MOST: Final = 160
"""So many pictures are kept: a quarter of a megabyte each on a usual screen."""

ROADS: Final[Mapping[Way, tuple[tuple[int, float], ...]]] = {
    Way.MINOR: ((12, 0.4), (13, 0.8), (14, 1.7), (15, 3.6), (16, 6.5), (18, 13)),
    Way.STREET: ((11, 0.6), (12, 1.1), (14, 3), (16, 8), (18, 15)),
    Way.MAIN: ((9, 0.7), (12, 1.8), (14, 3.8), (16, 9), (18, 17)),
    Way.MOTORWAY: ((8, 1.1), (12, 2.6), (14, 4.6), (16, 10), (18, 19)),
}
"""How wide each sort is drawn, as on the page: zoom, pixels …; the last lie on top."""
CASED: Final = 2.0
"""From so many pixels on a road has an edge."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One square of the map: its zoom, column and row, and how it is drawn."""

    zoom: int
    x: int
    y: int
    theme: str
    ratio: float


class StreetPictures(QObject):
    """Draws the tiles of a street file when they are asked for.

    Signals:
        come: a picture that was asked for has come, or there is none.
    """

    come = Signal()
    _drawn = Signal(object, object)

    def __init__(self, themes: Mapping[str, Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self._streets: Streets | None = None
        self._pictures: dict[Piece, QImage | None] = {}
        self._asked: set[Piece] = set()
        self._worker: ThreadPoolExecutor | None = None
        self._drawn.connect(self._take)

    @property
    def streets(self) -> Streets | None:
        """The street file, or nothing."""
        return self._streets

    def lay(self, streets: Streets | None) -> None:
        """Draw from this file."""
        self._streets = streets
        self._pictures.clear()
        self.come.emit()

    def close(self) -> None:
        """Wait for the thread, and let go of the file."""
        self._asked.clear()
        if self._worker is not None:
            self._worker.shutdown(cancel_futures=True)
            self._worker = None
        if self._streets is not None:
            self._streets.close()
            self._streets = None

    def picture(self, piece: Piece) -> QImage | None:
        """Return the picture if it is here; else it comes later, unless the file has none."""
        if piece in self._pictures:
            found = self._pictures.pop(piece)
            self._pictures[piece] = found  # to the end: the first was wanted longest ago
            return found
        if self._streets is not None and piece not in self._asked:
            if self._worker is None:
                self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="streets")
            self._asked.add(piece)
            self._worker.submit(self._draw, self._streets, piece)
        return None

    @property
    def are_awaited(self) -> bool:
        """Whether some that were asked for have not come yet."""
        return bool(self._asked)

    def has_none(self, piece: Piece) -> bool:
        """Whether it is known that the file has nothing there."""
        return piece in self._pictures and self._pictures[piece] is None

    def want(self, pieces: set[Piece]) -> None:
        """Draw only these of all that were asked for: the map has moved on."""
        self._asked &= pieces

    def _draw(self, streets: Streets, piece: Piece) -> None:
        if piece in self._asked:
            self._drawn.emit(piece, drawn(streets, piece, self._themes[piece.theme]))

    def _take(self, piece: Piece, picture: QImage | None) -> None:
        if self._streets is None:
            return
        self._asked.discard(piece)
        self._pictures[piece] = picture
        if len(self._pictures) > MOST:
            del self._pictures[next(iter(self._pictures))]
        self.come.emit()


def width(way: Way, zoom: int) -> float:
    """Return how wide a road is drawn, in pixels; 0 where it is not drawn yet."""
    stops = ROADS[way]
    if zoom < stops[0][0]:
        return 0.0
    for (low, thin), (high, thick) in pairwise(stops):
        if zoom < high:
            return thin + (zoom - low) / (high - low) * (thick - thin)
    return stops[-1][1]


def drawn(streets: Streets, piece: Piece, colours: Mapping[str, str]) -> QImage | None:
    """Return the picture of a piece; nothing where the file has no sound tile.

    Beyond the file's last zoom it is a part of the tile that lies there.
    """
    times = 1 << max(0, piece.zoom - streets.about.most)
    try:
        tile = streets.tile(min(piece.zoom, streets.about.most), piece.x // times, piece.y // times)
        if tile is None:
            return None
        found = ways(tile.body) if streets.about.sort is TileSort.VECTOR else None
    except (NoStreets, ValueError):
        return None
    side = round(TILE * piece.ratio)
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(QColor(colours["block"]))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(-(piece.x % times) * side, -(piece.y % times) * side)
    painter.scale(times * side, times * side)
    if found is None:
        if piece.theme != "light":
            painter.setOpacity(0.5)  # pictures have their own colours, which are bright
        painter.drawImage(QRectF(0, 0, 1, 1), QImage.fromData(tile.body))
    else:
        _paint(painter, found, piece, colours)
    painter.end()
    return picture


def _paint(
    painter: QPainter, found: Mapping[Way, list[Line]], piece: Piece, colours: Mapping[str, str]
) -> None:
    paths = {way: _path(lines) for way, lines in found.items()}
    if Way.WATER in paths:
        painter.fillPath(paths[Way.WATER], QColor(colours["water"]))
    wide = {way: width(way, piece.zoom) for way in ROADS if way in paths}

    def stroke(way: Way, token: str, pixels: float) -> None:
        pen = QPen(QColor(colours[token]), pixels * piece.ratio)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(paths[way], pen)

    for way, pixels in wide.items():
        if pixels >= CASED:
            stroke(way, "casing", pixels + 1.6)
    for way, pixels in wide.items():
        if pixels > 0:
            bright = "motorway" if way is Way.MOTORWAY else "road"
            stroke(way, bright if pixels >= CASED or way is Way.MOTORWAY else "casing", pixels)


def _path(lines: list[Line]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
    return path
